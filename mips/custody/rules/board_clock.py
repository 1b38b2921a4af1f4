"""A detention's clock as the whiteboard keeps it: what was last worked out from the facts, read again at any minute.

Nothing in it depends on when it is read: what has counted and how near a deadline is follow from it and the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from mips.custody.rules.arithmetic import Deadline, Interval, Paused, counted_minutes
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.standing import Standing
from mips.custody.rules.story import ReviewedBy, Story
from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, Thresholds, Urgency, minutes_left, urgency

_WORST_FIRST = (Urgency.BREACH, Urgency.RED, Urgency.AMBER, Urgency.IN_TIME, Urgency.PAUSED)
WITHOUT_CHARGE = "24 hours"


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """The deadlines of one detention. `limit` is None before arrest at the station and once charged or released."""

    began: datetime | None = None
    """The relevant time."""
    authority: str = ""
    """The section it follows from."""
    exclusions: tuple[Interval, ...] = ()
    limit: Deadline | None = None
    limit_name: str = WITHOUT_CHARGE
    """Which limit is in force, as ClockState.limit says it."""
    review: Deadline | None = None
    review_number: int = 0
    reviewer: ReviewedBy = ReviewedBy.INSPECTOR

    @classmethod
    def of(cls, story: Story, stands: Standing) -> Self:
        """What is kept of a standing. PACE 1984 s.40(3), s.41(1)."""
        review = stands.next_review
        return cls(
            began=stands.began.at if stands.began else None,
            authority=stands.began.source.section if stands.began else "",
            exclusions=tuple(exclusions_of(story)),
            limit=stands.clock.ends if stands.clock else None,
            limit_name=stands.clock.limit if stands.clock else WITHOUT_CHARGE,
            review=review.due if review else None,
            review_number=review.number if review else 0,
            reviewer=stands.reviewer,
        )

    def counted(self, now: datetime) -> int | None:
        """Minutes that have counted since the relevant time. PACE 1984 s.41(6), s.47(6)."""
        return None if self.began is None else counted_minutes(self.began, now, self.exclusions)

    def left(self, now: datetime) -> int | None:
        """Minutes to the limit in force, negative once it has passed; those that stand still while paused."""
        if self.limit is None or isinstance(self.limit, Paused):
            return self.limit.minutes_left if self.limit else None
        return minutes_left(now, self.limit, self.exclusions)

    def limit_urgency(self, now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Urgency | None:
        return None if self.limit is None else urgency(now, self.limit, thresholds)

    def review_urgency(self, now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Urgency | None:
        return None if self.review is None else urgency(now, self.review, thresholds)

    def urgency(self, now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Urgency:
        """The worse of the limit's and the review's."""
        found = [self.limit_urgency(now, thresholds), self.review_urgency(now, thresholds)]
        return min((each for each in found if each), key=_WORST_FIRST.index, default=Urgency.IN_TIME)

    @property
    def soonest(self) -> datetime | None:
        """The nearest deadline that has an instant."""
        return min((each for each in (self.limit, self.review) if isinstance(each, datetime)), default=None)

    def as_json(self) -> dict[str, Any]:
        """As it is kept: times in ISO 8601, a deadline that stands still as its minutes, only what there is."""
        kept = {
            "began": self.began and self.began.isoformat(),
            "authority": self.authority,
            "exclusions": [[_kept(each.start), each.end and _kept(each.end)] for each in self.exclusions],
            "limit": _kept(self.limit),
            "limit_name": self.limit_name,
            "review": _kept(self.review),
            "review_number": self.review_number,
            "reviewer": self.reviewer.value,
        }
        return {name: value for name, value in kept.items() if value not in (None, "", 0, [])}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            began=_instant(kept.get("began")),
            authority=kept.get("authority", ""),
            exclusions=tuple(
                Interval(datetime.fromisoformat(start), _instant(end)) for start, end in kept.get("exclusions", ())
            ),
            limit=_deadline(kept.get("limit")),
            limit_name=kept.get("limit_name", WITHOUT_CHARGE),
            review=_deadline(kept.get("review")),
            review_number=kept.get("review_number", 0),
            reviewer=ReviewedBy(kept.get("reviewer", ReviewedBy.INSPECTOR)),
        )


def worst_urgency(found: list[Urgency]) -> Urgency:
    """The worst of several; in time where there is none."""
    return min(found, key=_WORST_FIRST.index, default=Urgency.IN_TIME)


def worst_first(worst: Urgency, soonest: datetime | None) -> tuple[int, float]:
    """A key to sort rows by: late before soon before in time, then the nearest deadline."""
    return _WORST_FIRST.index(worst), soonest.timestamp() if soonest else float("inf")


def _kept(due: Deadline | None) -> str | int | None:
    if isinstance(due, Paused):
        return due.minutes_left
    return due.isoformat() if due else None


def _deadline(kept: str | int | None) -> Deadline | None:
    return Paused(kept) if isinstance(kept, int) else _instant(kept)


def _instant(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
