"""What each table gets from a published row, column -> SQL; what else its model requires takes the model's default."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Final, LiteralString, cast

import sqlalchemy as sa
from psycopg import sql

from mips.core.db import Base
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.model.stop_search import StopSearch
from mips.record.model.entity import Entity
from mips.record.model.event import Event
from mips.record.model.object import Place

Gives = Mapping[LiteralString, LiteralString]

_ENTITY: Final[Gives] = {"version": "1", "created_at": "%(now)s", "label": "s.label", "force": "s.force"}
_SPOT: Final = "LEFT JOIN spot p ON (p.latitude, p.longitude, p.location) = (s.latitude, s.longitude, s.location)"

_PLACES: Final = "FROM spot s WHERE s.is_new"
_CRIMES: Final = f"FROM subject s JOIN numbered d ON d.id = s.id {_SPOT} LEFT JOIN standing t ON t.crime_id = s.id"
_SEARCHES: Final = f"FROM subject s {_SPOT} WHERE s.is_new"


def insert(table: sa.FromClause, gives: Gives, rows: LiteralString) -> sql.Composed:
    """INSERT INTO the table what `gives` names, from `rows`; required columns besides with the model's own default."""
    values: dict[str, sql.Composable] = {column: sql.SQL(said) for column, said in gives.items()}
    for column in table.columns:
        if column.name not in values and not (column.nullable or column.server_default):
            values[column.name] = sql.Literal(_default(column))
    return sql.SQL("INSERT INTO {} ({}) SELECT {} {}").format(
        sql.Identifier(cast(sa.Table, table).name),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(values.values()),
        sql.SQL(rows),
    )


def _default(column: Any) -> Any:
    default = getattr(column.default, "arg", None)
    if default is None or callable(default):
        raise LookupError(f"{column} needs a value, and its model has no default for it")
    return default.value if isinstance(default, enum.Enum) else default


def _table(model: type[Base]) -> sa.FromClause:
    return model.__table__


def new_places() -> list[sql.Composed]:
    """The places of a chunk that are not on the record yet."""
    return [
        insert(_table(Entity), {"id": "s.id", "kind": "'place'", **_ENTITY}, _PLACES),
        insert(
            _table(Place),
            {
                "id": "s.id",
                "address": "s.location",
                "latitude": "s.latitude",
                "longitude": "s.longitude",
                "lsoa": "s.lsoa",
            },
            _PLACES,
        ),
    ]


def new_crimes() -> list[sql.Composed]:
    """The crimes of a chunk that are not on the record yet, as they stand after it."""
    event: Gives = {
        "id": "s.id",
        "occurred_from": "s.occurred_from",
        "occurred_until": "s.occurred_until",
        "summary": "s.context",
        "place_id": "p.id",
    }
    crime: Gives = {
        "id": "s.id",
        "status": "COALESCE(t.status, 'recorded')",
        "notifiable": "s.notifiable",
        "category": "COALESCE(s.category, '')",
        "occurred_precision": "'month'",
        "outcome": "COALESCE(t.title, '')",
        "outcome_code": "COALESCE(t.code, '')",
        "outcome_on": "t.decided_on",
        "published_id": "s.published_id",
        "published_row": "s.published_row",
    }
    entity: Gives = {"id": "s.id", "kind": "'crime'", "reference": "d.reference", **_ENTITY}
    return [
        insert(_table(Entity), entity, _CRIMES),
        insert(_table(Event), event, _CRIMES),
        insert(_table(Crime), crime, _CRIMES),
    ]


def new_outcomes() -> list[sql.Composed]:
    """What a chunk adds to the history of outcomes, of crimes new and known."""
    gives: Gives = {
        "id": "t.id",
        "version": "1",
        "created_at": "%(now)s",
        "crime_id": "t.crime_id",
        "title": "t.title",
        "code": "t.code",
        "decided_on": "t.decided_on",
        "decided_precision": "'month'",
        "source": "%(source)s",
    }
    return [insert(_table(CrimeOutcome), gives, "FROM told t")]


def new_searches() -> list[sql.Composed]:
    """The stop and searches of a chunk that are not on the record yet."""
    said: tuple[LiteralString, ...] = (
        "search_type",
        "in_operation",
        "operation",
        "gender",
        "age_range",
        "self_defined_ethnicity",
        "officer_defined_ethnicity",
        "legislation",
        "searched_for",
        "outcome",
        "outcome_linked",
        "more_than_outer_clothing",
        "published_row",
    )
    event: Gives = {"id": "s.id", "occurred_from": "s.at", "occurred_until": "s.at", "place_id": "p.id"}
    return [
        insert(_table(Entity), {"id": "s.id", "kind": "'stop-search'", **_ENTITY}, _SEARCHES),
        insert(_table(Event), event, _SEARCHES),
        insert(_table(StopSearch), {"id": "s.id", **{name: f"s.{name}" for name in said}}, _SEARCHES),
    ]
