"""Medicine in custody: when a dose is due, who may give it, and how much in a day (Code C 9.9 to 9.12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from mips.core.errors import InputInvalid, RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.sources_of_care import C_9_9, C_9_10, C_9_16


class MedicineSource(StrEnum):
    """How somebody comes to have it."""

    PRESCRIBED = "prescribed"
    OWN = "own"

    @property
    def label(self) -> str:
        return {"own": "Their own, checked"}.get(self.value, "Prescribed here")


class DoseOutcome(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When doses fall: every so many minutes, or at times of day (London), or neither: when it is needed."""

    first_at: datetime
    every_minutes: int | None = None
    times: tuple[time, ...] = ()
    most_in_24h: int | None = None

    @property
    def as_needed(self) -> bool:
        return not self.every_minutes and not self.times


def times_of(text: str) -> tuple[time, ...]:
    """'08:00, 20:00' as times. Raises InputInvalid. Code C 9.9."""
    try:
        return tuple(sorted(time.fromisoformat(part.strip()) for part in text.split(",") if part.strip()))
    except ValueError:
        raise InputInvalid({"times": ["Enter times like 08:00, 20:00"]}) from None


def check_schedule(schedule: Schedule) -> None:
    """Refuse both an interval and times of day; something taken when needed has a most in 24 hours. Code C 9.9."""
    if schedule.every_minutes and schedule.times:
        raise _broken("Enter either how often or at what times, not both", C_9_9, "times")
    if schedule.as_needed and not schedule.most_in_24h:
        raise _broken("Enter the most there may be in 24 hours", C_9_9, "most_in_24h")


def next_dose(schedule: Schedule, *, after: datetime | None = None) -> datetime | None:
    """When the next dose falls: the first at its time, then from when the last was dealt with. Code C 9.9."""
    if schedule.as_needed:
        return None
    if after is None:
        return schedule.first_at if schedule.every_minutes else _at_next(schedule.times, schedule.first_at)
    if schedule.every_minutes:
        return after + timedelta(minutes=schedule.every_minutes)
    return _at_next(schedule.times, after + timedelta(minutes=1))


def check_dose(
    outcome: DoseOutcome,
    at: datetime,
    *,
    schedule: Schedule,
    given: Iterable[datetime],
    due_at: datetime | None,
    window_minutes: int,
    reason: str,
) -> None:
    """Refuse a dose too soon or too many, and a refusal or a miss without its reason. Code C 9.9, 9.16."""
    if outcome is not DoseOutcome.GIVEN:
        if not reason.strip():
            raise _broken(f"Say why it was {outcome.value}", C_9_16, "reason")
        return
    if due_at and at < due_at - timedelta(minutes=window_minutes):
        raise _broken("It is too soon for this dose: ask the healthcare professional", C_9_9, "at")
    in_a_day = [each for each in given if at - timedelta(hours=24) < each <= at]
    if schedule.most_in_24h and len(in_a_day) >= schedule.most_in_24h:
        most = f"{schedule.most_in_24h} in 24 hours is the most, and so many were given"
        raise _broken(f"{most}: ask the healthcare professional", C_9_9, "outcome")


def check_controlled(outcome: DoseOutcome, *, controlled: bool, people: Sequence[object], hcp_present: bool) -> None:
    """A controlled drug is given by two people, one of them a healthcare professional. Code C 9.10."""
    if not controlled or outcome is not DoseOutcome.GIVEN:
        return
    if len(set(people)) < 2:
        raise _broken("A controlled drug needs a second person. Say who", C_9_10, "witness_id")
    if not hcp_present:
        raise _broken("A healthcare professional must be there when a controlled drug is taken", C_9_10, "witness_id")


def _at_next(times: Sequence[time], after: datetime) -> datetime:
    local = after.astimezone(LONDON)
    days = (local.date(), local.date() + timedelta(days=1))
    candidates = (datetime.combine(day, each, tzinfo=LONDON) for day in days for each in times)
    return next(each for each in sorted(candidates) if each >= after).astimezone(after.tzinfo)


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
