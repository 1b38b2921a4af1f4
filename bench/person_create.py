"""Entering a person: the use case, against the same rows and journal rows by prepared INSERTs in one commit.

Schema, permission, row filter, keys and journal are within; the search for the same person, and the answer over HTTP,
are shown beside.
"""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import psycopg
import sqlalchemy as sa
from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory, timed
from bench.ground import Ground, fill, ground
from mips.core import db
from mips.record.identity.search import Found
from mips.record.schemas.people import PersonIn
from mips.record.usecases.persons import create_person
from tests.build import signed_in

REPETITIONS = 300
BOUND = 4.0


def measure(sizes: list[int]) -> Iterator[Figure]:
    """One group of figures for each size of the record."""
    with ground() as here:
        there = 0
        for size in sizes:
            fill(here.owner_url, size - there)
            there = size
            yield from _at(here, size)


def _at(here: Ground, size: int) -> Iterator[Figure]:
    chance, at = random.Random(size), f"{size:,} people"  # noqa: S311 - fiction, not secrets
    floor = Floor(here, _typed(chance))
    with patch("mips.record.usecases.persons.find", return_value=Found([], [])):
        for _ in range(30):
            _enter(here, chance)
            floor.insert()
        ours, theirs = in_turn(lambda: _enter(here, chance), floor.insert, REPETITIONS)
    floor.close()
    yield Figure("person created", at, ours, theirs, BOUND, f"{floor.rows} rows; search for the same person apart")
    yield Figure("person created, with the search", at, timed(lambda: _enter(here, chance), REPETITIONS))
    client = signed_in(here.app, here.user)
    _post(client, chance)
    yield Figure("person created, over HTTP", at, timed(lambda: _post(client, chance), REPETITIONS), note=peak_memory())


def _post(client: FlaskClient, chance: random.Random) -> None:
    answer = client.post("/api/v1/persons", json=_typed(chance))
    if answer.status_code != 201:
        raise RuntimeError(f"{answer.status_code} {answer.text[:300]}")


def _typed(chance: random.Random) -> dict[str, Any]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    word = "".join(chance.choice(letters) for _ in range(9))
    return {
        "family_name": word.title(),
        "given_names": word[::-1].title(),
        "born": f"{chance.randrange(1, 28)}/{chance.randrange(1, 13)}/{chance.randrange(1940, 2005)}",
        "identifiers": [{"kind": "email", "value": f"{word}@example.org"}],
        "residences": [{"address": "1 Long Lane", "postcode": f"M{chance.randrange(1, 99)} {chance.randrange(10)}AA"}],
    }


def _enter(here: Ground, chance: random.Random) -> None:
    fields = PersonIn().load(_typed(chance))
    create_person(here.actor, **fields)
    db.session.remove()


class Floor:
    """The INSERTs of one create, prepared, with fresh keys each time, in one commit."""

    def __init__(self, here: Ground, typed: dict[str, Any]) -> None:
        self.statements = list(_inserts_of(here, typed))
        self.rows = sum(len(rows) for _, rows in self.statements)
        self.keep = {here.actor.id}
        self.connection = psycopg.connect(here.app_url)

    def insert(self) -> None:
        fresh: dict[uuid.UUID, uuid.UUID] = {}
        with self.connection.cursor() as cursor:
            for statement, rows in self.statements:
                for row in rows:
                    cursor.execute(statement, {k: self._fresh(v, fresh) for k, v in row.items()}, prepare=True)
        self.connection.commit()

    def _fresh(self, value: object, fresh: dict[uuid.UUID, uuid.UUID]) -> object:
        if isinstance(value, uuid.UUID) and value not in self.keep:
            return fresh.setdefault(value, db.new_id())
        return value

    def close(self) -> None:
        self.connection.close()


def _inserts_of(here: Ground, typed: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """What one create sends, taken down as it goes by."""
    seen: list[tuple[str, list[dict[str, Any]]]] = []

    def take_down(_c: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.startswith("INSERT"):
            seen.append((re.sub(r" RETURNING.*", "", statement, flags=re.DOTALL), list(given) if many else [given]))

    engine = db.session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", take_down)
    create_person(here.actor, **PersonIn().load(typed))
    db.session.remove()
    sa.event.remove(engine, "before_cursor_execute", take_down)
    return iter(seen)
