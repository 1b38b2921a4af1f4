"""Handing a crime over to the next shift: drafted from the record, confirmed, taken. Both stand in the log (F33)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.investigation.model.crime import Crime
from mips.investigation.model.forensic import ForensicSubmission
from mips.investigation.model.hand_over import CrimeHandOver
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.model.victim import VictimPromise
from mips.investigation.rules import hand_over as rules
from mips.investigation.rules import silence
from mips.investigation.rules.forensics import Standing
from mips.investigation.rules.hand_over import Happened
from mips.investigation.usecases.awaiting import open_waits
from mips.investigation.usecases.making import INVESTIGATORS
from mips.investigation.usecases.supervising import happened_since
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.record.model.work import Task, TaskUrgency
from mips.record.reference.lookup import title_of
from mips.usecase import usecase
from mips.web.filters import moment

LONGEST: Final = 200
"""Letters of one thing that a draft shows."""


@dataclass(frozen=True)
class HandOvers:
    """The hand-overs of a crime, the last first, and the next as it would be drafted now."""

    crime: Crime
    given: Sequence[CrimeHandOver]
    since: datetime
    draft: str

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_hand_overs(actor: Actor, *, crime_id: uuid.UUID) -> HandOvers:
    """What was handed over of a crime, and a draft of the next from what happened since."""
    crime = fetch(Crime, crime_id)
    people = (joinedload(CrimeHandOver.by), joinedload(CrimeHandOver.to))
    of_it = sa.select(CrimeHandOver).where(CrimeHandOver.crime_id == crime.id).options(*people)
    given = db.session.scalars(of_it.order_by(CrimeHandOver.at.desc(), CrimeHandOver.id.desc())).all()
    since = rules.since(given[0].at if given else None, clock.now())
    return HandOvers(crime, given, since, rules.drafted(_happened(crime, since)))


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def hand_over(actor: Actor, *, crime_id: uuid.UUID, to_id: uuid.UUID, text: str) -> CrimeHandOver:
    """Give a crime to the next shift, in one's own words or as drafted: it is on their worklist until they take it."""
    found, to = read_hand_overs(actor, crime_id=crime_id), picked(User, to_id, field="to_id")
    works = to.is_active and bool(to.roles_at(clock.now()) & INVESTIGATORS)
    rules.check_given(by=actor.id, to=to.id, investigates=works)
    task = Task(
        entity_id=found.crime.id,
        title="A hand-over for you: read it and acknowledge it",
        endpoint="investigation.hand_overs",
        urgency=TaskUrgency.URGENT,
        assignee_id=to.id,
        raised_by_id=actor.id,
    )
    row = CrimeHandOver(crime_id=found.crime.id, by_id=actor.id, to_id=to.id, since=found.since, drafted=found.draft)
    row.text, row.at, row.told = text, clock.now(), task
    db.session.add(row)
    log(actor.id, found.crime, row.at, f"Handed over to {to.name}.\n\n{text}", kind="hand-over")
    return row


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def acknowledge_hand_over(actor: Actor, *, hand_over_id: uuid.UUID) -> CrimeHandOver:
    """Say that one has taken what was handed over. It leaves the worklist."""
    row = fetch(CrimeHandOver, hand_over_id, joinedload(CrimeHandOver.by), joinedload(CrimeHandOver.told))
    rules.check_taken(to=row.to_id, by=actor.id, taken=row.acknowledged_at is not None)
    now = clock.now()
    row.acknowledged_at = now
    if row.told.done_at is None:
        row.told.done_at, row.told.done_by_id = now, actor.id
    log(actor.id, fetch(Crime, row.crime_id), now, f"Took the hand-over from {row.by.name}", kind="hand-over")
    return row


def _happened(crime: Crime, since: datetime) -> Happened:
    """As whoever reads it may see."""
    entries = [each for each in happened_since(crime.id, since).log if each.kind in (*silence.BY_PEOPLE, "action")]
    return Happened(
        done=[f"{moment(each.at)} {each.author.name}: {_short(each.text)}" for each in reversed(entries)],
        outstanding=_actions(crime.id),
        promises=_promises(crime.id),
        awaited=_awaited(crime),
    )


def _actions(crime_id: uuid.UUID) -> list[str]:
    running = (
        sa.select(EnquiryAction)
        .join(EnquiryAction.task)
        .where(EnquiryAction.crime_id == crime_id, Task.done_at.is_(None), EnquiryAction.filed_at.is_(None))
        .options(joinedload(EnquiryAction.task).joinedload(Task.assignee))
        .order_by(EnquiryAction.number)
    )
    return [_of_action(each) for each in db.session.scalars(running)]


def _of_action(each: EnquiryAction) -> str:
    who = each.task.assignee.name if each.task.assignee else "nobody has it"
    due = f", {'OVERDUE since' if each.overdue else 'due'} {moment(each.task.due_at)}" if each.task.due_at else ""
    return f"Action {each.number}, {_short(each.text)} ({who}{due})"


def _promises(crime_id: uuid.UUID) -> list[str]:
    by = day_of(clock.now() + rules.SOON)
    owed = sa.select(VictimPromise).where(
        VictimPromise.crime_id == crime_id, VictimPromise.ended_at.is_(None), VictimPromise.due_on <= by
    )
    rows = db.session.scalars(owed.options(joinedload(VictimPromise.party)).order_by(VictimPromise.due_on))
    return [f"{each.party.label}: {each.title}, by {each.due_on:%-d %b}" for each in rows]


def _awaited(crime: Crime) -> list[str]:
    stated = [f"{title_of(silence.WAITS_FOR, each.on)} until {each.until_on:%-d %b}" for each in open_waits(crime.id)]
    at_lab = sa.select(ForensicSubmission.number).where(
        ForensicSubmission.crime_id == crime.id,
        ForensicSubmission.standing.in_((Standing.SENT, Standing.RECEIVED)),
    )
    return [*stated, *(f"the laboratory on {number}" for number in db.session.scalars(at_lab))]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rstrip()}\u2026"
