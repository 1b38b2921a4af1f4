"""Detention beyond 24 hours, and rights put off: a superintendent's extension, a court's warrant, delays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from mips.access.permissions import Rank
from mips.custody.rules.kinds.values import Hours
from mips.custody.rules.story import (
    ExtensionAsked,
    ExtensionGiven,
    Fact,
    FactRefused,
    RightDelayed,
    Ruling,
    Story,
    WarrantRuling,
)


@dataclass(frozen=True, kw_only=True)
class S42Request(Fact):
    """A superintendent is asked to extend detention until an instant. PACE 1984 s.42(1)."""

    name: ClassVar[str] = "s42_request"
    turn: ClassVar[int] = 9

    until: datetime
    rank: Rank = Rank.SUPERINTENDENT

    def told(self, story: Story) -> Story:
        _check_not_charged(story)
        if not story.classes:
            raise FactRefused("no arrive_station says an offence_class: s.42 is for indictable ones", "offence_class")
        asked = ExtensionAsked(self.at, self.until, self.rank)
        return replace(story, extensions_asked=(*story.extensions_asked, asked))


@dataclass(frozen=True, kw_only=True)
class S42Authorised(Fact):
    """Detention was extended until an instant. PACE 1984 s.42(1), s.42(2)."""

    name: ClassVar[str] = "s42_authorised"
    turn: ClassVar[int] = 10

    until: datetime

    def told(self, story: Story) -> Story:
        _check_not_charged(story)
        if self.until <= self.at:
            raise FactRefused("until must come after at", "until")
        return replace(story, extensions_given=(*story.extensions_given, ExtensionGiven(self.at, self.until)))


@dataclass(frozen=True, kw_only=True)
class CourtNextSits(Fact):
    """When a magistrates' court next sits. PACE 1984 s.43(5)(b)."""

    name: ClassVar[str] = "court_next_sits"
    turn: ClassVar[int] = 0

    def told(self, story: Story) -> Story:
        return replace(story, court_sits=(*story.court_sits, self.at))


@dataclass(frozen=True, kw_only=True)
class WfdIssued(Fact):
    """A court issued a warrant of further detention for so many hours from now. PACE 1984 s.43(12)."""

    name: ClassVar[str] = "wfd_issued"
    turn: ClassVar[int] = 11

    hours: Hours

    def told(self, story: Story) -> Story:
        return _ruled(story, WarrantRuling(self.at, Ruling.ISSUED, self.hours))


@dataclass(frozen=True, kw_only=True)
class WfdExtended(Fact):
    """A court extended the warrant for so many hours from its expiry. PACE 1984 s.44(1), s.44(3)."""

    name: ClassVar[str] = "wfd_extended"
    turn: ClassVar[int] = 11

    hours: Hours

    def told(self, story: Story) -> Story:
        if not any(each.ruling is Ruling.ISSUED for each in story.warrants):
            raise FactRefused("no warrant has been issued that could be extended")
        return _ruled(story, WarrantRuling(self.at, Ruling.EXTENDED, self.hours))


@dataclass(frozen=True, kw_only=True)
class WfdRefused(Fact):
    """A court refused a warrant, or to extend one. PACE 1984 s.43(15), s.44(7)."""

    name: ClassVar[str] = "wfd_refused"
    turn: ClassVar[int] = 11

    def told(self, story: Story) -> Story:
        return _ruled(story, WarrantRuling(self.at, Ruling.REFUSED))


@dataclass(frozen=True, kw_only=True)
class S56DelayAuthorised(Fact):
    """Having somebody informed was put off. PACE 1984 s.56(2)."""

    name: ClassVar[str] = "s56_delay_authorised"
    turn: ClassVar[int] = 9

    rank: Rank | None = None

    def told(self, story: Story) -> Story:
        return replace(story, delays=(*story.delays, RightDelayed(self.at, 56, self.rank)))


@dataclass(frozen=True, kw_only=True)
class S58DelayAuthorised(Fact):
    """Access to a solicitor was put off. PACE 1984 s.58(6)."""

    name: ClassVar[str] = "s58_delay_authorised"
    turn: ClassVar[int] = 9

    rank: Rank | None = None

    def told(self, story: Story) -> Story:
        return replace(story, delays=(*story.delays, RightDelayed(self.at, 58, self.rank)))


def _ruled(story: Story, ruling: WarrantRuling) -> Story:
    _check_not_charged(story)
    return replace(story, warrants=(*story.warrants, ruling))


def _check_not_charged(story: Story) -> None:
    if story.charged_at is not None:
        raise FactRefused("charged already: detention without charge is over")
    if story.at_liberty:
        raise FactRefused("at liberty: there is no detention to extend")
