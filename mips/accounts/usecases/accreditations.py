"""What somebody is qualified for: entered by whoever runs accounts, and ended, never removed (F29)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Final

from sqlalchemy.orm import selectinload

from mips.access.model import Accreditation, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item
from mips.usecase import usecase

LIST: Final = "accreditation"


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.COLLECTED)
def add_accreditation(
    actor: Actor, *, user_id: uuid.UUID, kind: str, from_on: date, evidence: str, until_on: date | None = None
) -> Accreditation:
    """Enter what somebody is accredited as, from which day. Nobody enters their own (RL-4)."""
    user = fetch(User, user_id, selectinload(User.accreditations))
    require_item(LIST, kind, field="kind")
    _check_not_oneself(actor, user_id)
    _check_order(from_on, until_on)
    if any(each.kind == kind and each.holds_on(from_on) for each in user.accreditations):
        raise RuleBroken("They hold it on that day already", rule="one-of-each", field="kind")
    row = Accreditation(user_id=user.id, kind=kind, from_on=from_on, until_on=until_on, evidence=evidence)
    user.accreditations.append(row)
    return row


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def end_accreditation(actor: Actor, *, accreditation_id: uuid.UUID, until_on: date) -> Accreditation:
    """Say which day was or is the last that it counts. Nobody changes their own (RL-4)."""
    row = fetch(Accreditation, accreditation_id)
    _check_not_oneself(actor, row.user_id)
    _check_order(row.from_on, until_on)
    row.until_on = until_on
    return row


@usecase(Permission.ACCOUNTS_USER_READ, verb=Verb.CONSULTED)
def read_accreditation(actor: Actor, *, accreditation_id: uuid.UUID) -> Accreditation:
    """One accreditation of somebody."""
    return fetch(Accreditation, accreditation_id)


def _check_not_oneself(actor: Actor, user_id: uuid.UUID) -> None:
    if actor.id == user_id:
        raise RuleBroken("Somebody else must enter what you are accredited as", rule="RL-4", field="kind")


def _check_order(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise RuleBroken("It cannot end before it begins", rule="dates", field="until_on")
