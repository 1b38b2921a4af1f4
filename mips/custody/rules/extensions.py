"""Detention beyond 24 hours without charge: a superintendent's extension, a court's warrant, and where it all ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.core.law import Source
from mips.custody.rules.arithmetic import Deadline, Paused, instant_when_counted
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.limits import EXTENDED_HOURS, WARRANT_HOURS, WITHOUT_CHARGE_HOURS, limit_of
from mips.custody.rules.reviews import first_authorised
from mips.custody.rules.sources import S41_1, S42_1, S43_12, S43_15, S44_3, S44_8
from mips.custody.rules.story import ExtensionAsked, ExtensionGiven, OffenceClass, Ruling, Story, WarrantRuling

COURT_SITS_WITHIN: Final = timedelta(hours=6)


class Refusal(StrEnum):
    """Why a superintendent may not extend detention, in the order of looking. PACE 1984 s.42(1), s.42(4)."""

    RANK = "rank_below_superintendent"
    OFFENCE = "offence_not_indictable"
    LATE = "more_than_24h"
    REVIEWS = "second_review_not_done"


@dataclass(frozen=True)
class LawfulEnd:
    """When detention without charge must end, as things stand, and by what authority it lasts until then."""

    at: Deadline
    source: Source


def why_not_extended(story: Story, asked: ExtensionAsked) -> Refusal | None:
    """The first reason that stands against a request, or None when it may be given. PACE 1984 s.42(1), s.42(4).

    The bars of time and of reviews are on the first extension only (s.42(4) names subsection (1); EX-3).
    """
    first = not [given for given in story.extensions_given if given.at < asked.at and _stands(story, given)]
    bars = (
        (Refusal.RANK, asked.rank < Rank.SUPERINTENDENT),
        (Refusal.OFFENCE, only_summary(story)),
        (Refusal.LATE, first and _after_24_hours(story, asked.at)),
        (Refusal.REVIEWS, first and len(_reviews_by(story, asked.at)) < 2),
    )
    return next((refusal for refusal, applies in bars if applies), None)


def window(story: Story) -> tuple[datetime, datetime] | None:
    """From the second review to 24 hours after the relevant time: when a first extension may be given. PACE s.42(4).

    None until that review has been held, once 24 hours had passed by then, and for offences that are summary only.
    """
    held, closes = sorted(review.at for review in story.reviews), limit_of(story, WITHOUT_CHARGE_HOURS)
    if len(held) < 2 or not isinstance(closes, datetime) or held[1] > closes or only_summary(story):
        return None
    return held[1], closes


def only_summary(story: Story) -> bool:
    """Known to be held for nothing indictable; either-way offences are indictable. PACE 1984 s.42(1)(b)."""
    return bool(story.classes) and all(each is OffenceClass.SUMMARY_ONLY for each in story.classes)


def warrant_application_latest(story: Story) -> Deadline | None:
    """36 hours, or six more when the next court sits within those. PACE 1984 s.43(5)."""
    until = limit_of(story, EXTENDED_HOURS)
    if not isinstance(until, datetime):
        return until
    late = until + COURT_SITS_WITHIN
    return late if any(until < sits <= late for sits in story.court_sits) else until


def lawful_end(story: Story) -> LawfulEnd | None:
    """The end of lawful detention without charge, by the authorities given so far. PACE 1984 s.41(1), s.42, s.43, s.44.

    None while no clock runs. Never past 96 hours. While an exclusion is open, what is left.
    """
    basic, last = limit_of(story, WITHOUT_CHARGE_HOURS), limit_of(story, WARRANT_HOURS)
    if basic is None or last is None:
        return None
    ends = [LawfulEnd(basic, S41_1), *_extended(story)]
    found = _under_warrants(story, _latest(ends)) if story.warrants else _latest(ends)
    return found if _sort_key(found.at) <= _sort_key(last) else LawfulEnd(last, S44_3)


def _extended(story: Story) -> Iterable[LawfulEnd]:
    """Each extension that stands, to its instant or to 36 hours, whichever is sooner. PACE 1984 s.42(1), s.42(2)."""
    most = limit_of(story, EXTENDED_HOURS)
    given = [each for each in story.extensions_given if _stands(story, each)]
    return [LawfulEnd(min(each.until, most) if isinstance(most, datetime) else each.until, S42_1) for each in given]


def _under_warrants(story: Story, before: LawfulEnd) -> LawfulEnd:
    """The court's rulings in their order. PACE 1984 s.43(12), s.43(15), s.44."""
    end, extended_to = before, None
    for ruling in story.warrants:
        match ruling.ruling:
            case Ruling.ISSUED:
                end = LawfulEnd(_hours_after(story, ruling.at, ruling.hours), S43_12)
            case Ruling.EXTENDED:
                end = LawfulEnd(_hours_after_end(story, end.at, ruling.hours), S44_3)
                extended_to = end
            case Ruling.REFUSED:
                end = _refused(story, ruling, before, extended_to)
    return end


def _refused(story: Story, ruling: WarrantRuling, before: LawfulEnd, extended_to: LawfulEnd | None) -> LawfulEnd:
    """At once, save what had been given before: for a first warrant the 24 hours or an extension under s.42, for the
    extension of one only an earlier extension. PACE 1984 s.43(15)-(16), s.44(7)-(8).
    """
    issued = any(each.ruling is Ruling.ISSUED and each.at <= ruling.at for each in story.warrants)
    saved, source = (extended_to, S44_8) if issued else (before, S43_15)
    if saved is None or (isinstance(saved.at, datetime) and saved.at <= ruling.at):
        return LawfulEnd(ruling.at, source)
    return LawfulEnd(saved.at, source)


def _hours_after(story: Story, at: datetime, hours: int) -> Deadline:
    """The hours of a warrant are a period calculated under Part IV: what does not count does not use them up."""
    return instant_when_counted(at, hours * 60, exclusions_of(story))


def _hours_after_end(story: Story, end: Deadline, hours: int) -> Deadline:
    if isinstance(end, Paused):
        return Paused(end.minutes_left + hours * 60)
    return _hours_after(story, end, hours)


def _stands(story: Story, given: ExtensionGiven) -> bool:
    """Given lawfully, as far as the story tells. PACE 1984 s.42(1), s.42(4)."""
    asked = [each for each in story.extensions_asked if each.at <= given.at]
    rank = asked[-1].rank if asked else Rank.SUPERINTENDENT
    bar = why_not_extended(story, ExtensionAsked(given.at, given.until, rank))
    return bar is None or (bar is Refusal.REVIEWS and first_authorised(story) is None)


def _reviews_by(story: Story, at: datetime) -> list[datetime]:
    return [review.at for review in story.reviews if review.at <= at]


def _after_24_hours(story: Story, at: datetime) -> bool:
    """More than 24 hours after the relevant time, less what did not count."""
    until = limit_of(story, WITHOUT_CHARGE_HOURS)
    return isinstance(until, datetime) and at > until


def _latest(ends: Iterable[LawfulEnd]) -> LawfulEnd:
    return max(ends, key=lambda end: _sort_key(end.at))


def _sort_key(at: Deadline) -> tuple[bool, float]:
    """An open deadline comes after every instant, more left after less."""
    return (True, at.minutes_left) if isinstance(at, Paused) else (False, at.timestamp())
