"""Actions of an investigation: raised, allocated, started, resulted, reviewed and filed, or dropped (INV-8).

Each has a task on the one worklist, which says who has it, by when, and what came of it.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.plan import EnquiryAction, LineOfEnquiry
from mips.investigation.rules import plan as rules
from mips.investigation.rules.plan import SECTION, ActionPriority, State
from mips.investigation.usecases.writing import log, taken_up
from mips.record.lookup import fetch, picked
from mips.record.model.entity import Entity
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase

DONE_ON: Final = "investigation.plan"
"""The page that the worklist leads to."""


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def raise_action(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    text: str,
    line_id: uuid.UUID | None = None,
    priority: ActionPriority = ActionPriority.ROUTINE,
    officer_id: uuid.UUID | None = None,
    due_at: datetime | None = None,
) -> EnquiryAction:
    """Raise an action, under a line of enquiry where it serves one, for somebody or for nobody yet."""
    crime = fetch(Crime, crime_id)
    line = fetch(LineOfEnquiry, line_id) if line_id else None
    if line and line.crime_id != crime.id:
        raise InputInvalid({"line_id": ["Select a line of enquiry of this crime"]})
    if line and not line.pursued:
        raise RuleBroken("This line is not pursued. Decide to pursue it first", rule=rules.CODE)
    officer = picked(User, officer_id, field="officer_id") if officer_id else None
    return raised(actor, crime, line, text, priority, officer.id if officer else None, due_at)


def raised(
    actor: Actor,
    crime: Crime,
    line: LineOfEnquiry | None,
    text: str,
    priority: ActionPriority,
    officer_id: uuid.UUID | None,
    due_at: datetime | None,
) -> EnquiryAction:
    """The next action of a crime, with its task. What is about one suspect is not named on the worklist of a team."""
    number = _next_number(crime.id)
    about = line is not None and line.suspect_id is not None
    action = EnquiryAction(
        crime_id=crime.id,
        suspect_id=line.suspect_id if line else None,
        line=line,
        number=number,
        text=text,
        priority=priority,
        raised_by_id=actor.id,
        task=Task(
            entity_id=crime.id,
            title=f"Action {number}" if about else f"Action {number}: {text}",
            endpoint=DONE_ON,
            urgency=TaskUrgency.ROUTINE if priority is ActionPriority.ROUTINE else TaskUrgency.URGENT,
            assignee_id=officer_id,
            raised_by_id=actor.id,
            due_at=due_at,
        ),
    )
    db.session.add(action)
    db.session.flush()
    return action


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_action(actor: Actor, *, action_id: uuid.UUID) -> EnquiryAction:
    """One action, with what came of it."""
    return fetch(EnquiryAction, action_id, *_WHOLE)


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED)
def allocate_action(
    actor: Actor, *, action_id: uuid.UUID, officer_id: uuid.UUID, due_at: datetime | None = None
) -> EnquiryAction:
    """Give an action to somebody, or to somebody else: they begin anew, and it is on their worklist."""
    action, officer = fetch(EnquiryAction, action_id, *_WHOLE), picked(User, officer_id, field="officer_id")
    rules.check_step(action.state, State.ALLOCATED)
    action.task.assignee, action.started_at = officer, None
    action.task.due_at = due_at or action.task.due_at
    return action


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED)
def start_action(actor: Actor, *, action_id: uuid.UUID) -> EnquiryAction:
    """Say that an action is in progress."""
    action = fetch(EnquiryAction, action_id, *_WHOLE)
    if action.state is State.RESULTED:
        raise RuleBroken("It has its result: whoever reviews it may send it back", rule=SECTION)
    rules.check_step(action.state, State.IN_PROGRESS)
    action.started_at = clock.now()
    return action


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def result_action(actor: Actor, *, action_id: uuid.UUID, result: str) -> EnquiryAction:
    """Enter what came of an action: whoever has it, or a colleague for them. It leaves their worklist."""
    action = fetch(EnquiryAction, action_id, *_WHOLE)
    rules.check_step(action.state, State.RESULTED)
    action.task.done_at, action.task.done_by_id, action.task.result = clock.now(), actor.id, result
    taken_up(fetch(Crime, action.crime_id))
    _log(actor, action, "resulted", result)
    return action


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def review_action(actor: Actor, *, action_id: uuid.UUID, content: bool, review: str | None = None) -> EnquiryAction:
    """File an action whose result is enough, or send it back with what is missing: another than who resulted it."""
    action = fetch(EnquiryAction, action_id, *_WHOLE)
    task, said = action.task, review or ""
    if content:
        rules.check_filed(action.state, result=task.result, resulted_by=task.done_by_id, files=actor.id)
        action.filed_at = clock.now()
    else:
        _send_back(action, said)
    action.reviewed_by_id, action.reviewed_at, action.review = actor.id, clock.now(), said
    _log(actor, action, "filed" if content else "sent back", said)
    return action


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def drop_action(actor: Actor, *, action_id: uuid.UUID, why: str) -> EnquiryAction:
    """File an action without a result, with the reason. It leaves the worklist."""
    action = fetch(EnquiryAction, action_id, *_WHOLE)
    drop(actor, action, why)
    return action


def drop(actor: Actor, action: EnquiryAction, why: str) -> None:
    rules.check_dropped(action.state)
    now = clock.now()
    action.task.done_at, action.task.done_by_id, action.task.result = now, actor.id, ""
    action.filed_at, action.dropped_why = now, why
    _log(actor, action, "dropped", why)


def _send_back(action: EnquiryAction, said: str) -> None:
    """The earlier result stays in the log."""
    if action.state is not State.RESULTED:
        rules.check_filed(action.state, result="", resulted_by=None, files=action.raised_by_id)
    if not said.strip():
        raise RuleBroken("Say what is missing", rule=SECTION, field="review")
    action.task.done_at = action.task.done_by_id = None
    action.task.result, action.started_at = "", action.started_at or clock.now()


def _next_number(crime_id: uuid.UUID) -> int:
    """One more than the last of the crime, hidden ones counted; nobody else takes a number until we are done."""
    db.session.execute(sa.select(Entity.id).where(Entity.id == crime_id).with_for_update())
    last = sa.select(sa.func.max(EnquiryAction.number)).where(EnquiryAction.crime_id == crime_id)
    return (db.session.scalar(last.execution_options(**UNSEEN_TOO)) or 0) + 1


def _log(actor: Actor, action: EnquiryAction, what: str, said: str) -> None:
    told = f"Action {action.number} {what}"
    if action.suspect_id is None and said:
        told = f"{told}: {said}"
    log(actor.id, fetch(Crime, action.crime_id), clock.now(), told, kind="action")


_WHOLE: Final = (
    joinedload(EnquiryAction.task).options(joinedload(Task.assignee), joinedload(Task.done_by)),
    joinedload(EnquiryAction.line),
    joinedload(EnquiryAction.raised_by),
    joinedload(EnquiryAction.reviewed_by),
)
