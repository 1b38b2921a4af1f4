"""Force used on the street or in somebody's home: each officer writes their own form, and finds it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound
from mips.custody.model.force_report import ForceReport
from mips.custody.usecases.writing import moment_of
from mips.record.lookup import fetch
from mips.record.model.person import Person
from mips.record.reference.lookup import require_item
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class MyReports:
    """An officer's own forms, the latest first."""

    page: Page[ForceReport]

    def shown(self) -> Iterable[Base]:
        return self.page.rows


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def report_force(
    actor: Actor,
    *,
    location: str,
    tactics: Sequence[str],
    reasons: Sequence[str],
    account: str,
    effective: bool,
    body_worn: bool,
    person_id: uuid.UUID | None = None,
    described_as: str = "",
    incident: str = "",
    officer_injury: str = "",
    subject_injury: str = "",
    at: datetime | None = None,
) -> ForceReport:
    """The officer's own account of force they used outside a suite: one form for each person. PACE 1984 s.117."""
    if person_id is None and not described_as.strip():
        raise InputInvalid({"described_as": ["Find the person, or describe them: sex, about what age, appearance"]})
    report = ForceReport(
        officer_id=actor.id,
        person_id=person_id and _person(person_id).id,
        described_as=described_as,
        at=moment_of(at),
        location=location,
        incident=incident,
        tactics=[require_item("force-tactic", each, field="tactics").code for each in tactics],
        reasons=[require_item("force-reason", each, field="reasons").code for each in reasons],
        account=account,
        officer_injury=officer_injury,
        subject_injury=subject_injury,
        effective=effective,
        body_worn=body_worn,
    )
    db.session.add(report)
    db.session.flush()
    return report


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.CONSULTED)
def list_my_force(actor: Actor, *, after: str | None = None) -> MyReports:
    """The forms that whoever asks has written."""
    mine = select(ForceReport).where(ForceReport.officer_id == actor.id).options(joinedload(ForceReport.person))
    return MyReports(paged(db.session, mine, by=[ForceReport.at.desc(), ForceReport.id.desc()], after=after))


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def list_force_on(actor: Actor, *, person_id: uuid.UUID) -> Sequence[ForceReport]:
    """Every form about force used on somebody, the latest first: for whoever meets them next."""
    on_them = select(ForceReport).where(ForceReport.person_id == _person(person_id).id)
    whole = (joinedload(ForceReport.officer), joinedload(ForceReport.person))
    return db.session.scalars(on_them.options(*whole).order_by(ForceReport.at.desc(), ForceReport.id.desc())).all()


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_force_report(actor: Actor, *, report_id: uuid.UUID) -> ForceReport:
    """One form. Of somebody whose name is not known only the officer who wrote it reads it."""
    report = fetch(ForceReport, report_id, joinedload(ForceReport.officer), joinedload(ForceReport.person))
    if report.person_id is None and report.officer_id != actor.id:
        raise NotFound
    return report


def _person(person_id: uuid.UUID) -> Person:
    try:
        return fetch(Person, person_id)
    except NotFound:
        raise InputInvalid({"person_id": ["Select a person"]}) from None
