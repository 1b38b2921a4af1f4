"""The list of crimes under each filter and each pair of filters: the database's time for a page and its count.

Rare and common values, and pairs that exclude one another. Asked: 50 ms for 95 of 100, over a million crimes. The row
filter and the journal are within. `--people` is how many crimes the record holds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from psycopg import sql

from bench.crimes import fill_crimes
from bench.figure import Figure, Times, peak_memory
from bench.ground import Ground, libpq, opened
from mips.core import clock, db
from mips.core.embedded import Urls
from mips.investigation.rules.ages import Age
from mips.investigation.usecases.listing import list_crimes

AT_MOST: Final = 0.050
REPETITIONS: Final = 7
WARM_UP: Final = 1

Where = Mapping[str, Any]


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """Each filter by itself, then each pair; the slowest value of each speaks for it."""
    with psycopg.connect(libpq(urls.superuser)) as keeper:
        there = keeper.execute("SELECT count(*) FROM crime WHERE offence_code = 'TH68010'").fetchone()
    fill_crimes(urls, there[0] if there else 0, people)
    with opened(urls) as here:
        values = _values(here)
        yield _figure(here, people, "all crimes", [{}])
        for name, some in values.items():
            yield _figure(here, people, f"crimes by {name}", some)
        for (one, some), (other, more) in combinations(values.items(), 2):
            yield _figure(here, people, f"crimes by {one} and {other}", [a | b for a in some for b in more])


def _values(here: Ground) -> dict[str, list[dict[str, Any]]]:
    """Common and rare values of each filter."""
    today = clock.now().date()
    ago = {days: today - timedelta(days=days) for days in (3, 30, 365, 1500, 1530)}
    officers, places = _ids(here, "user", "collar_number", "C1", "C990"), _ids(here, "place", "address", *_STREETS)
    return {
        "kind": _each("kind", "Violence and sexual offences", "Anti-social behaviour", "Possession of weapons"),
        "status": _each("status", "finalised", "under-investigation", "recorded", "cancelled"),
        "area": _each("area", "E01000000", "E01000499"),
        "place": _each("place", *places),
        "unit": _each("unit", "Bench unit 1", "Bench unit 38", "Bench unit 40"),
        "officer": _each("officer", *officers),
        "flag": _each("flag", "domestic-abuse", "hate-race", "terrorism"),
        "outcome": _each("outcome", "18", "-", "11"),
        "age": _each("age", Age.WEEK, Age.QUARTER, Age.OLDER),
        "date": [
            {"since": ago[30]},
            {"since": ago[3], "until": ago[3]},
            {"since": ago[1530], "until": ago[1500]},
            {"until": ago[365]},
        ],
        "recorded": [
            {"recorded_from": ago[30]},
            {"recorded_from": ago[1530], "recorded_until": ago[1500]},
            {"recorded_until": ago[365]},
        ],
    }


_STREETS: Final = ("On or near Street 1", "On or near Street 7999")


def _each(name: str, *values: Any) -> list[dict[str, Any]]:
    return [{name: value} for value in values]


def _ids(here: Ground, table: str, column: str, *values: str) -> list[Any]:
    with psycopg.connect(here.app_url) as asking:
        wanted = sql.SQL("SELECT id FROM {} WHERE {} = ANY(%s)").format(sql.Identifier(table), sql.Identifier(column))
        return [each[0] for each in asking.execute(wanted, [list(values)])]


def _figure(here: Ground, people: int, what: str, wheres: Sequence[Where]) -> Figure:
    """The slowest of the values, by its p95."""
    times = {n: _times(here, where) for n, where in enumerate(wheres)}
    slowest = max(times, key=lambda n: times[n].p95)
    said = ", ".join(f"{name} {getattr(value, 'value', value)}" for name, value in wheres[slowest].items())
    note = f"{said}: {_count(here, wheres[slowest])} found; slowest of {len(wheres)}"
    return Figure(what, people, times[slowest], peak=peak_memory(), note=note, at_most=AT_MOST)


def _times(here: Ground, where: Where) -> Times:
    taken = []
    for _ in range(WARM_UP + REPETITIONS):
        with _statements() as spent:
            list_crimes(here.actor, **where)
            db.session.remove()
        taken.append(sum(spent))
    return Times(taken[WARM_UP:])


def _count(here: Ground, where: Where) -> str:
    found = list_crimes(here.actor, **where)
    db.session.remove()
    return f"{'more than ' if found.more else ''}{found.count:,}"


@contextmanager
def _statements() -> Iterator[list[float]]:
    """Seconds of each statement sent meanwhile, as the client waits for it."""
    spent: list[float] = []
    begun = [0.0]

    def before(*_: Any) -> None:
        begun[0] = time.perf_counter()

    def after(*_: Any) -> None:
        spent.append(time.perf_counter() - begun[0])

    engine = db.session.get_bind()
    listeners = (("before_cursor_execute", before), ("after_cursor_execute", after))
    for name, listener in listeners:
        sa.event.listen(engine, name, listener)
    yield spent
    for name, listener in listeners:
        sa.event.remove(engine, name, listener)
