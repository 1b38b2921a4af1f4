"""When a case is silent: nothing meaningful for so many days, and nothing outside that it waits for (F31)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.england import day_of
from mips.core.errors import RuleBroken

SECTION: Final = "F31"
WAITS_FOR: Final = "waits-for"
"""The reference list of what an investigation may wait for."""
LONGEST: Final = 90
"""Days that one statement of what is waited for may hold: after that somebody looks again."""
BY_PEOPLE: Final = ("entry", "decision", "rationale", "contact", "assessment", "outcome")
"""Kinds of log entry that are work on the case. What the record says of itself, such as an allocation, is not."""


class Doing(StrEnum):
    """What counts as meaningful."""

    LOG = "log"
    ACTION = "action"
    CONTACT = "contact"
    EXHIBIT = "exhibit"
    REVIEW = "review"
    GIVEN = "given"

    @property
    def label(self) -> str:
        return _SAID[self.value]


_SAID: Final = {
    "log": "an entry in the log",
    "action": "an action with its result",
    "contact": "a contact with the victim",
    "exhibit": "an exhibit moved",
    "review": "a supervisor's review",
    "given": "its allocation",
}


@dataclass(frozen=True)
class Last:
    """The last meaningful thing: what it was and when."""

    what: Doing
    at: datetime


def silent_since(now: datetime, days: int) -> datetime:
    """A case on which nothing was done after this, so many whole days ago, is silent unless it waits for something
    stated (F31).
    """
    return now - timedelta(days=days)


def why_silent(last: Last | None, *, now: datetime) -> str:
    """Why a case that is silent is so, in words."""
    if last is None:
        return "Nothing has been done on it"
    return f"Nothing for {(now - last.at).days} days: the last was {last.what.label}, {day_of(last.at):%-d %b %Y}"


def check_wait(until_on: date, *, today: date) -> None:
    """Nothing is waited for without an end: somebody looks again after three months at most (F31).

    Raises RuleBroken.
    """
    if until_on > today + timedelta(days=LONGEST):
        said = f"Choose a day within {LONGEST} days: say so again then, if it is still awaited"
        raise RuleBroken(said, rule=SECTION, field="until_on")
