"""What a suite must know when the server is gone: everybody in it with all that is due, read in a few queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import Contact
from mips.custody.model.healthcare import CareInstruction
from mips.custody.model.observation import CarePlan
from mips.custody.model.risk import RiskAssessment
from mips.custody.model.suite import Suite
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.mentions import Column, Mention
from mips.custody.rules.risk import Reply
from mips.custody.rules.standing import Standing
from mips.custody.usecases.board_rows import BoardRow, rows_in
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.medication import DoseDue, medication_due
from mips.custody.usecases.pack_photographs import photographs_of
from mips.custody.usecases.reading import is_child, markers_shown
from mips.record.lookup import fetch
from mips.record.model.person import Person, WarningMarker
from mips.record.model.work import LogEntry
from mips.usecase import usecase

LATEST_LINES: Final = 8
"""Of the log of each: enough to see what was done last."""
LAST_ROUND: Final = 10_000
"""After every cell of the round: whoever is in none."""


@dataclass(frozen=True, kw_only=True)
class Packed:
    """One detainee as the pack tells of them."""

    detention: Detention
    row: BoardRow
    standing: Standing
    plan: CarePlan | None = None
    assessment: RiskAssessment | None = None
    instruction: CareInstruction | None = None
    doses: Sequence[DoseDue] = ()
    contacts: Sequence[Contact] = ()
    log: Sequence[LogEntry] = ()
    photograph: str = ""
    """A data: address; empty where there is none."""
    apart: Sequence[str] = ()
    """Whom they are to be kept apart from, by name and cell."""

    @property
    def child(self) -> bool:
        return is_child(self.detention.person, self.detention.arrived_at)

    @property
    def markers(self) -> list[WarningMarker]:
        return markers_shown(self.detention.person, limited=False)

    @property
    def said_yes(self) -> list[str]:
        """The questions of the latest risk assessment that were answered yes, each with what was added."""
        answers = self.assessment.answers if self.assessment else ()
        return [
            f"{each.wording} {each.detail}".strip() for each in answers if each.answer in (Reply.YES, Reply.REFUSED)
        ]

    @property
    def flags(self) -> list[Mention]:
        return self.row.said_in(Column.FLAG)

    @property
    def needs(self) -> list[Mention]:
        """Whom and what they wait for: solicitor, appropriate adult, interpreter, healthcare professional."""
        return self.row.said_in(Column.NEEDS)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A suite at a minute. `detainees` in the order of the round.

    `care`: whether it tells of risk and medicine; `names`: of who they are.
    """

    suite: Suite
    at: datetime
    pulled_by: str
    care: bool
    names: bool
    detainees: Sequence[Packed]
    not_shown: int
    """How many more are there whose record the puller may not read whole."""

    @property
    def worst_first(self) -> list[Packed]:
        return sorted(self.detainees, key=lambda each: each.row.place)

    def shown(self) -> Iterable[Base]:
        return [each.detention for each in self.detainees]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def read_pack(actor: Actor, *, suite_id: uuid.UUID, only: uuid.UUID | None = None) -> Pack:
    """Everything a suite needs on paper, to be kept outside the system: a disclosure of each record in it (CNT-7).

    Risk, care and medicine are in it for those who may read them (ROL-3). `only` that detainee; NotFound who is not
    there, or whose record the actor may not read whole.
    """
    suite, now = fetch(Suite, suite_id), to_minute(clock.now())
    rows = {row.detention_id: row for row in rows_in(actor, suite_id, now)}
    found = [each for each in _held(suite_id) if each.id in rows]
    seen = [each for each in found if actor.sees_all_of(Permission.CUSTODY_LOG_READ, each)]
    if only is not None:
        seen = found = [each for each in seen if each.id == only]
        if not seen:
            raise NotFound
    care = actor.sees_all_of(Permission.CUSTODY_RISK_READ) and actor.may(Permission.CUSTODY_HEALTH_READ)
    about, pictures = _about([each.id for each in seen], care=care), photographs_of(seen)
    packed = [
        Packed(
            detention=each,
            row=rows[each.id],
            standing=standing_of(each, now),
            photograph=pictures.get(each.id, ""),
            apart=[_who_where(rows[other]) for other in rows[each.id].apart if other in rows],
            **about[each.id],
        )
        for each in sorted(seen, key=_round)
    ]
    by, names = f"{actor.collar} {actor.name}".strip(), actor.may(Permission.RECORD_PERSON_READ)
    hidden = len(found) - len(seen)
    return Pack(suite=suite, at=now, pulled_by=by, care=care, names=names, detainees=packed, not_shown=hidden)


