"""Reviews of detention: when each was or is due, who holds it, and what was late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline, Interval, Paused, instant_when_counted
from mips.custody.rules.sources import S40_1_A, S40_1_B, S40_3_A, S40_3_B, S40_3_C, S40_6
from mips.custody.rules.story import ReviewedBy, ReviewHeld, Story

_FIRST_WITHIN = 6 * 60
_THEN_WITHIN = 9 * 60


@dataclass(frozen=True)
class Review:
    """One review in the chain, numbered from 1. `held` is None for the next one."""

    number: int
    due: Deadline
    source: Source
    held: ReviewHeld | None = None

    @property
    def late(self) -> bool:
        return self.held is not None and not isinstance(self.due, Paused) and self.held.at > self.due

    @property
    def breach(self) -> bool:
        """Late, and nobody had recorded a reason to postpone it. PACE 1984 s.40(4), s.40(7)."""
        return self.late and self.held is not None and not self.held.postponed


def review_chain(
    authorised_at: datetime, held: Sequence[ReviewHeld] = (), exclusions: Iterable[Interval] = ()
) -> list[Review]:
    """Each review held, in order, and the next one. PACE 1984 s.40(3), s.40(6).

    The first is due within six hours of authorisation, each other within nine of the one before: of when that one was
    held, or of when it had been due if it was held late, postponed or not.
    """
    gaps = tuple(exclusions)
    chain = [Review(1, instant_when_counted(authorised_at, _FIRST_WITHIN, gaps), S40_3_A)]
    for review in sorted(held, key=lambda review: review.at):
        last = chain.pop()
        done = Review(last.number, last.due, last.source, review)
        due = instant_when_counted(_counts_from(review.at, last.due), _THEN_WITHIN, gaps)
        chain += [done, Review(done.number + 1, due, _source_after(done))]
    return chain


def next_review_due(
    authorised_at: datetime, held: Sequence[ReviewHeld] = (), exclusions: Iterable[Interval] = ()
) -> Deadline:
    """When the next review must be held by. PACE 1984 s.40(3), s.40(6)."""
    return review_chain(authorised_at, held, exclusions)[-1].due


def reviews_of(story: Story) -> list[Review]:
    """The reviews of one story, the next one last unless release came before it was due. PACE 1984 s.40(1), s.40(3)."""
    if story.authorised_at is None:
        return []
    held = [review for review in story.reviews if _by_right_officer(review, story.charged_at)]
    chain = review_chain(story.authorised_at, held, story.exclusions)
    return chain[:-1] if _ended_before(chain[-1].due, story.released_at) else chain


def reviewer_role(*, charged: bool) -> tuple[ReviewedBy, Source]:
    """An inspector before charge, the custody officer after. PACE 1984 s.40(1)."""
    return (ReviewedBy.CUSTODY_OFFICER, S40_1_A) if charged else (ReviewedBy.INSPECTOR, S40_1_B)


def _by_right_officer(review: ReviewHeld, charged_at: datetime | None) -> bool:
    """A custody officer's review before charge is none. PACE 1984 s.40(1)(b)."""
    return review.by is ReviewedBy.INSPECTOR or (charged_at is not None and review.at >= charged_at)


def _counts_from(held_at: datetime, due: Deadline) -> datetime:
    """An early review brings the later ones forward; a late one does not push them back. PACE 1984 s.40(3), s.40(6)."""
    return held_at if isinstance(due, Paused) else min(held_at, due)


def _source_after(done: Review) -> Source:
    if done.late:
        return S40_6
    return S40_3_B if done.number == 1 else S40_3_C


def _ended_before(due: Deadline, released_at: datetime | None) -> bool:
    return released_at is not None and (isinstance(due, Paused) or released_at <= due)
