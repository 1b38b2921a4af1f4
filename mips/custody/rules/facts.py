"""The kinds of fact a detention clock is worked out from, what each carries, and what each adds to the story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, NewType

from mips.custody.rules.story import Fact, FactRefused, ReviewedBy, ReviewHeld, StationArrival, Story

Area = NewType("Area", str)
"""A police area: its force code, two digits."""


class OffenceClass(StrEnum):
    SUMMARY_ONLY = "summary_only"
    EITHER_WAY = "either_way"
    INDICTABLE = "indictable"


@dataclass(frozen=True, kw_only=True)
class AttendVoluntarily(Fact):
    """Came to the station unarrested."""

    name: ClassVar[str] = "attend_voluntarily"
    rank: ClassVar[int] = 0

    def told(self, story: Story) -> Story:
        return replace(story, attended_at=self.at)


@dataclass(frozen=True, kw_only=True)
class Arrest(Fact):
    """`area` made it, `sought_by` asked for it. `at_station` None: to be read from what came before."""

    name: ClassVar[str] = "arrest"
    rank: ClassVar[int] = 1

    area: Area | None = None
    sought_by: Area | None = None
    questioned_in_arrest_area: bool | None = None
    at_station: bool | None = None
    offence: str | None = None

    def told(self, story: Story) -> Story:
        if story.arrested_at is not None:
            raise FactRefused("a further arrest in one case is not yet supported")
        if self.sought_by is not None and self.sought_by != self.area:
            raise FactRefused("an arrest sought by another area is not yet supported", "sought_by")
        return replace(story, arrested_at=self.at, arrested_at_station=self.at_station)


@dataclass(frozen=True, kw_only=True)
class ArriveStation(Fact):
    """At a police station. `after_arrest` None: to be read from the arrest's own time."""

    name: ClassVar[str] = "arrive_station"
    rank: ClassVar[int] = 2

    area: Area | None = None
    after_arrest: bool | None = None
    investigating: bool | None = None
    designated: bool = True
    offence_class: OffenceClass | None = None

    def told(self, story: Story) -> Story:
        if self.after_arrest is None and story.may_have_been_arrested_at_station:
            raise FactRefused(
                "the arrest before this must say at_station: it decides the relevant time", "after_arrest"
            )
        arrival = StationArrival(self.at, designated=self.designated, after_arrest=self.after_arrest)
        return replace(story, arrivals=(*story.arrivals, arrival))


@dataclass(frozen=True, kw_only=True)
class DetentionAuthorised(Fact):
    """The custody officer authorised detention; only the first time starts the reviews."""

    name: ClassVar[str] = "detention_authorised"
    rank: ClassVar[int] = 3

    area: Area | None = None

    def told(self, story: Story) -> Story:
        return replace(story, authorised_at=story.authorised_at or self.at)


@dataclass(frozen=True, kw_only=True)
class ReviewDone(Fact):
    """A review of detention was held at `at`; `postponed` when a reason to hold it late was recorded in time."""

    name: ClassVar[str] = "review_done"
    rank: ClassVar[int] = 4

    postponed: bool = False
    reason: str | None = None
    by: ReviewedBy = ReviewedBy.INSPECTOR

    def told(self, story: Story) -> Story:
        if story.authorised_at is None:
            raise FactRefused("a review cannot come before detention is authorised", "at")
        held = ReviewHeld(self.at, by=self.by, postponed=self.postponed)
        return replace(story, reviews=(*story.reviews, held))


@dataclass(frozen=True, kw_only=True)
class Charged(Fact):
    """Charged: from here nobody is held without charge."""

    name: ClassVar[str] = "charged"
    rank: ClassVar[int] = 5

    def told(self, story: Story) -> Story:
        return replace(story, charged_at=story.charged_at or self.at)


@dataclass(frozen=True, kw_only=True)
class Released(Fact):
    """Let go without bail."""

    name: ClassVar[str] = "released"
    rank: ClassVar[int] = 6

    def told(self, story: Story) -> Story:
        return replace(story, released_at=self.at)


KINDS: dict[str, type[Fact]] = {
    kind.name: kind
    for kind in (AttendVoluntarily, Arrest, ArriveStation, DetentionAuthorised, ReviewDone, Charged, Released)
}

NOT_YET_SUPPORTED = frozenset(
    {
        "release_street_bail",
        "attend_answer_street_bail",
        "enter_england_wales",
        "depart_station",
        "arrest_s31",
        "arrest_new_offence",
        "leave_for_hospital",
        "arrive_hospital",
        "return_from_hospital",
        "questioning_start",
        "questioning_end",
        "s42_request",
        "s42_authorised",
        "court_next_sits",
        "wfd_issued",
        "wfd_extended",
        "wfd_refused",
        "s56_delay_authorised",
        "s58_delay_authorised",
        "bail",
        "answer_bail",
        "arrest_s46A",
        "rearrest_new_evidence",
        "release_under_investigation",
        "abp_extension_request",
        "first_remand",
        "sent_to_crown",
    }
)
