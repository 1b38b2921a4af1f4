"""Candidates from the index, the best of them by score: the one way in which persons are found."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from mips.access.policy import Restriction
from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.record.identity.facts import Facts
from mips.record.identity.keys import keys_asked
from mips.record.identity.scoring import LIKELY, POSSIBLE, Score, score
from mips.record.model.entity import Entity
from mips.record.model.identity import PersonKey
from mips.record.model.person import Person

SCORED: Final = 100
"""Candidates that are scored: those that share most keys. More costs time and finds almost nobody else."""
NOISE: Final = 20.0
"""So much less than the best is not shown beside it."""
LOOKED_AT: Final = 2_000
"""Candidates whose keys are counted: a key that more people share is too common to lead anywhere."""


@dataclass(frozen=True)
class Hit:
    """One person found, how surely and why."""

    person: Person
    score: Score


@dataclass(frozen=True)
class Found:
    """What a search gives: hits, best first, and the silent records that were come upon but are not shown."""

    hits: Sequence[Hit]
    silent: Sequence[Entity]


def find(asked: Facts, *, most: int = 25, least: float = POSSIBLE, apart_from: Iterable[uuid.UUID] = ()) -> Found:
    """The persons most like what is asked, of those that whoever looks may see.

    Hidden ones are counted nowhere; of those that are silent the rows are given, so that their owners can be told.
    """
    best = _best(asked, least, set(apart_from))
    hits: list[Hit] = []
    unseen: list[uuid.UUID] = []
    while best and len(hits) < most:
        tried, best = best[:most], best[most:]
        persons = {person.id: person for person in _visible([key for key, _ in tried])}
        hits += [Hit(persons[key], won) for key, won in tried if key in persons]
        unseen += [key for key, won in tried if key not in persons and won.total >= LIKELY]
    return Found(hits[:most], _silent(unseen) if unseen else ())


def _best(asked: Facts, least: float, skipped: set[uuid.UUID]) -> list[tuple[uuid.UUID, Score]]:
    """Those that are like enough, the likest first; beside a very like one, those much less so are noise."""
    scored = sorted(_scored(asked), key=lambda each: -each[1].total)
    if scored:
        least = max(least, scored[0][1].total - NOISE)
    return [(key, won) for key, won in scored if won.total >= least and key not in skipped]


def shown_with() -> Sequence[ORMOption]:
    """What a hit shows of a person beside its own row."""
    return (selectinload(Person.markers),)


def _scored(asked: Facts) -> list[tuple[uuid.UUID, Score]]:
    """Strong keys first. Weak ones are tried where those led to nobody that is likely."""
    keys = keys_asked(asked)
    found = {key: score(asked, known) for key, known in _candidates(keys.strong)}
    if keys.weak and max((each.total for each in found.values()), default=0.0) < LIKELY:
        for key, known in _candidates(keys.weak):
            if key not in found:
                found[key] = score(asked, known)
    return list(found.items())


def _candidates(keys: frozenset[str]) -> list[tuple[uuid.UUID, Facts]]:
    """Those who share most keys, seen or unseen: what may be shown is decided after the best are known."""
    if not keys:
        return []
    wanted: Any = sa.bindparam("wanted", sorted(keys), type_=ARRAY(sa.Text()))
    some = (
        sa.select(PersonKey.person_id, PersonKey.keys, PersonKey.facts)
        .where(PersonKey.keys.overlap(wanted))
        .limit(LOOKED_AT)
        .subquery()
    )
    each = sa.func.unnest(some.c["keys"]).table_valued("key").render_derived(name="each")
    shared = sa.select(sa.func.count()).select_from(each).where(each.c.key == wanted.any_()).scalar_subquery()
    statement = sa.select(some.c.person_id, some.c.facts).order_by(shared.desc(), some.c.person_id).limit(SCORED)
    rows = db.session.execute(statement, execution_options=UNSEEN_TOO)
    return [(person_id, Facts.from_json(facts)) for person_id, facts in rows]


def _visible(ids: Sequence[uuid.UUID]) -> Sequence[Person]:
    statement = sa.select(Person).where(Person.id.in_(ids), Person.merged_into_id.is_(None))
    return db.session.scalars(statement.options(*shown_with())).all()


def _silent(ids: Sequence[uuid.UUID]) -> Sequence[Entity]:
    statement = sa.select(Entity).where(Entity.id.in_(ids), Entity.restriction == Restriction.SILENT)
    return db.session.scalars(statement, execution_options=UNSEEN_TOO).all()
