"""The one worklist for everybody: raising a task, seeing one's own and one's team's, doing it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import TeamMember
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import Forbidden, RuleBroken
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase
from mips.web.keyset import Page, paged
from mips.web.spoken import in_london

SHOWN_AT_HOME: Final = 50


@dataclass(frozen=True)
class Work:
    """What waits for somebody: tasks in the order in which they press, and the records they made last."""

    overdue: Sequence[Task]
    today: Sequence[Task]
    later: Sequence[Task]
    latest: Sequence[Entity]

    def shown(self) -> Iterable[Base]:
        return [*self.overdue, *self.today, *self.later, *self.latest]


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.COLLECTED)
def raise_task(
    actor: Actor,
    *,
    title: str,
    detail: str | None = None,
    entity_id: uuid.UUID | None = None,
    endpoint: str = "",
    urgency: TaskUrgency | None = None,
    assignee_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Something to be done, by somebody or by whoever of a team takes it; by oneself where neither is named."""
    if entity_id is not None:
        fetch(Entity, entity_id)
    if assignee_id is None and team_id is None:
        assignee_id = actor.id
    task = Task(
        entity_id=entity_id,
        title=title,
        detail=detail or "",
        endpoint=endpoint,
        urgency=urgency or TaskUrgency.ROUTINE,
        assignee_id=assignee_id,
        team_id=team_id,
        raised_by_id=actor.id,
        due_at=due_at,
    )
    db.session.add(task)
    return task


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED)
def my_work(actor: Actor) -> Work:
    """What waits for the one who asks: their own tasks and those nobody of their teams has taken."""
    statement = _open().where(_of(actor)).order_by(Task.due_at.asc().nulls_last(), Task.id).limit(SHOWN_AT_HOME)
    tasks = db.session.scalars(statement).all()
    now = clock.now()
    midnight = _end_of_day(now)
    latest = sa.select(Entity).where(Entity.owner_id == actor.id).order_by(Entity.id.desc()).limit(8)
    return Work(
        overdue=[task for task in tasks if task.due_at and task.due_at < now],
        today=[task for task in tasks if task.due_at and now <= task.due_at < midnight],
        later=[task for task in tasks if not task.due_at or task.due_at >= midnight],
        latest=db.session.scalars(latest).all(),
    )


@usecase(Permission.RECORD_TASK_UPDATE, verb=Verb.CONSULTED)
def team_work(actor: Actor, *, after: str | None = None) -> Page[Task]:
    """Open tasks of the teams of the one who asks and of everybody in them, oldest first: for those who supervise."""
    members = sa.select(TeamMember.user_id).where(TeamMember.team_id.in_(actor.teams))
    theirs = sa.or_(Task.team_id.in_(actor.teams), Task.assignee_id.in_(members))
    return paged(db.session, _open().where(theirs), by=[Task.id.asc()], after=after)


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED)
def list_my_tasks(actor: Actor, *, after: str | None = None) -> Page[Task]:
    """One's own open tasks and those of one's teams that nobody has taken, oldest first."""
    return paged(db.session, _open().where(_of(actor)), by=[Task.id.asc()], after=after)


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED)
def read_task(actor: Actor, *, task_id: uuid.UUID) -> Task:
    """One task. NotFound for one that hangs on what may not be seen."""
    return fetch(Task, task_id, joinedload(Task.entity))


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.ALTERED)
def do_task(actor: Actor, *, task_id: uuid.UUID, result: str | None = None) -> Task:
    """Say that a task is done. Whose task it is may, as may their team's supervisor."""
    task = fetch(Task, task_id)
    own = task.assignee_id == actor.id or (task.assignee_id is None and task.team_id in actor.teams)
    if not own and not actor.may(Permission.RECORD_TASK_UPDATE):
        raise Forbidden("This task is somebody else's")
    if task.done_at is not None:
        raise RuleBroken("This task has already been done", rule="task-done")
    task.done_at, task.done_by_id, task.result = clock.now(), actor.id, result or ""
    return task


def _of(actor: Actor) -> sa.ColumnElement[bool]:
    untaken = sa.and_(Task.assignee_id.is_(None), Task.team_id.in_(actor.teams))
    return sa.or_(Task.assignee_id == actor.id, untaken)


def _open() -> sa.Select[Task]:
    return sa.select(Task).where(Task.done_at.is_(None)).options(joinedload(Task.entity), joinedload(Task.assignee))


def _end_of_day(now: datetime) -> datetime:
    local = in_london(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
