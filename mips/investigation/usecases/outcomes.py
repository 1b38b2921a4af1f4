"""Outcomes: proposed by the officer in the case, signed off by a supervisor, history kept (INV-3, INV-5)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime, CrimeOutcome, CrimeStatus
from mips.investigation.rules import outcome_needs as needs
from mips.investigation.rules import outcomes as rules
from mips.investigation.rules.closing import check_closed
from mips.investigation.rules.promises import ClosedAs
from mips.investigation.usecases.closing import facts_for_closing
from mips.investigation.usecases.closing_promises import end_what_lapses, owe_updates_again
from mips.investigation.usecases.outcome_facts import facts_of_outcome
from mips.investigation.usecases.promising import owe_outcome
from mips.investigation.usecases.writing import log
from mips.record.lookup import change, fetch
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase

LIMITED: Final = frozenset({"17"})
"""Outcomes with which the reckoning of the time limit is kept."""
_COLUMNS: Final = {"decided_by": "decider"}
_LISTS: Final = {"decided_by": needs.DECIDERS, "activity": needs.ACTIVITIES}


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
    particulars: Mapping[str, Any] | None = None,
) -> CrimeOutcome:
    """Propose how a crime ends. It counts once somebody else has signed it off; the one before is kept.

    `particulars`: admitted, consented, sufficient, adult, decided_by, evidence, victim_view, activity, provider and
    review_told, as each outcome needs them.
    """
    crime = fetch(Crime, crime_id, selectinload(Crime.outcomes), selectinload(Crime.flags))
    rules.check_counts(cancelled=crime.status == CrimeStatus.CANCELLED)
    item = require_item(rules.LIST, code, field="code", on=decided_on)
    told = {name: value for name, value in (particulars or {}).items() if value not in (None, "")}
    _require_listed(told)
    said = {
        "decided_on": decided_on,
        "rationale": rationale,
        "victim_told_on": victim_told_on,
        "victim_supports": victim_supports,
        "completed_on": completed_on,
    }
    facts = facts_of_outcome(crime, **said, **told, reference=decision_reference or "")
    rules.check_outcome(code, facts)
    limit = facts.limit.said if code in LIMITED and facts.limit else ""
    outcome = CrimeOutcome(
        code=code,
        title=item.title,
        decided_by_id=actor.id,
        decision_reference=decision_reference or "",
        limit_said=limit,
        **said,
        **{_COLUMNS.get(name, name): value for name, value in told.items()},
    )
    crime.outcomes.append(outcome)
    if crime.status == CrimeStatus.FINALISED:  # another outcome opens it again (INV-3)
        crime.status = CrimeStatus.UNDER_INVESTIGATION
        owe_updates_again(crime, clock.now())
    told_too = f" {limit}." if limit else ""
    log(actor.id, crime, clock.now(), f"Outcome {code} proposed: {item.title}. {rationale}{told_too}", kind="outcome")
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
    end_what_lapses(crime, ClosedAs.FINALISED, actor.id)
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


def _require_listed(told: Mapping[str, Any]) -> None:
    for name, list_name in _LISTS.items():
        if name in told:
            require_item(list_name, told[name], field=name)
