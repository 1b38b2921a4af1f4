"""The plan of an investigation: its lines of enquiry, towards and away from a suspect (INV-8, CPIA Code 3.5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.investigation.model.crime import Crime
from mips.investigation.model.plan import EnquiryAction, LineOfEnquiry
from mips.investigation.rules import plan as rules
from mips.investigation.rules.plan import OPEN, Points
from mips.investigation.usecases.actions import drop
from mips.investigation.usecases.writing import log, taken_up
from mips.record.lookup import fetch
from mips.record.model.event import Involvement, Part
from mips.record.model.work import Task
from mips.record.reference.lookup import Listed, listed
from mips.usecase import usecase


@dataclass(frozen=True)
class Plan:
    """The lines of a crime with their actions, the actions under none, and which usual lines might be added."""

    crime: Crime
    lines: Sequence[LineOfEnquiry]
    loose: Sequence[EnquiryAction]
    usual: Listed | None
    """The kind of crime whose usual lines have not been added yet; None where there is none for this offence."""

    @property
    def actions(self) -> list[EnquiryAction]:
        return [*(action for line in self.lines for action in line.actions), *self.loose]

    @property
    def open(self) -> list[EnquiryAction]:
        """Those without a result, overdue ones first, then in the order they are due."""
        waiting = [action for action in self.actions if action.state in OPEN]
        return sorted(waiting, key=lambda each: (each.task.due_at is None, each.task.due_at or each.created_at))

    def shown(self) -> Iterator[Base]:
        yield self.crime
        yield from self.lines


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_plan(actor: Actor, *, crime_id: uuid.UUID) -> Plan:
    """The lines of enquiry of a crime and their actions. Forbidden for those shown the limited form only (ROL-3)."""
    crime = fetch(Crime, crime_id)
    lines = sa.select(LineOfEnquiry).where(LineOfEnquiry.crime_id == crime.id).order_by(LineOfEnquiry.id)
    found = db.session.scalars(lines.options(*_WHOLE)).all()
    loose = sa.select(EnquiryAction).where(EnquiryAction.crime_id == crime.id, EnquiryAction.line_id.is_(None))
    rest = db.session.scalars(loose.options(_TASK).order_by(EnquiryAction.number)).all()
    had = {line.text for line in found}
    return Plan(crime, found, rest, _usual(crime, had))


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def add_line(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    text: str,
    points: Points,
    pursued: bool,
    why: str | None = None,
    suspect_id: uuid.UUID | None = None,
) -> LineOfEnquiry:
    """Enter a line of enquiry, pursued or not with the reason."""
    crime = fetch(Crime, crime_id)
    rules.check_line(pursued=pursued, why=why or "", suspect=suspect_id, suspects=_suspects(crime.id))
    taken_up(crime)
    line = LineOfEnquiry(
        crime_id=crime.id,
        suspect_id=suspect_id,
        text=text,
        points=points,
        pursued=pursued,
        why=why or "",
        decided_by_id=actor.id,
        decided_at=clock.now(),
        actions=[],
    )
    db.session.add(line)
    _log(actor, crime, line)
    return line


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_line(actor: Actor, *, line_id: uuid.UUID, pursued: bool, why: str) -> LineOfEnquiry:
    """Pursue a line, or give it up with the reason: its actions without a result are dropped with it."""
    line = fetch(LineOfEnquiry, line_id, *_WHOLE)
    rules.check_line(pursued=pursued, why=why, suspect=None, suspects=frozenset())
    line.pursued, line.why, line.decided_by_id, line.decided_at = pursued, why, actor.id, clock.now()
    if not pursued:
        for action in line.actions:
            if action.state in OPEN:
                drop(actor, action, why)
    _log(actor, fetch(Crime, line.crime_id), line)
    return line


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_line(actor: Actor, *, line_id: uuid.UUID) -> LineOfEnquiry:
    """One line of enquiry with its actions."""
    return fetch(LineOfEnquiry, line_id, *_WHOLE)


_TASK: Final = joinedload(EnquiryAction.task).options(joinedload(Task.assignee))
_WHOLE: Final = (
    joinedload(LineOfEnquiry.suspect),
    joinedload(LineOfEnquiry.decided_by),
    selectinload(LineOfEnquiry.actions).options(_TASK),
)


def _suspects(crime_id: uuid.UUID) -> set[uuid.UUID]:
    of_it = sa.select(Involvement.party_id).where(Involvement.event_id == crime_id, Involvement.part == Part.SUSPECT)
    return set(db.session.scalars(of_it))


def _usual(crime: Crime, had: set[str]) -> Listed | None:
    """The kind of crime that the class of the offence is of, where one of its usual lines is missing."""
    for kind in listed(f"{rules.USUAL_LINES}-kind"):
        if crime.ho_class.startswith(tuple(kind.extra["classes"])):
            missing = any(
                each.title not in had for each in listed(rules.USUAL_LINES) if each.extra["kind"] == kind.code
            )
            return kind if missing else None
    return None


def _log(actor: Actor, crime: Crime, line: LineOfEnquiry) -> None:
    """A line about one suspect is named in no log: whoever may not see them reads it too."""
    said = "Line of enquiry pursued" if line.pursued else "Line of enquiry not pursued"
    told = f"{said}: {line.text}. {line.why}" if line.suspect_id is None else f"{said}, about a suspect: see the plan"
    log(actor.id, crime, clock.now(), told.removesuffix(". "), kind="plan")
