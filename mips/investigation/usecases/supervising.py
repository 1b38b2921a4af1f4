"""A supervisor's reviews of a crime: what happened since the last, what is found, what is to be done (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.crime import CLOSED, Crime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.model.supervision import SupervisorReview
from mips.investigation.model.victim import VictimContact
from mips.investigation.rules import closing
from mips.investigation.rules import supervision as rules
from mips.investigation.rules.closing import Unmet
from mips.investigation.rules.plan import ActionPriority
from mips.investigation.usecases.actions import raised
from mips.investigation.usecases.closing import facts_for_closing
from mips.investigation.usecases.holding import held_now, schedule
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.work import LogEntry, Task
from mips.record.reference.lookup import require_item
from mips.usecase import usecase

SHOWN: Final = 30
"""The newest of each kind that a review is shown."""


@dataclass(frozen=True)
class Since:
    """What happened of a crime since some moment."""

    at: datetime
    log: Sequence[LogEntry]
    actions: Sequence[EnquiryAction]
    contacts: Sequence[VictimContact]
    exhibits: Sequence[Exhibit]


@dataclass(frozen=True)
class ToReview:
    """A crime that is to be reviewed: who has it, what happened since the last review, what stands in the way."""

    crime: Crime
    holder: CrimeAllocation
    since: Since
    unmet: Sequence[Unmet]
    latest: datetime
    """The latest that the review after this one may be."""

    def shown(self) -> Iterator[Base]:
        yield self.crime


@dataclass(frozen=True)
class Reviews:
    """The reviews of a crime, the last first, and when the next is due; None: nobody has it."""

    crime: Crime
    reviews: Sequence[SupervisorReview]
    due_at: datetime | None

    @property
    def reference(self) -> str:
        return self.crime.reference or ""

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def prepare_review(actor: Actor, *, crime_id: uuid.UUID) -> ToReview:
    """What a supervisor needs in front of them to review a crime. Refused to its officer (RL-1(c))."""
    crime = fetch(Crime, crime_id, joinedload(Crime.officer_in_case), selectinload(Crime.outcomes))
    holder = _holder(actor, crime)
    held = _held(crime.id, holder.since)
    last = max(held, default=None)
    unmet = closing.unmet(facts_for_closing(crime))
    latest = rules.next_review(holder.since, [*held, clock.now()], schedule())
    return ToReview(crime, holder, happened_since(crime.id, last or holder.since), unmet, latest)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def review_crime(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    found: str,
    looked_at: Sequence[str] = (),
    direction: str | None = None,
    actions: Sequence[Mapping[str, Any]] = (),
    next_due_at: datetime | None = None,
) -> SupervisorReview:
    """Review an investigation: its officer is told of the direction, and what it raises is on their worklist.

    `actions`: each with `text`, `due_at` and `priority`.
    """
    crime = fetch(Crime, crime_id, selectinload(Crime.outcomes))
    holder = _holder(actor, crime)
    codes = [require_item(rules.LOOKED_AT, each, field="looked_at").code for each in looked_at]
    now = clock.now()
    latest = rules.next_review(holder.since, [*_held(crime.id, holder.since), now], schedule())
    review = SupervisorReview(
        crime_id=crime.id,
        officer_id=holder.officer_id,
        by_id=actor.id,
        at=now,
        looked_at=codes,
        found=found,
        direction=direction or "",
        unmet=[each.said for each in closing.unmet(facts_for_closing(crime))],
        next_due_at=rules.check_next(next_due_at, latest),
        raised=_raise(actor, crime, holder, actions),
        told=_tell(actor, crime, holder, direction) if direction else None,
    )
    db.session.add(review)
    holder.review_due_at = review.next_due_at
    said = f"Supervisor's review: {found}" + (f" Direction: {direction}" if direction else "")
    log(actor.id, crime, now, said, kind="review")
    return review


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_reviews(actor: Actor, *, crime_id: uuid.UUID) -> Reviews:
    """What supervisors said of a crime."""
    return _reviews(crime_id)


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def gather_reviews(actor: Actor, *, crime_id: uuid.UUID) -> Reviews:
    """The same, on paper."""
    found = _reviews(crime_id)
    if not found.reviews:
        raise NotFound("This crime has not been reviewed yet")
    return found


def happened_since(crime_id: uuid.UUID, at: datetime) -> Since:
    """The newest of what was entered, raised or resulted, told and moved since then."""
    entries = sa.select(LogEntry).where(LogEntry.entity_id == crime_id, LogEntry.created_at > at)
    moved = sa.select(EnquiryAction).join(EnquiryAction.task).options(joinedload(EnquiryAction.task))
    moved = moved.where(EnquiryAction.crime_id == crime_id, sa.or_(EnquiryAction.created_at > at, Task.done_at > at))
    contacts = sa.select(VictimContact).where(VictimContact.crime_id == crime_id, VictimContact.created_at > at)
    exhibits = sa.select(Exhibit).where(Exhibit.crime_id == crime_id, Exhibit.moved_at > at)
    return Since(
        at,
        _newest(entries.options(joinedload(LogEntry.author)), LogEntry.at),
        _newest(moved, EnquiryAction.number),
        _newest(contacts, VictimContact.at),
        _newest(exhibits, Exhibit.moved_at),
    )


def _newest(rows: sa.Select[Any], by: Any) -> Sequence[Any]:
    return db.session.scalars(rows.order_by(by.desc()).limit(SHOWN)).all()


def _reviews(crime_id: uuid.UUID) -> Reviews:
    crime = fetch(Crime, crime_id)
    people = (joinedload(SupervisorReview.by), joinedload(SupervisorReview.officer), joinedload(SupervisorReview.told))
    of_it = sa.select(SupervisorReview).where(SupervisorReview.crime_id == crime.id).options(*people)
    rows = db.session.scalars(of_it.order_by(SupervisorReview.at.desc(), SupervisorReview.id.desc())).all()
    now = held_now(crime.id)
    return Reviews(crime, rows, now.review_due_at if now and crime.status not in CLOSED else None)


def _holder(actor: Actor, crime: Crime) -> CrimeAllocation:
    """In whose hands it is. Raises RuleBroken where it is closed, nobody's, or the reviewer's own."""
    if crime.status in CLOSED:
        raise RuleBroken("It is closed. Another outcome opens it again", rule=rules.SECTION)
    rules.check_reviewer(reviewer=actor.id, officer=crime.officer_in_case_id)
    now = held_now(crime.id)
    if now is None:
        raise RuleBroken("Nobody has this crime. Allocate it first", rule=rules.SECTION)
    return now


def _held(crime_id: uuid.UUID, since: datetime) -> list[datetime]:
    """When it was reviewed since its officer has it."""
    of_it = sa.select(SupervisorReview.at).where(SupervisorReview.crime_id == crime_id, SupervisorReview.at >= since)
    return list(db.session.scalars(of_it.execution_options(**UNSEEN_TOO)))


def _raise(actor: Actor, crime: Crime, holder: CrimeAllocation, actions: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [
        raised(
            actor,
            crime,
            None,
            each["text"],
            each.get("priority") or ActionPriority.ROUTINE,
            holder.officer_id,
            each.get("due_at"),
        )
        for each in actions
    ]
    return [f"{row.number} {row.text}" for row in rows]


def _tell(actor: Actor, crime: Crime, holder: CrimeAllocation, direction: str) -> Task:
    """On the officer's worklist until they say that they have read it."""
    task = Task(
        entity_id=crime.id,
        title="Your supervisor's direction: read it, and say so here",
        detail=direction,
        assignee_id=holder.officer_id,
        raised_by_id=actor.id,
        due_at=clock.now() + rules.READ_WITHIN,
    )
    db.session.add(task)
    return task
