"""A crime committed in the area of another force: offered with its evidence, accepted, the victim told (NC-10)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.core.settings import settings
from mips.investigation.model.incident import IncidentTransfer, ReportedIncident
from mips.investigation.rules import incidents as rules
from mips.investigation.rules.incidents import Standing
from mips.investigation.usecases.deciding import crimes_from, decide
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED)
def offer_elsewhere(
    actor: Actor, *, incident_id: uuid.UUID, force: str, evidence: str, sent_at: datetime | None = None
) -> IncidentTransfer:
    """Offer a report to the force where it happened. Our clock runs on until that force accepts it."""
    incident = _incident(incident_id)
    item = require_item("force", force, field="force")
    rules.check_offered(
        open_offer=incident.open_transfer is not None,
        own_force=force == settings().force,
        standing=incident.standing,
    )
    now = clock.now()
    transfer = IncidentTransfer(
        incident=incident,
        force=force,
        force_name=item.title,
        evidence=evidence,
        sent_at=sent_at or now,
        sent_by_id=actor.id,
    )
    db.session.add(transfer)
    log(actor.id, incident, sent_at or now, f"Offered to {item.title} with: {evidence}", kind="transfer")
    return transfer


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def answer_elsewhere(
    actor: Actor,
    *,
    incident_id: uuid.UUID,
    accepted: bool,
    answered_by: str,
    answered_at: datetime | None = None,
    their_reference: str | None = None,
    why: str | None = None,
) -> IncidentTransfer:
    """Write down the other force's answer. Accepted, it is theirs; refused, it is ours to decide on again."""
    incident = _incident(incident_id)
    transfer = incident.open_transfer
    if transfer is None:
        raise RuleBroken("Nothing waits for the answer of another force", rule="NC-10")
    rules.check_answer(
        accepted=accepted, reference=their_reference or "", why=why or "", crimes=crimes_from(incident.id)
    )
    at = answered_at or clock.now()
    transfer.answered_at, transfer.accepted, transfer.answered_by = at, accepted, answered_by
    transfer.their_reference, transfer.why = their_reference or "", why or ""
    if accepted:
        n100 = rules.ELSEWHERE_N100 if incident.rape else ""
        decide(actor, incident, Standing.ELSEWHERE, rules.ELSEWHERE_RULE, why=_accepted(transfer), n100=n100)
    said = _accepted(transfer) if accepted else f"Refused by {transfer.force_name}: {why}"
    log(actor.id, incident, at, said, kind="transfer")
    return transfer


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_victim_of_transfer(
    actor: Actor, *, incident_id: uuid.UUID, how: str, told_at: datetime | None = None
) -> IncidentTransfer:
    """Write down that the victim was told which force deals with it now (NC-10)."""
    incident = _incident(incident_id)
    transfer = next((each for each in reversed(incident.transfers) if each.accepted), None)
    if transfer is None:
        raise NotFound("No force has accepted it")
    at = told_at or clock.now()
    transfer.victim_told_at, transfer.victim_told_how = at, how
    log(actor.id, incident, at, f"Victim told that {transfer.force_name} deals with it: {how}", kind="contact")
    return transfer


def _accepted(transfer: IncidentTransfer) -> str:
    return f"Accepted by {transfer.force_name} as {transfer.their_reference}"


def _incident(incident_id: uuid.UUID) -> ReportedIncident:
    return fetch(ReportedIncident, incident_id, selectinload(ReportedIncident.transfers))
