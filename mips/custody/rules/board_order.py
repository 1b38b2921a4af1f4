"""How detainees stand on a whiteboard: the most pressing first, and what is done next about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mips.custody.rules.board_clock import ClockLine, worst_first, worst_urgency
from mips.custody.rules.mentions import Mention
from mips.custody.rules.progress import Step
from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, Thresholds, Urgency

PRESSING = frozenset({Urgency.BREACH, Urgency.RED})


@dataclass(frozen=True)
class Todo:
    """The next thing to do: what it is called and the page it is done on. `late`: it should have been done."""

    label: str
    page: str
    late: bool = False


def pressing(
    clock: ClockLine, mentions: Iterable[Mention], now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Urgency:
    """The worst of the limit, the review, and whatever has a time that topics say of somebody."""
    due = [each.urgency(now, thresholds) for each in mentions if each.due_at]
    return worst_urgency([clock.urgency(now, thresholds), *due])


def place_on_board(worst: Urgency, clock: ClockLine, mentions: Sequence[Mention]) -> tuple[int, float]:
    """A key to sort by: late before soon before in time, as pressing() says, then the nearest time of all."""
    times = [clock.soonest, *(each.due_at for each in mentions)]
    return worst_first(worst, min((each for each in times if each), default=None))


def todo(
    step: Step | None, clock: ClockLine, mentions: Sequence[Mention], now: datetime, thresholds: Thresholds
) -> Todo | None:
    """The most pressing of what is overdue or about to be; where nothing is, the next step of the process."""
    found = [
        (each.due_at, Todo(each.todo, each.page, each.urgency(now, thresholds) is Urgency.BREACH))
        for each in mentions
        if each.due_at and each.todo and each.urgency(now, thresholds) in PRESSING
    ]
    if isinstance(clock.review, datetime) and (near := clock.review_urgency(now, thresholds)) in PRESSING:
        found.append((clock.review, Todo(Step.REVIEW.label, "custody.review", near is Urgency.BREACH)))
    if found:
        return min(found, key=lambda each: each[0])[1]
    return Todo(step.label, f"custody.{step}") if step else None
