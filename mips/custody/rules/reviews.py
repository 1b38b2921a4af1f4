"""Reviews of detention: when each was or is due, who holds it, and what was late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline, Interval, Paused, instant_when_counted
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.sources import S40_1_A, S40_1_B, S40_3_A, S40_3_B, S40_3_C, S40_6, S41_5
from mips.custody.rules.story import ReviewedBy, ReviewHeld, Story

_FIRST_WITHIN = 6 * 60
_THEN_WITHIN = 9 * 60


@dataclass(frozen=True)
class Practice:
    """Where forces read the sections differently: a force sets its own (RV-7, RV-8)."""

    pause_reviews: bool = True
    """Whether what does not count for the limits does not count for reviews either. PACE 1984 s.41(6), s.47(6)."""
    restart_after_bail: bool = False
    """Whether detention authorised again after bail starts the reviews again at six hours."""


PLAIN_READING = Practice()


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


def reviews_of(story: Story, practice: Practice = PLAIN_READING) -> list[Review]:
    """The reviews of one story, the next one last unless release came before it was due. PACE 1984 s.40(1), s.40(3)."""
    authorised = first_authorised(story, practice)
    if authorised is None:
        return []
    held = [
        review for review in story.reviews if review.at >= authorised and _by_right_officer(review, story.charged_at)
    ]
    chain = review_chain(authorised, held, exclusions_of(story) if practice.pause_reviews else ())
    return chain[:-1] if _ended_before(chain[-1].due, story.released_at) else chain


def first_authorised(story: Story, practice: Practice = PLAIN_READING) -> datetime | None:
    """When the detention that is reviewed was first authorised; afresh where s.41(5) starts a clock afresh.

    PACE 1984 s.40(3)(a), s.41(5).
    """
    began = relevant_time(story)
    since = began.at if began and began.source is S41_5 else None
    if practice.restart_after_bail and story.bails and not story.on_bail:
        since = max(filter(None, (since, story.bails[-1].ended_at)))
    found = [at for at in story.authorisations if since is None or at >= since]
    return found[0] if found else None


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
