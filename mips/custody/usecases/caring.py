"""How a detainee is cared for as it stands: the plan, the checks, what is owed; and the board's words for it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.hospital import HospitalStay
from mips.custody.model.observation import CarePlan, CellCheck
from mips.custody.model.provision import Provision
from mips.custody.model.risk import RiskAssessment
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.observation import Level
from mips.custody.rules.standing import Standing
from mips.custody.rules.welfare import Owed, Rest, meals_owed, rest
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.reading import is_child, markers_shown
from mips.record.lookup import fetch
from mips.record.model.person import Person, WarningMarker
from mips.usecase import usecase

_SHOWN: Final = 40


@dataclass(frozen=True, kw_only=True)
class CareRecord:
    """Everything about the care of one detainee. `limited`: the level and what it asks for, and no more."""

    detention: Detention
    standing: Standing
    plan: CarePlan | None
    stay: HospitalStay | None
    limited: bool
    assessments: Sequence[RiskAssessment] = ()
    plans: Sequence[CarePlan] = ()
    checks: Sequence[CellCheck] = ()
    provisions: Sequence[Provision] = ()
    owed: Owed
    rest: Rest

    @property
    def child(self) -> bool:
        return is_child(self.detention.person, self.detention.arrived_at)

    @property
    def markers(self) -> list[WarningMarker]:
        return markers_shown(self.detention.person, limited=self.limited)

    @property
    def latest(self) -> RiskAssessment | None:
        return self.assessments[0] if self.assessments else None

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_RISK_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_care(actor: Actor, *, detention_id: uuid.UUID) -> CareRecord:
    """The care of a detainee; in the limited form the level alone (ROL-3)."""
    return care_of(detention_id, limited=not actor.sees_all_of(Permission.CUSTODY_RISK_READ))


def care_of(detention_id: uuid.UUID, *, limited: bool = False) -> CareRecord:
    """The same inside another use case."""
    detention = fetch(Detention, detention_id, *_IDENTITY)
    offered = [] if limited else _provisions(detention_id)
    ends = detention.released_at or clock.now()
    return CareRecord(
        detention=detention,
        standing=standing_of(detention),
        plan=plan_now(detention_id),
        stay=stay_now(detention_id),
        limited=limited,
        assessments=[] if limited else _assessments(detention_id),
        plans=[] if limited else _plans(detention_id),
        checks=[] if limited else _checks(detention_id),
        provisions=offered[:_SHOWN],
        owed=meals_owed([(each.kind, each.at) for each in offered], since=detention.arrived_at, now=ends),
        rest=rest(_busy(detention.facts), since=detention.arrived_at, now=ends),
    )


def plan_now(detention_id: uuid.UUID) -> CarePlan | None:
    """The plan in force."""
    return db.session.scalars(_in_force(), {"detention_id": detention_id}).one_or_none()


@cache
def _in_force() -> Select[CarePlan]:
    now = select(CarePlan).where(CarePlan.detention_id == bindparam("detention_id"), CarePlan.until_at.is_(None))
    return now.options(joinedload(CarePlan.set_by))


def stay_now(detention_id: uuid.UUID) -> HospitalStay | None:
    """The hospital somebody is at or on the way to."""
    return next((each for each in _stays(detention_id) if each.returned_at is None), None)


def latest_assessment(detention_id: uuid.UUID) -> RiskAssessment | None:
    """The assessment made last."""
    return db.session.scalars(_latest_first(), {"detention_id": detention_id}).first()


@cache
def _latest_first() -> Select[RiskAssessment]:
    of_it = select(RiskAssessment).where(RiskAssessment.detention_id == bindparam("detention_id"))
    return of_it.order_by(RiskAssessment.asked_at.desc(), RiskAssessment.id.desc()).limit(1)


def say_care(detention_id: uuid.UUID, *, plan: CarePlan | None = None, asked: RiskAssessment | None = None) -> None:
    """Put on the board when the next check is, how they are watched, and what must be known at the door.

    `plan` and `asked` are the plan in force and the latest assessment where those are at hand: they are read otherwise.
    """
    db.session.flush()
    plan, asked = plan or plan_now(detention_id), asked or latest_assessment(detention_id)
    say_on_board(detention_id, "care", _care_said(plan, asked, _stays(detention_id)))


def _care_said(plan: CarePlan | None, asked: RiskAssessment | None, stays: Sequence[HospitalStay]) -> Iterator[Mention]:
    if stay := next((each for each in stays if each.returned_at is None), None):
        yield Mention(column=Column.FLAG, words="In hospital", since=stay.left_at, page="custody.hospital")
    elif plan is not None and plan.due_at:
        yield Mention(column=Column.CHECK, words=plan.name, due_at=plan.due_at, page="custody.check", todo="Check now")
    elif asked:
        yield Mention(column=Column.NEEDS, words="Care plan to set", tone=Tone.SOON, page="custody.care_plan")
    if _changed_since(asked, stays):
        words, todo = "Risk again: back from hospital", "Assess risk again"
        yield Mention(column=Column.NEEDS, words=words, tone=Tone.SOON, page="custody.risk_assessment", todo=todo)
    if plan is not None and plan.level >= Level.CONSTANT:
        yield Mention(column=Column.FLAG, words="Constant watch" if plan.level == Level.CONSTANT else "Within reach")
    if plan is not None and (last := _last_check(plan.detention_id)) and last.failed:
        yield Mention(
            column=Column.FLAG,
            words="NOT ROUSED: get help",
            tone=Tone.LATE,
            since=last.at,
            page="custody.call_healthcare",
        )


def _stays(detention_id: uuid.UUID) -> Sequence[HospitalStay]:
    return db.session.scalars(_away(), {"detention_id": detention_id}).all()


@cache
def _away() -> Select[HospitalStay]:
    return select(HospitalStay).where(HospitalStay.detention_id == bindparam("detention_id"))


def _changed_since(asked: RiskAssessment | None, stays: Iterable[HospitalStay]) -> bool:
    """They came back from hospital and risk has not been assessed since: what was found there changes it.

    Code C 3.6, 9.3.
    """
    returned = max((each.returned_at for each in stays if each.returned_at), default=None)
    return returned is not None and (asked is None or asked.asked_at < returned)


def _last_check(detention_id: uuid.UUID) -> CellCheck | None:
    return db.session.scalars(_last_first(), {"detention_id": detention_id}).first()


@cache
def _last_first() -> Select[CellCheck]:
    of_it = select(CellCheck).where(CellCheck.detention_id == bindparam("detention_id"))
    return of_it.order_by(CellCheck.at.desc(), CellCheck.id.desc()).limit(1)


_IDENTITY: Final = (
    joinedload(Detention.person).selectinload(Person.markers),
    joinedload(Detention.suite),
    joinedload(Detention.cell),
    selectinload(Detention.facts),
)


def _assessments(detention_id: uuid.UUID) -> Sequence[RiskAssessment]:
    of_it = select(RiskAssessment).where(RiskAssessment.detention_id == detention_id)
    whole = (joinedload(RiskAssessment.by), selectinload(RiskAssessment.answers))
    return db.session.scalars(
        of_it.options(*whole).order_by(RiskAssessment.asked_at.desc(), RiskAssessment.id.desc())
    ).all()


def _plans(detention_id: uuid.UUID) -> Sequence[CarePlan]:
    of_it = select(CarePlan).where(CarePlan.detention_id == detention_id).options(joinedload(CarePlan.set_by))
    return db.session.scalars(of_it.order_by(CarePlan.set_at.desc(), CarePlan.id.desc())).all()


def _checks(detention_id: uuid.UUID) -> Sequence[CellCheck]:
    of_it = select(CellCheck).where(CellCheck.detention_id == detention_id).options(joinedload(CellCheck.by))
    return db.session.scalars(of_it.order_by(CellCheck.at.desc(), CellCheck.id.desc()).limit(_SHOWN)).all()


def _provisions(detention_id: uuid.UUID) -> Sequence[Provision]:
    of_it = select(Provision).where(
        Provision.detention_id == detention_id, Provision.at > clock.now() - timedelta(days=4)
    )
    return db.session.scalars(of_it.options(joinedload(Provision.by)).order_by(Provision.at.desc())).all()


_STARTS: Final = {"questioning_start": "questioning_end", "leave_for_hospital": "return_from_hospital"}
"""What interrupts rest, of the facts on the record. Code C 12.2."""


def _busy(facts: Iterable[DetentionFact]) -> list[tuple[datetime, datetime | None]]:
    """When they were questioned or travelled, each with its end where it has one."""
    stand = [fact for fact in facts if fact.replaced_at is None]
    found = []
    for start in stand:
        if ends := _STARTS.get(start.kind):
            later = [fact.at for fact in stand if fact.kind == ends and fact.at >= start.at]
            found.append((start.at, min(later, default=None)))
    return found
