"""Finding a person in the ways in which people ask: the use case, beside the bare look-up of the keys."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

import psycopg

from bench.figure import Figure, in_turn, peak_memory
from bench.ground import Ground, opened
from bench.people import SomeBody, somebody
from bench.person_page import queries_of
from mips.core import db
from mips.core.embedded import Urls
from mips.record.identity.keys import keys_asked
from mips.record.identity.question import read_question
from mips.record.usecases.finding import find_persons

REPETITIONS = 300
LOOK_UP = """
SELECT person_id, facts FROM (SELECT person_id, keys, facts FROM person_key WHERE keys && %(wanted)s LIMIT 2000) AS few
ORDER BY (SELECT count(*) FROM unnest(keys) AS each (key) WHERE key = ANY (%(wanted)s)) DESC, person_id LIMIT 100
"""


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """A row for each way of asking."""
    with opened(urls) as here, psycopg.connect(here.app_url) as bare:
        for what, asks in ASKING.items():
            yield _figure(here, bare, what, asks, people)


def _figure(here: Ground, bare: psycopg.Connection, what: str, asks: Callable[[SomeBody], str], people: int) -> Figure:
    chance = random.Random(people)  # noqa: S311 - fiction, not secrets
    asked = [asks(somebody(chance.randrange(people))) for _ in range(REPETITIONS + 20)]
    ours, theirs = iter(asked), iter(asked)

    def find() -> int:
        hits = len(find_persons(here.actor, q=next(ours)).hits)
        db.session.remove()
        return hits

    def look_up() -> None:
        keys = keys_asked(read_question(next(theirs)))
        bare.execute(LOOK_UP, {"wanted": sorted(keys.strong or keys.weak)}, prepare=True).fetchall()
        bare.commit()

    queries = queries_of(find)
    in_turn(find, look_up, 10)
    measured, floor = in_turn(find, look_up, REPETITIONS)
    note = f"{queries} queries; floor: the best 100 by bare SQL"
    return Figure(f"person search: {what}", people, measured, floor, None, peak_memory(), note)


def _misspelt(name: str) -> str:
    """One letter of the middle left out."""
    return name[: len(name) // 2] + name[len(name) // 2 + 1 :] if len(name) > 4 else name


def _day(born: date) -> str:
    return f"{born.day}/{born.month}/{born.year}"


ASKING: dict[str, Callable[[SomeBody], str]] = {
    "name": lambda who: f"{who.given} {who.family}",
    "surname alone": lambda who: who.family,
    "name, one letter wrong, and birth": lambda who: f"{who.given} {_misspelt(who.family)} {_day(who.born)}",
    "date of birth": lambda who: _day(who.born),
    "telephone": lambda who: who.phone,
}
