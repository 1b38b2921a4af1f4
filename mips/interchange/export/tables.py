"""Which tables and columns an export holds, and how each is described to whoever reads it (Table Schema)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from mips.audit.model import Journal
from mips.core.db import Base

SIGNING_IN: Final = "of use to nobody but whoever would sign in as another"
LEFT_OUT: Final = {
    "sign_in": SIGNING_IN,
    "sign_in_attempt": SIGNING_IN,
    "sign_in_challenge": SIGNING_IN,
    "used_code": SIGNING_IN,
}
"""Tables that are not part of the record, and why."""

TYPES: Final[tuple[tuple[type[sa.types.TypeEngine[Any]], str, str], ...]] = (
    (sa.Uuid, "string", "uuid"),
    (sa.DateTime, "datetime", "any"),
    (sa.Date, "date", "default"),
    (sa.Time, "time", "any"),
    (sa.Boolean, "boolean", "default"),
    (sa.Integer, "integer", "default"),
    (sa.Numeric, "number", "default"),
    (sa.LargeBinary, "string", "binary"),
    (sa.ARRAY, "array", "default"),
    (JSONB, "any", "default"),
)
"""Column type -> Table Schema type and format; what is not listed is written as text."""


@dataclass(frozen=True)
class Exported:
    """One table of an export and the columns it shows, in the order of the table."""

    table: sa.Table
    columns: tuple[sa.Column[Any], ...]
    withheld: tuple[str, ...]
    about: str

    @property
    def name(self) -> str:
        return self.table.name


def exported() -> Iterator[Exported]:
    """Every table of the record, those others point at first.

    Secrets by which people sign in are withheld; columns computed from others are for the next system to compute.
    """
    mapped = {
        t: m.class_ for base in (Base, Journal) for m in base.registry.mappers if (t := m.local_table) is not None
    }
    for table in Base.metadata.sorted_tables:
        if table.name not in LEFT_OUT:
            owner = mapped.get(table)
            withheld: frozenset[str] = getattr(owner, "unspoken", frozenset())
            columns = tuple(c for c in table.columns if c.key not in withheld and c.computed is None)
            about = (getattr(owner, "__doc__", "") or "").strip().partition("\n")[0]
            yield Exported(table, columns, tuple(sorted(withheld)), about)


def table_schema(of: Exported) -> dict[str, Any]:
    """A table as https://specs.frictionlessdata.io/table-schema/ describes one."""
    keys = [key for key in of.table.foreign_keys if key.column.table.name not in LEFT_OUT]
    return {
        "fields": [_field(column) for column in of.columns],
        "primaryKey": [column.name for column in of.table.primary_key],
        "foreignKeys": [
            {"fields": key.parent.name, "reference": {"resource": key.column.table.name, "fields": key.column.name}}
            for key in sorted(keys, key=lambda key: key.parent.name)
        ],
        "missingValues": [],
    }


def _field(column: sa.Column[Any]) -> dict[str, Any]:
    kind, form = type_of(column)
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if isinstance(column.type, sa.Enum):
        constraints["enum"] = list(column.type.enums)
    return {"name": column.name, "type": kind, "format": form, **({"constraints": constraints} if constraints else {})}


def type_of(column: sa.Column[Any]) -> tuple[str, str]:
    """The Table Schema type and format of a column."""
    kind = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    return next(((name, form) for known, name, form in TYPES if isinstance(kind, known)), ("string", "default"))
