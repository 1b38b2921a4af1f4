"""Digital exhibits: what may be taken in, in which order its pieces come, and what a browser may show (INV-9)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import SECTION

KINDS: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "audio/mpeg": (".mp3",),
    "audio/x-wav": (".wav",),
    "audio/ogg": (".ogg",),
    "audio/mp4": (".m4a",),
    "video/mp4": (".mp4",),
    "video/webm": (".webm",),
    "video/quicktime": (".mov",),
    "application/pdf": (".pdf",),
}
"""What a browser shows or plays, with the endings of its names. All else is kept as it is, and given out."""
OTHER: Final = "application/octet-stream"


def kind_of(name: str) -> str:
    """The media type that a name says; `OTHER` for what no browser shows."""
    ending = PurePosixPath(name).suffix.lower()
    return next((kind for kind, endings in KINDS.items() if ending in endings), OTHER)


def shown_as(kind: str) -> str:
    """How a page shows it: image, audio, video or pdf; empty: not at all."""
    if kind not in KINDS:
        return ""
    return "pdf" if kind == "application/pdf" else kind.split("/")[0]


def check_size(size: int, *, most: int) -> None:
    """A file holds something, and no more than the force lets in at once. Both in bytes."""
    if size <= 0:
        raise RuleBroken("The selected file is empty", rule=SECTION, field="file")
    if size > most:
        raise RuleBroken(
            f"The selected file is larger than {said_size(most)}. Bring it on a disk to the digital unit",
            rule=SECTION,
            field="file",
        )


def check_piece(*, offset: int, received: int, length: int, size: int) -> None:
    """A piece begins where the last one ended, and none goes past the end: no byte is missing or comes twice."""
    if offset != received or length <= 0 or received + length > size:
        raise RuleBroken(f"{received} bytes of {size} have been received: go on from there", rule=SECTION)


def check_is_what_it_says(name: str, says: str, found: str | None) -> None:
    """A picture is a picture. `found`: the media type its first bytes have, None where they are of none we know."""
    if says != OTHER and _family(found or "") != _family(says):
        ending = PurePosixPath(name).suffix.lower()
        raise RuleBroken(
            f"The selected file is not what its name says: {ending}. Select the file as it was recovered, or name it "
            "without that ending to keep it as it is",
            rule=SECTION,
            field="file",
        )


def _family(kind: str) -> str:
    """Containers hold sound or pictures alike, and go by several names."""
    return "played" if kind.split("/")[0] in ("audio", "video") else kind


def said_size(size: int) -> str:
    """'4.9 GB', '312 kB'; of 1000 bytes to the kB, as cameras and phones say it."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 100 else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError
