"""What threat a victim is under: levels, MARAC, the second look, the school told, what may be screened out (INV-7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from mips.core.england import LONDON, day_of, is_working_day
from mips.core.errors import RuleBroken

DASH_QUESTIONS: Final = "dash-question"
DARA_QUESTIONS: Final = "dara-question"
STALKING_QUESTIONS: Final = "stalking-question"
SOLVABILITY: Final = "solvability-factor"
NEVER_OUT: Final = "never-screened-out"
"""Reference lists."""

STALKING: Final = "stalking"
DOMESTIC_ABUSE: Final = "domestic-abuse"
HATE: Final = "hate-"
"""Of the list crime-flag: the flag, and how those of the five monitored strands begin (INV-13)."""
TICKS_TO_MARAC: Final = 14
SCHOOL_BEGINS: Final = time(8, 0)
"""Operation Encompass tells a school before the child arrives."""
SERGEANT: Final = 2
"""Rank of ROL-1."""


class Level(IntEnum):
    """How great the risk is. High: indicators of serious harm that could happen at any time."""

    STANDARD = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        return self.name.capitalize()


class Tool(StrEnum):
    """With what the risk to a victim of domestic abuse was assessed: the whole list, or what first responders use."""

    DASH = "dash"
    DARA = "dara"

    @property
    def label(self) -> str:
        return self.name


class Stage(StrEnum):
    """When THRIVE is gone through."""

    CALL = "call"
    ATTENDANCE = "attendance"
    ALLOCATION = "allocation"

    @property
    def label(self) -> str:
        return self.name.capitalize()


THRIVE: Final = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
"""Its six parts, in their order."""


class Answer(StrEnum):
    """What was answered to one question."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


def check_answers(asked: Sequence[str], answers: Collection[str]) -> None:
    """Every question is answered, were it that nobody knows. Raises RuleBroken beside each (INV-7)."""
    missing = [code for code in asked if code not in answers]
    if missing:
        first, *others = [
            RuleBroken("Answer this, or say that it is not known", rule="INV-7", field=f"q{code}") for code in missing
        ]
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=others)


def check_level(level: Level, before: Level | None, *, ticks: int) -> None:
    """An officer may raise the level, never lower it: that takes the second look. Raises RuleBroken (INV-7)."""
    if before is not None and level < before:
        said = f"It stands at {before.label}: only the specialist who looks again may lower it"
        raise RuleBroken(said, rule="INV-7", field="level")
    if level is Level.STANDARD and ticks >= TICKS_TO_MARAC:
        raise RuleBroken(f"{ticks} answers of yes are not standard risk", rule="INV-7", field="level")


def marac_because(level: Level, ticks: int, *, escalation: bool, judgement: bool) -> list[str]:
    """Why this goes to a multi-agency conference; nothing: it does not (INV-7)."""
    reasons = {
        "the risk is high": level is Level.HIGH,
        f"{ticks} answers are yes, {TICKS_TO_MARAC} or more": ticks >= TICKS_TO_MARAC,
        "it is getting worse or more frequent": escalation,
        "the officer judges it so": judgement,
    }
    return [said for said, so in reasons.items() if so]


def check_second_look(level: Level, before: Level, *, own: bool, rank: int, why: str) -> None:
    """Somebody else, a sergeant or above, looks again; whoever lowers the level says why. Raises RuleBroken (INV-7)."""
    if own:
        raise RuleBroken("You assessed this: somebody else looks again", rule="RL-1(c)", field="level")
    if rank < SERGEANT:
        raise RuleBroken("A specialist of the rank of sergeant or above looks again", rule="INV-7", field="level")
    if level < before and not why.strip():
        raise RuleBroken("Say why the level is lowered", rule="INV-7", field="why")


def school_told_by(at: datetime) -> datetime:
    """Before school begins on the next school day: the same day where it has not begun (Operation Encompass, INV-7)."""
    day = day_of(at)
    if is_working_day(day) and at < _school(day):
        return _school(day)
    while not is_working_day(day := day + timedelta(days=1)):
        pass
    return _school(day)


def _school(day: date) -> datetime:
    return datetime.combine(day, SCHOOL_BEGINS, tzinfo=LONDON)


def is_stalking(ticks: int) -> bool:
    """Whether it is to be dealt with as stalking: fixated, obsessive, unwanted or repeated - two or more (INV-7)."""
    return ticks >= 2


def check_screening(
    *, investigate: bool, why: str, flags: Collection[str], ho_class: str, never: Collection[str]
) -> None:
    """Nothing violent, sexual, of domestic abuse or hate is screened out; the reason is said. RuleBroken (INV-7)."""
    if not why.strip():
        raise RuleBroken("Say why", rule="INV-7", field="why")
    if investigate:
        return
    if DOMESTIC_ABUSE in flags or any(flag.startswith(HATE) for flag in flags):
        raise RuleBroken("Domestic abuse and hate are always investigated", rule="INV-7", field="investigate")
    if ho_class[:3] in never:
        raise RuleBroken("Violence and sexual offences are always investigated", rule="INV-7", field="investigate")


def assess_by(reported_at: datetime, hours: int) -> datetime:
    """When domestic abuse must have been assessed; a force sets the hours (INV-7)."""
    return reported_at + timedelta(hours=hours)


def check_thrive(texts: Mapping[str, str]) -> None:
    """Each of its six parts is said in words. Raises RuleBroken (INV-7)."""
    missing = [name for name in THRIVE if not texts.get(name, "").strip()]
    if missing:
        raise RuleBroken(f"Say something of the {missing[0]}", rule="INV-7", field=f"{missing[0]}_text")


def check_hate(flags: Collection[str]) -> None:
    """Hate risk is assessed of a crime with a hate flag: hate is what the victim or anybody perceives (INV-13)."""
    if not any(flag.startswith(HATE) for flag in flags):
        raise RuleBroken("Set the hate flag first: it rests on what the victim or anybody perceives", rule="INV-13")
