"""A charge authorised by an inspector in an emergency, owed to the prosecutor until ratified. PACE 1984 s.37A."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.rules.emergency_charge import (
    Emergency,
    Ratified,
    check_authorising_inspector,
    check_emergency,
    check_ratification,
)
from mips.custody.rules.extensions import lawful_end
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_bail import S37A
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase

TOPIC: Final = "emergency-charge"


@usecase(Permission.CUSTODY_AUTHORITY_REQUEST_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_ratification(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    outcome: Ratified,
    prosecutor: str,
    reference: str = "",
    why: str = "",
    decided_at: datetime | None = None,
) -> EmergencyCharge:
    """What the prosecutor decided about a charge that an inspector had authorised. PACE 1984 s.37A."""
    detention, at = detention_with(detention_id), moment_of(decided_at)
    waiting = emergency_charge_of(detention.id)
    if waiting is None or waiting.decided_at is not None:
        raise refused("No charge waits for the prosecutor to ratify it", S37A)
    check_ratification(outcome, why, at=at, charged_at=waiting.at)
    waiting.decided_at, waiting.outcome, waiting.outcome_why = at, outcome, why
    waiting.prosecutor, waiting.reference, waiting.noted_by_id = prosecutor, reference, actor.id
    by = f"{prosecutor}, {reference}" if reference else prosecutor
    more = f". {why}" if why else ""
    log(
        actor,
        detention,
        at,
        f"Emergency charge, the prosecutor ({by}): {outcome.label}{more}",
        kind="charge",
    )
    say_on_board(detention.id, TOPIC, [])
    return waiting


def emergency_charge_of(detention_id: uuid.UUID) -> EmergencyCharge | None:
    """The charge of somebody that an inspector authorised, if one did."""
    found = select(EmergencyCharge).where(EmergencyCharge.detention_id == detention_id)
    both = (joinedload(EmergencyCharge.inspector), joinedload(EmergencyCharge.noted_by))
    return db.session.scalars(found.options(*both).order_by(EmergencyCharge.at.desc()).limit(1)).first()


def charge_in_emergency(actor: Actor, detention: Detention, at: datetime, said: Emergency | None) -> None:
    """Before a charge is made: an inspector authorised it where the prosecutor's decision cannot be had in time."""
    if said is None:
        return
    check_emergency(said)
    assert said.inspector_id is not None  # noqa: S101 - the line above
    inspector = officer_named(said.inspector_id, "emergency_inspector_id")
    rank = inspector.rank_at(at)
    check_authorising_inspector(rank, involved=inspector.id in investigators(detention))
    end = lawful_end(story_of(detention))
    db.session.add(
        EmergencyCharge(
            detention_id=detention.id,
            at=at,
            inspector_id=inspector.id,
            rank=int(rank),
            why=said.why,
            ends_at=end.at if end and isinstance(end.at, datetime) else None,
            by_id=actor.id,
        )
    )
    log(actor, detention, at, f"Charge authorised in an emergency by {inspector.name}: {said.why}", kind="charge")
    waits = Mention(
        column=Column.NEEDS,
        words="Prosecutor to ratify charge",
        tone=Tone.SOON,
        since=at,
        page="custody.ratification",
        todo="Record the prosecutor\u2019s decision",
    )
    say_on_board(detention.id, TOPIC, [waits])
