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
    """The 24-hour clock at one moment. `minutes_left` is negative once the limit has passed."""

    counted_minutes: int
    minutes_left: int
    ends: Deadline
    urgency: Urgency


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
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> ClockState:
    """What has counted, what is left to 24 hours and how urgent that is, before charge. PACE 1984 s.41(1)."""
    gaps = tuple(exclusions)
    counted = counted_minutes(relevant_time, now, gaps)
    ends = limit(relevant_time, WITHOUT_CHARGE_HOURS, gaps)
    return ClockState(counted, WITHOUT_CHARGE_HOURS * 60 - counted, ends, urgency(now, ends, thresholds))
