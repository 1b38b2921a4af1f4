"""From the street to the station: arrest, street bail, coming in, arriving, and moving to another station."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from mips.custody.rules.kinds.values import Area
from mips.custody.rules.story import (
    ArrestMade,
    BreachArrest,
    Departure,
    Fact,
    FactRefused,
    OffenceClass,
    StationArrival,
    Story,
)


@dataclass(frozen=True, kw_only=True)
class EnterEnglandWales(Fact):
    """Somebody arrested elsewhere comes into England and Wales for the first time. PACE 1984 s.41(2)(b)."""

    name: ClassVar[str] = "enter_england_wales"
    turn: ClassVar[int] = 0

    def told(self, story: Story) -> Story:
        return replace(story, abroad=True, entered_at=story.entered_at or self.at)


@dataclass(frozen=True, kw_only=True)
class AttendVoluntarily(Fact):
    """Came to the station unarrested."""

    name: ClassVar[str] = "attend_voluntarily"
    turn: ClassVar[int] = 0

    def told(self, story: Story) -> Story:
        return replace(story, attended_at=self.at)


@dataclass(frozen=True, kw_only=True)
class Arrest(Fact):
    """`area` made it, `sought_by` asked for it. `at_station` None: to be read from what came before.

    After a release without bail it starts afresh (CK-7).
    """

    name: ClassVar[str] = "arrest"
    turn: ClassVar[int] = 1

    area: Area | None = None
    sought_by: Area | None = None
    questioned_in_arrest_area: bool = False
    at_station: bool | None = None
    offence: str | None = None

    def told(self, story: Story) -> Story:
        if story.on_bail:
            raise FactRefused("on bail: say arrest_s46A, rearrest_new_evidence or arrest_new_offence")
        if story.arrest is not None and story.released_at is None:
            raise FactRefused("already under arrest: a further arrest is arrest_s31 or arrest_new_offence")
        if self.sought_by is not None and self.area is None:
            raise FactRefused("area is needed where another area sought the arrest", "area")
        made = ArrestMade(
            self.at,
            at_station=self.at_station,
            area=self.area,
            sought_by=self.sought_by,
            questioned_there=self.questioned_in_arrest_area,
            offence=self.offence,
        )
        afresh = Story(remands=story.remands) if story.released_at is not None else story
        return replace(afresh, arrest=made)


@dataclass(frozen=True, kw_only=True)
class ReleaseStreetBail(Fact):
    """Released on bail elsewhere than at a station. PACE 1984 s.30A."""

    name: ClassVar[str] = "release_street_bail"
    turn: ClassVar[int] = 2

    def told(self, story: Story) -> Story:
        return replace(story, street_bailed_at=self.at)


@dataclass(frozen=True, kw_only=True)
class AttendAnswerStreetBail(Fact):
    """At the station to answer street bail. PACE 1984 s.41(2)(ca)."""

    name: ClassVar[str] = "attend_answer_street_bail"
    turn: ClassVar[int] = 3

    def told(self, story: Story) -> Story:
        return replace(story, street_bail_answered_at=story.street_bail_answered_at or self.at)


@dataclass(frozen=True, kw_only=True)
class ArriveStation(Fact):
    """At a police station. `after_arrest` None: to be read from the arrest's own time."""

    name: ClassVar[str] = "arrive_station"
    turn: ClassVar[int] = 5

    area: Area | None = None
    after_arrest: bool | None = None
    investigating: bool | None = None
    designated: bool = True
    offence_class: OffenceClass | None = None

    def told(self, story: Story) -> Story:
        if story.released_at is not None:
            raise FactRefused("released already: an arrest comes before another arrival")
        if self.after_arrest is None and story.may_have_been_arrested_at_station and not story.arrivals:
            raise FactRefused(
                "the arrest before this must say at_station: it decides the relevant time", "after_arrest"
            )
        arrival = StationArrival(
            self.at,
            designated=self.designated,
            after_arrest=self.after_arrest,
            area=self.area,
            investigating=self.investigating,
        )
        classes = (*story.classes, self.offence_class) if self.offence_class else story.classes
        arrived = replace(
            story, arrivals=(*story.arrivals, arrival), classes=classes, breaches=_arrived(story.breaches, self)
        )
        return arrived.back_from_hospital(self.at)


@dataclass(frozen=True, kw_only=True)
class DepartStation(Fact):
    """Leaves for another station, perhaps for an offence that is sought there. PACE 1984 s.41(5)."""

    name: ClassVar[str] = "depart_station"
    turn: ClassVar[int] = 13

    area: Area | None = None
    to_area: Area | None = None
    for_offence: str | None = None
    questioned_about: tuple[str, ...] = ()

    def told(self, story: Story) -> Story:
        if story.at_liberty:
            raise FactRefused("released already: nobody leaves for another station")
        left = Departure(self.at, self.area, self.to_area, self.for_offence, self.questioned_about)
        return replace(story, departures=(*story.departures, left))


@dataclass(frozen=True, kw_only=True)
class ArrestS31(Fact):
    """Arrested at the station for another offence: the clock stays as it is. PACE 1984 s.31, s.41(4)."""

    name: ClassVar[str] = "arrest_s31"
    turn: ClassVar[int] = 6

    offence: str | None = None

    def told(self, story: Story) -> Story:
        if story.at_liberty:
            raise FactRefused("not at a station: a further arrest under s.31 is made at one")
        return story


@dataclass(frozen=True, kw_only=True)
class ArrestNewOffence(Fact):
    """Arrested for another offence on or after coming back on bail: what has counted still counts (CK-5)."""

    name: ClassVar[str] = "arrest_new_offence"
    turn: ClassVar[int] = 6

    offence: str | None = None

    def told(self, story: Story) -> Story:
        if story.released_at is not None:
            raise FactRefused("released without bail: a new arrest is arrest")
        return story


def _arrived(breaches: tuple[BreachArrest, ...], fact: ArriveStation) -> tuple[BreachArrest, ...]:
    """The first station after a s.46A arrest is where its three hours begin."""
    if not breaches or breaches[-1].arrived_at is not None or breaches[-1].stay_ended_at is not None:
        return breaches
    return (*breaches[:-1], replace(breaches[-1], arrived_at=fact.at))
