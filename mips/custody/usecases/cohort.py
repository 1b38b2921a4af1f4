"""Which custody records are counted, and by what: those of people who arrived in a period, in a suite or everywhere."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import aliased

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.core.england import LONDON
from mips.custody.model.bail import BailEnd, BailGiven
from mips.custody.model.detention import Detention
from mips.record.model.person import Person
from mips.returns.usecases import people
from mips.returns.usecases.people import age_at

DETAINEE: Final = aliased(Person, flat=True)
"""Whoever a counted record is about: the statement joins it, outer, by its id."""
_CAME_BACK: Final = (BailEnd.ANSWERED, BailEnd.NOT_ANSWERED, BailEnd.BREACH, BailEnd.NEW_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Records of people who arrived on any day from `first` to `last`, both included, of a suite or of all."""

    first: date
    last: date
    suite_id: uuid.UUID | None = None

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), tzinfo=LONDON)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), tzinfo=LONDON)

    @property
    def among(self) -> tuple[ColumnElement[bool], ...]:
        """Conditions for a select of Detention."""
        here = () if self.suite_id is None else (Detention.suite_id == self.suite_id,)
        return (Detention.arrived_at >= self.begins, Detention.arrived_at < self.ends, *here)


def everything(statement: Any) -> Sequence[Any]:
    """Rows of a statement that counts: what the onlooker may not open is counted all the same."""
    return db.session.execute(statement, execution_options=dict(UNSEEN_TOO)).all()


def seconds(length: Any) -> ColumnElement[Any]:
    """An interval as seconds."""
    return extract("epoch", length)


def age_on_arrival() -> ColumnElement[int | None]:
    """Whole years in London's calendar, by the latest day the date of birth can mean."""
    return age_at(DETAINEE, Detention.arrived_at)


def away_on_bail() -> ColumnElement[Any]:
    """Seconds for which somebody was out on bail before charge and came back from it."""
    out = select(func.coalesce(func.sum(seconds(BailGiven.ended_at - BailGiven.released_at)), 0))
    of_it = out.where(BailGiven.detention_id == Detention.id, BailGiven.ended_by.in_(_CAME_BACK))
    return of_it.correlate(Detention).scalar_subquery()


def who(at: Any = Detention.arrived_at) -> tuple[ColumnElement[str], ...]:
    """Of whom a row is, as the columns BY_WHOM. The statement joins DETAINEE, outer; age is that at the moment `at`."""
    return people.who(DETAINEE, at)
