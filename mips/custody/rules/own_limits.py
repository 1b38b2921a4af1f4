"""Showing a limit that is not the PACE clock's where that clock would stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mips.custody.rules.arithmetic import minutes_between
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.standing import Standing
from mips.custody.rules.story import Story
from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, ClockState, Thresholds, urgency


def with_own_limit(
    stands: Standing,
    kind: ArrivalKind,
    *,
    since: datetime,
    ends: datetime | None,
    now: datetime,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Standing:
    """The same, with the limit of a warrant, recall or other power in the clock's place. PACE 1984 s.118(2)."""
    if kind.pace or stands.clock is not None or ends is None:
        return stands
    left, held = minutes_between(now, ends), minutes_between(since, now)
    return replace(stands, clock=ClockState(held, left, ends, urgency(now, ends, thresholds), kind.about.limit))


def line_with_own_limit(line: ClockLine, kind: ArrivalKind, ends: datetime | None) -> ClockLine:
    """The same for the whiteboard, which says what it is also where no instant is set. PACE 1984 s.118(2)."""
    if kind.pace or line.limit is not None:
        return line
    return replace(line, limit=ends, limit_name=kind.about.limit)


def as_reviewed(story: Story, kind: ArrivalKind) -> Story:
    """Remanded by a court that had them charged: the custody officer reviews. MCA 1980 s.128(7), PACE 1984 s.40(1)."""
    if kind is not ArrivalKind.REMAND or not story.authorisations or story.charged_at is not None:
        return story
    return replace(story, charged_at=story.authorisations[0])
