"""While detention lasts: the authority for it, its reviews, hospital and questioning there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from mips.custody.rules.arithmetic import Interval
from mips.custody.rules.kinds.values import Area, HospitalReason
from mips.custody.rules.story import Fact, FactRefused, HospitalStay, ReviewedBy, ReviewHeld, Story

TREATMENT = "treatment"


@dataclass(frozen=True, kw_only=True)
class DetentionAuthorised(Fact):
    """The custody officer authorised detention; only the first time starts the reviews."""

    name: ClassVar[str] = "detention_authorised"
    turn: ClassVar[int] = 7

    area: Area | None = None

    def told(self, story: Story) -> Story:
        if story.at_liberty:
            raise FactRefused("at liberty: detention is authorised once somebody is back at a station")
        return replace(story, authorisations=(*story.authorisations, self.at))


@dataclass(frozen=True, kw_only=True)
class ReviewDone(Fact):
    """A review of detention was held at `at`; `postponed` when a reason to hold it late was recorded in time."""

    name: ClassVar[str] = "review_done"
    turn: ClassVar[int] = 8

    postponed: bool = False
    reason: str | None = None
    by: ReviewedBy = ReviewedBy.INSPECTOR

    def told(self, story: Story) -> Story:
        if not story.authorisations:
            raise FactRefused("a review cannot come before detention is authorised", "at")
        if story.at_liberty:
            raise FactRefused("at liberty: there is no detention to review", "at")
        held = ReviewHeld(self.at, by=self.by, postponed=self.postponed)
        return replace(story, reviews=(*story.reviews, held))


@dataclass(frozen=True, kw_only=True)
class LeaveForHospital(Fact):
    """Taken to hospital: for treatment, which stops the clock, or to get evidence, which does not. PACE s.41(6)."""

    name: ClassVar[str] = "leave_for_hospital"
    turn: ClassVar[int] = 12

    reason: HospitalReason

    def told(self, story: Story) -> Story:
        if story.at_liberty:
            raise FactRefused("at liberty: nobody is taken from detention to hospital")
        if story.in_hospital:
            raise FactRefused("away at hospital already")
        stay = HospitalStay(Interval(self.at), treatment=self.reason == TREATMENT)
        return replace(story, hospital=(*story.hospital, stay))


@dataclass(frozen=True, kw_only=True)
class ArriveHospital(Fact):
    """At the hospital; `direct_from_scene` when no station came before it."""

    name: ClassVar[str] = "arrive_hospital"
    turn: ClassVar[int] = 4

    direct_from_scene: bool = False

    def told(self, story: Story) -> Story:
        if self.direct_from_scene and any(arrival.after_arrest is not False for arrival in story.arrivals):
            raise FactRefused("has been at a station: say leave_for_hospital", "direct_from_scene")
        if not self.direct_from_scene and not story.in_hospital:
            raise FactRefused("nobody has left for hospital: say leave_for_hospital, or direct_from_scene")
        return replace(story, hospital_first=story.hospital_first or self.direct_from_scene)


@dataclass(frozen=True, kw_only=True)
class ReturnFromHospital(Fact):
    """Back at the station."""

    name: ClassVar[str] = "return_from_hospital"
    turn: ClassVar[int] = 4

    def told(self, story: Story) -> Story:
        if not story.in_hospital:
            raise FactRefused("nobody has left for hospital")
        return story.back_from_hospital(self.at)


@dataclass(frozen=True, kw_only=True)
class QuestioningStart(Fact):
    """Questioned to get evidence: in hospital or on the way it counts. PACE 1984 s.41(6)."""

    name: ClassVar[str] = "questioning_start"
    turn: ClassVar[int] = 14

    def told(self, story: Story) -> Story:
        if story.questioned_now:
            raise FactRefused("being questioned already")
        return replace(story, questioning=(*story.questioning, Interval(self.at)))


@dataclass(frozen=True, kw_only=True)
class QuestioningEnd(Fact):
    name: ClassVar[str] = "questioning_end"
    turn: ClassVar[int] = 3

    def told(self, story: Story) -> Story:
        if not story.questioned_now:
            raise FactRefused("no questioning has started")
        last = replace(story.questioning[-1], end=self.at)
        return replace(story, questioning=(*story.questioning[:-1], last))
