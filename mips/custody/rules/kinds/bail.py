"""Pre-charge bail: release on it, return, breach, re-arrest and longer periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from mips.access.permissions import Rank
from mips.custody.rules.kinds.values import BailCase, BailedBy, BailExtensionTo
from mips.custody.rules.story import (
    ArrestMade,
    BailExtensionAsked,
    BreachArrest,
    Fact,
    FactRefused,
    PreChargeBail,
    Story,
)


@dataclass(frozen=True, kw_only=True)
class Bail(Fact):
    """Released on pre-charge bail: the clock stands still until the person is back. PACE 1984 s.47(6)."""

    name: ClassVar[str] = "bail"
    turn: ClassVar[int] = 15

    case: BailCase = BailCase.STANDARD
    by: BailedBy = BailedBy.CUSTODY_OFFICER

    def told(self, story: Story) -> Story:
        if story.on_bail:
            raise FactRefused("on bail already")
        if story.released_at is not None:
            raise FactRefused("released already without bail")
        if story.charged_at is not None:
            raise FactRefused("charged already: pre-charge bail is over")
        bail = PreChargeBail(self.at, self.case.value, self.by.value)
        return replace(story.out_of_detention(self.at), bails=(*story.bails, bail))


@dataclass(frozen=True, kw_only=True)
class AnswerBail(Fact):
    """Came back to the station as bailed to: the clock goes on where it stood. PACE 1984 s.34(7), s.47(6)."""

    name: ClassVar[str] = "answer_bail"
    turn: ClassVar[int] = 4

    def told(self, story: Story) -> Story:
        return _back(story, self)


@dataclass(frozen=True, kw_only=True)
class ArrestS46A(Fact):
    """Arrested for breach of pre-charge bail, or for not answering it. PACE 1984 s.46A, s.47(6A)."""

    name: ClassVar[str] = "arrest_s46A"
    turn: ClassVar[int] = 4

    reason: str | None = None

    def told(self, story: Story) -> Story:
        return replace(_back(story, self), breaches=(*story.breaches, BreachArrest(self.at)))


@dataclass(frozen=True, kw_only=True)
class RearrestNewEvidence(Fact):
    """Arrested again for the same offence on new evidence: everything starts afresh. PACE 1984 s.47(2), s.47(7)."""

    name: ClassVar[str] = "rearrest_new_evidence"
    turn: ClassVar[int] = 4

    power: str | None = None

    def told(self, story: Story) -> Story:
        if not story.bails and story.released_at is None:
            raise FactRefused("nobody has been released who could be arrested again")
        first = story.arrest
        here = not story.at_liberty
        again = ArrestMade(
            self.at,
            at_station=here,
            area=first.area if first else None,
            offence=first.offence if first else None,
        )
        return Story(arrest=again, classes=story.classes, remands=story.remands)


@dataclass(frozen=True, kw_only=True)
class AbpExtensionRequest(Fact):
    """A longer applicable bail period is asked for. PACE 1984 s.47ZD, s.47ZDA."""

    name: ClassVar[str] = "abp_extension_request"
    turn: ClassVar[int] = 2

    rank: Rank
    to: BailExtensionTo

    def told(self, story: Story) -> Story:
        if not story.bails and not story.street_bailed_at:
            raise FactRefused("nobody has been released on bail whose period could be extended")
        asked = BailExtensionAsked(self.at, self.to.months, self.rank)
        return replace(story, bail_extensions_asked=(*story.bail_extensions_asked, asked))


def _back(story: Story, fact: Fact) -> Story:
    if not story.on_bail:
        raise FactRefused("not on bail")
    return replace(story, bails=(*story.bails[:-1], replace(story.bails[-1], ended_at=fact.at)))
