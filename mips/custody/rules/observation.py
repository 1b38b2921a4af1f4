"""Levels of observation, the checks that each asks for, and rousing (CUS-12, Code C 9.3 and Annex H)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.sources_of_care import ANNEX_H, C_3_8, C_9_3, C_9_13


class Level(IntEnum):
    """How closely somebody is watched."""

    GENERAL = 1
    INTERMITTENT = 2
    CONSTANT = 3
    CLOSE = 4

    @property
    def label(self) -> str:
        return f"Level {self.value}: {_NAMES[self]}"


_NAMES = {
    Level.GENERAL: "general, seen at least every hour",
    Level.INTERMITTENT: "intermittent, seen every 30 minutes",
    Level.CONSTANT: "constant, never out of view",
    Level.CLOSE: "close proximity, always within reach",
}
MOST_MINUTES: Final[Mapping[Level, int]] = {
    Level.GENERAL: 60,
    Level.INTERMITTENT: 30,
    Level.CONSTANT: 15,
    Level.CLOSE: 15,
}
"""The longest there may be between two checks, or two entries for somebody who is watched all the time."""
ROUSING_MINUTES: Final = 30


class Finding(StrEnum):
    """What a check found, as one key."""

    FINE = "fine"
    ASLEEP = "asleep"
    AWAY = "away"
    ROUSED = "roused"
    NOT_ROUSED = "not-roused"
    CONCERN = "concern"

    @property
    def label(self) -> str:
        return _FINDINGS[self]


_FINDINGS = {
    Finding.FINE: "Awake, breathing, no concerns",
    Finding.ASLEEP: "Asleep, seen to breathe and move",
    Finding.AWAY: "Out of the cell, in company, no concerns",
    Finding.ROUSED: "Roused: woke, answered and obeyed",
    Finding.NOT_ROUSED: "Could not be roused, or did not answer or obey",
    Finding.CONCERN: "Something is wrong",
}
WITHOUT_ROUSING: Final = (Finding.FINE, Finding.ASLEEP, Finding.AWAY, Finding.CONCERN)
WITH_ROUSING: Final = (Finding.ROUSED, Finding.NOT_ROUSED, Finding.AWAY, Finding.CONCERN)
GET_HELP: Final = "Call a healthcare professional or an ambulance now (Code C Annex H)"


@dataclass(frozen=True, kw_only=True)
class Rousing:
    """The three tests of Annex H, each answered: (a) can be woken, (b) answers questions, (c) obeys commands."""

    wakes: bool | None = None
    answers: bool | None = None
    obeys: bool | None = None

    @property
    def asked(self) -> bool:
        return None not in (self.wakes, self.answers, self.obeys)

    @property
    def failed(self) -> bool:
        return False in (self.wakes, self.answers, self.obeys)


def check_interval(level: Level, minutes: int, *, rousing: bool) -> None:
    """Refuse longer between checks than the level, or rousing, allows. Code C 9.3, Annex H."""
    most = min(MOST_MINUTES[level], ROUSING_MINUTES if rousing else MOST_MINUTES[level])
    if not 1 <= minutes <= most:
        raise _broken(f"At this level checks are at most {most} minutes apart", C_9_3, "every_minutes")


def check_rousing(level: Level, *, rousing: bool, needed: bool, by_hcp: bool) -> None:
    """Refuse level 1 with rousing, and no rousing for somebody who must be roused. Code C 9.3, Annex H.

    `needed`: the latest assessment found drink, drugs, something swallowed, or doubt about consciousness. Only a
    healthcare professional may set it aside.
    """
    if rousing and level is Level.GENERAL:
        raise _broken("Somebody who is roused is on level 2 or above", ANNEX_H, "level")
    if needed and not rousing and not by_hcp:
        why = "They must be roused at each check. Assess the risk again, or have a healthcare professional advise"
        raise _broken(why, ANNEX_H, "rousing")


def check_change(
    before: Level | None, level: Level, *, set_by_hcp: bool, by_hcp: bool, decides: bool, consulted: str
) -> None:
    """Who may lower a level, and after whom. Code C 3.8, 9.13.

    `decides`: a custody officer or healthcare professional acts. `consulted`: the healthcare professional asked.
    """
    if before is None or level >= before:
        return
    if not decides:
        raise _broken("Only a custody officer or a healthcare professional lowers the level", C_3_8, "level")
    if set_by_hcp and not by_hcp and not consulted.strip():
        why = "A healthcare professional set this level. Say whom you consulted before lowering it"
        raise _broken(why, C_9_13, "consulted")


def check_watch(level: Level, watched_by: str) -> None:
    """Refuse constant watch by nobody in particular. Code C 9.3."""
    if level >= Level.CONSTANT and not watched_by.strip():
        raise _broken("Name the officer who watches", C_9_3, "watched_by")


def check_finding(finding: Finding, tests: Rousing, *, rousing: bool, text: str) -> None:
    """Refuse a check of somebody who is to be roused without each of the three tests, or a concern unsaid. Annex H."""
    if finding is Finding.CONCERN and not text.strip():
        raise _broken("Say what is wrong and what you did", C_9_3, "text")
    if not rousing or finding is Finding.AWAY:
        return
    if not tests.asked:
        raise _broken("Try all three: wake them, ask them, have them move, and record each", ANNEX_H, "wakes")


def next_due(at: datetime, minutes: int) -> datetime:
    """When the check after this one falls. Code C 9.3."""
    return at + timedelta(minutes=minutes)


def minutes_late(at: datetime, due: datetime | None) -> int:
    """How many whole minutes after it was due a check was made; 0 when in time. Code C 9.3."""
    return max(0, int((to_minute(at) - to_minute(due)).total_seconds()) // 60) if due else 0


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
