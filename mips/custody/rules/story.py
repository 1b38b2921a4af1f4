"""What the facts of one detention amount to, told in order: the state that every answer is read from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, Self

from mips.access.permissions import Rank
from mips.core.errors import InputInvalid
from mips.custody.rules.arithmetic import Interval, to_minute
from mips.custody.rules.sources import S39_1


class ReviewedBy(StrEnum):
    INSPECTOR = "inspector"
    CUSTODY_OFFICER = "custody_officer"


class OffenceClass(StrEnum):
    SUMMARY_ONLY = "summary_only"
    EITHER_WAY = "either_way"
    INDICTABLE = "indictable"


@dataclass(frozen=True)
class StationArrival:
    """At a police station. `after_arrest` None: to be read from the arrest's own time."""

    at: datetime
    designated: bool
    after_arrest: bool | None
    area: str | None = None
    investigating: bool | None = None


@dataclass(frozen=True)
class ArrestMade:
    """Of whom, for what and at whose asking. PACE 1984 s.41(2)(a), s.41(3)."""

    at: datetime
    at_station: bool | None = None
    area: str | None = None
    sought_by: str | None = None
    questioned_there: bool = False
    offence: str | None = None


@dataclass(frozen=True)
class Departure:
    """Left one station for another, perhaps for an offence sought there. PACE 1984 s.41(5)."""

    at: datetime
    area: str | None
    to_area: str | None
    for_offence: str | None
    questioned_about: tuple[str, ...]


@dataclass(frozen=True)
class ReviewHeld:
    at: datetime
    by: ReviewedBy = ReviewedBy.INSPECTOR
    postponed: bool = False


@dataclass(frozen=True)
class HospitalStay:
    """Away from the station. Only for treatment does it stop the clock. PACE 1984 s.41(6)."""

    out: Interval
    treatment: bool


@dataclass(frozen=True)
class PreChargeBail:
    """`ended_at` is when the person was back in police detention; None while they are at liberty."""

    at: datetime
    case: str
    by: str
    ended_at: datetime | None = None


@dataclass(frozen=True)
class BreachArrest:
    """Arrested under s.46A: three hours from arriving at a station afterwards do not count. PACE 1984 s.47(6A)."""

    arrested_at: datetime
    arrived_at: datetime | None = None
    stay_ended_at: datetime | None = None

    @property
    def back_at(self) -> datetime:
        """At the station; where no arrival was recorded, the arrest was made at one."""
        return self.arrived_at or self.arrested_at


@dataclass(frozen=True)
class ExtensionAsked:
    """A request for a superintendent's extension. PACE 1984 s.42(1)."""

    at: datetime
    until: datetime
    rank: Rank


@dataclass(frozen=True)
class ExtensionGiven:
    at: datetime
    until: datetime


class Ruling(StrEnum):
    """What a magistrates' court did about a warrant of further detention. PACE 1984 s.43, s.44."""

    ISSUED = "issued"
    EXTENDED = "extended"
    REFUSED = "refused"


@dataclass(frozen=True)
class WarrantRuling:
    at: datetime
    ruling: Ruling
    hours: int = 0


@dataclass(frozen=True)
class RightDelayed:
    """`section` is 56 or 58; `rank` of whoever authorised it, where it was said."""

    at: datetime
    section: int
    rank: Rank | None


@dataclass(frozen=True)
class BailExtensionAsked:
    at: datetime
    to_months: int
    rank: Rank


@dataclass(frozen=True)
class Remand:
    """A custody time limit began; `held` days were already spent in custody for the offence."""

    at: datetime
    mode: str
    held: int | None = None
    sent: bool = False


