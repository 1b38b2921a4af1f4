"""Whom a right concerns, and whether telling it once was enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from mips.core import db
from mips.custody.model.care import Right, RightKind
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import RightsTold
from mips.custody.rules.entitlements import (
    again_with_adult,
    carer_owed,
    consulate_concerns,
    court_order_asked,
    must_be_notified,
)
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.around import adult_decision
from mips.custody.usecases.reading import is_child
from mips.record.reference.lookup import listed

STATES = "consular-notification"
"""The list of states whose consulate is told of every arrest."""


@dataclass(frozen=True, kw_only=True)
class RightGiven:
    """One right as it was told and answered. `wanted` is None when it could not be answered then."""

    kind: RightKind
    wanted: bool | None = None
    detail: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Concerned:
    """Which rights besides everybody's are told to this detainee."""

    child: bool
    consulate: bool
    notified: bool
    """Their consulate is told without being asked for, unless they seek asylum."""


def concerned(detention: Detention) -> Concerned:
    """By age and nationality, as far as they are known."""
    nationality = detention.person.nationality if detention.person else ""
    states = [item.code for item in listed(STATES)]
    return Concerned(
        child=is_child(detention.person, detention.arrived_at),
        consulate=consulate_concerns(nationality),
        notified=must_be_notified(nationality, states, seeks_asylum=False),
    )


def owed_on_board(detention: Detention, latest: Mapping[RightKind, Right]) -> Iterator[Mention]:
    """What is owed beyond what was asked for: a child's carer, a state on the list, the rights again with an adult."""
    about, owed = concerned(detention), []
    if carer_owed(child=about.child, said=RightKind.WELFARE in latest):
        owed.append(("Parent or carer to be told", "Say who"))
    if court_order_asked(child=about.child, said=RightKind.SUPERVISOR in latest):
        owed.append(("Court order? Ask", "Ask about a court order"))
    if about.notified and RightKind.CONSULATE not in latest:
        owed.append(("Consulate must be told", "Say what was done"))
    needed = _needs_adult(detention, about)
    if again_with_adult(child_or_vulnerable=needed, heard_by_adult=needed and heard_by_adult(detention)):
        owed.append(("Rights again with AA", "Tell the rights again"))
    for words, todo in owed:
        yield Mention(column=Column.NEEDS, words=words, tone=Tone.SOON, page="custody.rights", todo=todo)


def _needs_adult(detention: Detention, about: Concerned) -> bool:
    """A child, or somebody of whom the custody officer decided so."""
    decision = adult_decision(detention.id)
    return about.child or (decision is not None and decision.needed)


def heard_by_adult(detention: Detention) -> bool:
    """The rights were told with an appropriate adult there. Code C 3.17."""
    heard = select(RightsTold.id).where(RightsTold.detention_id == detention.id, RightsTold.adult_present)
    return db.session.scalar(heard.limit(1)) is not None
