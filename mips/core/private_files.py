"""Files that only their owner may read: made once, whole or not at all, whichever process comes first."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put a 0600 file in place at once, over an older one if there is one."""
    _fresh(path, text).replace(path)


def kept(path: Path, make: Callable[[], str]) -> str:
    """What a private file says, made by `make` the first time anybody asks."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = _fresh(path, make())
        with suppress(FileExistsError):  # another process was quicker: its text counts
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text()


def _fresh(path: Path, text: str) -> Path:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return fresh