@dataclass(frozen=True)
class Story:
    """One detention so far, returns on bail included. Instants are UTC to the minute; None: it has not happened.

    An arrest that starts a fresh clock starts a fresh story.
    """

    attended_at: datetime | None = None
    street_bailed_at: datetime | None = None
    street_bail_answered_at: datetime | None = None
    abroad: bool = False
    """Arrested outside England and Wales. PACE 1984 s.41(2)(b)."""
    entered_at: datetime | None = None
    arrest: ArrestMade | None = None
    arrivals: tuple[StationArrival, ...] = ()
    departures: tuple[Departure, ...] = ()
    classes: tuple[OffenceClass, ...] = ()
    authorisations: tuple[datetime, ...] = ()
    reviews: tuple[ReviewHeld, ...] = ()
    hospital: tuple[HospitalStay, ...] = ()
    hospital_first: bool = False
    """Taken to hospital before any station: nothing counts yet, so nothing is taken out."""
    questioning: tuple[Interval, ...] = ()
    extensions_asked: tuple[ExtensionAsked, ...] = ()
    extensions_given: tuple[ExtensionGiven, ...] = ()
    court_sits: tuple[datetime, ...] = ()
    warrants: tuple[WarrantRuling, ...] = ()
    delays: tuple[RightDelayed, ...] = ()
    bails: tuple[PreChargeBail, ...] = ()
    breaches: tuple[BreachArrest, ...] = ()
    bail_extensions_asked: tuple[BailExtensionAsked, ...] = ()
    charged_at: datetime | None = None
    released_at: datetime | None = None
    remands: tuple[Remand, ...] = ()

    @property
    def arrested_at(self) -> datetime | None:
        return self.arrest.at if self.arrest else None

    @property
    def on_bail(self) -> bool:
        """Released on pre-charge bail and not yet back."""
        return bool(self.bails) and self.bails[-1].ended_at is None

    @property
    def at_liberty(self) -> bool:
        return self.on_bail or self.released_at is not None

    @property
    def in_hospital(self) -> bool:
        return bool(self.hospital) and self.hospital[-1].out.end is None

    @property
    def questioned_now(self) -> bool:
        return bool(self.questioning) and self.questioning[-1].end is None

    @property
    def came_unarrested(self) -> bool:
        """Attended voluntarily, or was at a station before any arrest."""
        return self.attended_at is not None or any(
            arrival.after_arrest is False or (self.arrested_at is not None and arrival.at < self.arrested_at)
            for arrival in self.arrivals
        )

    @property
    def may_have_been_arrested_at_station(self) -> bool:
        """Arrested after coming to a station, and nobody has said whether it was there."""
        return self.arrest is not None and self.arrest.at_station is None and self.came_unarrested

    def back_from_hospital(self, at: datetime) -> Story:
        """The same, with a stay in hospital ended, where there is one."""
        if not self.in_hospital:
            return self
        last = self.hospital[-1]
        return replace(self, hospital=(*self.hospital[:-1], replace(last, out=replace(last.out, end=at))))

    def out_of_detention(self, at: datetime) -> Story:
        """The same, with all that lasts only while somebody is held ended: hospital, questioning, a s.46A stay."""
        story = self.back_from_hospital(at)
        if story.questioned_now:
            story = replace(story, questioning=(*story.questioning[:-1], replace(story.questioning[-1], end=at)))
        if story.breaches and story.breaches[-1].stay_ended_at is None:
            ended = replace(story.breaches[-1], stay_ended_at=at)
            story = replace(story, breaches=(*story.breaches[:-1], ended))
        return story


_INSTEAD: Final = "Enter another time, or open the record and correct what was written there"


class FactRefused(Exception):
    """A fact that cannot follow those before it."""

    def __init__(self, message: str, field: str = "type") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class CaseInvalid(InputInvalid):
    """A case that cannot be worked out. `event` counts from 0 in the order given; None where no event is at fault.

    `message` is for whoever wrote the case, `said` for whoever writes on a record.
    """

    def __init__(self, message: str, *, field: str | None = None, event: int | None = None) -> None:
        self.said = [f"This does not fit what is on the record: {message} ({S39_1.section}). {_INSTEAD}"]
        super().__init__({field or "events": self.said})
        self.message = message
        self.field = field
        self.event = event


@dataclass(frozen=True, kw_only=True)
class Fact(ABC):
    """Something that happened at an instant. `turn` orders facts of one instant as they happen in life."""

    name: ClassVar[str]
    turn: ClassVar[int]
    at: datetime

    @abstractmethod
    def told(self, story: Story) -> Story:
        """The story with this fact in it; raises FactRefused when it cannot follow."""

    def to_the_minute(self) -> Self:
        return replace(self, at=to_minute(self.at))


def tell(facts: Iterable[Fact], *, abroad: bool = False) -> Story:
    """Fold facts, given in any order, into a story. Raises CaseInvalid naming the first that cannot stand."""
    given: Sequence[Fact] = list(facts)
    story = Story(abroad=abroad)
    for moment in _moments(given):
        story = _moment_told(story, given, moment)
    return story


def _moments(given: Sequence[Fact]) -> Iterator[list[int]]:
    """The numbers of the facts, instant by instant, each instant's in the order of life."""
    moment: list[int] = []
    for event in sorted(range(len(given)), key=lambda event: (given[event].at, given[event].turn, given[event].name)):
        if moment and given[moment[0]].at != given[event].at:
            yield moment
            moment = []
        moment.append(event)
    if moment:
        yield moment


def _moment_told(story: Story, given: Sequence[Fact], moment: list[int]) -> Story:
    """Facts of one instant, in the order of life; one that must wait for another of that instant does."""
    waiting = list(moment)
    while waiting:
        refusals: list[tuple[int, FactRefused]] = []
        for event in waiting:
            try:
                story = given[event].to_the_minute().told(story)
            except FactRefused as refused:
                refusals.append((event, refused))
            else:
                waiting.remove(event)
                break
        else:
            event, first = refusals[0]
            raise CaseInvalid(first.message, field=first.field, event=event) from None
    return story
