"""What a detainee had with them: written down on one page, given back item by item (CUS-14)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.property import PropertyItem
from mips.custody.model.signing import Signature
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.property import (
    PropertyEnd,
    Retained,
    Signed,
    check_clothing,
    check_end,
    check_kept,
    check_signature,
    count_cash,
    pounds,
)
from mips.custody.rules.sources_of_investigation import C_4_1
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.departure import Hindrance
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.signing import keep_signature
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.model.signing import SignedHow
from mips.usecase import usecase


@dataclass(frozen=True)
class PropertyRecord:
    """Everything they had, in the order it was written down. `held`: what is still to be given back."""

    detention: Detention
    items: Sequence[PropertyItem]

    @property
    def held(self) -> list[PropertyItem]:
        return [each for each in self.items if each.held]

    @property
    def signatures(self) -> list[Signature]:
        """Each signature once, for a list taken in or what was given back, in the order they were given."""
        given = [hand for each in self.items for hand in (each.signature, each.ended_signature) if hand]
        return sorted(dict.fromkeys(given), key=lambda hand: hand.signed_at)

    def shown(self) -> Iterable[Base]:
        return self.items


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_property(actor: Actor, *, detention_id: uuid.UUID) -> PropertyRecord:
    """What they had with them; nothing in the limited form of the record."""
    detention = fetch(Detention, detention_id)
    if not actor.sees_all_of(Permission.CUSTODY_LOG_READ, detention):
        return PropertyRecord(detention, ())
    return PropertyRecord(detention, _items(detention_id))


def property_held(detention_id: uuid.UUID) -> Sequence[PropertyItem]:
    """What custody still holds of theirs: to be given back, or moved with them, before they leave."""
    return [each for each in _items(detention_id) if each.held]


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_property(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    items: Sequence[Mapping[str, Any]] = (),
    cash: Mapping[str, Any] | None = None,
    nothing: bool = False,
    signature: Mapping[str, Any] | None = None,
    replaced: str = "",
    seal: str = "",
    location: str = "",
    witness_id: uuid.UUID | None = None,
    taken_at: datetime | None = None,
) -> list[PropertyItem]:
    """Write down everything they have on one page, shown to them and signed or not; or that they have nothing.

    `cash`: `counted` ({pence of a denomination: how many}), `total_pence`, `seal`; `signature` as SignatureIn gives
    it. Code C 4.1 to 4.5, 8.5.
    """
    detention, when = detention_with(detention_id), moment_of(taken_at)
    check_here_then(when, since=detention.here_since, field="taken_at", source=C_4_1)
    _check_held(detention)
    counted = cash or {}
    pence = count_cash(counted.get("counted", {}), said_pence=counted.get("total_pence"))
    if nothing:
        return _nothing(actor, detention, when, given=bool(items) or pence is not None)
    if not items and pence is None:
        raise InputInvalid({"nothing": ["Write down what they have, or say that they have nothing"]})
    signed, signed_why = _signed(signature)
    _check(items, signed, signed_why, replaced)
    witness = officer_named(witness_id, "witness_id") if witness_id else None
    kept = keep_signature(actor, detention, signature, what="property", at=when)
    every = {
        "detention_id": detention.id,
        "taken_at": when,
        "taken_by_id": actor.id,
        "witness_id": witness and witness.id,
        "signed": signed,
        "signed_why": signed_why,
        "signature_id": kept and kept.id,
        "location": location,
    }
    rows = [PropertyItem(**{"seal": seal, "quantity": 1} | _given(each, replaced), **every) for each in items]
    if pence is not None:
        rows.append(_money(counted, pence, {"seal": seal} | every))
    first = _next_number(detention.id)
    for place, row in enumerate(rows):
        row.number = first + place
    db.session.add_all(rows)
    said = "; ".join(_said(row) for row in rows)
    shown = signed.label.lower() if signed else ""
    log(actor, detention, when, f"Property: {said}. {shown[:1].upper()}{shown[1:]}", kind="property")
    block_done(actor, detention, Block.PROPERTY)
    return rows


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_property(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    items: Collection[uuid.UUID],
    end: PropertyEnd,
    whom: str = "",
    why: str = "",
    signature: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> list[PropertyItem]:
    """Give back, hand on or dispose of what is held; the detainee signs for what they are given. Code C 4.1, 4.4."""
    detention, when = detention_with(detention_id), moment_of(at)
    rows = [each for each in _items(detention.id) if each.id in set(items)]
    if not rows or len(rows) != len(set(items)):
        raise InputInvalid({"items": ["Select what goes, from the list"]})
    signed, signed_why = _signed(signature)
    if end.to_detainee:
        check_signature(signed, signed_why)
    for row in rows:
        check_end(end, already=row.end is not None, retained=row.retained, whom=whom, why=why)
        if when < row.taken_at:
            raise RuleBroken("This is before it was taken in. Enter a later time", rule=C_4_1.section, field="at")
        row.end, row.ended_at, row.ended_by_id = end, when, actor.id
        row.ended_whom, row.ended_why, row.ended_signed = whom, why, signed.value if signed else ""
    kept = keep_signature(actor, detention, signature, what="property returned", at=when)
    for row in rows:
        row.ended_signature = kept
    said = "; ".join(f"{row.number} {row.name}" for row in rows)
    to = f" ({whom})" if whom else ""
    log(actor, detention, when, f"Property. {end.label}{to}: {said}", kind="property")
    return rows


def why_property_hinders(detention_id: uuid.UUID) -> list[Hindrance]:
    """Of everything that is done before somebody leaves: what they had goes back or with them; evidence stays."""
    left = [each for each in property_held(detention_id) if each.retained is not Retained.EVIDENCE]
    named = ", ".join(each.name for each in left)
    return [Hindrance(f"give back or move their property ({named})", "custody.give_property")] if left else []


def clothes_taken(detention_id: uuid.UUID) -> tuple[bool, bool]:
    """Whether clothing is kept from them, and whether other was offered for all of it. Code C 8.5."""
    kept = [each for each in _items(detention_id) if each.clothing and each.held]
    return bool(kept), all(each.replaced for each in kept)


_SIGNED: Final = {
    SignedHow.ON_SCREEN: Signed.SIGNED,
    SignedHow.ON_PAPER: Signed.SIGNED,
    SignedHow.REFUSED: Signed.REFUSED,
    SignedHow.UNABLE: Signed.UNABLE,
}


def _signed(signature: Mapping[str, Any] | None) -> tuple[Signed | None, str]:
    """What they did when shown the list, and why they did not sign where they did not."""
    return (_SIGNED[signature["how"]], signature.get("why", "")) if signature else (None, "")


def _check_held(detention: Detention) -> None:
    if not detention.held:
        raise RuleBroken("They are no longer in custody", rule=C_4_1.section)


def _check(items: Sequence[Mapping[str, Any]], signed: Signed | None, signed_why: str, replaced: str) -> None:
    for place, each in enumerate(items):
        effects = bool(each.get("effects") or each.get("clothing"))
        kept = each.get("retained")
        check_kept(
            effects=effects,
            with_detainee=bool(each.get("with_detainee")),
            retained=kept,
            field=f"items-{place}-retained",
        )
    taken = any(each.get("clothing") and not each.get("with_detainee") for each in items)
    check_clothing(clothes_taken=taken, replaced=replaced)
    check_signature(signed, signed_why)


def _given(each: Mapping[str, Any], replaced: str) -> dict[str, Any]:
    """One row of the page; its own seal stands before the one of the page."""
    given = {name: value for name, value in each.items() if value not in ("", None)}
    if given.get("clothing"):
        given |= {"effects": True, "replaced": "" if given.get("with_detainee") else replaced}
    return given


def _money(counted: Mapping[str, Any], pence: int, every: Mapping[str, Any]) -> PropertyItem:
    kept = {str(each): number for each, number in counted.get("counted", {}).items() if number}
    given = {"description": f"Cash {pounds(pence)}", "quantity": 1, "pence": pence, "cash": kept} | dict(every)
    return PropertyItem(**given | ({"seal": counted["seal"]} if counted.get("seal") else {}))


def _nothing(actor: Actor, detention: Detention, when: datetime, *, given: bool) -> list[PropertyItem]:
    if given:
        raise InputInvalid({"nothing": ["Property is written down here too. Take away the tick, or the property"]})
    log(actor, detention, when, "Property: none", kind="property")
    block_done(actor, detention, Block.PROPERTY)
    return []


def _said(row: PropertyItem) -> str:
    parts = [f"{row.number} {row.name}"]
    parts += [f"seal {row.seal}"] if row.seal else []
    parts += ["left with them"] if row.with_detainee else []
    parts += [f"kept: {row.retained.label[:1].lower()}{row.retained.label[1:]}"] if row.retained else []
    return ", ".join(parts)


def _next_number(detention_id: uuid.UUID) -> int:
    last = select(func.max(PropertyItem.number)).where(PropertyItem.detention_id == detention_id)
    return (db.session.scalar(last, execution_options={"autoflush": False}) or 0) + 1


def _items(detention_id: uuid.UUID) -> Sequence[PropertyItem]:
    of_it = select(PropertyItem).where(PropertyItem.detention_id == detention_id).order_by(PropertyItem.number)
    who = (joinedload(PropertyItem.taken_by), joinedload(PropertyItem.ended_by), joinedload(PropertyItem.witness))
    hands = (PropertyItem.signature, PropertyItem.ended_signature)
    signed = (joinedload(each).joinedload(Signature.by) for each in hands)
    return db.session.scalars(of_it.options(*who, *signed)).all()
