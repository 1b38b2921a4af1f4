"""Closing a crime: what stands in the way, and what may be said instead of doing it (INV-5, F44)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.between.questions import intelligence_from
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import CLOSED, Crime, CrimeOutcome
from mips.investigation.model.disposal import Disposal
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.model.supervision import ClosingStatement
from mips.investigation.rules import closing as rules
from mips.investigation.rules.closing import Closing, Unmet
from mips.investigation.rules.continuity import Where
from mips.investigation.rules.reviews import may_ask
from mips.investigation.usecases.promising import victims_of
from mips.investigation.usecases.writing import log
from mips.record.lookup import change, fetch
from mips.record.model.event import Involvement
from mips.record.model.work import Task
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@dataclass(frozen=True)
class ClosingPage:
    """A crime, every condition that is not met, and what was said."""

    crime: Crime
    facts: Closing
    statements: Mapping[str, ClosingStatement]

    @property
    def unmet(self) -> list[Unmet]:
        return rules.unmet(self.facts)

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_OUTCOME_READ, verb=Verb.CONSULTED)
def read_closing(actor: Actor, *, crime_id: uuid.UUID) -> ClosingPage:
    """What stands in the way of finalising a crime, all of it at once."""
    people = (joinedload(CrimeOutcome.decided_by), joinedload(CrimeOutcome.signed_off_by))
    crime = fetch(Crime, crime_id, selectinload(Crime.outcomes).options(*people))
    said = _statements(crime.id)
    return ClosingPage(crime, facts_for_closing(crime), said)


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def state_no_intelligence(actor: Actor, *, crime_id: uuid.UUID, text: str) -> ClosingStatement:
    """Say why there is no intelligence to submit of a crime."""
    return _state(actor, crime_id, rules.NO_INTELLIGENCE, text, "No intelligence to submit")


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def state_exhibits_kept(actor: Actor, *, crime_id: uuid.UUID, text: str) -> ClosingStatement:
    """Say why the exhibits of a crime are kept, and until when."""
    return _state(actor, crime_id, rules.EXHIBITS_KEPT, text, "Exhibits are kept")


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def set_retention_group(actor: Actor, *, crime_id: uuid.UUID, group: str, version: int | None = None) -> Crime:
    """Put a crime into a group of review, retention and disposal (INT-9)."""
    crime = fetch(Crime, crime_id)
    item = require_item(rules.GROUPS, group, field="group")
    change(crime, {"retention_group": int(item.code)}, version=version)
    log(actor.id, crime, clock.now(), f"Retention group {item.title}", kind="closing")
    return crime


def facts_for_closing(crime: Crime) -> Closing:
    """What the rule asks of a crime, what this actor may not see included: nothing is closed over a hidden row."""
    outcome = _outcome(crime)
    said = _statements(crime.id)
    return Closing(
        outcome=outcome.code if outcome else "",
        rationale=outcome.rationale if outcome else "",
        has_victim=bool(victims_of(crime.id)),
        victim_told=bool(outcome and outcome.victim_told_on),
        reviewable=bool(outcome and may_ask(outcome.code)),
        review_told=bool(outcome and outcome.review_told),
        exhibits=_without_a_plan(crime.id),
        exhibits_said=rules.EXHIBITS_KEPT in said,
        actions=_open_actions(crime.id),
        intelligence=_intelligence(crime),
        no_intelligence=rules.NO_INTELLIGENCE in said,
        group=crime.retention_group,
    )


def _outcome(crime: Crime) -> CrimeOutcome | None:
    """The one that waits to be signed off, or that is in force."""
    in_force = [each for each in crime.outcomes if not each.proposed]
    return crime.proposed_outcome or (in_force[-1] if crime.status in CLOSED and in_force else None)


def _without_a_plan(crime_id: uuid.UUID) -> Sequence[str]:
    """Marks of exhibits that are still here, with no last day of keeping and no disposal asked for."""
    here = [each for each in Where if each.held and each is not Where.LOST]
    asked = sa.select(Disposal.exhibit_id).where(Disposal.exhibit_id == Exhibit.id, Disposal.refused_at.is_(None))
    loose = sa.select(Exhibit.mark).where(
        Exhibit.crime_id == crime_id,
        Exhibit.whereabouts.in_(here),
        Exhibit.keep_until.is_(None),
        sa.not_(asked.exists()),
    )
    return db.session.scalars(loose.order_by(Exhibit.id).execution_options(**UNSEEN_TOO)).all()


def _open_actions(crime_id: uuid.UUID) -> Sequence[int]:
    running = (
        sa.select(EnquiryAction.number)
        .join(EnquiryAction.task)
        .where(EnquiryAction.crime_id == crime_id, Task.done_at.is_(None), EnquiryAction.filed_at.is_(None))
        .order_by(EnquiryAction.number)
    )
    return db.session.scalars(running.execution_options(**UNSEEN_TOO)).all()


def _intelligence(crime: Crime) -> int:
    """Reports that those who had the crime submitted since about the people in it."""
    had = sa.select(CrimeAllocation.officer_id).where(CrimeAllocation.crime_id == crime.id)
    officers = [each for each in db.session.scalars(had.execution_options(**UNSEEN_TOO)) if each]
    parties = sa.select(Involvement.party_id).where(Involvement.event_id == crime.id)
    people = db.session.scalars(parties.execution_options(**UNSEEN_TOO)).all()
    return intelligence_from(people, officers, crime.reported_at or crime.created_at) if people and officers else 0


def _statements(crime_id: uuid.UUID) -> dict[str, ClosingStatement]:
    """The last of each kind."""
    of_it = sa.select(ClosingStatement).where(ClosingStatement.crime_id == crime_id).order_by(ClosingStatement.id)
    rows = db.session.scalars(of_it.options(joinedload(ClosingStatement.by)))
    return {row.kind: row for row in rows}


def _state(actor: Actor, crime_id: uuid.UUID, kind: str, text: str, said: str) -> ClosingStatement:
    crime = fetch(Crime, crime_id)
    if crime.status in CLOSED:
        raise RuleBroken("It is closed. Another outcome opens it again", rule=rules.SECTION)
    row = ClosingStatement(crime_id=crime.id, kind=kind, text=text, by_id=actor.id, at=clock.now())
    db.session.add(row)
    log(actor.id, crime, row.at, f"{said}: {text}", kind="closing")
    return row
