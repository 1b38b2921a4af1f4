"""Where one detention stands at a moment: its clock, its next review, and how it compares with the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mips.custody.rules.arithmetic import Deadline, Interval, Paused, counted_minutes, minutes_between
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.extensions import lawful_end
from mips.custody.rules.limits import pre_charge_limits_apply
from mips.custody.rules.relevant_time import RelevantTime, relevant_time
from mips.custody.rules.reviews import PLAIN_READING, Practice, Review, reviewer_role, reviews_of
from mips.custody.rules.sources import S41_1, S42_1, S43_12, S44_3
from mips.custody.rules.story import ReviewedBy, Story
from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, ClockState, Thresholds, Urgency, clock_state, urgency

_WORST_FIRST = (Urgency.BREACH, Urgency.RED, Urgency.AMBER, Urgency.IN_TIME, Urgency.PAUSED)


@dataclass(frozen=True)
class Standing:
    """`clock` is None before arrival under arrest, and once charged or released: no limit runs then."""

    began: RelevantTime | None
    clock: ClockState | None
    reviews: tuple[Review, ...]
    review_urgency: Urgency | None
    reviewer: ReviewedBy
    gaps: tuple[Interval, ...] = ()
    """What does not count, in order: an interval without an end goes on."""
    not_counted: int = 0
    """Minutes of `gaps` since the clock began, up to now."""

    @property
    def next_review(self) -> Review | None:
        """The one not held yet; None before authorisation and after release."""
        return next((review for review in self.reviews if review.held is None), None)

    @property
    def urgency(self) -> Urgency:
        """The worse of the clock's and the review's."""
        found = [each for each in (self.clock and self.clock.urgency, self.review_urgency) if each]
        return min(found, key=_WORST_FIRST.index, default=Urgency.IN_TIME)

    @property
    def soonest(self) -> datetime | None:
        """The nearest deadline that has an instant."""
        due = [self.clock and self.clock.ends, self.next_review and self.next_review.due]
        return min((each for each in due if isinstance(each, datetime)), default=None)


def standing(
    story: Story,
    now: datetime,
    *,
    practice: Practice = PLAIN_READING,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Standing:
    """The clock and reviews of a story as they are at `now`. PACE 1984 s.40(1), s.40(3), s.41(1).

    Nobody's detention is reviewed and no clock of theirs is near while they are at liberty.
    """
    began = relevant_time(story)
    reviews = tuple(reviews_of(story, practice))
    if story.at_liberty:
        reviews = tuple(review for review in reviews if review.held is not None)
    role, _ = reviewer_role(charged=story.charged_at is not None)
    gaps = tuple(sorted(exclusions_of(story), key=lambda gap: gap.start))
    return Standing(
        began=began,
        clock=_clock(story, began, now, thresholds),
        reviews=reviews,
        review_urgency=_review_urgency(reviews, now, thresholds),
        reviewer=role,
        gaps=gaps,
        not_counted=minutes_between(began.at, now) - counted_minutes(began.at, now, gaps) if began else 0,
    )


def worst_first(each: Standing) -> tuple[int, float]:
    """A key to sort by: late before soon before in time, then the nearest deadline. PACE 1984 s.40(3), s.41(1)."""
    soonest = each.soonest
    return _WORST_FIRST.index(each.urgency), soonest.timestamp() if soonest else float("inf")


_LIMITS: Final = {S41_1: "24 hours", S42_1: "extension", S43_12: "warrant", S44_3: "warrant"}


def _clock(story: Story, began: RelevantTime | None, now: datetime, thresholds: Thresholds) -> ClockState | None:
    if began is None or not pre_charge_limits_apply(story) or story.at_liberty:
        return None
    end = lawful_end(story)
    return clock_state(
        now,
        relevant_time=began.at,
        exclusions=exclusions_of(story),
        ends=end.at if end else None,
        limit_is=_LIMITS.get(end.source, "refusal") if end else "24 hours",
        thresholds=thresholds,
    )


def _review_urgency(reviews: tuple[Review, ...], now: datetime, thresholds: Thresholds) -> Urgency | None:
    due: Deadline | None = next((review.due for review in reviews if review.held is None), None)
    if due is None:
        return None
    return Urgency.PAUSED if isinstance(due, Paused) else urgency(now, due, thresholds)
