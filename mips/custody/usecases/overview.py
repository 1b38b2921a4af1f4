"""All suites at a glance, and finding somebody held in any of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, case, func, or_, select

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.care import CellStay
from mips.custody.model.detention import Detention
from mips.custody.model.duty import OnDuty
from mips.custody.model.lateness import Escalation
from mips.custody.model.suite import Cell, Suite
from mips.custody.rules.cells import Condition
from mips.custody.rules.duty import Duty
from mips.custody.rules.lateness import Matter, Stage
from mips.custody.usecases.board_rows import PEOPLE
from mips.usecase import usecase

MOST: Final = 50
"""How many a search shows."""


@dataclass(frozen=True)
class SuiteLine:
    """One suite on the list."""

    id: uuid.UUID
    name: str
    held: int = 0
    waiting: int = 0
    longest: datetime | None = None
    """When whoever has waited longest arrived."""
    places: int = 0
    places_free: int = 0
    late_checks: int = 0
    late_reviews: int = 0
    custody_officer: str = ""


@dataclass(frozen=True)
class Overview:
    lines: Sequence[SuiteLine]
    sought: str = ""
    found: Sequence[Any] = ()
    """Rows of those found: id, reference, detainee, suite_id, suite, cell."""
    total: SuiteLine = field(init=False)

    def __post_init__(self) -> None:
        counted = ("held", "waiting", "places", "places_free", "late_checks", "late_reviews")
        sums: dict[str, Any] = {name: sum(getattr(each, name) for each in self.lines) for name in counted}
        sums["longest"] = min((each.longest for each in self.lines if each.longest), default=None)
        object.__setattr__(self, "total", SuiteLine(id=uuid.UUID(int=0), name="All suites", **sums))

    def shown(self) -> Iterable[uuid.UUID]:
        return [row.id for row in self.found]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def read_overview(actor: Actor, *, sought: str = "") -> Overview:
    """Every open suite: held, waiting, free places, what is late, who answers for it; and who is sought.

    A query for each column however many suites there are. Those held are counted whoever they are.
    """
    suites = db.session.execute(select(Suite.id, Suite.name).where(Suite.closed_at.is_(None)).order_by(Suite.name))
    columns = [_held(), _places(), _late(), _officers()]
    lines = []
    for suite_id, name in suites:
        told = {key: value for column in columns for key, value in column.get(suite_id, {}).items()}
        lines.append(SuiteLine(id=suite_id, name=name, **told))
    return Overview(lines, sought, _found(sought.strip()) if sought.strip() else ())


def _held() -> Mapping[uuid.UUID, dict[str, Any]]:
    held = Detention.authorised_at.is_not(None)
    counts = (
        func.count(case((held, 1))).label("held"),
        func.count(case((~held, 1))).label("waiting"),
        func.min(case((~held, Detention.arrived_at))).label("longest"),
    )
    here = select(Detention.suite_id, *counts).where(Detention.released_at.is_(None))
    return _by_suite(here.group_by(Detention.suite_id))


def _places() -> Mapping[uuid.UUID, dict[str, Any]]:
    """Places in cells that are in use; a free one is clean or to be cleaned."""
    stays = select(CellStay.cell_id, func.count().label("taken")).where(CellStay.until_at.is_(None))
    taken = stays.group_by(CellStay.cell_id).subquery()
    usable = and_(Cell.closed_at.is_(None), Cell.condition != Condition.OUT_OF_ORDER)
    left = Cell.capacity - func.coalesce(taken.c.taken, 0)
    counts = (func.sum(Cell.capacity).label("places"), func.sum(case((usable, left), else_=0)).label("places_free"))
    cells = select(Cell.suite_id, *counts).outerjoin(taken, taken.c.cell_id == Cell.id)
    return _by_suite(cells.where(Cell.closed_at.is_(None)).group_by(Cell.suite_id))


def _late() -> Mapping[uuid.UUID, dict[str, Any]]:
    """What has been told to a second person and is still not done."""
    late = (Escalation.ended_at.is_(None), Escalation.stage == Stage.FIRST, Detention.released_at.is_(None))
    counts = (
        func.count(case((Escalation.matter == Matter.CHECK, 1))).label("late_checks"),
        func.count(case((Escalation.matter == Matter.REVIEW, 1))).label("late_reviews"),
    )
    told = select(Detention.suite_id, *counts).join(Detention, Detention.id == Escalation.detention_id)
    return _by_suite(told.where(*late).group_by(Detention.suite_id))


def _officers() -> Mapping[uuid.UUID, dict[str, Any]]:
    still = (OnDuty.until_at.is_(None), OnDuty.duty == Duty.CUSTODY_OFFICER)
    who = select(OnDuty.suite_id, User.name.label("custody_officer")).join(User, User.id == OnDuty.user_id)
    return _by_suite(who.where(*still))


def _by_suite(statement: Any) -> Mapping[uuid.UUID, dict[str, Any]]:
    rows = db.session.execute(statement.execution_options(**UNSEEN_TOO)).mappings()
    return {row["suite_id"]: {key: value for key, value in row.items() if key != "suite_id"} for row in rows}


def _found(sought: str) -> Sequence[Any]:
    """Those held anywhere whose custody number or name begins as is typed, as far as the actor may see them."""
    names = [PEOPLE.family_name.istartswith(word, autoescape=True) for word in sought.replace(",", " ").split()]
    given = [PEOPLE.given_names.istartswith(word, autoescape=True) for word in sought.replace(",", " ").split()]
    named = and_(*(or_(family, first) for family, first in zip(names, given, strict=True)))
    number = Detention.reference.istartswith(sought, autoescape=True)
    columns = (Detention.id, Detention.reference, PEOPLE.family_name, PEOPLE.given_names, Detention.described_as)
    where = (Detention.suite_id, Suite.name.label("suite"), Cell.name.label("cell"))
    rows = select(*columns, *where).select_from(Detention).outerjoin(PEOPLE, PEOPLE.id == Detention.person_id)
    placed = rows.join(Suite, Suite.id == Detention.suite_id).outerjoin(Cell, Cell.id == Detention.cell_id)
    held = placed.where(Detention.released_at.is_(None), or_(number, named))
    return db.session.execute(held.order_by(PEOPLE.family_name, Detention.arrived_at).limit(MOST)).all()
