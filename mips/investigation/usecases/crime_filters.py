"""What lists, boards and maps of crimes may be narrowed to: the same words for all, so that they reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from mips.access.policy import Actor
from mips.core import clock
from mips.investigation.model.crime import Crime
from mips.investigation.model.line import LASTS, CrimeLine
from mips.investigation.rules.ages import recorded_between
from mips.investigation.rules.outcomes import POSITIVE
from mips.investigation.usecases.reading import starts

NOT_KNOWN: Final = "-"
"""Asks for those of which it is not known, or that have none."""
Where = Mapping[str, Any]
Condition = ColumnElement[bool]

COLUMNS: Final[Mapping[str, InstrumentedAttribute[Any]]] = {
    "kind": CrimeLine.kind,
    "status": CrimeLine.status,
    "unit": CrimeLine.unit,
    "outcome": CrimeLine.outcome,
    "area": CrimeLine.lsoa,
    "place": CrimeLine.place_id,
    "officer": CrimeLine.officer_id,
}
"""What is filtered by as it stands in the line."""


def conditions(actor: Actor, where: Where) -> Iterator[Condition]:
    """Those of a filter that are given, but for the days on which it happened.

    COLUMNS as they stand there, or NOT_KNOWN; `flag`, an item of the list `crime-flag`; `number` as it begins; `mine`;
    `age`; `recorded_from` and `recorded_until`, days in London; `positive`: has an outcome that counts as one;
    `counted`: notifiable and not cancelled.
    """
    yield _under(where.get("flag"))
    for name, wanted in where.items():
        if wanted in (None, "", False) or name in APART:
            continue
        if name in COLUMNS:
            yield COLUMNS[name] == ("" if wanted == NOT_KNOWN else wanted)
        else:
            yield from _OTHERS[name](actor, wanted)
    yield from _recorded(where)


APART: Final = frozenset({"flag", "since", "until", "age", "recorded_from", "recorded_until"})


def _under(flag: str | None) -> Condition:
    """In our own words where there is none: a statement that is prepared may then use the indexes of those lines."""
    return CrimeLine.flag == (flag or sa.literal_column("''", sa.Text()))


def happened(where: Where) -> tuple[list[Condition], list[Condition] | None]:
    """When it happened, from `since` to `until`: days on which it may have. Of what may have gone on for longer than
    LASTS days and began before all that, apart: None where there can be no such.
    """
    since, until = where.get("since"), where.get("until")
    _, recorded = recorded_span(where)
    before = [CrimeLine.happened_from < starts(until, days=1)] if until else []
    before += [CrimeLine.happened_from <= recorded] if recorded else []  # what is not there yet cannot be recorded
    if since is None:
        return [*before, CrimeLine.happened_from.is_not(None)], None
    still: Condition = CrimeLine.happened_until >= starts(since)
    first = starts(since, days=-LASTS)
    near = [*before, CrimeLine.happened_from >= first, still]
    return near, [sa.and_(CrimeLine.lasting), CrimeLine.happened_from < first, still]


def every_condition(actor: Actor, where: Where) -> list[Condition]:
    """All of a filter at once, for what is counted or drawn and not paged."""
    every = list(conditions(actor, where))
    if not asks_when_it_happened(where):
        return every
    near, lasting = happened(where)
    return [*every, sa.or_(sa.and_(*near), *([sa.and_(*lasting)] if lasting else []))]


def asks_when_it_happened(where: Where) -> bool:
    return bool(where.get("since") or where.get("until"))


def ordered_by(where: Where) -> InstrumentedAttribute[Any]:
    """What a list under these filters is ordered by, the last first: when it was recorded; or when it happened, where
    that is asked and nothing that leads to fewer: an area, place or officer, or a shorter time of recording.
    """
    if not asks_when_it_happened(where) or any(where.get(each) for each in _NARROW):
        return CrimeLine.listed_at
    since, until = where.get("since"), where.get("until")
    asked = (starts(since) if since else None, starts(until, days=1) if until else None)
    return CrimeLine.listed_at if _length(*recorded_span(where)) < _length(*asked) else CrimeLine.happened_from


_NARROW: Final = ("area", "place", "officer", "mine", "number")


def _length(after: datetime | None, until: datetime | None) -> timedelta:
    return (until or clock.now()) - after if after else timedelta.max


def recorded_span(where: Where) -> tuple[datetime | None, datetime | None]:
    """From when and until when it was recorded, by all that is asked of that; None: without end."""
    age, first, last = where.get("age"), where.get("recorded_from"), where.get("recorded_until")
    after, until = recorded_between(age, clock.now()) if age else (None, None)
    afters = [each for each in (after, starts(first) if first else None) if each]
    untils = [each for each in (until, starts(last, days=1) if last else None) if each]
    return max(afters, default=None), min(untils, default=None)


def _recorded(where: Where) -> Iterator[Condition]:
    after, until = recorded_span(where)
    if after:
        yield CrimeLine.listed_at >= after
    if until:
        yield CrimeLine.listed_at < until


def _numbered(_: Actor, begins: str) -> Iterator[Condition]:
    yield CrimeLine.id.in_(sa.select(Crime.id).where(Crime.reference.startswith(begins.upper(), autoescape=True)))


_OTHERS: Final[Mapping[str, Callable[[Actor, Any], Iterable[Condition]]]] = {
    "number": _numbered,
    "mine": lambda actor, _: [CrimeLine.officer_id == actor.id],
    "positive": lambda *_: [CrimeLine.outcome.in_(sorted(POSITIVE))],
    "counted": lambda *_: [CrimeLine.counted],
}
