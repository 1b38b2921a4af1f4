"""How close a running deadline is, in the colours a whiteboard shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mips.custody.rules.arithmetic import Deadline, Interval, Paused, counted_minutes, minutes_between
from mips.custody.rules.limits import WITHOUT_CHARGE_HOURS, limit


class Urgency(StrEnum):
    IN_TIME = "in_time"
    AMBER = "amber"
    RED = "red"
    BREACH = "breach"
    PAUSED = "paused"


@dataclass(frozen=True)
class Thresholds:
    """Minutes left at which a deadline turns amber and red. A force sets its own."""

    amber: int = 60
    red: int = 15


DEFAULT_THRESHOLDS = Thresholds()


@dataclass(frozen=True)
class ClockState:
    """The clock at one moment against the limit now in force. `minutes_left` is negative once that has passed."""

    counted_minutes: int
    minutes_left: int
    ends: Deadline
    urgency: Urgency
    limit: str = "24 hours"
    """What the limit is, as a board says it: 24 hours, the extension, the warrant, 96 hours."""


def urgency(now: datetime, due: Deadline, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Urgency:
    """The colour of a deadline; it is broken from the minute after it, until then it is kept. PACE 1984 s.41(1)."""
    if isinstance(due, Paused):
        return Urgency.PAUSED
    left = minutes_between(now, due)
    if left < 0:
        return Urgency.BREACH
    if left <= thresholds.red:
        return Urgency.RED
    return Urgency.AMBER if left <= thresholds.amber else Urgency.IN_TIME


def clock_state(
    now: datetime,
    *,
    relevant_time: datetime,
    exclusions: Iterable[Interval] = (),
    ends: Deadline | None = None,
    limit_is: str = "24 hours",
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> ClockState:
    """What has counted, what is left to the limit and how urgent that is, before charge. PACE 1984 s.41(1).

    `ends` is the end of lawful detention where authority was given beyond 24 hours.
    """
    gaps = tuple(exclusions)
    until = ends or limit(relevant_time, WITHOUT_CHARGE_HOURS, gaps)
    counted = counted_minutes(relevant_time, now, gaps)
    return ClockState(counted, minutes_left(now, until, gaps), until, urgency(now, until, thresholds), limit_is)


def minutes_left(now: datetime, until: Deadline, gaps: Iterable[Interval]) -> int:
    """Minutes that may still count before the limit; negative by as many as have passed since. PACE 1984 s.41(1)."""
    if isinstance(until, Paused):
        return until.minutes_left
    return counted_minutes(now, until, gaps) if now <= until else minutes_between(now, until)
