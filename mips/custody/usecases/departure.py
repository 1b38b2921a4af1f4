"""Leaving the suite and coming back to it: what every way out, and every return from bail, does to the record."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mips.access.policy import Actor
from mips.between.notices import Released, announce
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.rules.booking_in import Block
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.blocks import ask_again
from mips.custody.usecases.board_line import clear_board
from mips.custody.usecases.drafts import forget_drafts
from mips.custody.usecases.places import end_stays


@dataclass(frozen=True)
class Hindrance:
    """What still stands in the way of somebody leaving, and the page (of a detention) where it is seen to."""

    words: str
    page: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.words[:1].upper()}{self.words[1:]}"


_askers: Final[list[Callable[[uuid.UUID], Iterable[Hindrance]]]] = []


def before_leaving(asker: Callable[[uuid.UUID], Iterable[Hindrance]]) -> None:
    """Have this asked before anybody leaves: property to be returned, a risk assessment to be made."""
    _askers.append(asker)


def hindrances_of(detention_id: uuid.UUID) -> list[Hindrance]:
    """All that still stands in the way of somebody's release."""
    return [found for ask in _askers for found in ask(detention_id)]


def check_nothing_hinders(detention: Detention) -> None:
    """Everything that is done before somebody leaves has been done."""
    if found := hindrances_of(detention.id):
        raise RuleBroken("Before they leave: " + "; ".join(each.words for each in found), rule=S39_1.section)


def leave(actor: Actor, detention: Detention, at: datetime, disposal: Disposal, *, reason: str = "") -> None:
    """Somebody is no longer in the suite: cell, drafts and board let go of them, and others are told."""
    detention.released_at, detention.released_by_id, detention.disposal = at, actor.id, disposal
    detention.occurred_until, detention.disposal_reason = at, reason
    end_stays(detention, at)
    forget_drafts(detention.id)
    if detention.person_id:
        told = Released(detention_id=detention.id, person_id=detention.person_id, at=at, disposal=disposal.value)
        announce(told)
    clear_board(detention.id)


_AFRESH: Final = (Block.RIGHTS, Block.RISK, Block.CARE, Block.PROPERTY, Block.SEARCHES, Block.CONTACTS)


def come_back(detention: Detention, at: datetime, suite: Suite) -> None:
    """Somebody is back from bail: the same record goes on, and what everybody who comes in is asked is asked again."""
    detention.released_at = detention.released_by_id = detention.disposal = detention.occurred_until = None
    detention.returned_at, detention.suite = at, suite
    detention.rights_given_at = detention.booked_in_at = detention.reauthorised_at = None
    ask_again(detention.id, _AFRESH)
