"""How it ends: charge, release without bail, and custody before a court."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from mips.custody.rules.kinds.values import Days, RemandMode, SentMode
from mips.custody.rules.story import Fact, FactRefused, Remand, Story


@dataclass(frozen=True, kw_only=True)
class Charged(Fact):
    """Charged: from here nobody is held without charge."""

    name: ClassVar[str] = "charged"
    turn: ClassVar[int] = 14

    def told(self, story: Story) -> Story:
        return replace(story, charged_at=story.charged_at or self.at)


@dataclass(frozen=True, kw_only=True)
class Released(Fact):
    """Let go without bail, or after charge to wherever the charge sends them."""

    name: ClassVar[str] = "released"
    turn: ClassVar[int] = 16

    def told(self, story: Story) -> Story:
        if story.released_at is not None:
            raise FactRefused("released already")
        return replace(story.out_of_detention(self.at), released_at=self.at)


@dataclass(frozen=True, kw_only=True)
class ReleaseUnderInvestigation(Released):
    """Let go without bail because its conditions are not met. PACE 1984 s.37(2A), s.37(7)(c)."""

    name: ClassVar[str] = "release_under_investigation"


@dataclass(frozen=True, kw_only=True)
class FirstRemand(Fact):
    """The first day in custody of the magistrates' court. Prosecution of Offences Act 1985 s.22."""

    name: ClassVar[str] = "first_remand"
    turn: ClassVar[int] = 17

    mode: RemandMode

    def told(self, story: Story) -> Story:
        return replace(story, remands=(*story.remands, Remand(self.at, self.mode.value)))


@dataclass(frozen=True, kw_only=True)
class SentToCrown(Fact):
    """Sent or committed to the Crown Court, or a voluntary bill preferred. Prosecution of Offences Act 1985 s.22."""

    name: ClassVar[str] = "sent_to_crown"
    turn: ClassVar[int] = 18

    mode: SentMode
    days_already_held: Days | None = None

    def told(self, story: Story) -> Story:
        sent = Remand(self.at, self.mode.value, held=self.days_already_held, sent=True)
        return replace(story, remands=(*story.remands, sent))
