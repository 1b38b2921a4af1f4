"""Outcomes: proposed by the officer in the case, signed off by a supervisor, history kept (INV-3, INV-5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime, CrimeOutcome, CrimeStatus
from mips.investigation.rules import outcomes as rules
from mips.investigation.rules.closing import check_closed
from mips.investigation.rules.suspects import Suspect
from mips.investigation.usecases.closing import facts_for_closing, has_victim
from mips.investigation.usecases.promising import owe_outcome
from mips.investigation.usecases.writing import log, offences_of
from mips.record.lookup import change, fetch
from mips.record.model.case import Offence
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase
from mips.web.spoken import in_london


@usecase(Permission.INVESTIGATION_OUTCOME_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def propose_outcome(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    code: str,
    decided_on: date,
    rationale: str,
    decision_reference: str | None = None,
    victim_told_on: date | None = None,
    victim_supports: bool | None = None,
    completed_on: date | None = None,
) -> CrimeOutcome:
    """Propose how a crime ends. It counts once somebody else has signed it off; the one before is kept."""
    crime = fetch(Crime, crime_id, selectinload(Crime.outcomes))
    rules.check_counts(cancelled=crime.status == CrimeStatus.CANCELLED)
    item = require_item(rules.LIST, code, field="code", on=decided_on)
    facts = rules.Facts(
        decided_on=decided_on,
        occurred_on=in_london(crime.occurred_from).date() if crime.occurred_from else None,
        suspects=suspects_of(crime),
        has_victim=has_victim(crime.id),
        rationale=rationale,
        reference=decision_reference or "",
        victim_told_on=victim_told_on,
        victim_supports=victim_supports,
        completed_on=completed_on,
    )
    rules.check_outcome(code, facts)
    outcome = CrimeOutcome(
        code=code,
        title=item.title,
        decided_on=decided_on,
        decided_by_id=actor.id,
        rationale=rationale,
        decision_reference=decision_reference or "",
        victim_told_on=victim_told_on,
        victim_supports=victim_supports,
        completed_on=completed_on,
    )
    crime.outcomes.append(outcome)
    if crime.status == CrimeStatus.FINALISED:  # another outcome opens it again (INV-3)
        crime.status = CrimeStatus.UNDER_INVESTIGATION
    log(actor.id, crime, clock.now(), f"Outcome {code} proposed: {item.title}. {rationale}", kind="outcome")
    return outcome


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def sign_off_outcome(actor: Actor, *, crime_id: uuid.UUID, version: int | None = None) -> Crime:
    """Sign off the outcome that was proposed: it is the crime's from now on, and the crime is finalised."""
    crime = fetch(Crime, crime_id, selectinload(Crime.outcomes))
    outcome = crime.proposed_outcome
    if outcome is None:
        raise RuleBroken("No outcome waits to be signed off", rule="INV-5")
    rules.check_sign_off(outcome.code, rank=actor.rank, proposed_by_me=outcome.decided_by_id == actor.id)
    check_closed(facts_for_closing(crime))
    now = clock.now()
    outcome.signed_off_by_id = actor.id
    put_in_force(crime, outcome, now, CrimeStatus.FINALISED, version=version)
    if outcome.code not in rules.CHARGES:
        owe_outcome(crime, outcome, actor.id)
    log(actor.id, crime, now, f"Outcome {outcome.code} signed off: {outcome.title}", kind="outcome")
    return crime


def put_in_force(
    crime: Crime, outcome: CrimeOutcome, at: datetime, status: CrimeStatus, *, version: int | None = None
) -> None:
    """Make an outcome the crime's own."""
    outcome.in_force_at = at
    now = {"status": status, "outcome_code": outcome.code, "outcome": outcome.title, "outcome_on": outcome.decided_on}
    change(crime, now, version=version)


def charged_outcome(crime: Crime, charged_on: date, by_id: uuid.UUID) -> CrimeOutcome:
    """Outcome 1 for a crime whose suspect was charged on that day (INV-3)."""
    title = title_of(rules.LIST, rules.CHARGED)
    return CrimeOutcome(
        crime_id=crime.id,
        code=rules.CHARGED,
        title=title if title != rules.CHARGED else "Charged or summonsed",
        decided_on=charged_on,
        decided_by_id=by_id,
        rationale="Charged in custody",
    )


def suspects_of(crime: Crime) -> list[Suspect]:
    """What the rules need of each suspect, those hidden from this actor included: an outcome counts for them too."""
    involved = sa.select(Involvement).where(
        Involvement.event_id == crime.id, Involvement.part == Part.SUSPECT, Involvement.ended_at.is_(None)
    )
    rows = db.session.scalars(involved.execution_options(**UNSEEN_TOO)).all()
    people = sa.select(Person).where(Person.id.in_([row.party_id for row in rows]))
    born = {person.id: person.born_on for person in db.session.scalars(people.execution_options(**UNSEEN_TOO))}
    offences = offences_of(crime.id)
    return [_suspect(row, born.get(row.party_id), offences) for row in rows]


def _suspect(involved: Involvement, born_on: date | None, offences: Iterable[Offence]) -> Suspect:
    theirs = [each for each in offences if each.person_id == involved.party_id]
    charged = [in_london(each.charged_at).date() for each in theirs if each.charged_at]
    return Suspect(
        status=involved.status,
        born_on=born_on,
        charged_on=min(charged, default=None),
        before_court=any(each.case_id for each in theirs),
    )
