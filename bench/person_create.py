"""Entering a person: the use case, against the same rows and journal rows by prepared INSERTs in one commit.

Schema, permission, row filter, keys and journal are within; the search for the same person, and the answer over HTTP,
are shown beside.
"""

from __future__ import annotations

import random
import re
import uuid
from collections import deque
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import psycopg
import sqlalchemy as sa
from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory, timed
from bench.ground import Ground, opened
from mips.core import db
from mips.core.embedded import Urls
from mips.record.identity.search import Found
from mips.record.schemas.people import PersonIn
from mips.record.usecases.persons import create_person
from tests.build import signed_in

REPETITIONS = 300
WARM_UP = 30
BOUND = 4.0

Inserts = list[tuple[str, list[dict[str, Any]]]]
"""A statement and the rows it was given."""


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The use case beside its floor; then with the search; then over HTTP."""
    with opened(urls) as here:
        yield from _figures(here, people)


def _figures(here: Ground, people: int) -> Iterator[Figure]:
    chance = random.Random(people)  # noqa: S311 - fiction, not secrets
    floor = Floor(here, _typed(chance), REPETITIONS + WARM_UP)
    with patch("mips.record.usecases.persons.find", return_value=Found([], [])):
        in_turn(lambda: _enter(here, chance), floor.insert, WARM_UP)
        ours, theirs = in_turn(lambda: _enter(here, chance), floor.insert, REPETITIONS)
    floor.close()
    note = f"{floor.rows} rows; the search for the same person apart"
    yield Figure("person created", people, ours, theirs, BOUND, peak_memory(), note)
    searched = timed(lambda: _enter(here, chance), REPETITIONS)
    yield Figure("person created, with the search", people, searched, peak=peak_memory())
    client = signed_in(here.app, here.user)
    _post(client, chance)
    posted = timed(lambda: _post(client, chance), REPETITIONS)
    yield Figure("person created, over HTTP", people, posted, peak=peak_memory())


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
    """The INSERTs of one create, prepared, in one commit. The rows, with fresh keys each time, are made beforehand."""

    def __init__(self, here: Ground, typed: dict[str, Any], times: int) -> None:
        statements = _inserts_of(here, typed)
        self.rows = sum(len(rows) for _, rows in statements)
        self.ready = deque(self._anew(statements, {here.actor.id}) for _ in range(times))
        self.connection = psycopg.connect(here.app_url)

    def insert(self) -> None:
        with self.connection.cursor() as cursor:
            for statement, row in self.ready.popleft():
                cursor.execute(statement, row, prepare=True)
        self.connection.commit()

    def _anew(self, statements: Inserts, keep: set[uuid.UUID]) -> list[tuple[str, dict[str, Any]]]:
        fresh: dict[uuid.UUID, uuid.UUID] = {}

        def renewed(value: object) -> object:
            if isinstance(value, uuid.UUID) and value not in keep:
                return fresh.setdefault(value, db.new_id())
            return value

        return [(sql, {k: renewed(v) for k, v in row.items()}) for sql, rows in statements for row in rows]

    def close(self) -> None:
        self.connection.close()


def _inserts_of(here: Ground, typed: dict[str, Any]) -> Inserts:
    """What one create sends, taken down as it goes by."""
    seen: Inserts = []

    def take_down(_c: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.startswith("INSERT"):
            seen.append((re.sub(r" RETURNING.*", "", statement, flags=re.DOTALL), list(given) if many else [given]))

    engine = db.session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", take_down)
    create_person(here.actor, **PersonIn().load(typed))
    db.session.remove()
    sa.event.remove(engine, "before_cursor_execute", take_down)
    return seen
