"""What a witness needs at court, when they cannot come, and what they were asked and offered (CAS-17, INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock
from mips.core.errors import RuleBroken
from mips.investigation.model.victim import VictimCare
from mips.investigation.rules import statements as rules
from mips.investigation.usecases.looked_after import looked_after
from mips.investigation.usecases.victims import care_for, victim_of
from mips.investigation.usecases.writing import log
from mips.record.lookup import change
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def prepare_for_court(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    vulnerable: Sequence[str] = (),
    dates_to_avoid: str | None = None,
    version: int | None = None,
) -> VictimCare:
    """Why special measures may be given to a victim or witness, and the dates on which they cannot come."""
    crime, party, _ = looked_after(crime_id, party_id)
    for each in vulnerable:
        require_item(rules.VULNERABLE, each, field="vulnerable")
    told = {
        "vulnerable": list(vulnerable),
        "dates_to_avoid": dates_to_avoid or "",
        "dates_asked_at": clock.now(),
    }
    return change(care_for(crime, party), told, version=version)


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def ask_for_statement(actor: Actor, *, crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare:
    """Write down that a victim or witness was asked for a statement."""
    crime, party, part = looked_after(crime_id, party_id)
    care = change(care_for(crime, party), {"statement_asked_at": clock.now()}, version=None)
    log(
        actor.id, crime, clock.now(), f"{part.value.capitalize()} {party.label} asked for a statement", kind="statement"
    )
    return care


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def offer_personal_statement(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    offered_on: date,
    wanted: bool | None = None,
    aloud: str | None = None,
    version: int | None = None,
) -> VictimCare:
    """Write down that a victim was offered to make a personal statement, and what they wish (right 7)."""
    crime, party = victim_of(crime_id, party_id)
    if aloud:
        require_item(rules.ALOUD, aloud, field="aloud")
    if aloud and wanted is False:
        raise RuleBroken("They make none: leave blank how it is heard", rule="INV-6", field="aloud")
    told = {"vps_offered_on": offered_on, "vps_wanted": wanted, "vps_aloud": aloud or ""}
    care = change(care_for(crime, party), told, version=version)
    answer = {True: "wants to make one", False: "declines", None: "has not answered"}[wanted]
    log(actor.id, crime, clock.now(), f"Victim {party.label} offered a personal statement: {answer}", kind="statement")
    return care
