"""How long an exhibit must be kept, counted from how the case ended, and who may let it go (CPIA Code 5.7 to 5.10).

The days are counted to their end: what is kept until the 2nd may go on the 3rd.
"""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken

MONTHS: Final = 6
UNDECIDED, PROCEEDINGS, CONVICTED, APPEAL = "CPIA Code 5.7", "CPIA Code 5.8", "CPIA Code 5.9", "CPIA Code 5.10"
OWNERS: Final = "PACE 1984 s.22"


class Ending(StrEnum):
    """How it ended for one suspect."""

    NO_PROCEEDINGS = "no-proceedings"
    PENDING = "pending"
    DISCONTINUED = "discontinued"
    ACQUITTED = "acquitted"
    CONVICTED = "convicted"

    @property
    def label(self) -> str:
        return _ENDINGS[self]


_ENDINGS: Final = {
    Ending.NO_PROCEEDINGS: "Decided not to prosecute",
    Ending.PENDING: "Charged or summonsed, not ended yet",
    Ending.DISCONTINUED: "Prosecution dropped",
    Ending.ACQUITTED: "Acquitted",
    Ending.CONVICTED: "Convicted",
}


class Appeal(StrEnum):
    """An appeal against conviction, or an application to the Criminal Cases Review Commission."""

    NONE = "none"
    UNDER_WAY = "under-way"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {"none": "None", "under-way": "Under way", "ended": "Ended"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How it ended for one suspect, by name, with what the count needs."""

    name: str
    ending: Ending
    on: date
    custody: bool = False
    """Sentenced to custody, or to a hospital order."""
    released_on: date | None = None
    """From custody or hospital. None: still there, or not known."""
    appeal: Appeal = Appeal.NONE
    appeal_ended_on: date | None = None


@dataclass(frozen=True)
class Step:
    """One line of the count: why, by which section, until when. `until` None: there is no end to it yet."""

    why: str
    section: str
    until: date | None


@dataclass(frozen=True)
class Kept:
    """The count for all suspects: the longest decides."""

    steps: Sequence[Step]

    @property
    def open(self) -> Sequence[Step]:
        """What has no end yet."""
        return [step for step in self.steps if step.until is None]

    @property
    def until(self) -> date | None:
        """The last day on which it must be kept; None while there is no end to it."""
        days = [step.until for step in self.steps if step.until]
        return None if self.open or not days else max(days)

    def may_go(self, today: date) -> bool:
        return self.until is not None and today > self.until


def months_after(day: date, months: int = MONTHS) -> date:
    """The same day so many months later, or the last of that month where it has none (CPIA Code 5.9)."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def kept_until(ended: Sequence[Ended]) -> Kept:
    """What each suspect's end asks for (CPIA Code 5.7 to 5.10). Nobody named an end: it is kept."""
    if not ended:
        return Kept([Step("It has not been decided whether to prosecute anybody", UNDECIDED, None)])
    return Kept([step for each in ended for step in _steps(each)])


def _steps(each: Ended) -> list[Step]:
    match each.ending:
        case Ending.NO_PROCEEDINGS:
            return [Step(f"{each.name}: decided not to prosecute on {_said(each.on)}", UNDECIDED, each.on)]
        case Ending.PENDING:
            return [Step(f"{each.name}: proceedings have not ended", PROCEEDINGS, None)]
        case Ending.DISCONTINUED | Ending.ACQUITTED:
            return [Step(f"{each.name}: {each.ending.label.lower()} on {_said(each.on)}", PROCEEDINGS, each.on)]
    return [*_convicted(each), *_appealed(each)]


def _convicted(each: Ended) -> list[Step]:
    six = months_after(each.on)
    steps = [
        Step(f"{each.name}: convicted on {_said(each.on)}, {MONTHS} months to {_said(six)}", CONVICTED, six),
    ]
    if each.custody:
        when = f"released on {_said(each.released_on)}" if each.released_on else "not released yet"
        steps.append(Step(f"{each.name}: sentenced to custody or hospital, {when}", CONVICTED, each.released_on))
    return steps


def _appealed(each: Ended) -> list[Step]:
    if each.appeal is Appeal.NONE:
        return []
    if each.appeal is Appeal.UNDER_WAY or each.appeal_ended_on is None:
        return [Step(f"{each.name}: an appeal or a review by the Commission is under way", APPEAL, None)]
    return [Step(f"{each.name}: appeal ended on {_said(each.appeal_ended_on)}", APPEAL, each.appeal_ended_on)]


def check_ended(ended: Ended, *, today: date) -> None:
    """What is told of an end holds together (CPIA Code 5.8, 5.9)."""
    if ended.custody and ended.ending is not Ending.CONVICTED:
        raise RuleBroken("Only somebody convicted is sentenced to custody", rule=CONVICTED, field="custody")
    if ended.released_on and ended.released_on < ended.on:
        raise RuleBroken("Released before the conviction? Enter a later day", rule=CONVICTED, field="released_on")
    if ended.appeal is not Appeal.NONE and ended.ending is not Ending.CONVICTED:
        raise RuleBroken("An appeal is against a conviction", rule=APPEAL, field="appeal")
    if ended.appeal is Appeal.ENDED and ended.appeal_ended_on is None:
        raise RuleBroken("Enter the day on which the appeal ended", rule=APPEAL, field="appeal_ended_on")
    if ended.on > today:
        raise RuleBroken("This day is in the future", rule=PROCEEDINGS, field="on")


class How(StrEnum):
    """What becomes of an exhibit that is no longer needed."""

    RETURN = "return"
    DESTROY = "destroy"

    @property
    def label(self) -> str:
        return {"return": "Return it to its owner", "destroy": "Destroy it"}[self.value]


def check_disposal(kept: Kept, how: How, *, today: date, copy_kept: bool, holds: Sequence[str]) -> None:
    """Nothing goes before its time or under a hold; the owner's may go back early where a copy is enough.

    CPIA Code 5.7 to 5.10; PACE 1984 s.22(4).
    """
    if holds:
        raise RuleBroken(f"It is held: {holds[0]}. Lift the hold first", rule="INT-9")
    if kept.may_go(today):
        return
    if how is How.RETURN and copy_kept:
        return
    until = f"until {_said(kept.until)}" if kept.until else f"with no end yet: {kept.open[0].why}"
    section = next((step.section for step in kept.steps if step.until == kept.until), UNDECIDED)
    instead = "" if how is How.DESTROY else ". It may go back to its owner now if a photograph or copy of it is kept"
    raise RuleBroken(f"It must be kept {until}{instead}", rule=section, field="how")


def check_authority(
    *, authorises: uuid.UUID, asked_by: uuid.UUID, officer_id: uuid.UUID | None, as_officer: bool, given: bool
) -> None:
    """Two people let it go: the officer in the case and a supervisor who is neither that officer nor asked (INV-9)."""
    if officer_id is None:
        raise RuleBroken(
            "The crime has no officer in the case, whose authority this needs. Allocate it first", rule="INV-9"
        )
    if as_officer and authorises != officer_id:
        raise RuleBroken("The officer in the case gives this authority, and that is somebody else", rule="INV-9")
    if not as_officer and authorises in (officer_id, asked_by):
        raise RuleBroken("A supervisor who did not ask for it and is not the officer in the case must", rule="RL-1")
    if given:
        raise RuleBroken("This authority has been given already", rule="INV-9")


def check_carried_out(*, by_officer: bool, by_supervisor: bool, refused: bool, done: bool) -> None:
    """It goes once both have let it go (INV-9)."""
    if done or refused:
        raise RuleBroken("This disposal has ended already. Ask for another", rule="INV-9")
    missing = [who for who, given in (("officer in the case", by_officer), ("supervisor", by_supervisor)) if not given]
    if missing:
        raise RuleBroken(f"It still needs the authority of the {' and of the '.join(missing)}", rule="INV-9")


def _said(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
