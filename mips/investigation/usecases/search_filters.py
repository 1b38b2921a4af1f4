"""What lists and figures of stop and searches may be narrowed to: the same words for both, so that they reconcile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from mips.access.policy import Actor
from mips.core.england import LONDON
from mips.investigation.model.stop_search import StopSearch

NOT_KNOWN: Final = "-"
"""Asks for those of which it is not known."""

COLUMNS: Final[Mapping[str, InstrumentedAttribute[Any]]] = {
    "age_range": StopSearch.age_range,
    "gender": StopSearch.gender,
    "self_defined": StopSearch.self_defined_ethnicity,
    "officer_defined": StopSearch.officer_defined_ethnicity,
    "legislation": StopSearch.legislation,
    "searched_for": StopSearch.searched_for,
    "outcome": StopSearch.outcome,
}
"""What is counted and filtered by, in the published words."""


def conditions(actor: Actor, where: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    """Those of a filter that are given. COLUMNS are given as published, or as NOT_KNOWN; days are days in London.

    Beside them: `number` as it begins, `search_type`, `since`, `until`, `mine`, and `waiting` for a review.
    """
    for name, wanted in where.items():
        if wanted in (None, "", False):
            continue
        if name in COLUMNS:
            yield COLUMNS[name] == ("" if wanted == NOT_KNOWN else wanted)
        else:
            yield from _OTHERS[name](actor, wanted)


def _waiting(_actor: Actor, _wanted: object) -> Iterator[ColumnElement[bool]]:
    yield StopSearch.reviewed_at.is_(None)
    yield StopSearch.officer_id.is_not(None)


_OTHERS: Final[Mapping[str, Callable[[Actor, Any], Iterable[ColumnElement[bool]]]]] = {
    "number": lambda _, begins: [StopSearch.reference.startswith(begins.upper(), autoescape=True)],
    "search_type": lambda _, kind: [StopSearch.search_type == kind],
    "since": lambda _, day: [StopSearch.occurred_from >= _starts(day)],
    "until": lambda _, day: [StopSearch.occurred_from < _starts(day + timedelta(days=1))],
    "mine": lambda actor, _: [StopSearch.officer_id == actor.id],
    "waiting": _waiting,
}


def _starts(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)
