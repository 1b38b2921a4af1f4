"""Load a staged file into the record, a chunk of rows in each transaction, by set-based SQL."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import Any, Final

import psycopg
from psycopg import sql

from mips.access.policy import Actor
from mips.core import bulk
from mips.interchange.police_uk import columns
from mips.interchange.police_uk.formats import CrimeRow, Kind, SearchRow
from mips.interchange.police_uk.reading import Row
from mips.record.numbers import next_number

CHUNK: Final = 20_000
"""Rows to a transaction: what an interruption costs, and what memory of the server a chunk takes."""

STREET, OUTCOMES = "data.police.uk street", "data.police.uk outcomes"
SOURCES: Final = {Kind.STREET: STREET, Kind.OUTCOMES: OUTCOMES, Kind.STOP_AND_SEARCH: "data.police.uk stop and search"}
"""What a history says of where an outcome is known from."""

_CRIMES: Final = {Kind.STREET: "street", Kind.OUTCOMES: "outcomes"}
Statement = bytes | sql.Composed


@dataclass(frozen=True)
class Chunk:
    """Rows `first` to `last` of a file, and on whose behalf they are loaded."""

    file_id: uuid.UUID
    kind: Kind
    first: int
    last: int
    now: datetime
    usecase: str

    def facts(self, actor: Actor) -> dict[str, Any]:
        """The values that the statements name."""
        return {
            "file_id": self.file_id,
            "first": self.first,
            "last": self.last,
            "now": self.now,
            "source": SOURCES[self.kind],
            "street": STREET,
            "outcomes": OUTCOMES,
            "usecase": self.usecase,
            "actor_id": actor.id,
            "actor_name": f"{actor.collar} {actor.name}".strip(),
            "actor_role": " ".join(sorted(actor.roles)),
            "origin": actor.origin,
            "request": actor.request,
            "reason": actor.reason,
        }


@cache
def script(name: str) -> bytes:
    """The statements of one file of `sql/`."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_bytes()


def stage(kind: Kind, rows: Iterable[Row]) -> int:
    """Copy what every row says beside the record and settle which rows stand. Returns their number."""
    searches = kind is Kind.STOP_AND_SEARCH
    with bulk.cursor() as cursor:
        cursor.execute(script("begin"))
        cursor.execute(script("stage_searches" if searches else "stage_crimes"))
        number = _copy(cursor, SearchRow if searches else CrimeRow, rows)
        cursor.execute("SET LOCAL work_mem = '32MB'")
        cursor.execute("ANALYZE staged")
        cursor.execute(script("prepare_searches" if searches else f"prepare_{_CRIMES[kind]}"))
    return number


def _copy(cursor: psycopg.Cursor[Any], says: type[CrimeRow | SearchRow], rows: Iterable[Row]) -> int:
    names = [field.name for field in fields(says)]
    cells, number = attrgetter(*names), 0
    listed = sql.SQL(", ").join(map(sql.Identifier, ("row", "reason", "raw", *names)))
    nothing = (None,) * len(names)
    with cursor.copy(sql.SQL("COPY staged ({}) FROM STDIN").format(listed)) as copy:
        for row in rows:
            number = row.number
            said = nothing if row.says is None else cells(row.says)
            copy.write_row((number, row.reason, row.raw, *said))
    return number


def load(actor: Actor, chunk: Chunk) -> None:
    """Bring the record to what the rows of the chunk say, and write the journal and the ledger of it."""
    with bulk.cursor() as shared, closing(psycopg.ClientCursor(shared.connection)) as cursor:
        facts = chunk.facts(actor)
        _run(cursor, facts, [script("chunk_begin")])
        if chunk.kind is Kind.STOP_AND_SEARCH:
            _run(cursor, facts, _searches())
        else:
            _run(cursor, facts, _crimes_found(chunk.kind))
            _run(cursor, facts | {"blocks": _number_blocks(cursor)}, _crimes_written())
        _run(cursor, facts, [script("journal"), script("count")])


def _run(cursor: psycopg.Cursor[Any], facts: dict[str, Any], statements: Sequence[Statement]) -> None:
    for statement in statements:
        cursor.execute(statement, facts)


def _searches() -> list[Statement]:
    return [
        script("chunk_searches"),
        script("places"),
        *columns.new_places(),
        *columns.new_searches(),
        script("said_places"),
        script("said_searches"),
        script("ledger_searches"),
    ]


def _crimes_found(kind: Kind) -> list[Statement]:
    return [script("chunk_crimes"), script("places"), script(f"told_{_CRIMES[kind]}"), script("standing")]


def _crimes_written() -> list[Statement]:
    return [
        script("numbered"),
        script("revised"),
        *columns.new_places(),
        *columns.new_crimes(),
        *columns.new_outcomes(),
        script("update_crimes"),
        script("said_places"),
        script("said_crimes"),
        script("ledger_crimes"),
    ]


def _number_blocks(cursor: psycopg.Cursor[Any]) -> str:
    """A block of crime numbers for each force and year that has new crimes in the chunk."""
    years = "SELECT force, extract(year FROM month)::integer, count(*) FROM subject WHERE is_new GROUP BY 1, 2"
    wanted = cursor.execute(f"{years} ORDER BY 1, 2").fetchall()
    blocks = [
        {"force": force, "year": year, "first": next_number(f"crime {force}", year, block=number)}
        for force, year, number in wanted
    ]
    return json.dumps(blocks)
