"""The recording decision on a report, taken again when new facts come; those before are kept (INV-1 NC-2 to NC-7)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.model.incident import IncidentDecision, ReportedIncident
from mips.investigation.rules import incidents as rules
from mips.investigation.rules.incidents import Standing
from mips.investigation.rules.recording import STATE_RULE, VICTIM_RULE, RecordingRule
from mips.investigation.usecases.incidents import speaks
from mips.investigation.usecases.writing import log
from mips.record.lookup import change, fetch
from mips.record.reference.lookup import Listed, require_item, title_of
from mips.usecase import usecase

RULES = {
    each.code: each
    for each in (VICTIM_RULE, STATE_RULE, rules.CONFIRMED_RULE, rules.INCIDENT_RULE, rules.ELSEWHERE_RULE)
}
"""By which an item of the list `not-recorded` may be given."""


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def decide_not_recorded(
    actor: Actor,
    *,
    incident_id: uuid.UUID,
    reason: str,
    why: str,
    evidence: str | None = None,
    n100: str | None = None,
    new_facts: str | None = None,
    version: int | None = None,
) -> ReportedIncident:
    """Leave a report unrecorded, as a crime-related incident or no crime, with the reason and its rule (NC-6).

    Of a reported rape `n100` enters it in that register (NC-7).
    """
    incident = fetch(ReportedIncident, incident_id)
    rules.check_again(incident.standing, new_facts=new_facts or "", crimes=crimes_from(incident.id))
    item = require_item(rules.REASONS, reason, field="reason")
    if n100:
        require_item(rules.N100, n100, field="n100")
    rules.check_not_recorded(
        _reason(item), speaks=speaks(incident), evidence=evidence or "", rape=incident.rape, n100=n100 or ""
    )
    decide(
        actor,
        incident,
        Standing(item.extra["standing"]),
        RULES[item.extra["rule"]],
        version=version,
        reason=reason,
        why=why,
        evidence=evidence or "",
        n100=n100 or "",
        new_facts=new_facts or "",
    )
    said = f"{incident.standing.label}: {item.title}. {why}"
    log(actor.id, incident, clock.now(), f"{said} ({n100})" if n100 else said, kind="decision")
    return incident


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def join_to_crime(actor: Actor, *, incident_id: uuid.UUID, crime_number: str) -> ReportedIncident:
    """Hold a report to be one more of a crime that is recorded already, and make no second crime of it (NC-8)."""
    incident = fetch(ReportedIncident, incident_id)
    crime = db.session.scalars(sa.select(Crime).where(Crime.reference == crime_number.strip().upper())).one_or_none()
    if crime is None or crime.status == CrimeStatus.CANCELLED:
        raise InputInvalid({"crime_number": ["Enter the number of a crime that is recorded and not cancelled"]})
    decided_as_crime(actor, incident, crime, VICTIM_RULE)
    log(actor.id, crime, clock.now(), f"Also reported as {incident.reference}", kind="report")
    return incident


def decided_as_crime(actor: Actor, incident: ReportedIncident, crime: Crime, rule: RecordingRule) -> None:
    """A crime was recorded from the report: the first of them is the decision on it, each is kept."""
    decide(actor, incident, Standing.CRIME, rule, crime_id=crime.id)
    log(actor.id, incident, clock.now(), f"Recorded as crime {crime.reference}: {crime.label}", kind="decision")


def decide(
    actor: Actor,
    incident: ReportedIncident,
    standing: Standing,
    rule: RecordingRule,
    *,
    version: int | None = None,
    **more: Any,
) -> IncidentDecision:
    """The next decision on a report; the first one stops its clock."""
    now = clock.now()
    decision = IncidentDecision(
        incident=incident,
        standing=standing,
        rule=rule.code,
        rule_edition=rule.edition,
        rule_text=rule.text,
        decided_by_id=actor.id,
        decided_at=now,
        **more,
    )
    db.session.add(decision)
    change(incident, {"standing": standing, "decided_at": _first(incident, now)}, version=version)
    return decision


def crimes_from(incident_id: uuid.UUID) -> int:
    """How many crimes of a report stand, whoever may see them: cancelled ones do not."""
    theirs = sa.select(sa.func.count(Crime.id)).where(
        sa.or_(Crime.incident_id == incident_id, Crime.id.in_(_joined(incident_id))),
        Crime.status != CrimeStatus.CANCELLED,
    )
    return db.session.scalar(theirs.execution_options(**UNSEEN_TOO)) or 0


def _joined(incident_id: uuid.UUID) -> Any:
    return sa.select(IncidentDecision.crime_id).where(
        IncidentDecision.incident_id == incident_id, IncidentDecision.crime_id.is_not(None)
    )


def _first(incident: ReportedIncident, now: datetime) -> datetime:
    return incident.decided_at or now


def _reason(item: Listed) -> rules.Reason:
    return rules.Reason(
        title=item.title,
        standing=Standing(item.extra["standing"]),
        needs_evidence=bool(item.extra.get("needs_evidence")),
        others_only=bool(item.extra.get("others_only")),
    )


def reason_said(code: str) -> str:
    """What an item of the list means, for a page."""
    return title_of(rules.REASONS, code)
