"""Bring a dated table to what its source says, by set-based SQL: what is new, what differs, what is no longer there."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import psycopg
from psycopg import sql

from mips.core.db import new_id

ISO: Final = "YYYY-MM-DD"


@dataclass(frozen=True)
class Dated:
    """A dated table: the columns that name an item (besides valid_from) and those that say what it is."""

    table: str
    key: Sequence[str]
    says: Sequence[str]
    list_name: str
    """SQL that gives the name of an item's list."""

    @property
    def columns(self) -> list[str]:
        return [*self.key, "valid_from", *self.says, "valid_until"]


ITEMS: Final = Dated("reference_item", ("list_name", "code"), ("title", "position", "extra"), "t.list_name")
OFFENCES: Final = Dated(
    "offence_code",
    ("code",),
    ("title", "category", "ho_class", "notifiable", "recordable", "force_local"),
    "'offence-code'",
)

STAGE = """
CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT id, {columns} FROM {table} LIMIT 0
"""
DIFFERING = """
CREATE TEMP TABLE differing ON COMMIT DROP AS
SELECT t.id, {list_name} AS list_name, t.code, 'changed' AS what,
       jsonb_build_object({before}) AS before, jsonb_build_object({after}) AS after
FROM {table} t JOIN staged s ON {same}
WHERE ({t_says}, t.valid_until) IS DISTINCT FROM ({s_says}, s.valid_until)
UNION ALL
SELECT t.id, {list_name}, t.code, 'ended',
       jsonb_build_object('valid_until', t.valid_until), jsonb_build_object('valid_until', %(today)s::date)
FROM {table} t
WHERE t.valid_until IS NULL AND {in_a_staged_list} AND NOT EXISTS (SELECT FROM staged s WHERE {same})
"""
ADD = """
INSERT INTO {table} AS t (id, version, created_at, {columns})
SELECT s.id, 1, %(now)s, {s_columns} FROM staged s
WHERE NOT EXISTS (SELECT FROM {table} t WHERE {same})
RETURNING {list_name}
"""
CHANGE = """
UPDATE {table} t SET version = version + 1, valid_until = s.valid_until, {set_says}
FROM staged s, differing d WHERE d.id = t.id AND d.what = 'changed' AND {same}
"""
END = """
UPDATE {table} t SET version = version + 1, valid_until = %(today)s::date
FROM differing d WHERE d.id = t.id AND d.what = 'ended'
"""
KEEP = """
INSERT INTO reference_change (id, version, created_at, load_id, list_name, code, before, after)
SELECT gen_random_uuid(), 1, %(now)s, %(load)s, list_name, code, before, after FROM differing
"""
COUNT = "SELECT list_name, what, count(*) FROM differing GROUP BY list_name, what"
CLEAR = "DROP TABLE staged, differing"


def bring_up_to_date(
    cursor: psycopg.Cursor[Any], dated: Dated, items: Iterable[Any], *, now: datetime, load_id: uuid.UUID
) -> dict[str, dict[str, int]]:
    """List -> {added, changed, ended} for every list in which something is not as it was.

    `items` have an attribute for each column. A list that has none of them is left alone.
    """
    parts = _parts(dated)
    facts = {"now": now, "today": now.date(), "load": load_id}
    cursor.execute(sql.SQL(STAGE).format(**parts))
    _stage(cursor, dated, items)
    cursor.execute("ANALYZE staged")
    cursor.execute(sql.SQL(DIFFERING).format(**parts), facts)
    counts: dict[str, dict[str, int]] = {}
    for name, what, number in cursor.execute(COUNT).fetchall():
        _of(counts, name)[what] += number
    for (name,) in cursor.execute(sql.SQL(ADD).format(**parts), facts).fetchall():
        _of(counts, name)["added"] += 1
    for statement in (CHANGE, END, KEEP):
        cursor.execute(sql.SQL(statement).format(**parts), facts)
    cursor.execute(CLEAR)
    return counts


def _of(counts: dict[str, dict[str, int]], name: str) -> dict[str, int]:
    return counts.setdefault(name, {"added": 0, "changed": 0, "ended": 0})


def _stage(cursor: psycopg.Cursor[Any], dated: Dated, items: Iterable[Any]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, dated.columns))
    with cursor.copy(sql.SQL("COPY staged (id, {}) FROM STDIN").format(columns)) as copy:
        for item in items:
            copy.write_row([new_id(), *(_stored(getattr(item, column)) for column in dated.columns)])


def _stored(value: Any) -> Any:
    return json.dumps(value, default=str) if isinstance(value, dict) else value


def _parts(dated: Dated) -> dict[str, sql.Composable]:
    def listed(form: str, columns: Sequence[str], separator: str = ", ") -> sql.Composable:
        return sql.SQL(separator).join(
            sql.SQL(form).format(column=sql.Identifier(column), name=sql.Literal(column)) for column in columns
        )

    shown = [*dated.says, "valid_until"]
    lists = "TRUE" if dated.key == ("code",) else "t.list_name IN (SELECT DISTINCT list_name FROM staged)"
    same = sql.SQL("{} AND t.valid_from IS NOT DISTINCT FROM s.valid_from").format(
        listed("t.{column} = s.{column}", dated.key, " AND ")
    )
    return {
        "table": sql.Identifier(dated.table),
        "columns": listed("{column}", dated.columns),
        "s_columns": listed("s.{column}", dated.columns),
        "t_says": listed("t.{column}", dated.says),
        "s_says": listed("s.{column}", dated.says),
        "set_says": listed("{column} = s.{column}", dated.says),
        "before": listed("{name}, t.{column}", shown),
        "after": listed("{name}, s.{column}", shown),
        "same": same,
        "list_name": sql.SQL(dated.list_name),
        "in_a_staged_list": sql.SQL(lists),
    }
