"""Keeping two detainees apart, with the reason, until it is ended."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.apart import KeepApart
from mips.custody.model.detention import Detention
from mips.custody.rules.cells import check_apart
from mips.custody.rules.sources import C_8_1
from mips.custody.usecases.writing import detention_with, log
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True)
class Apart:
    """Whom somebody is to be kept apart from, and whom else they could be."""

    detention: Detention
    pairs: Sequence[tuple[KeepApart, Detention]]
    others: Sequence[Detention]

    def shown(self) -> Iterable[Base]:
        return [self.detention, *(other for _, other in self.pairs), *self.others]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_apart(actor: Actor, *, detention_id: uuid.UUID) -> Apart:
    """Whom a detainee is to be kept apart from and why, and who else is in the suite."""
    detention = fetch(Detention, detention_id, joinedload(Detention.person))
    either = or_(KeepApart.detention_id == detention.id, KeepApart.other_id == detention.id)
    standing = select(KeepApart).where(either, KeepApart.ended_at.is_(None)).options(joinedload(KeepApart.by))
    rows = db.session.scalars(standing.order_by(KeepApart.created_at)).all()
    kept = {row.other_id if row.detention_id == detention.id else row.detention_id: row for row in rows}
    here = Detention.released_at.is_(None) & (Detention.suite_id == detention.suite_id)
    found = select(Detention).where(or_(here, Detention.id.in_(kept)), Detention.id != detention.id)
    people = db.session.scalars(found.options(joinedload(Detention.person)).order_by(Detention.arrived_at)).all()
    pairs = [(kept[each.id], each) for each in people if each.id in kept]
    return Apart(detention, pairs, [each for each in people if each.id not in kept])


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def keep_apart(actor: Actor, *, detention_id: uuid.UUID, other_id: uuid.UUID, why: str) -> KeepApart:
    """Say that two detainees must not meet. Each log names the other by custody number alone: others read it."""
    one, other = detention_with(detention_id), _other(other_id)
    check_apart(same=one.id == other.id, both_held=one.held and other.held)
    lower, higher = sorted((one.id, other.id))
    standing = select(KeepApart.id).where(KeepApart.detention_id == lower, KeepApart.other_id == higher)
    if db.session.scalar(standing.where(KeepApart.ended_at.is_(None))):
        raise InputInvalid({"other_id": ["These two are to be kept apart already"]})
    row = KeepApart(detention_id=lower, other_id=higher, why=why, by_id=actor.id)
    db.session.add(row)
    for each, apart in ((one, other), (other, one)):
        log(actor, each, clock.now(), f"To be kept apart from {apart.reference}: {why}")
    return row


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED)
def end_keep_apart(actor: Actor, *, pair_id: uuid.UUID, why: str) -> KeepApart:
    """Say why two detainees need not be kept apart any more."""
    row = fetch(KeepApart, pair_id)
    if row.ended_at is not None:
        raise RuleBroken("This was ended already", rule=C_8_1.section)
    row.ended_at, row.ended_by_id, row.ended_why = clock.now(), actor.id, why
    one, other = fetch(Detention, row.detention_id), fetch(Detention, row.other_id)
    for each, apart in ((one, other), (other, one)):
        log(actor, each, clock.now(), f"No longer to be kept apart from {apart.reference}: {why}")
    return row


def _other(detention_id: uuid.UUID) -> Detention:
    try:
        return detention_with(detention_id)
    except NotFound:
        raise InputInvalid({"other_id": ["Select somebody who is held here"]}) from None
