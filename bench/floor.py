"""The least that writing can cost: the INSERTs that an act sends, journal included, prepared."""

from __future__ import annotations

import re
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
import sqlalchemy as sa

from bench.ground import Ground
from mips.core import db

Inserts = list[tuple[str, list[dict[str, Any]]]]
"""A statement and the rows it was given."""
COMMIT: Final = "COMMIT"
"""Stands among them, with no row, where the act committed."""
WRITES: Final = ("INSERT", "WITH entry AS")
"""How statements begin that add rows: the journal's adds an entry and its detail."""
KEY: Final = re.compile(r"(entry_|detail_entry_)?id(_\w?\d+)?")
"""Names of the parameters that are a row's own key; of several rows in one statement each has its number."""
REFERENCE: Final = re.compile(r"reference(__\d+)?")


class Floor:
    """What one act inserted, again and again: the rows, with fresh keys each time, are made beforehand.

    In one commit, or in as many as the act made `as_often`.
    """

    def __init__(self, here: Ground, statements: Inserts, times: int, *, as_often: bool = False) -> None:
        self.rows = sum(len(rows) for sql, rows in statements if sql != COMMIT)
        made = _keys_made(statements)
        sent = statements if as_often else [each for each in statements if each[0] != COMMIT]
        self.ready = deque(_anew(sent, made) for _ in range(times))
        self.connection = psycopg.connect(here.app_url)

    def insert(self) -> None:
        """The next of them."""
        with self.connection.cursor() as cursor:
            for statement, row in self.ready.popleft():
                if statement == COMMIT:
                    self.connection.commit()
                else:
                    cursor.execute(statement, row, prepare=True)
        self.connection.commit()

    def close(self) -> None:
        self.connection.close()


@contextmanager
def taken_down(counts: Callable[[], bool] = lambda: True) -> Iterator[Inserts]:
    """The INSERTs that are sent meanwhile, as they go by; those at which `counts` says so."""
    seen: Inserts = []

    def take_down(_c: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if statement.startswith(WRITES) and counts():
            rows = list(given) if isinstance(given, list | tuple) else [given]
            seen.append((re.sub(r" RETURNING.*", "", statement, flags=re.DOTALL), rows))

    def mark(_: Any) -> None:
        if counts():
            seen.append((COMMIT, [{}]))

    engine = db.session.get_bind()
    listeners = (("before_cursor_execute", take_down), ("commit", mark))
    for name, listener in listeners:
        sa.event.listen(engine, name, listener)
    yield seen
    for name, listener in listeners:
        sa.event.remove(engine, name, listener)


def inserts_of(act: Callable[[], object]) -> Inserts:
    """What one act inserts."""
    with taken_down() as seen:
        act()
    return seen


def _keys_made(statements: Inserts) -> set[uuid.UUID]:
    """The keys of the rows themselves: whatever else they point at was there before."""
    given = (item for _, rows in statements for row in rows for item in row.items())
    return {value for name, value in given if KEY.fullmatch(name) and isinstance(value, uuid.UUID)}


def _anew(statements: Inserts, made: set[uuid.UUID]) -> list[tuple[str, dict[str, Any]]]:
    fresh: dict[uuid.UUID, uuid.UUID] = {}

    def renewed(name: str, value: object) -> object:
        if REFERENCE.fullmatch(name) and value:
            return str(db.new_id())  # a number that is given once
        if isinstance(value, uuid.UUID) and value in made:
            return fresh.setdefault(value, db.new_id())
        return value

    return [(sql, {k: renewed(k, v) for k, v in row.items()}) for sql, rows in statements for row in rows]
