"""What does not count in any period calculated under Part IV: treatment in hospital, bail, three hours after s.46A."""

from __future__ import annotations

from datetime import datetime, timedelta

from mips.custody.rules.arithmetic import Interval, counted_minutes, minutes_between, without
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.story import BreachArrest, PreChargeBail, Story

BREACH_PAUSE = timedelta(hours=3)


def exclusions_of(story: Story) -> tuple[Interval, ...]:
    """Every interval that does not count; one without an end goes on. PACE 1984 s.41(6), s.47(6), s.47(6A)."""
    return (*hospital_exclusions(story), *_bail_exclusions(story))


def hospital_exclusions(story: Story) -> tuple[Interval, ...]:
    """Away for treatment, there and back, less the time of questioning to get evidence. PACE 1984 s.41(6)."""
    away = [stay.out for stay in story.hospital if stay.treatment]
    return tuple(piece for out in away for piece in without(out, story.questioning))


def pause_of(breach: BreachArrest) -> Interval:
    """The three hours beginning with arrival at a station after a s.46A arrest. PACE 1984 s.47(6A).

    Questioning inside them is not added back.
    """
    return Interval(breach.back_at, breach.back_at + BREACH_PAUSE)


def pause_minutes_used(breach: BreachArrest) -> int:
    """How much of the three hours that stay took: all of it unless it ended sooner. PACE 1984 s.47(6A)."""
    whole = BREACH_PAUSE // timedelta(minutes=1)
    if breach.stay_ended_at is None:
        return whole
    return min(whole, max(0, minutes_between(breach.back_at, breach.stay_ended_at)))


def excluded_minutes(story: Story) -> int | None:
    """Minutes taken out of the clock by hospital treatment so far, questioning added back. PACE 1984 s.41(6).

    What would not have counted anyway is not among them: time before the clock began, and the three hours of s.47(6A).
    None where nobody was taken to hospital.
    """
    if not story.hospital and not story.hospital_first:
        return None
    if (begun := relevant_time(story)) is None:
        return 0
    others = _bail_exclusions(story)
    ended = [piece for stay in hospital_exclusions(story) if stay.end for piece in without(stay, others)]
    return sum(
        counted_minutes(begun.at, piece.end) - counted_minutes(begun.at, piece.start) for piece in ended if piece.end
    )


def _bail_exclusions(story: Story) -> tuple[Interval, ...]:
    return (
        *(Interval(bail.at, _back_from(bail, story)) for bail in story.bails),
        *(pause_of(breach) for breach in story.breaches),
    )


def _back_from(bail: PreChargeBail, story: Story) -> datetime | None:
    """Back in detention: for a s.46A arrest, once at the station and not before."""
    for breach in story.breaches:
        if breach.arrested_at == bail.ended_at:
            return breach.back_at
    return bail.ended_at
