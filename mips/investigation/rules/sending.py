"""Evidence sent by link: for how long, how much, and what kinds of file are taken in (F138, decision 0013)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.digital import KINDS, said_size

SECTION: Final = "F138"
MOST_DAYS: Final = 30
MOST_FILES: Final = 100
DOCUMENTS: Final = frozenset({".docx", ".xlsx", ".odt", ".ods", ".txt", ".csv", ".eml"})
FILMS: Final = frozenset({".avi", ".mkv", ".mts", ".3gp", ".wmv", ".heic", ".heif", ".dav"})
"""Of cameras and telephones, which no browser shows."""
TAKEN: Final = DOCUMENTS | FILMS | {ending for endings in KINDS.values() for ending in endings}
RUNS: Final = frozenset({"application/x-msdownload", "application/x-executable", "application/x-sharedlib"})
"""What a computer would run, whatever its name says."""


def is_open(*, expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    """A link is there until it expires or is taken back; then it is as if it had never been."""
    return revoked_at is None and now < expires_at


def check_asked(*, days: int, files: int, size: int, most_size: int) -> None:
    """How long and how much an officer lets be sent. Sizes in bytes. Raises RuleBroken with all that is wrong."""
    wrong = [
        *_between(days, MOST_DAYS, "days", f"A link is open for 1 to {MOST_DAYS} days"),
        *_between(files, MOST_FILES, "most_files", f"1 to {MOST_FILES} files are sent by one link"),
        *_between(size, most_size, "most_megabytes", f"At most {said_size(most_size)} are sent by one link"),
    ]
    if wrong:
        first, *rest = wrong
        first.also = rest
        raise first


def _between(value: int, most: int, field: str, said: str) -> Iterator[RuleBroken]:
    if not 1 <= value <= most:
        yield RuleBroken(said, rule=SECTION, field=field)


def check_fits(size: int, *, files: int, most_files: int, sent: int, most_bytes: int) -> None:
    """Another file of `size` bytes still fits under the link. Raises RuleBroken in words for whoever sends it."""
    if size <= 0:
        raise RuleBroken("This file is empty", rule=SECTION, field="file")
    if files >= most_files:
        said = "You have sent as many files as you were asked for. Ring the officer if there are more"
        raise RuleBroken(said, rule=SECTION, field="file")
    if sent + size > most_bytes:
        left = said_size(max(most_bytes - sent, 0))
        raise RuleBroken(
            f"This file is too large: {left} are left. Ring the officer, who can take it another way",
            rule=SECTION,
            field="file",
        )


def check_kind(name: str) -> None:
    """Pictures, film, sound and documents are taken. Raises RuleBroken."""
    if PurePosixPath(name).suffix.lower() not in TAKEN:
        raise RuleBroken(
            "Pictures, film, sound and documents can be sent here. Ring the officer to hand over anything else",
            rule=SECTION,
            field="file",
        )


def check_runs_not(found: str | None) -> None:
    """What would run on a computer is not taken. `found`: the media type its first bytes have. Raises RuleBroken."""
    if found in RUNS:
        raise RuleBroken("This is a program, and not a picture, film or document", rule=SECTION, field="file")
