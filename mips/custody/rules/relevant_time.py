"""The relevant time: the instant from which detention without charge is counted, and the limb of s.41(2) behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mips.core.law import Source
from mips.custody.rules.sources import S41_2_C, S41_2_D
from mips.custody.rules.story import StationArrival, Story


@dataclass(frozen=True)
class RelevantTime:
    at: datetime
    source: Source


def relevant_time(story: Story) -> RelevantTime | None:
    """The first limb that fits; None while nobody is under arrest at a station. PACE 1984 s.41(2)."""
    return next((found for limb in _LIMBS if (found := limb(story))), None)


def first_station(story: Story) -> StationArrival | None:
    """The first police station somebody was taken to after arrest. PACE 1984 s.41(2)(d), s.30(6)."""
    return next((arrival for arrival in story.arrivals if _after_arrest(story, arrival)), None)


def _arrested_at_station(story: Story) -> RelevantTime | None:
    """Came unarrested and was arrested there: the time of that arrest. PACE 1984 s.41(2)(c)."""
    if story.arrested_at is None or not _was_at_station(story, story.arrested_at):
        return None
    return RelevantTime(story.arrested_at, S41_2_C)


def _taken_to_station(story: Story) -> RelevantTime | None:
    """Everybody else: arrival at the first station, designated or not. PACE 1984 s.41(2)(d)."""
    station = first_station(story)
    return RelevantTime(station.at, S41_2_D) if station else None


_LIMBS: tuple[Callable[[Story], RelevantTime | None], ...] = (_arrested_at_station, _taken_to_station)


def _was_at_station(story: Story, arrested_at: datetime) -> bool:
    """Said so, or had come to a station and was taken to none afterwards; not when already held there under arrest."""
    station = first_station(story)
    if story.arrested_at_station is None:
        return story.came_unarrested and station is None
    return story.arrested_at_station and (station is None or station.at >= arrested_at)


def _after_arrest(story: Story, arrival: StationArrival) -> bool:
    """Said so, or told by the arrest's time; without an arrest, only a volunteer arrives unarrested."""
    if arrival.after_arrest is not None:
        return arrival.after_arrest
    if story.arrested_at is None:
        return story.attended_at is None
    return arrival.at >= story.arrested_at
