"""Signing a person escort record, handing somebody over with it, or saying that there is no escort after all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.custody.model.escort import EscortRecord
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.escort import check_may_hand_over, check_may_sign
from mips.custody.rules.escort_risks import became_known
from mips.custody.rules.property import PropertyEnd
from mips.custody.usecases.escort_known import known_of
from mips.custody.usecases.escort_records import check_here, say_escort, the_open_record
from mips.custody.usecases.property import end_property, property_held
from mips.custody.usecases.signing import keep_signature
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def sign_escort_record(actor: Actor, *, detention_id: uuid.UUID, no_sergeant_why: str = "") -> EscortRecord:
    """Sign it as custody officer: it says all that is known of them. PACE 1984 s.39(1)."""
    detention, now = detention_with(detention_id), clock.now()
    check_here(detention)
    record = the_open_record(detention_id)
    check_custody_officer(actor.rank_at(now), no_sergeant_why)
    check_may_sign(stage=record.stage, news=became_known(known_of(detention).lines, record.known))
    record.signed_at, record.signed_by_id = now, actor.id
    db.session.flush()
    log(actor, detention, now, f"Person escort record {record.number} signed by the custody officer", kind="escort")
    say_escort(detention)
    return record


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def hand_to_escort(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    handed_to: str,
    signature: Mapping[str, Any] | None = None,
    handed_at: datetime | None = None,
) -> EscortRecord:
    """The escort signs for the detainee, the record and what goes along; custody holds that property no more.

    PACE 1984 s.39(1), Code C 4.1.
    """
    detention, at = detention_with(detention_id), moment_of(handed_at)
    check_here(detention)
    record = the_open_record(detention_id)
    news = became_known(known_of(detention).lines, record.known)
    check_may_hand_over(stage=record.stage, news=news, at=at, signed_at=record.signed_at)
    if signature is None:
        raise InputInvalid({"signature-how": ["Select how the escort signed"]})
    signed = keep_signature(actor, detention, signature, what=f"escort record {record.number}, by the escort", at=at)
    record.handed_at, record.handed_by_id, record.handed_to = at, actor.id, handed_to
    record.signature = signed
    text = f"Handed to {handed_to} with escort record {record.number} for {record.to}"
    log(actor, detention, at, text, kind="escort")
    _hand_on_property(actor, record, at)
    say_escort(detention)
    return record


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def cancel_escort_record(actor: Actor, *, detention_id: uuid.UUID, why: str) -> EscortRecord:
    """No escort takes place after all: the record stays, and says why."""
    detention, now = detention_with(detention_id), clock.now()
    record = the_open_record(detention_id)
    record.cancelled_at, record.cancelled_why = now, why
    db.session.flush()
    log(actor, detention, now, f"Person escort record {record.number} cancelled: {why}", kind="escort")
    say_escort(detention)
    return record


def _hand_on_property(actor: Actor, record: EscortRecord, at: datetime) -> None:
    """What goes with them to a court, a prison or another force is held there now, under the record's number."""
    held = {str(each.id): each for each in property_held(record.detention_id)}
    going = [held[each].id for each in record.items if each in held]
    if going and record.destination.hands_on_property:
        end = PropertyEnd.TRANSFERRED
        end_property(actor, detention_id=record.detention_id, items=going, end=end, whom=record.number, at=at)
