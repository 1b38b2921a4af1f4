"""Oversight of custody: how long people wait and stay, what was late, who had force used on them, what is missing."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.custody.model.care import Review
from mips.custody.model.detention import Detention
from mips.custody.model.observation import CellCheck
from mips.custody.rules.completeness import Completeness
from mips.custody.usecases.cohort import Cohort
from mips.custody.usecases.completeness import completeness_of
from mips.custody.usecases.force_counted import force_elsewhere
from mips.custody.usecases.oversight_figures import (
    ForceUsed,
    Lateness,
    Lengths,
    Spread,
    adult_waits,
    checks_of,
    force_of,
    late_by,
    lengths_of,
    reviews_of_cohort,
    stay,
    wait,
)
from mips.custody.usecases.searches_counted import strip_search_places, strip_searches
from mips.record.lookup import fetch
from mips.returns.usecases.people import Who
from mips.usecase import usecase
from mips.web.keyset import Page, paged

_WORST = 5


@dataclass(frozen=True)
class Worst:
    """One record among the worst, and by how many minutes."""

    detention: Detention
    minutes: int


@dataclass(frozen=True)
class RecordLine:
    """One record of the period. Minutes are None where it has not come so far."""

    detention: Detention
    waited: int | None
    stayed: int | None
    late_checks: int
    late_reviews: int
    complete: Completeness


@dataclass(frozen=True, kw_only=True)
class Oversight:
    """One suite, or every suite, over a period."""

    cohort: Cohort
    at: datetime
    lengths: Lengths
    checks: Lateness
    reviews: Lateness
    postponed: int
    adults: Spread
    adults_not_come: int
    force: ForceUsed
    force_elsewhere: Counter[Who] | None
    """Outside custody, on the days of the period; None of one suite."""
    strip_searches: Counter[Who]
    strip_places: Sequence[tuple[str, int]]
    worst: Mapping[str, Sequence[Worst]]
    """The worst of each of: waits, stays, checks, reviews."""
    page: Page[RecordLine]

    def shown(self) -> Iterable[Base]:
        listed = [each.detention for each in self.page.rows]
        return [*listed, *(each.detention for some in self.worst.values() for each in some)]


@usecase(Permission.CUSTODY_REVIEW_READ, verb=Verb.CONSULTED)
def read_oversight(
    actor: Actor, *, first: date, last: date, suite_id: uuid.UUID | None = None, after: str | None = None
) -> Oversight:
    """Everything about the records of a period. Figures count every record; those listed are what the actor may open.

    `after` is where the list of records goes on.
    """
    cohort = Cohort(first=first, last=last, suite_id=suite_id)
    reviews, postponed = reviews_of_cohort(cohort)
    adults, not_come = adult_waits(cohort)
    return Oversight(
        cohort=cohort,
        at=clock.now(),
        lengths=lengths_of(cohort),
        checks=checks_of(cohort),
        reviews=reviews,
        postponed=postponed,
        adults=adults,
        adults_not_come=not_come,
        force=force_of(cohort),
        force_elsewhere=force_elsewhere(cohort),
        strip_searches=strip_searches(cohort),
        strip_places=strip_search_places(cohort),
        worst=_worst(cohort),
        page=_records(cohort, after),
    )


@dataclass(frozen=True)
class RecordChecked:
    """How complete one record is."""

    detention: Detention
    complete: Completeness

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_REVIEW_READ, verb=Verb.CONSULTED)
def check_completeness(actor: Actor, *, detention_id: uuid.UUID) -> RecordChecked:
    """What one record holds of what it should by now, and what is missing."""
    detention = fetch(Detention, detention_id, joinedload(Detention.person))
    return RecordChecked(detention, completeness_of([detention_id])[detention_id])


def _worst(cohort: Cohort) -> dict[str, list[Worst]]:
    late_check, late_review = func.max(CellCheck.late_minutes), func.max(late_by())
    checks = select(CellCheck.detention_id, late_check.label("minutes")).where(CellCheck.late_minutes > 0)
    reviews = select(Review.detention_id, late_review.label("minutes")).where(late_by() > 0)
    return {
        "waits": _longest(cohort, wait() / 60),
        "stays": _longest(cohort, stay() / 60),
        "checks": _latest(cohort, checks.group_by(CellCheck.detention_id).subquery()),
        "reviews": _latest(cohort, reviews.group_by(Review.detention_id).subquery()),
    }


def _longest(cohort: Cohort, minutes: Any) -> list[Worst]:
    found = select(Detention, minutes.label("minutes")).where(*cohort.among, Detention.authorised_at.is_not(None))
    return _first_of(found.where(minutes.is_not(None)), minutes)


def _latest(cohort: Cohort, late: Any) -> list[Worst]:
    found = select(Detention, late.c.minutes).join(late, late.c.detention_id == Detention.id)
    return _first_of(found.where(*cohort.among), late.c.minutes)


def _first_of(found: Any, minutes: Any) -> list[Worst]:
    ordered = found.order_by(minutes.desc(), Detention.id).limit(_WORST).options(joinedload(Detention.person))
    return [Worst(detention, int(length)) for detention, length in db.session.execute(ordered)]


def _records(cohort: Cohort, after: str | None) -> Page[RecordLine]:
    late_checks = select(func.count()).where(CellCheck.detention_id == Detention.id, CellCheck.late_minutes > 0)
    late_reviews = select(func.count()).where(Review.detention_id == Detention.id, late_by() > 0)
    found = (
        select(
            Detention,
            wait().label("wait"),
            stay().label("stay"),
            late_checks.correlate(Detention).scalar_subquery(),
            late_reviews.correlate(Detention).scalar_subquery(),
        )
        .where(*cohort.among)
        .options(joinedload(Detention.person), joinedload(Detention.suite))
    )
    page = paged(db.session, found, by=(Detention.arrived_at.desc(), Detention.id), after=after)
    complete = completeness_of([row[0].id for row in page.rows])
    lines = [
        RecordLine(row[0], _minutes(row[1]), _minutes(row[2]), row[3], row[4], complete[row[0].id]) for row in page.rows
    ]
    return Page(lines, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def _minutes(length: Any) -> int | None:
    return None if length is None else int(length) // 60
