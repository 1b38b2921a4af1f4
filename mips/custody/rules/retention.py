"""How long fingerprints and DNA are kept, and what must be destroyed when (CUS-15, PACE 1984 ss.63D to 63R)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mips.core.law import Source
from mips.custody.rules.bail_periods import last_day
from mips.custody.rules.sources_of_care import PRA_SCH3
from mips.custody.rules.sources_of_investigation import S63D, S63E, S63F, S63G, S63H, S63I, S63K, S63L, S63R


class Ended(StrEnum):
    """How the investigation and any proceedings have ended."""

    OPEN = "open"
    NOT_CONVICTED = "not-convicted"
    CONVICTED = "convicted"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What decides. `custody_months`: of a custodial sentence, for a first minor conviction under 18."""

    taken_on: date
    ended: Ended = Ended.OPEN
    unlawful: bool = False
    """Taken unlawfully, or after an unlawful arrest or one of the wrong person."""
    convicted_before: bool = False
    """Of a recordable offence, beyond a single minor one under 18 without five years of custody."""
    qualifying: bool = False
    charged: bool = False
    consented: bool = False
    """The Biometrics Commissioner consents, or need not be asked."""
    under_18: bool = False
    custody_months: int | None = None
    minor: bool = True
    penalty_notice: bool = False
    held: bool = False
    """A hold keeps the whole record: a death in custody, a complaint, an inquiry."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one offence stands. `result`: what a court said, in words; `ended`: nothing more is to come of it."""

    ended: bool = False
    result: str = ""


_NO_CONVICTION: Final = ("not guilty", "not proved", "not convicted", "acquit", "quashed", "no case to answer")
_CONVICTION: Final = ("guilty", "convict", "proved")
_COUNTS_AS_ONE: Final = ("insanity", "under a disability", "did the act")


def is_conviction(result: str) -> bool:
    """Whether what a court said is a conviction for keeping fingerprints and DNA. PACE 1984 s.65B."""
    said = result.casefold()
    if any(words in said for words in _COUNTS_AS_ONE):
        return True
    return any(words in said for words in _CONVICTION) and not any(words in said for words in _NO_CONVICTION)


def how_it_ended(offences: Collection[Outcome], *, cautioned: bool = False, dropped: bool = False) -> Ended:
    """How the investigation and any proceedings have ended, as far as is known. PACE 1984 s.63E, s.65B.

    A caution counts as a conviction. `dropped`: no further action, or detention was refused.
    """
    if cautioned or any(is_conviction(each.result) for each in offences):
        return Ended.CONVICTED
    done = dropped or (bool(offences) and all(each.ended for each in offences))
    return Ended.NOT_CONVICTED if done else Ended.OPEN


@dataclass(frozen=True)
class Destruction:
    """`on`: the day it is due, None while an event decides (`words` says which) or never (`never`)."""

    words: str
    source: Source
    on: date | None = None
    never: bool = False


AT_ONCE: Final = "As soon as practicable: unlawfully taken, or the arrest was unlawful or mistaken"

_TWO: Final = 24
_THREE: Final = 36
_FIVE: Final = 60
_SAMPLE: Final = 6
"""Months, the day of taking included."""


def destruction(kept: Kept) -> Destruction:
    """When fingerprints or a DNA profile are destroyed. PACE 1984 s.63D to s.63K."""
    if kept.held:
        return Destruction("Kept while a hold is on the record", PRA_SCH3, never=True)
    if kept.unlawful:
        return Destruction(AT_ONCE, S63D)
    if kept.ended is Ended.OPEN:
        return Destruction("When the investigation and any proceedings have ended", S63E)
    return _after_conviction(kept) if kept.ended is Ended.CONVICTED else _without_conviction(kept)


def sample_destruction(taken_on: date, *, unlawful: bool = False) -> Destruction:
    """When the DNA sample itself is destroyed, profiled or not. PACE 1984 s.63R."""
    if unlawful:
        return Destruction(AT_ONCE, S63R)
    return Destruction("Once profiled, at the latest", S63R, last_day(taken_on, _SAMPLE))


def _without_conviction(kept: Kept) -> Destruction:
    if kept.convicted_before:
        return Destruction("Kept: convicted of a recordable offence before", S63I, never=True)
    if kept.qualifying and kept.charged:
        return Destruction("Three years from taking", S63F, last_day(kept.taken_on, _THREE))
    if kept.qualifying and kept.consented:
        return Destruction("Three years from taking, by consent", S63G, last_day(kept.taken_on, _THREE))
    if kept.penalty_notice:
        return Destruction("Two years from taking: a penalty notice", S63L, last_day(kept.taken_on, _TWO))
    return Destruction("Destroy: no conviction, and nothing lets it be kept", S63H)


def _after_conviction(kept: Kept) -> Destruction:
    if not kept.under_18 or not kept.minor or kept.convicted_before:
        return Destruction("Kept: convicted of a recordable offence", S63I, never=True)
    months = kept.custody_months
    if months is None:
        return Destruction("Five years from taking", S63K, last_day(kept.taken_on, _FIVE))
    if months >= _FIVE:
        return Destruction("Kept: five years of custody or more", S63K, never=True)
    return Destruction("The length of the sentence and five years more", S63K, last_day(kept.taken_on, _FIVE + months))
