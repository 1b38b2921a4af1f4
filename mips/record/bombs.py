"""Files that are small to send and huge to open: told apart without unpacking more than is allowed."""

from __future__ import annotations

import gzip
import warnings
import zipfile
import zlib
from typing import BinaryIO, Final

from PIL import Image, UnidentifiedImageError

MOST_INFLATED: Final = 500 * 1024 * 1024
MOST_RATIO: Final = 100
MOST_FILES: Final = 10_000
MOST_PIXELS: Final = 100_000_000
BLOCK: Final = 1024 * 1024


def danger_in(content: BinaryIO, media_type: str, size: int) -> str:
    """What is wrong with opening this file, as a sentence; empty when nothing is. Leaves it at its beginning."""
    content.seek(0)
    try:
        match media_type:
            case "application/zip":
                return _in_zip(content, size)
            case "application/gzip":
                return _in_gzip(content, size)
            case "image/jpeg" | "image/png":
                return _in_image(content)
        return ""
    finally:
        content.seek(0)


def _in_zip(content: BinaryIO, size: int) -> str:
    try:
        with zipfile.ZipFile(content) as archive:
            inside = archive.infolist()
            if len(inside) > MOST_FILES:
                return "The archive holds too many files"
            if any(each.filename.lower().endswith((".zip", ".gz")) for each in inside):
                return "The archive holds another archive. Unpack it first"
            inflated = 0
            for each in inside:  # what its directory says cannot be believed: it is counted
                with archive.open(each) as file:
                    while block := file.read(BLOCK):
                        inflated += len(block)
                        if _too_much(inflated, size):
                            return "The archive unpacks to far more than it should"
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return "The archive cannot be read, or needs a password"
    return ""


def _in_gzip(content: BinaryIO, size: int) -> str:
    inflated = 0
    try:
        with gzip.GzipFile(fileobj=content) as file:
            while block := file.read(BLOCK):
                inflated += len(block)
                if _too_much(inflated, size):
                    return "The archive unpacks to far more than it should"
    except (OSError, EOFError, zlib.error):
        return "The archive cannot be read"
    return ""


def _too_much(inflated: int, size: int) -> bool:
    return inflated > MOST_INFLATED or (inflated > BLOCK and inflated > size * MOST_RATIO)


def _in_image(content: BinaryIO) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(content) as image:
                wide, high = image.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return "The image cannot be read"
    return "The image is too large to open" if wide * high > MOST_PIXELS else ""
