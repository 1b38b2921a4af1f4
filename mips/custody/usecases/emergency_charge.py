"""A charge authorised by an inspector in an emergency, owed to the prosecutor until ratified. PACE 1984 s.37A."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.rules.emergency_charge import (
    Emergency,
    Followed,
    Ratified,
    check_authorising_inspector,
    check_emergency,
    check_followed,
    check_ratification,
)
from mips.custody.rules.extensions import lawful_end
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_bail import S37A
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.escort_records import say_escort
from mips.custody.usecases.fallen_charges import emergency_charge_of, fallen_charge_of
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
    waiting = waiting_of(detention.id)
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
    say_emergency(detention, waiting)
    say_escort(detention)
    return waiting


@usecase(Permission.CUSTODY_AUTHORITY_REQUEST_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_what_followed(
    actor: Actor, *, detention_id: uuid.UUID, followed: Followed, how: str, followed_at: datetime | None = None
) -> EmergencyCharge:
    """What was done about a charge that the prosecutor did not ratify. PACE 1984 s.37A."""
    detention, at = detention_with(detention_id), moment_of(followed_at)
    charge = standing_of(detention.id, at)
    _follow(actor, detention, charge, at, followed, how)
    return charge


def waiting_of(detention_id: uuid.UUID) -> EmergencyCharge:
    """The charge that waits for the prosecutor. RuleBroken where none does."""
    found = emergency_charge_of(detention_id)
    if found is None or not found.waits:
        raise refused("No charge waits for the prosecutor to ratify it", S37A)
    return found


def standing_of(detention_id: uuid.UUID, at: datetime) -> EmergencyCharge:
    """The charge that fell and about which nothing has been done. RuleBroken where there is none."""
    found = emergency_charge_of(detention_id)
    outcome, decided_at = (found.outcome, found.decided_at) if found else (None, None)
    check_followed(outcome, already=bool(found and found.followed_at), at=at, decided_at=decided_at)
    assert found is not None  # noqa: S101 - the line above
    return found


def follow_fallen(actor: Actor, detention: Detention, at: datetime, followed: Followed, how: str) -> None:
    """A release, or another charge, is what was done about a charge that fell; nothing where none did."""
    if charge := fallen_charge_of(detention.id):
        _follow(actor, detention, charge, at, followed, how)


def _follow(
    actor: Actor, detention: Detention, charge: EmergencyCharge, at: datetime, followed: Followed, how: str
) -> None:
    charge.followed, charge.followed_at, charge.followed_by_id, charge.followed_how = followed, at, actor.id, how
    log(actor, detention, at, f"Charge that was not ratified: {followed.label}. {how}", kind="charge")
    say_emergency(detention, charge)


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
    charge = EmergencyCharge(
        detention_id=detention.id,
        at=at,
        inspector_id=inspector.id,
        rank=int(rank),
        why=said.why,
        ends_at=end.at if end and isinstance(end.at, datetime) else None,
        by_id=actor.id,
    )
    db.session.add(charge)
    log(actor, detention, at, f"Charge authorised in an emergency by {inspector.name}: {said.why}", kind="charge")
    say_emergency(detention, charge)


def say_emergency(detention: Detention, charge: EmergencyCharge) -> None:
    """Of somebody here: that the prosecutor is to decide, or that they are held on a charge that fell."""
    owed = []
    if charge.waits:
        owed = [_owed("Prosecutor to ratify charge", charge.at, Tone.SOON, "ratification", _DECISION)]
    elif charge.stands and charge.decided_at:
        owed = [_owed("Charge not ratified", charge.decided_at, Tone.LATE, "not_ratified", _FELL)]
    say_on_board(detention.id, TOPIC, owed if detention.held else [])


_DECISION: Final = "Record the prosecutor\u2019s decision"
_FELL: Final = "Say what becomes of the charge"


def _owed(words: str, since: datetime, tone: Tone, page: str, todo: str) -> Mention:
    return Mention(column=Column.NEEDS, words=words, tone=tone, since=since, page=f"custody.{page}", todo=todo)
