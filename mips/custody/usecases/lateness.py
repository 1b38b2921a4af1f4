"""Telling a second person of a check or a review that is late, and a third; and ending that once it is done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention
from mips.custody.model.duty import OnDuty
from mips.custody.model.lateness import Escalation
from mips.custody.model.suite import Cell, Suite
from mips.custody.rules.arithmetic import LONDON, Deadline, to_minute
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.duty import Duty
from mips.custody.rules.lateness import TOLD, Matter, Patience, Stage, stages_reached
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board_line import say_on_board
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase

Key = tuple[uuid.UUID, Matter, datetime]
_PAGES = {Matter.CHECK: "custody.check", Matter.REVIEW: "custody.review"}


@dataclass(frozen=True)
class Due:
    """Something that is to be done about somebody held."""

    detention_id: uuid.UUID
    suite_id: uuid.UUID
    where: str
    matter: Matter
    at: datetime
    patience: Patience

    @property
    def key(self) -> Key:
        return self.detention_id, self.matter, self.at


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def tell_of_lateness(actor: Actor) -> int:
    """Tell whoever is on duty of what is late, each once; end what has been done. Returns how many were told anew."""
    now = to_minute(clock.now())
    due = list(_all_due())
    told, changed = _told(), set()
    current = {each.key for each in due}
    for row in told:
        if row.ended_at is None and (row.detention_id, row.matter, row.due_at) not in current:
            _end(row, now)
            changed.add(row.detention_id)
    on_duty, before = _on_duty(), {(row.detention_id, row.matter, row.due_at, row.stage) for row in told}
    fresh = [row for each in due for row in _tell(each, before, on_duty, now)]
    db.session.flush()
    for detention_id in changed | {row.detention_id for row in fresh}:
        say_on_board(detention_id, "lateness", list(_said(detention_id, [*told, *fresh])))
    return len(fresh)


def no_longer_late(detention_id: uuid.UUID, matter: Matter, due_at: Deadline | None) -> None:
    """End what was told of a check or review that has been done, at once; `due_at` is when the next one is due.

    The worker would find it within a minute, but whoever did it looks at the board now.
    """
    told = select(Escalation).where(Escalation.detention_id == detention_id, Escalation.ended_at.is_(None))
    rows = list(db.session.scalars(told.options(joinedload(Escalation.to)).execution_options(**UNSEEN_TOO)))
    done = [row for row in rows if row.matter is matter and row.due_at != due_at]
    for row in done:
        _end(row, to_minute(clock.now()))
    if done:
        say_on_board(detention_id, "lateness", list(_said(detention_id, rows)))


def _all_due() -> Iterator[Due]:
    """The next check and review of everybody held, as the whiteboard has them."""
    suite = (Suite.check_patience, Suite.review_patience, Suite.review_reminder, Suite.second_patience)
    columns = (Detention.id, Detention.suite_id, Detention.reference, Cell.name, BoardLine.topics, BoardLine.record)
    held = select(*columns, *suite).join(Suite, Suite.id == Detention.suite_id)
    lines = held.join(BoardLine, BoardLine.detention_id == Detention.id).outerjoin(Cell, Cell.id == Detention.cell_id)
    statement = lines.where(Detention.released_at.is_(None)).execution_options(**UNSEEN_TOO)
    for row in db.session.execute(statement):
        detention_id, suite_id, reference, cell, topics, record, *minutes = row
        patience = Patience(**dict(zip(("check", "review", "reminder", "second"), minutes, strict=True)))
        where = f"{reference}, {cell or 'no cell'}"
        for matter, at in _times(topics, record):
            yield Due(detention_id, suite_id, where, matter, at, patience)


def _times(topics: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[tuple[Matter, datetime]]:
    said = [Mention.from_json(each) for topic in topics.values() for each in topic]
    yield from ((Matter.CHECK, each.due_at) for each in said if each.column is Column.CHECK and each.due_at)
    review = ClockLine.from_json(record.get("clock", {})).review
    if isinstance(review, datetime):
        yield Matter.REVIEW, review


def _told() -> list[Escalation]:
    """What was told of those who are held, ended or not: each time is told of once."""
    held = select(Escalation).join(Detention, Detention.id == Escalation.detention_id)
    rows = held.where(Detention.released_at.is_(None) | Escalation.ended_at.is_(None)).order_by(Escalation.told_at)
    return list(db.session.scalars(rows.options(joinedload(Escalation.to)).execution_options(**UNSEEN_TOO)))


def _on_duty() -> Mapping[tuple[uuid.UUID, Duty], User]:
    """Who is on duty as what, the longest there where there are several."""
    still = select(OnDuty).where(OnDuty.until_at.is_(None)).options(joinedload(OnDuty.user))
    found: dict[tuple[uuid.UUID, Duty], User] = {}
    for each in db.session.scalars(still.order_by(OnDuty.from_at)):
        found.setdefault((each.suite_id, each.duty), each.user)
    return found


def _tell(
    each: Due, before: set[tuple[uuid.UUID, Matter, datetime, Stage]], on_duty: Mapping[Any, User], now: datetime
) -> Iterator[Escalation]:
    for stage in stages_reached(each.matter, each.at, now, each.patience):
        if (*each.key, stage) in before:
            continue
        to = on_duty.get((each.suite_id, TOLD[stage]))
        task = _task(each, stage, to) if to else None
        if task:
            db.session.add(task)
            db.session.flush()
        row = Escalation(
            detention_id=each.detention_id, matter=each.matter, due_at=each.at, stage=stage, told_at=now, to=to
        )
        row.task_id = task.id if task else None
        db.session.add(row)
        yield row


def _task(each: Due, stage: Stage, to: User) -> Task:
    """On the worklist of whoever is told, and so at their home page."""
    what = "Review" if each.matter is Matter.REVIEW else "Check"
    how = "is due" if stage is Stage.REMINDER else "is late"
    return Task(
        entity_id=each.detention_id,
        title=f"{what} {how}: {each.where}",
        endpoint=_PAGES[each.matter],
        urgency=TaskUrgency.URGENT,
        assignee_id=to.id,
        raised_by_id=to.id,
        due_at=each.at,
    )


def _end(row: Escalation, now: datetime) -> None:
    row.ended_at = now
    task = db.session.get(Task, row.task_id, execution_options=UNSEEN_TOO) if row.task_id else None
    if task is not None and task.done_at is None:
        task.done_at, task.result = now, f"The {row.matter.value} is no longer due"


def _said(detention_id: uuid.UUID, rows: Iterable[Escalation]) -> Iterator[Mention]:
    """'Check late: told Sam Hart 14:25', of the last who was told of each; nobody, only where nobody was at all."""
    latest: dict[Matter, Escalation] = {}
    for row in rows:
        if row.detention_id == detention_id and row.ended_at is None and row.stage is not Stage.REMINDER:
            latest[row.matter] = row if row.to else latest.get(row.matter, row)
    for matter, row in latest.items():
        at = f"{row.told_at.astimezone(LONDON):%H:%M}"
        whom = f"escalated to {row.to.name} {at}" if row.to else f"nobody on duty to tell {at}"
        yield Mention(column=Column.NEEDS, words=f"{matter.value.capitalize()} late, {whom}", tone=Tone.LATE)
