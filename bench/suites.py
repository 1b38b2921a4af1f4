"""A force's suites, full: one is filled by the use cases, the others are copies of it with keys of their own."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import psycopg
from psycopg import sql

from bench.ground import Ground, libpq
from mips.core import clock, db
from mips.custody.model.detention import Detention
from mips.custody.rules.observation import Level
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.observation import set_care_plan
from tests.custody.scenery import Desk

COPIED: Final = (
    "custody_suite",
    "custody_cell",
    "entity",
    "person",
    "person_name",
    "event",
    "detention",
    "detention_fact",
    "involvement",
    "offence",
    "custody_care_plan",
    "custody_cell_stay",
    "custody_board_line",
    "log_entry",
)
"""What a suite and those held in it are made of, a table after those it points at."""
UUID: Final = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNIQUE: Final = {"custody_suite": ("code", "name"), "entity": ("reference",)}
"""What else is given once: columns of text."""
NULL: Final = b"\\N"

Table = tuple[list[str], list[list[bytes]]]
"""Names of the columns, and the rows as COPY writes them."""


@dataclass(frozen=True)
class Suites:
    """The suites, and who is held in each."""

    desk: Desk
    ids: list[uuid.UUID] = field(default_factory=list)
    held: dict[uuid.UUID, list[uuid.UUID]] = field(default_factory=dict)


def full_suites(here: Ground, suites: int, each: int) -> Suites:
    """So many suites with so many detainees, each in a cell of their own, with a care plan and a log."""
    _empty(here)
    desk = Desk(here.build(), cells=[f"M{number}" for number in range(1, each + 1)], code="S0")
    detained = [_detained(desk, number, cell.id) for number, cell in enumerate(list(desk.suite.cells))]
    found = Suites(desk, [desk.suite.id], {desk.suite.id: detained})
    with psycopg.connect(libpq(here.urls.superuser)) as connection:
        connection.execute("SET session_replication_role = replica")
        tables = {table: _read(connection, table) for table in COPIED}
        for number in range(1, suites):
            keys = _copy(connection, tables, number)
            suite_id = keys[desk.suite.id]
            found.ids.append(suite_id)
            found.held[suite_id] = [keys[detention] for detention in detained]
    with psycopg.connect(libpq(here.urls.superuser), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
    return found


def _empty(here: Ground) -> None:
    """Raises RuntimeError: everything there would be copied a hundred times."""
    with here.app.app_context():
        if db.session.query(Detention.id).first():
            raise RuntimeError("copies are made on a record that holds nothing else: script/bench ... --people 0")


def _detained(desk: Desk, number: int, cell_id: uuid.UUID) -> uuid.UUID:
    person = desk.build.person(family_name=f"Held{number}")
    detention = desk.detained(person, arrived_at=clock.now() - timedelta(minutes=60 + 5 * number))
    set_care_plan(desk.sergeant, detention_id=detention.id, level=Level.GENERAL, reason="Calm")
    put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=cell_id)
    return detention.id


def _read(connection: psycopg.Connection[Any], table: str) -> Table:
    """All of a table: the record holds nothing but the suite that is copied."""
    found = connection.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
    names = [column.name for column in found.description or ()]
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    out = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), columns)
    with connection.cursor().copy(out) as copy:
        return names, [bytes(line).rstrip(b"\n").split(b"\t") for line in copy]


def _copy(connection: psycopg.Connection[Any], tables: dict[str, Table], number: int) -> dict[uuid.UUID, uuid.UUID]:
    """One more suite like the first. Gives old key to new."""
    keys = {row[names.index("id")]: str(db.new_id()).encode() for names, rows in tables.values() for row in rows}
    for table, (names, rows) in tables.items():
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
        once = {names.index(each) for each in UNIQUE.get(table, ())}
        with connection.cursor().copy(into) as copy:
            for row in rows:
                copy.write(_renewed(row, keys, once, number) + b"\n")
    return {uuid.UUID(old.decode()): uuid.UUID(new.decode()) for old, new in keys.items()}


def _renewed(row: list[bytes], keys: dict[bytes, bytes], once: set[int], number: int) -> bytes:
    """The row with the keys of the copy; what is not in it, such as who did it, stays."""
    marked = [b"%b-%d" % (cell, number) if place in once and cell != NULL else cell for place, cell in enumerate(row)]
    return UUID.sub(lambda key: keys.get(key[0], key[0]), b"\t".join(marked))
