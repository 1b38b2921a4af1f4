"""The figures of an oversight page, each one statement over the records of a cohort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from mips.custody.model.care import Review
from mips.custody.model.detention import Detention
from mips.custody.model.incident import ForceForm
from mips.custody.model.observation import CellCheck
from mips.custody.model.people import Attendance
from mips.custody.rules.people import Helper
from mips.custody.usecases.cohort import DETAINEE, Cohort, away_on_bail, everything, seconds, who
from mips.returns.rules.people import AGE_BANDS
from mips.returns.usecases.people import BY_WHOM, who_of


@dataclass(frozen=True)
class Spread:
    """How long something took, in minutes: of how many, the middle one, the 95th in a hundred, the longest."""

    count: int
    median: int | None
    high: int | None
    worst: int | None


@dataclass(frozen=True)
class Lateness:
    """How many were made, how many of them late, the worst by minutes."""

    made: int
    late: int
    worst: int

    @property
    def rate(self) -> float:
        """Late ones in a hundred, to one decimal."""
        return round(100 * self.late / self.made, 1) if self.made else 0.0


@dataclass(frozen=True)
class Group:
    """Detentions of one group of people, those in which force was used, and the officers' forms about it."""

    name: str
    detentions: int
    with_force: int
    forms: int

    @property
    def rate(self) -> float:
        """Detentions with force in a hundred, to one decimal."""
        return round(100 * self.with_force / self.detentions, 1) if self.detentions else 0.0


def wait() -> ColumnElement[Any]:
    """Seconds from arrival to the decision that detention is authorised."""
    return seconds(Detention.authorised_at - Detention.arrived_at)


def stay() -> ColumnElement[Any]:
    """Seconds in the suite from arrival until they left, time on bail apart."""
    return seconds(Detention.released_at - Detention.arrived_at) - away_on_bail()


@dataclass(frozen=True)
class Lengths:
    """Detentions, refusals, and how long they waited for a decision and stayed."""

    detentions: int
    refused: int
    waits: Spread
    stays: Spread


def lengths_of(cohort: Cohort) -> Lengths:
    """Waiting and staying, of everybody who arrived."""
    each = select(
        Detention.refused_at.label("refused_at"), wait().label("wait"), _of_authorised(stay()).label("stay")
    ).where(*cohort.among)
    found = each.subquery()
    (row,) = everything(
        select(
            func.count().label("all"),
            func.count(found.c.refused_at).label("refused"),
            *_spread(found.c.wait, "wait"),
            *_spread(found.c.stay, "stay"),
        )
    )
    return Lengths(row.all, row.refused, _as_spread(row, "wait"), _as_spread(row, "stay"))


def _of_authorised(length: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((Detention.authorised_at.is_not(None), length))


def _spread(length: ColumnElement[Any], name: str) -> list[ColumnElement[Any]]:
    return [
        func.count(length).label(f"{name}_count"),
        func.percentile_cont(0.5).within_group(length).label(f"{name}_median"),
        func.percentile_cont(0.95).within_group(length).label(f"{name}_high"),
        func.max(length).label(f"{name}_worst"),
    ]


def _as_spread(row: Any, name: str) -> Spread:
    figures = (getattr(row, f"{name}_{part}") for part in ("median", "high", "worst"))
    return Spread(getattr(row, f"{name}_count"), *(None if each is None else int(each) // 60 for each in figures))


def checks_of(cohort: Cohort) -> Lateness:
    """Checks made of these detainees."""
    counts = select(
        func.count(),
        func.count().filter(CellCheck.late_minutes > 0),
        func.coalesce(func.max(CellCheck.late_minutes), 0),
    )
    (row,) = everything(counts.join(Detention, Detention.id == CellCheck.detention_id).where(*cohort.among))
    return Lateness(*row)


def late_by() -> ColumnElement[Any]:
    """Whole minutes by which a review was held after it was due."""
    return func.floor(seconds(Review.held_at - Review.due_at) / 60)


def reviews_of_cohort(cohort: Cohort) -> tuple[Lateness, int]:
    """Reviews that were held, and how many were put off first."""
    counts = select(
        func.count(Review.held_at),
        func.count().filter(late_by() > 0),
        func.greatest(func.coalesce(func.max(late_by()), 0), 0),
        func.count(Review.postponed_at),
    )
    (row,) = everything(counts.join(Detention, Detention.id == Review.detention_id).where(*cohort.among))
    return Lateness(row[0], row[1], int(row[2])), row[3]


def adult_waits(cohort: Cohort) -> tuple[Spread, int]:
    """From asking for an appropriate adult until they came, and how many asked for never did."""
    length = seconds(Attendance.arrived_at - Attendance.requested_at)
    asked = select(*_spread(length, "wait"), func.count().filter(Attendance.arrived_at.is_(None)).label("not_come"))
    of_adults = asked.join(Detention, Detention.id == Attendance.detention_id).where(
        Attendance.helper == Helper.ADULT, *cohort.among
    )
    (row,) = everything(of_adults)
    return _as_spread(row, "wait"), row.not_come


@dataclass(frozen=True)
class ForceUsed:
    """Use of force by age group, sex and ethnicity of the detainee, and by place."""

    by_age: Sequence[Group]
    by_sex: Sequence[Group]
    by_ethnicity: Sequence[Group]
    by_place: Sequence[tuple[str, int]]
    """Each place with its number of forms, the most first."""


def force_of(cohort: Cohort) -> ForceUsed:
    """Of whom force was used, beside all who were detained, and where."""
    rows = [(who_of(row), row) for row in everything(_by_group(cohort))]
    ages, sexes, origins = (_grouped([(key[part], row) for key, row in rows]) for part in range(3))
    return ForceUsed(
        sorted(ages, key=lambda group: AGE_BANDS.index(group.name)), sexes, origins, everything(_by_place(cohort))
    )


def _by_group(cohort: Cohort) -> Select[Any]:
    forms = (
        select(ForceForm.detention_id, func.count().label("forms")).group_by(ForceForm.detention_id).subquery("forms")
    )
    age, sex, ethnicity = who()
    return (
        select(
            age,
            sex,
            ethnicity,
            func.count().label("detentions"),
            func.count(forms.c.forms).label("with_force"),
            func.coalesce(func.sum(forms.c.forms), 0).label("forms"),
        )
        .select_from(Detention)
        .outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
        .outerjoin(forms, forms.c.detention_id == Detention.id)
        .where(*cohort.among)
        .group_by(*BY_WHOM)
    )


def _grouped(rows: Sequence[tuple[str, Any]]) -> list[Group]:
    counts: dict[str, Counter[str]] = {}
    for name, row in rows:
        figures = {"detentions": row.detentions, "with_force": row.with_force, "forms": int(row.forms)}
        counts.setdefault(name, Counter()).update(figures)
    found = [Group(name, each["detentions"], each["with_force"], each["forms"]) for name, each in counts.items()]
    return sorted(found, key=lambda group: group.name)


def _by_place(cohort: Cohort) -> Select[Any]:
    place = func.trim(ForceForm.location).label("place")
    found = select(place, func.count().label("forms")).join(Detention, Detention.id == ForceForm.detention_id)
    return found.where(*cohort.among).group_by(place).order_by(func.count().desc(), place)
