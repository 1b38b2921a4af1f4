"""What happens to somebody on the way with an escort, as it is told, until they are received."""

from __future__ import annotations

import uuid
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.escort import EscortHappening, EscortRecord
from mips.custody.rules.escort import Destination, Happening, check_under_way
from mips.custody.rules.sources import S39_1
from mips.custody.rules.sources_of_escort import PER
from mips.custody.usecases.escort_records import say_escort, under_way
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED)
def note_escort(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    kind: Happening,
    text: str = "",
    told_by: str = "",
    at: datetime | None = None,
) -> EscortHappening:
    """Write down what the escort tells from under way. Only a check of the detainee needs no words."""
    detention, when, record = detention_with(detention_id), moment_of(at), _going(detention_id)
    check_under_way(stage=record.stage, at=when, handed_at=record.handed_at)
    if kind not in (Happening.CHECK, Happening.LEFT) and not text:
        raise RuleBroken("Say what happened", rule=PER.section, field="text")
    row = EscortHappening(
        detention_id=detention.id,
        record=record,
        kind=kind,
        at=when,
        text=text,
        told_by=told_by,
        by_id=actor.id,
    )
    db.session.add(row)
    said = f"{kind.label}: {text}" if text else kind.label
    told = f" (told by {told_by})" if told_by else ""
    health = "medication" if kind is Happening.MEDICINE else "escort"
    log(actor, detention, when, f"Escort {record.number}. {said}{told}", kind=health)
    return row


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def receive_escort(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    received_by: str,
    condition: str = "",
    received_at: datetime | None = None,
) -> EscortRecord:
    """Write down who took them over at the end of the way, when, and how they were."""
    detention, at, record = detention_with(detention_id), moment_of(received_at), _going(detention_id)
    check_under_way(stage=record.stage, at=at, handed_at=record.handed_at, field="received_at")
    if record.destination is Destination.SUITE:
        raise RuleBroken("The other suite receives them: Receive from another suite", rule=S39_1.section)
    record.received_at, record.received_by, record.condition = at, received_by, condition
    db.session.flush()
    how = f". {condition}" if condition else ""
    log(actor, detention, at, f"Received at {record.to} by {received_by}: {record.number}{how}", kind="escort")
    say_escort(detention)
    return record


def _going(detention_id: uuid.UUID) -> EscortRecord:
    if record := under_way(detention_id):
        return record
    raise RuleBroken("Nobody is under way with an escort record", rule=PER.section)
