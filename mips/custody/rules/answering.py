"""Answers about what has counted, longer detention, delays, bail and custody time limits, each under its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline
from mips.custody.rules.bail_periods import bail_start_date, stage_ends, why_not
from mips.custody.rules.exclusions import excluded_minutes, pause_minutes_used, pause_of
from mips.custody.rules.extensions import why_not_extended, window
from mips.custody.rules.limits import EXTENDED_HOURS, WITHOUT_CHARGE_HOURS, counted_until, limit_of
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.reviews import Practice
from mips.custody.rules.rights_delay import delays_end
from mips.custody.rules.sources import S41_6, S42_1, S42_4, S47_6, S47_6A, S47ZB_1, S47ZB_4, S50A
from mips.custody.rules.story import BailExtensionAsked, PreChargeBail, Story
from mips.custody.rules.time_limits import ctl_expiry

Value = Deadline | date | int | str


@dataclass(frozen=True)
class Answer:
    key: str
    value: Value
    source: Source


def counting(story: Story, _practice: Practice) -> Iterator[Answer]:
    """What was taken out, and what had counted at returns and releases. PACE 1984 s.41(6), s.47(6), s.47(6A)."""
    if (minutes := excluded_minutes(story)) is not None:
        yield Answer("excluded_minutes", minutes, S41_6)
    yield from _at_return(story)
    yield from _around_bail(story)
    if story.breaches:
        last = story.breaches[-1]
        yield Answer("pause_minutes_used", pause_minutes_used(last), S47_6A)
        if (ends := pause_of(last).end) is not None:
            yield Answer("pause_ends", ends, S47_6A)


def extending(story: Story, _practice: Practice) -> Iterator[Answer]:
    """A superintendent's extension: asked for, and when it may be given. PACE 1984 s.42(1), s.42(4)."""
    if relevant_time(story) is None or story.charged_at is not None:
        return
    if story.extensions_asked:
        refusal = why_not_extended(story, story.extensions_asked[-1])
        yield Answer("s42_allowed", refusal is None, S42_1)
        if refusal is not None:
            yield Answer("s42_reason", refusal.value, S42_4)
    between = window(story)
    if between is not None:
        yield Answer("s42_window_opens", between[0], S42_4)
        yield Answer("s42_window_closes", between[1], S42_4)
    most = limit_of(story, EXTENDED_HOURS)
    if most is not None and (between or story.extensions_asked or story.extensions_given):
        yield Answer("s42_max_until", most, S42_1)


def delaying(story: Story, _practice: Practice) -> Iterator[Answer]:
    """How long a right may be put off. PACE 1984 s.56(3), s.58(5)."""
    for end, source in list(delays_end(story))[-1:]:
        yield Answer("rights_delay_latest_end", end, source)


def bailing(story: Story, _practice: Practice) -> Iterator[Answer]:
    """The applicable bail period, and whether the last bail or request stands. PACE 1984 s.47ZB, s.47ZD, s.47ZDA."""
    start = bail_start_date(story)
    if start is not None:
        yield Answer("bail_start_date", start, S47ZB_4)
        yield from (Answer(stage.key, end, stage.source) for stage, end in stage_ends(story))
    every: list[PreChargeBail | BailExtensionAsked] = [*story.bails, *story.bail_extensions_asked]
    asked = max(every, key=lambda each: each.at, default=None)
    if asked is not None:
        source = S50A if isinstance(asked, PreChargeBail) else S47ZB_1
        refusal = why_not(story, asked)
        yield Answer("allowed", refusal is None, source)
        if refusal is not None:
            yield Answer("allowed_reason", refusal.value, source)


def remanding(story: Story, _practice: Practice) -> Iterator[Answer]:
    """The custody time limit that runs. SI 1987/299."""
    if expiry := ctl_expiry(story):
        yield Answer("ctl_expiry", expiry.on, expiry.source)


def _at_return(story: Story) -> Iterator[Answer]:
    returned = max(_returns(story), default=None)
    if returned is None or (counted := counted_until(story, returned)) is None:
        return
    yield Answer("counted_at_return_minutes", counted, S47_6 if _from_bail(story, returned) else S41_6)
    left = max(WITHOUT_CHARGE_HOURS * 60 - counted, 0)
    yield Answer("remaining_of_24h_at_return_minutes", left, S47_6 if _from_bail(story, returned) else S41_6)


def _returns(story: Story) -> Iterator[datetime]:
    yield from (stay.out.end for stay in story.hospital if stay.out.end)
    yield from _bail_returns(story)


def _bail_returns(story: Story) -> Iterator[datetime]:
    at_station = {breach.arrested_at: breach.back_at for breach in story.breaches}
    yield from (at_station.get(bail.ended_at, bail.ended_at) for bail in story.bails if bail.ended_at)


def _from_bail(story: Story, returned: datetime) -> bool:
    return returned in set(_bail_returns(story))


def _around_bail(story: Story) -> Iterator[Answer]:
    """Counted up to the last release on bail, and after the later detention once that has ended. PACE 1984 s.47(6).

    Whoever is on bail again has ended the detention that followed the release before.
    """
    ended = _later_detention(story)
    before = ended[0] if ended else (story.bails[-1].at if story.bails else None)
    if before is None or (counted := counted_until(story, before)) is None:
        return
    yield Answer("counted_before_minutes", counted, S47_6)
    if ended and (after := counted_until(story, ended[1])) is not None:
        yield Answer("counted_after_minutes", after, S47_6)


def _later_detention(story: Story) -> tuple[datetime, datetime] | None:
    """The release on bail before the last detention, and when that ended; None while it goes on."""
    ends = [bail.at for bail in story.bails]
    if ends and not story.on_bail:
        if story.released_at is None:
            return None
        ends.append(story.released_at)
    return (ends[-2], ends[-1]) if len(ends) > 1 else None