def _round(detention: Detention) -> tuple[int, datetime]:
    return (detention.cell.place if detention.cell else LAST_ROUND, detention.arrived_at)


def _who_where(row: BoardRow) -> str:
    return f"{row.detainee} ({row.cell or 'no cell'})"


def _held(suite_id: uuid.UUID) -> Sequence[Detention]:
    here = select(Detention).where(
        Detention.suite_id == suite_id, Detention.released_at.is_(None), Detention.refused_at.is_(None)
    )
    whole = (
        joinedload(Detention.person).selectinload(Person.markers),
        joinedload(Detention.cell),
        joinedload(Detention.arrested_by),
        selectinload(Detention.facts),
        selectinload(Detention.offences),
        selectinload(Detention.rights),
        selectinload(Detention.reviews),
    )
    return db.session.scalars(here.options(*whole)).unique().all()


def _about(ids: Sequence[uuid.UUID], *, care: bool) -> Mapping[uuid.UUID, dict[str, Any]]:
    """What other rows say of each: one query a kind, however many there are."""
    told: dict[uuid.UUID, dict[str, Any]] = {each: {} for each in ids}
    parts: dict[str, Mapping[uuid.UUID, Any]] = {"contacts": _contacts(ids), "log": _latest_lines(ids)}
    if care:
        parts |= {
            "plan": _newest(CarePlan, ids, CarePlan.until_at.is_(None), by=CarePlan.set_at),
            "assessment": _newest(RiskAssessment, ids, by=RiskAssessment.asked_at, load=[_ANSWERS]),
            "instruction": _newest(CareInstruction, ids, by=CareInstruction.at, load=[joinedload(CareInstruction.by)]),
            "doses": medication_due(ids),
        }
    for name, found in parts.items():
        for detention_id, value in found.items():
            told[detention_id][name] = value
    return told


_ANSWERS: Final = selectinload(RiskAssessment.answers)


def _newest(
    model: Any, ids: Sequence[uuid.UUID], *where: Any, by: Any, load: Sequence[Any] = ()
) -> Mapping[uuid.UUID, Any]:
    of_them = select(model).where(model.detention_id.in_(ids), *where).options(*load)
    return {each.detention_id: each for each in db.session.scalars(of_them.order_by(by, model.id)).unique()}


def _contacts(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Contact]]:
    found: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for each in db.session.scalars(select(Contact).where(Contact.detention_id.in_(ids)).order_by(Contact.asked_at)):
        found[each.detention_id].append(each)
    return found


def _latest_lines(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[LogEntry]]:
    """The last lines of each log, oldest first."""
    order = func.row_number().over(partition_by=LogEntry.entity_id, order_by=(LogEntry.at.desc(), LogEntry.id.desc()))
    numbered = select(LogEntry, order.label("line")).where(LogEntry.entity_id.in_(ids)).subquery()
    line = aliased(LogEntry, numbered)
    latest = select(line).where(numbered.c.line <= LATEST_LINES).options(joinedload(line.author))
    found: dict[uuid.UUID, list[LogEntry]] = defaultdict(list)
    for each in db.session.scalars(latest.order_by(line.at, line.id)):
        found[each.entity_id].append(each)
    return found
