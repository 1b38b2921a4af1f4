"""Entering a person: the use case, against the same rows and journal rows by prepared INSERTs in one commit.

Schema, permission, row filter, keys and journal are within; the search for the same person, and the answer over HTTP,
are shown beside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from flask.testing import FlaskClient

from bench.figure import Figure, in_turn, peak_memory, timed
from bench.floor import Floor, inserts_of
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


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """The use case beside its floor; then with the search; then over HTTP."""
    with opened(urls) as here:
        yield from _figures(here, people)


def _figures(here: Ground, people: int) -> Iterator[Figure]:
    chance = random.Random(people)  # noqa: S311 - fiction, not secrets
    floor = Floor(here, inserts_of(lambda: _enter(here, chance)), REPETITIONS + WARM_UP)
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
