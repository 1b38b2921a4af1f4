"""How long somebody may be held without charge, and how soon they must be at a designated station."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mips.core.law import Source
from mips.custody.rules.arithmetic import (
    Deadline,
    Interval,
    counted_minutes,
    instant_when_counted,
    minutes_between,
)
from mips.custody.rules.exclusions import exclusions_of
from mips.custody.rules.relevant_time import first_station, relevant_time
from mips.custody.rules.sources import S41_1, S42_1, S44_3
from mips.custody.rules.story import Story

_HOUR = 60
WITHOUT_CHARGE_HOURS = 24
EXTENDED_HOURS = 36
WARRANT_HOURS = 96
_TO_DESIGNATED = timedelta(hours=6)

LIMITS: dict[int, Source] = {WITHOUT_CHARGE_HOURS: S41_1, EXTENDED_HOURS: S42_1, WARRANT_HOURS: S44_3}
"""Hours of counted detention, and the section that makes them a limit."""


def limit(relevant_time: datetime, hours: int, exclusions: Iterable[Interval] = ()) -> Deadline:
    """When so many hours have counted since the relevant time. PACE 1984 s.41(1), s.42(1), s.44(3)."""
    return instant_when_counted(relevant_time, hours * _HOUR, exclusions)


def pre_charge_limits_apply(story: Story) -> bool:
    """Every limit is on being held without being charged. PACE 1984 s.41(1)."""
    return story.charged_at is None


def transfer_to_designated_by(story: Story) -> datetime | None:
    """Six elapsed hours from arrival at a first station that is not designated. PACE 1984 s.30(6)."""
    station = first_station(story)
    return station.at + _TO_DESIGNATED if station and not station.designated else None


def released_or_designated_by(story: Story) -> datetime | None:
    """Six elapsed hours from coming to a station that is not designated to answer street bail. PACE 1984 s.30C(2)."""
    came = story.street_bail_answered_at
    return came + _TO_DESIGNATED if came else None


def minutes_arrival_to_authorisation(story: Story) -> int | None:
    """Elapsed minutes from the last arrival before detention was authorised. PACE 1984 s.37(10).

    To come and answer street bail is to arrive. None for somebody arrested at the station and taken to no other: they
    did not arrive under arrest.
    """
    found = relevant_time(story)
    authorised = next((at for at in story.authorisations if found and at >= found.at), None)
    if found is None or authorised is None:
        return None
    answered = [story.street_bail_answered_at] if story.street_bail_answered_at else []
    arrivals = [at for at in (*answered, *(each.at for each in story.arrivals)) if found.at <= at <= authorised]
    return minutes_between(max(arrivals), authorised) if arrivals else None


def counted_until(story: Story, until: datetime) -> int | None:
    """Minutes that had counted by then; None while no clock runs. PACE 1984 s.41(1), s.41(6), s.47(6)."""
    found = relevant_time(story)
    return counted_minutes(found.at, until, exclusions_of(story)) if found else None


def limit_of(story: Story, hours: int) -> Deadline | None:
    """When so many hours will have counted; None while no clock runs. PACE 1984 s.41(1), s.42(1), s.44(3)."""
    found = relevant_time(story)
    return limit(found.at, hours, exclusions_of(story)) if found else None
