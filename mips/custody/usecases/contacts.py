"""The people a detainee wants told: whom, on which number, and what came of each attempt."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.values import dialled
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import Contact, Result, RightsTold
from mips.custody.model.signing import Signature
from mips.custody.rules.booking_in import Block
from mips.custody.rules.mentions import Column, Mention
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.care import detention_held
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True)
class Entitlements:
    """What stands on the record of rights besides the rights. It is part of the record, whose reading is journalled."""

    contacts: Sequence[Contact]
    told: Sequence[RightsTold]

    def shown(self) -> Iterable[Base] | None:
        return None


_REACHED = frozenset({Result.TOLD, Result.REFUSED})
"""After these nobody is to be tried again."""


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def name_contacts(
    actor: Actor, *, detention_id: uuid.UUID, contacts: Sequence[Mapping[str, Any]] = (), nobody: bool = False
) -> Detention:
    """Whom they want contacted: name, relation, telephone of each; or that they want nobody. Asked again, it adds."""
    detention, at = detention_held(detention_id), moment_of(None)
    for each in contacts:
        known = {name: value for name, value in each.items() if value is not None}
        db.session.add(Contact(detention_id=detention.id, asked_at=at, asked_by_id=actor.id, **known))
        said = ", ".join(
            part for part in (each["name"], each.get("relation"), dialled(each.get("telephone") or "")) if part
        )
        log(actor, detention, at, f"Wants contacted: {said}", kind="contact")
    if nobody and not contacts:
        log(actor, detention, at, "Wants nobody contacted", kind="contact")
    block_done(actor, detention, Block.CONTACTS)
    _say_who_waits(detention)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def try_contact(
    actor: Actor, *, contact_id: uuid.UUID, result: Result, outcome: str = "", tried_at: datetime | None = None
) -> Contact:
    """Write down that somebody was rung, and what came of it."""
    contact, at = fetch(Contact, contact_id), moment_of(tried_at)
    detention = detention_with(contact.detention_id)
    contact.result, contact.outcome, contact.tried_at, contact.tried_by_id = result, outcome, at, actor.id
    more = f". {outcome}" if outcome else ""
    log(actor, detention, at, f"{contact.name}: {result.label.lower()}{more}", kind="contact")
    _say_who_waits(detention)
    return contact


def contacts_of(detention_id: uuid.UUID) -> Sequence[Contact]:
    """Everybody who was named, in the order they were."""
    of_it = select(Contact).where(Contact.detention_id == detention_id).options(joinedload(Contact.tried_by))
    return db.session.scalars(of_it.order_by(Contact.asked_at, Contact.created_at)).all()


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_entitlements(actor: Actor, *, detention_id: uuid.UUID) -> Entitlements:
    """Whom a detainee wants told, and each telling of their rights with its signature."""
    told = select(RightsTold).where(RightsTold.detention_id == detention_id).order_by(RightsTold.told_at.desc())
    signed = joinedload(RightsTold.signature).joinedload(Signature.by)
    return Entitlements(
        contacts_of(detention_id), db.session.scalars(told.options(joinedload(RightsTold.by), signed)).all()
    )


def _say_who_waits(detention: Detention) -> None:
    db.session.flush()
    waiting = [each for each in contacts_of(detention.id) if each.result not in _REACHED]
    said = [
        Mention(column=Column.NEEDS, words=f"Contact {each.name}", since=each.asked_at, page="custody.record")
        for each in waiting
    ]
    say_on_board(detention.id, "contacts", said)
