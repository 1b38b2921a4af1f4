"""What is owed to victims, the first due first, and how much of it was missed by whom and of which right (INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from mips.access.model import Team, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.errors import Forbidden
from mips.investigation.model.crime import Crime
from mips.investigation.model.victim import VictimPromise
from mips.investigation.usecases.units import of_unit
from mips.usecase import usecase
from mips.web.keyset import Page, paged

NOBODY: Final = "none"
"""What stands for the officer where a crime has none."""
OFFICE: Final = Permission.INVESTIGATION_OUTCOME_APPROVE
"""Who supervises investigations: they also see what was missed."""


class Whose(StrEnum):
    """Whose crimes are listed, of those that whoever reads may see."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"

    @property
    def label(self) -> str:
        return {"mine": "My crimes", "team": "My teams' crimes", "all": "All I may see"}[self.value]


@dataclass(frozen=True)
class Owed:
    """A page of what is owed, and of all that these filters leave how many are open and how many late."""

    page: Page[VictimPromise]
    total: int
    late: int

    def shown(self) -> Iterable[Base]:
        return _subjects(self.page.rows)


@dataclass(frozen=True)
class Count:
    """How many promises were missed of one officer's crimes, or of one right. `key` filters the list to them."""

    key: str
    title: str
    missed: int


@dataclass(frozen=True)
class Missed:
    """The promises missed over a period, counted by officer and by right; the list holds those of one count."""

    page: Page[VictimPromise]
    officers: Sequence[Count]
    rights: Sequence[Count]
    total: int
    since: date
    until: date

    def shown(self) -> Iterable[Base]:
        return _subjects(self.page.rows)


@usecase(Permission.CASES_WITNESS_CARE_READ, verb=Verb.CONSULTED)
def list_owed(
    actor: Actor,
    *,
    whose: Whose = Whose.ALL,
    right: int | None = None,
    unit: str | None = None,
    after: str | None = None,
) -> Owed:
    """What victims are owed and have not had, the first due first: what is overdue stands at the top."""
    conditions = [VictimPromise.ended_at.is_(None), *_whose(actor, whose), *_narrowed(right, unit)]
    found = _promises().where(*conditions)
    total, late = db.session.execute(
        _counting(
            sa.func.count(VictimPromise.id), sa.func.count(VictimPromise.id).filter(VictimPromise.due_on < _today())
        ).where(*conditions)
    ).one()
    return Owed(paged(db.session, found, by=(VictimPromise.due_on, VictimPromise.id), after=after), total, late)


@usecase(Permission.CASES_WITNESS_CARE_READ, verb=Verb.CONSULTED)
def list_missed(
    actor: Actor,
    *,
    since: date,
    until: date,
    whose: Whose = Whose.ALL,
    officer: str | None = None,
    right: int | None = None,
    unit: str | None = None,
    after: str | None = None,
) -> Missed:
    """Promises due in a period and kept late, given up, or still open after their last day; for supervisors.

    `officer`: the id of an officer in the case, or 'none'. `since` and `until` are both of the period.
    """
    if not actor.may(OFFICE):
        raise Forbidden("What was missed is for those who supervise investigations", permission=OFFICE)
    among = [VictimPromise.due_on.between(since, until), was_missed(), *_whose(actor, whose), *_narrowed(None, unit)]
    narrowed = [*among, *_of_officer(officer), *_narrowed(right, None)]
    page = paged(
        db.session, _promises().where(*narrowed), by=(VictimPromise.due_on.desc(), VictimPromise.id.desc()), after=after
    )
    officers = [Count(*row) for row in db.session.execute(_by_officer(among))]
    rights = [Count(str(right), str(right), missed) for right, missed in db.session.execute(_by_right(among))]
    return Missed(page, officers, rights, sum(each.missed for each in rights), since, until)


def was_missed() -> sa.ColumnElement[bool]:
    """The same as rules.promises.was_missed, for the database."""
    late = sa.and_(VictimPromise.ended_at.is_(None), VictimPromise.due_on < _today())
    return sa.or_(VictimPromise.broken, late)


def _by_officer(among: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    key = sa.func.coalesce(sa.cast(Crime.officer_in_case_id, sa.Text), NOBODY).label("key")
    name = sa.func.coalesce(User.name, "Not allocated").label("name")
    missed = sa.func.count(VictimPromise.id)
    counted = _counting(key, name, missed).outerjoin(User, User.id == Crime.officer_in_case_id).where(*among)
    return counted.group_by(key, name).order_by(missed.desc(), name, key)


def _by_right(among: Sequence[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    counted = _counting(VictimPromise.right, sa.func.count(VictimPromise.id)).where(*among)
    return counted.group_by(VictimPromise.right).order_by(VictimPromise.right)


def _promises() -> sa.Select[VictimPromise]:
    of_crime = contains_eager(VictimPromise.crime).joinedload(Crime.officer_in_case)
    found = sa.select(VictimPromise).join(VictimPromise.crime).outerjoin(Team, Team.id == Crime.team_id)
    return found.options(of_crime, joinedload(VictimPromise.party))


def _counting(*columns: Any) -> sa.Select[Any]:
    """Columns over the promises that may be seen, with their crimes and teams."""
    found = sa.select(*columns).select_from(VictimPromise).join(Crime, Crime.id == VictimPromise.crime_id)
    return found.outerjoin(Team, Team.id == Crime.team_id)


def _whose(actor: Actor, whose: Whose) -> list[sa.ColumnElement[bool]]:
    if whose is Whose.MINE:
        return [Crime.officer_in_case_id == actor.id]
    return [Crime.team_id.in_(actor.teams)] if whose is Whose.TEAM else []


def _narrowed(right: int | None, unit: str | None) -> list[sa.ColumnElement[bool]]:
    return [*([VictimPromise.right == right] if right else []), *([of_unit == unit] if unit else [])]


def _of_officer(officer: str | None) -> list[sa.ColumnElement[bool]]:
    if not officer:
        return []
    return [Crime.officer_in_case_id.is_(None) if officer == NOBODY else Crime.officer_in_case_id == uuid.UUID(officer)]


def _today() -> date:
    return day_of(clock.now())


def _subjects(promises: Iterable[VictimPromise]) -> Iterable[Base]:
    for each in promises:
        yield each.crime
        yield each.party
