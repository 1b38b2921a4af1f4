"""Independent custody visitors: what they are shown of a suite, without names, and what came of their visit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.custody.model.detention import Detention
from mips.custody.model.hospital import HospitalStay
from mips.custody.model.observation import CarePlan
from mips.custody.model.suite import Cell, Suite
from mips.custody.model.visit import CustodyVisit
from mips.custody.usecases.cohort import DETAINEE, age_on_arrival
from mips.custody.usecases.writing import moment_of
from mips.record.lookup import fetch
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.rules.people import age_band
from mips.usecase import usecase

_ADULT, _VISITS_SHOWN = 18, 20


@dataclass(frozen=True)
class SeenByVisitor:
    """Somebody in the suite as a visitor is told of them: no name, no offence, nothing medical."""

    detention_id: uuid.UUID
    cell: str
    age_group: str
    sex: str
    since: datetime
    level: str
    needs: Sequence[str]


@dataclass(frozen=True)
class SuiteForVisitor:
    """A suite as of now, with the latest visits to it."""

    suite: Suite
    at: datetime
    people: Sequence[SeenByVisitor]
    visits: Sequence[CustodyVisit]

    def shown(self) -> Iterable[uuid.UUID]:
        return [each.detention_id for each in self.people]


@usecase(Permission.CUSTODY_RECORD_READ, verb=Verb.DISCLOSED)
def show_to_visitor(actor: Actor, *, suite_id: uuid.UUID) -> SuiteForVisitor:
    """Everybody in a suite now, as an independent custody visitor may know of them. Police Reform Act 2002 s.51."""
    visits = select(CustodyVisit).where(CustodyVisit.suite_id == suite_id).order_by(CustodyVisit.visited_at.desc())
    latest = visits.limit(_VISITS_SHOWN).options(joinedload(CustodyVisit.by))
    people = [_seen(row) for row in db.session.execute(_here(suite_id), execution_options=dict(UNSEEN_TOO))]
    return SuiteForVisitor(fetch(Suite, suite_id), clock.now(), people, db.session.scalars(latest).all())


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def record_custody_visit(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    visitors: str,
    spoken_to: int,
    visited_at: datetime | None = None,
    remarks: str = "",
    answer: str = "",
) -> CustodyVisit:
    """Keep that visitors came, how many detainees they spoke to, and what they remarked."""
    suite = fetch(Suite, suite_id)
    counted = select(func.count(Detention.id)).where(*_in_suite(suite_id))
    held = db.session.scalar(counted.execution_options(**UNSEEN_TOO)) or 0
    at = moment_of(visited_at)
    if at > clock.now():
        raise InputInvalid({"visited_at": ["The visit must be in the past"]})
    said = {"visitors": visitors, "spoken_to": spoken_to, "remarks": remarks, "answer": answer}
    visit = CustodyVisit(suite_id=suite.id, visited_at=at, held=held, by_id=actor.id, **said)
    db.session.add(visit)
    return visit


def _in_suite(suite_id: uuid.UUID) -> tuple[ColumnElement[bool], ...]:
    return Detention.suite_id == suite_id, Detention.released_at.is_(None), Detention.refused_at.is_(None)


def _here(suite_id: uuid.UUID) -> Any:
    away = select(HospitalStay.id).where(HospitalStay.detention_id == Detention.id, HospitalStay.returned_at.is_(None))
    since = func.coalesce(Detention.returned_at, Detention.arrived_at).label("since")
    return (
        select(
            Detention.id,
            Cell.name.label("cell"),
            age_on_arrival().label("aged"),
            DETAINEE.sex.label("sex"),
            DETAINEE.interpreter_needed.label("interpreter"),
            since,
            Detention.authorised_at,
            Detention.rights_given_at,
            CarePlan.level,
            CarePlan.rousing,
            away.correlate(Detention).exists().label("away"),
        )
        .select_from(Detention)
        .outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
        .outerjoin(Cell, Cell.id == Detention.cell_id)
        .outerjoin(CarePlan, (CarePlan.detention_id == Detention.id) & CarePlan.until_at.is_(None))
        .where(*_in_suite(suite_id))
        .order_by(Cell.place, since, Detention.id)
    )


def _seen(row: Row[Any]) -> SeenByVisitor:
    level = "Not set yet" if row.level is None else f"Level {row.level}{', roused' if row.rousing else ''}"
    return SeenByVisitor(
        row.id,
        row.cell or "No cell yet",
        age_band(row.aged),
        row.sex.value if row.sex else NOT_RECORDED,
        row.since,
        level,
        list(_needs(row)),
    )


def _needs(row: Row[Any]) -> Iterator[str]:
    if row.aged is not None and row.aged < _ADULT:
        yield "Child: appropriate adult"
    if row.interpreter:
        yield "Interpreter"
    if row.authorised_at is None:
        yield "Waits for the decision about detention"
    elif row.rights_given_at is None:
        yield "Rights to be given"
    if row.away:
        yield "In hospital"
