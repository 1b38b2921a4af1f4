"""What was written on paper while the server was gone: which acts, when they can have been, and what names a row."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.representations import Heard
from mips.custody.rules.sources_of_care import C_2_6
from mips.custody.rules.sources_of_people import C_15_4

_REMINDED: Final = "reminded"
_NOT_IN_WORDS: Final = (Heard.ASLEEP, Heard.UNFIT)
_ROWS: Final = uuid.UUID("5b0a3a1e-6d0c-5f5e-9c57-2f6f0b8c7a11")


class PaperKind(StrEnum):
    """The acts that paper has lines for. Anything else is written in words, as the log."""

    CHECK = "check"
    MEAL = "meal"
    MEDICINE = "medicine"
    CELL = "cell"
    REVIEW = "review"
    LOG = "log"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    PaperKind.CHECK: "Check of the cell",
    PaperKind.MEAL: "Meal, drink or other thing given",
    PaperKind.MEDICINE: "Medicine",
    PaperKind.CELL: "Moved to a cell",
    PaperKind.REVIEW: "Review of detention",
    PaperKind.LOG: "Written in the log",
}


def name_of_row(custody_number: str, at: datetime, kind: PaperKind, *rest: str) -> uuid.UUID:
    """The same row, however it is spaced, has the same name, so that typing it twice enters it once. Code C 2.6."""
    minute = to_minute(at).astimezone(UTC).isoformat()
    plain = [" ".join(each.casefold().split()) for each in (custody_number, minute, kind.value, *rest)]
    return uuid.uuid5(_ROWS, "\n".join(plain))


def heard_on_paper(outcome: str) -> tuple[bool, Heard | None]:
    """Whether they were reminded of legal advice before a review, and how they were heard if not in words. Code C 15.4.

    `outcome` is what paper says: 'reminded', 'asleep', 'reminded unfit'.
    """
    words = set(outcome.casefold().replace(",", " ").split())
    if words - {_REMINDED, *_NOT_IN_WORDS} or len(words.intersection(_NOT_IN_WORDS)) > 1:
        raise RuleBroken("For a review enter reminded, asleep, or reminded unfit", rule=C_15_4.section, field="outcome")
    return _REMINDED in words, next((each for each in _NOT_IN_WORDS if each in words), None)


def check_on_paper(at: datetime, *, arrived_at: datetime, left_at: datetime | None) -> None:
    """Refuse what cannot have happened while they were here: the time or the custody number is wrong. Code C 2.6."""
    if to_minute(at) < to_minute(arrived_at):
        raise _broken("This is before they arrived. Check the custody number and the time")
    if left_at is not None and to_minute(at) > to_minute(left_at):
        raise _broken("This is after they had left. Check the custody number and the time")


def _broken(detail: str) -> RuleBroken:
    return RuleBroken(detail, rule=C_2_6.section, field="at")
