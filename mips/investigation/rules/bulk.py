"""Changing many crimes at once: how many, which still are as they were shown, until when it is undone (F26)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from mips.core.errors import RuleBroken

SECTION: Final = "F26"


class BulkKind(StrEnum):
    """What is done to each of the crimes."""

    ALLOCATE = "allocate"
    SET_FLAG = "set-flag"
    END_FLAG = "end-flag"
    STATUS = "status"
    SERIES = "series"
    RELATED = "related"
    UNDO = "undo"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    BulkKind.ALLOCATE: "Give them to an officer or a team",
    BulkKind.SET_FLAG: "Set a flag",
    BulkKind.END_FLAG: "End a flag",
    BulkKind.STATUS: "Move their status on",
    BulkKind.SERIES: "Put them into a series or operation",
    BulkKind.RELATED: "Link them to another crime",
    BulkKind.UNDO: "Undo a bulk change",
}
CHOSEN: Final = tuple(kind for kind in BulkKind if kind is not BulkKind.UNDO)
"""What somebody picks; an undo is begun from what it undoes."""


class Verdict(StrEnum):
    """What becomes of one crime. WAITING: it would be changed, or is not come to yet."""

    WAITING = "waiting"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left-out"


def check_selection(count: int, *, most: int) -> None:
    """Some crimes, and no more than the force lets be changed at once. Raises RuleBroken."""
    if not count:
        raise RuleBroken("Select at least one crime", rule=SECTION, field="crime_ids")
    if count > most:
        said = f"At most {most} crimes are changed at once. Narrow the list, or pick some of it"
        raise RuleBroken(said, rule=SECTION, field="crime_ids")


def token(version: int, before: Mapping[str, Any]) -> str:
    """What a crime was when it was shown, as far as it bears on the change: another by then is another's work."""
    text = json.dumps([version, before], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def undo_until(ended_at: datetime, *, days: int) -> datetime:
    """Until when a bulk change is undone in one step."""
    return ended_at + timedelta(days=days)


def check_undo(
    kind: BulkKind, *, ended_at: datetime | None, undone: bool, changed: int, days: int, now: datetime
) -> None:
    """Once, when it is done, within so many days, and an undo itself never: it is done anew. Raises RuleBroken."""
    if kind is BulkKind.UNDO:
        raise RuleBroken("An undo is not undone. Make the bulk change anew", rule=SECTION)
    if ended_at is None:
        raise RuleBroken("It is not done yet. Wait until it is", rule=SECTION)
    if undone:
        raise RuleBroken("It has been undone already", rule=SECTION)
    if not changed:
        raise RuleBroken("It changed nothing", rule=SECTION)
    if now > undo_until(ended_at, days=days):
        said = f"A bulk change is undone within {days} days. Change the crimes by another, or one by one"
        raise RuleBroken(said, rule=SECTION)
