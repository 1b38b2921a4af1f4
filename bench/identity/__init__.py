"""How surely somebody is found whatever was mistaken, and how fast, beside what the scorer gives over every record.

`script/bench identity --people 100000,1000000`. Of each kind of mistake so many questions are asked through the use
case, as they are typed into the box; the ceiling is taken of some of them.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from bench.figure import Figure, Times, peak_memory
from bench.ground import Ground, opened
from bench.identity.ceiling import Everybody
from bench.identity.mistakes import MISTAKES, Mistake
from bench.people import SomeBody, facts_of, somebody
from mips.core import db
from mips.core.embedded import Urls
from mips.record.identity.question import read_question
from mips.record.usecases.finding import find_persons

QUESTIONS, OF_THE_CEILING, WARM_UP = 400, 60, 20
SHOWN = (1, 3, 10)


@dataclass(frozen=True)
class Question:
    """What is typed, and of whom."""

    text: str
    who: SomeBody
    person_id: uuid.UUID


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """A row for each kind of mistake."""
    everybody = Everybody.of(map(somebody, range(people)))
    with opened(urls) as here, psycopg.connect(here.app_url) as bare:
        for what, mistake in MISTAKES.items():
            yield _figure(here, list(_questions(bare, mistake, people)), everybody, what, people)


def _questions(bare: psycopg.Connection, mistake: Mistake, people: int) -> Iterator[Question]:
    """Of people taken at random, whom the mistake can be made of."""
    chance = random.Random(people)  # noqa: S311 - fiction, not secrets
    asked = 0
    while asked < QUESTIONS:
        who = somebody(chance.randrange(people))
        said = mistake(who, chance)
        if said is not None:
            asked += 1
            found = bare.execute("SELECT person_id FROM person_identifier WHERE value = %s", [who.phone]).fetchone()
            if found is None:
                raise RuntimeError("the record was filled by other rules: begin with an empty one")
            yield Question(said.text, who, found[0])


def _figure(here: Ground, asked: list[Question], everybody: Everybody, what: str, people: int) -> Figure:
    for each in asked[:WARM_UP]:
        _place(here, each)
    places, seconds = [], []
    for each in asked:
        begun = time.perf_counter()
        places.append(_place(here, each))
        seconds.append(time.perf_counter() - begun)
    best = [everybody.before(read_question(each.text), facts_of(each.who)) for each in asked[:OF_THE_CEILING]]
    note = f"found first / of three / of ten: {_shares(places)}; ceiling {_shares(best)}"
    return Figure(f"identity: {what}", people, Times(seconds), peak=peak_memory(), note=note)


def _place(here: Ground, question: Question) -> int | None:
    """How many hits stand before the right one; None: it is not among them."""
    hits = find_persons(here.actor, q=question.text).hits
    found = [hit.person.id for hit in hits]
    db.session.remove()
    return found.index(question.person_id) if question.person_id in found else None


def _shares(places: list[int | None] | list[int]) -> str:
    shares = (sum(place is not None and place < most for place in places) / len(places) for most in SHOWN)
    return " / ".join(f"{share * 100:.1f}" for share in shares)
