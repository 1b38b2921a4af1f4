"""Of whom a counted row is: age group, sex and self-defined ethnicity, said in SQL so that rows are grouped by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, DateTime, Integer, Text, case, cast, extract, func

from mips.core.england import LONDON
from mips.record.model.person import Precision
from mips.record.reference.lookup import ever_listed
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.rules.people import OLDEST, YOUNGER_THAN

Who = tuple[str, str, str]
"""Age group, sex and self-defined ethnicity, in words."""
BY_WHOM: Final = ("of_age", "of_sex", "of_ethnicity")
"""What the columns of `who` are called in a statement."""


def age_at(person: Any, moment: Any) -> ColumnElement[int | None]:
    """Whole years in London's calendar at a moment, by the latest day the date of birth can mean."""
    year_end = func.make_date(cast(extract("year", person.born_on), Integer), 12, 31)
    born = case((person.born_precision == Precision.DAY, person.born_on), else_=year_end)
    day = cast(func.timezone(str(LONDON), moment), Date)
    age = func.age(cast(day, DateTime()), cast(born, DateTime()))
    return cast(extract("year", age), Integer)


def who(person: Any, at: Any) -> tuple[ColumnElement[str], ...]:
    """Columns named as in BY_WHOM. The statement joins the person, outer; age is that at the moment `at`."""
    age = age_at(person, at)
    bands: list[Any] = [(age < years, group) for years, group in YOUNGER_THAN]
    titles = {each.code: f"{each.code} {each.title}" for each in ever_listed("ethnicity")}
    columns = (
        case((age.is_(None), NOT_RECORDED), *bands, else_=OLDEST),
        func.coalesce(cast(person.sex, Text), NOT_RECORDED),
        case(titles, value=person.self_defined_ethnicity, else_=NOT_RECORDED),
    )
    return tuple(column.label(name) for column, name in zip(columns, BY_WHOM, strict=True))


def by_who(rows: Sequence[Any]) -> Counter[Who]:
    """Rows of the columns of `who` and a `count`, added up by group."""
    found: Counter[Who] = Counter()
    for row in rows:
        found[who_of(row)] += row.count
    return found


def who_of(row: Any) -> Who:
    """Age group, sex and ethnicity of a row of the columns of `who`."""
    return row.of_age, row.of_sex, row.of_ethnicity
