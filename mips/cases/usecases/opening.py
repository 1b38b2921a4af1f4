"""A charge opens the case with everything custody knew, and tells the officer in the case what is left to do."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from mips.access.model import TeamMember
from mips.access.visibility import UNSEEN_TOO, actor_id
from mips.between.notices import Charged
from mips.cases.model import FormKind
from mips.cases.rules.dates import file_due
from mips.cases.rules.numbers import urn_of
from mips.core import db
from mips.core.england import LONDON
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.record.model.case import Case, CaseStatus, Defendant, Offence
from mips.record.model.entity import Entity
from mips.record.model.person import Person
from mips.record.model.work import Task, TaskUrgency
from mips.record.numbers import next_number

TASK_PAGE: Final = {FormKind.MG5: "cases.write_mg5", FormKind.MG6: "cases.write_mg6"}
"""The page on which the task of writing a form is done."""


def open_from_charge(notice: Charged) -> Case | None:
    """Open the case of newly charged offences, or add them to the open case of the same crime.

    It runs in the transaction of whoever charges, who need not be somebody that reads cases: what it needs to know it
    looks up unseen. The offence rows stay the ones they were, at the stage `charged`: they are `prosecuted` once a
    court has them. Offences that are in a case already are left where they are.
    """
    offences = _new_to_any_case(notice.offence_ids)
    if not offences:
        return None
    crimes = {offence.crime_id for offence in offences if offence.crime_id}
    case = _open_case_of(crimes) or _opened(notice)
    defendant = _defendant(case, notice)
    _take_in(case, defendant, offences)
    case.label = _title(case)
    db.session.flush()
    _raise_tasks(case, notice)
    return case


def _new_to_any_case(offence_ids: Sequence[uuid.UUID]) -> list[Offence]:
    rows = sa.select(Offence).where(Offence.id.in_(offence_ids), Offence.case_id.is_(None))
    found = {row.id: row for row in db.session.scalars(rows.execution_options(**UNSEEN_TOO))}
    return [found[offence_id] for offence_id in offence_ids if offence_id in found]


def _open_case_of(crimes: Collection[uuid.UUID | None]) -> Case | None:
    """The open case of any of these crimes. The crimes are held, so that two charges at once cannot both open one."""
    if not crimes:
        return None
    held = sa.select(Entity.id).where(Entity.id.in_(crimes)).order_by(Entity.id).with_for_update(key_share=True)
    db.session.execute(held.execution_options(**UNSEEN_TOO)).all()
    joined = (
        sa.select(Case)
        .join(Offence, Offence.case_id == Case.id)
        .where(Offence.crime_id.in_(crimes), Case.status == CaseStatus.OPEN)
        .order_by(Case.opened_at)
        .limit(1)
    )
    return db.session.scalars(joined.execution_options(**UNSEEN_TOO)).first()


def _opened(notice: Charged) -> Case:
    officer = notice.officer_in_case_id or actor_id()
    urn = _next_urn(notice.at)
    case = Case(
        reference=urn,
        urn=urn,
        force=settings().force,
        opened_at=notice.at,
        court=notice.court,
        first_hearing_at=notice.bailed_to,
        owner_id=officer,
        team_id=_team_of(officer),
    )
    db.session.add(case)
    db.session.flush()
    return case


def _next_urn(at: datetime) -> str:
    force, unit, year = settings().force, settings().case_unit, at.astimezone(LONDON).year
    verdict = urn_of(force, unit, next_number(f"urn {force}{unit}", year), year)
    if verdict.canonical is None:
        raise RuleBroken(f"The case numbers of unit {unit} for {year} are used up", rule="CAS-1")
    return verdict.canonical


def _team_of(user_id: uuid.UUID | None) -> uuid.UUID | None:
    chosen = sa.select(TeamMember.team_id).where(TeamMember.user_id == user_id).order_by(TeamMember.created_at).limit(1)
    return db.session.scalars(chosen).first()


def _defendants(case: Case) -> list[Defendant]:
    chosen = sa.select(Defendant).where(Defendant.case_id == case.id).order_by(Defendant.sequence)
    return list(db.session.scalars(chosen.execution_options(**UNSEEN_TOO)))


def _defendant(case: Case, notice: Charged) -> Defendant:
    """This person's place in the case, new or as it was; the case's first hearing is the earliest of all."""
    known = _defendants(case)
    mine = next((each for each in known if each.person_id == notice.person_id), None)
    if mine is None:
        mine = Defendant(case_id=case.id, person_id=notice.person_id, sequence=len(known) + 1)
        mine.charged_at = notice.at
        db.session.add(mine)
    mine.bailed_to, mine.court = notice.bailed_to, notice.court
    appearances = [each for each in (case.first_hearing_at, notice.bailed_to) if each is not None]
    case.first_hearing_at = min(appearances, default=None)
    db.session.flush()
    return mine


def _take_in(case: Case, defendant: Defendant, offences: Sequence[Offence]) -> None:
    """The same rows, now in the case, numbered on from this defendant's last."""
    last = sa.select(sa.func.max(Offence.sequence)).where(
        Offence.case_id == case.id, Offence.person_id == defendant.person_id
    )
    start = (db.session.scalar(last.execution_options(**UNSEEN_TOO)) or 0) + 1
    for sequence, offence in enumerate(offences, start):
        offence.case_id, offence.sequence = case.id, sequence


def _title(case: Case) -> str:
    """'R v SMITH', 'R v SMITH & 2'."""
    defendants = _defendants(case)
    name = sa.select(Person.family_name).where(Person.id == defendants[0].person_id)
    first = db.session.scalar(name.execution_options(**UNSEEN_TOO)) or "name not known"
    others = f" & {len(defendants) - 1}" if len(defendants) > 1 else ""
    return f"R v {first.upper()}{others}"


def files_due(crime_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """By when something of the file is still to be written, for each crime of which a case was opened."""
    due = (
        sa.select(Offence.crime_id, sa.func.min(Task.due_at))
        .join(Task, Task.entity_id == Offence.case_id)
        .where(
            Offence.crime_id.in_(crime_ids),
            Task.endpoint.in_(TASK_PAGE.values()),
            Task.done_at.is_(None),
            Task.due_at.is_not(None),
        )
        .group_by(Offence.crime_id)
    )
    return {crime_id: at for crime_id, at in db.session.execute(due) if crime_id and at}


def _raise_tasks(case: Case, notice: Charged) -> None:
    """What the officer in the case has to write, once a case, due with the file."""
    already = sa.select(Task.endpoint).where(Task.entity_id == case.id)
    raised = set(db.session.scalars(already.execution_options(**UNSEEN_TOO)))
    due = file_due(notice.at, notice.bailed_to)
    urgency = TaskUrgency.ROUTINE if notice.bailed_to else TaskUrgency.URGENT
    for kind, title in ((FormKind.MG5, "Write the summary (MG5)"), (FormKind.MG6, "Write the MG6")):
        if TASK_PAGE[kind] not in raised:
            db.session.add(
                Task(
                    entity_id=case.id,
                    title=f"{title}: {case.label}",
                    endpoint=TASK_PAGE[kind],
                    urgency=urgency,
                    assignee_id=case.owner_id,
                    team_id=case.team_id,
                    raised_by_id=actor_id(),
                    due_at=due,
                )
            )
