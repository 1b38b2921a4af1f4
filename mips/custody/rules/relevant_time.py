"""The relevant time: the instant from which detention without charge is counted, and the limb of s.41(2) behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mips.core.law import Source
from mips.custody.rules.sources import S41_2_A, S41_2_B, S41_2_C, S41_2_CA, S41_2_D, S41_5
from mips.custody.rules.story import ArrestMade, Departure, StationArrival, Story

_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class RelevantTime:
    at: datetime
    source: Source


def relevant_time(story: Story) -> RelevantTime | None:
    """The first limb that fits; None while nobody is under arrest at a station. PACE 1984 s.41(2), s.41(5)."""
    return next((found for limb in _LIMBS if (found := limb(story))), None)


def first_station(story: Story) -> StationArrival | None:
    """The first police station somebody was taken to after arrest. PACE 1984 s.41(2)(d), s.30(6)."""
    return next((arrival for arrival in story.arrivals if _after_arrest(story, arrival)), None)


def transfer_considered(story: Story) -> Departure | None:
    """The last departure to another area for an offence sought there. PACE 1984 s.41(5)."""
    return next((each for each in reversed(story.departures) if _to_another_area(each)), None)


def _sought_elsewhere(story: Story) -> RelevantTime | None:
    """Sought by one area, arrested in another and not questioned there. PACE 1984 s.41(2)(a), s.41(3)."""
    arrest = story.arrest
    if arrest is None or arrest.sought_by in (None, arrest.area) or arrest.questioned_there:
        return None
    there = [each.at for each in story.arrivals if each.area == arrest.sought_by and each.at >= arrest.at]
    return RelevantTime(min([arrest.at + _DAY, *there]), S41_2_A)


def _from_abroad(story: Story) -> RelevantTime | None:
    """Arrested outside England and Wales: the investigating area's first station, or a day. PACE 1984 s.41(2)(b)."""
    if story.entered_at is None:
        return None
    there = [each.at for each in story.arrivals if each.investigating is not False and each.at >= story.entered_at]
    return RelevantTime(min([story.entered_at + _DAY, *there]), S41_2_B)


def _transferred(story: Story) -> RelevantTime | None:
    """Taken to the area where another offence is sought, not questioned about it before. PACE 1984 s.41(5)."""
    left = transfer_considered(story)
    if left is None or _questioned_about_it(story.arrest, left):
        return None
    there = [each.at for each in story.arrivals if each.area in (None, left.to_area) and each.at >= left.at]
    return RelevantTime(min([left.at + _DAY, *there]), S41_5)


def _answers_street_bail(story: Story) -> RelevantTime | None:
    """Came to answer street bail: the time of arriving. PACE 1984 s.41(2)(ca)."""
    came = story.street_bail_answered_at
    return RelevantTime(came, S41_2_CA) if came else None


def _arrested_at_station(story: Story) -> RelevantTime | None:
    """Came unarrested and was arrested there: the time of that arrest. PACE 1984 s.41(2)(c)."""
    if story.arrest is None or not _was_at_station(story, story.arrest):
        return None
    return RelevantTime(story.arrest.at, S41_2_C)


def _taken_to_station(story: Story) -> RelevantTime | None:
    """Everybody else: arrival at the first station, designated or not. PACE 1984 s.41(2)(d)."""
    station = first_station(story)
    return RelevantTime(station.at, S41_2_D) if station else None


_LIMBS: tuple[Callable[[Story], RelevantTime | None], ...] = (
    _answers_street_bail,
    _sought_elsewhere,
    _from_abroad,
    _transferred,
    _arrested_at_station,
    _taken_to_station,
)
"""Street bail first: whoever answers it was at liberty since the arrest, so no day can run from that (s.41(2)(ca))."""


def _to_another_area(left: Departure) -> bool:
    return left.for_offence is not None and left.to_area is not None and left.to_area != left.area


def _questioned_about_it(arrest: ArrestMade | None, left: Departure) -> bool:
    """Questioned about the offence in the first area, or held there for that very offence."""
    if left.for_offence in left.questioned_about:
        return True
    if arrest is None:
        return False
    return arrest.offence == left.for_offence or (arrest.questioned_there and arrest.offence is None)


def _was_at_station(story: Story, arrest: ArrestMade) -> bool:
    """Said so, or had come to a station and was taken to none afterwards; not when already held there under arrest."""
    station = first_station(story)
    if arrest.at_station is None:
        return story.came_unarrested and station is None
    return arrest.at_station and (station is None or station.at >= arrest.at)


def _after_arrest(story: Story, arrival: StationArrival) -> bool:
    """Said so, or told by the arrest's time; without an arrest, only a volunteer arrives unarrested."""
    if arrival.after_arrest is not None:
        return arrival.after_arrest
    if story.arrested_at is None:
        return story.attended_at is None
    return arrival.at >= story.arrested_at
