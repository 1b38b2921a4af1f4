"""The searches of a month as they are published: everything of them that data.police.uk shows, at a snap point."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.england import LONDON
from mips.core.errors import RuleBroken
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules.section_60 import Point
from mips.investigation.rules.snapping import REACHES, snapped
from mips.investigation.rules.stop_search import SearchType
from mips.record.model.object import Place
from mips.usecase import usecase

SNAP_POINT: Final = "On or near %"
"""How the published street files word a place: it is a snap point, no address."""


@dataclass(frozen=True, kw_only=True)
class PublishedSearch:
    """One search as anybody may read it. `point` is a published one, or None: never where it happened."""

    search: StopSearch
    point: Point | None


@dataclass(frozen=True)
class Publication:
    """The searches of one month of one force, in the order in which they happened."""

    searches: Sequence[PublishedSearch]

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.DISCLOSED)
def publish_searches(actor: Actor, *, force: str, month: date) -> Publication:
    """Every search of a month, counted in London's time, hidden ones too: the publication says nothing of anybody.

    A stop without a search is not published. INV-12.
    """
    if not actor.reason.strip():
        raise RuleBroken("Say why this is drawn up", rule="export-reason", field="reason")
    found = db.session.scalars(_of_month(force, month).execution_options(**UNSEEN_TOO)).all()
    points = _points(found)
    return Publication([PublishedSearch(search=each, point=points.get(each.place_id)) for each in found])


def _of_month(force: str, month: date) -> sa.Select[StopSearch]:
    first = month.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (
        sa.select(StopSearch)
        .where(StopSearch.occurred_from >= _starts(first), StopSearch.occurred_from < _starts(after))
        .where(StopSearch.force == force, StopSearch.search_type != SearchType.STOP)
        .order_by(StopSearch.occurred_from, StopSearch.id)
    )


def _starts(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _points(searches: Sequence[StopSearch]) -> Mapping[uuid.UUID | None, Point]:
    """Of each place the point it is published at: its own where it came from a publication, else the nearest one."""
    published = {each.place_id for each in searches if each.published_row is not None}
    wanted = [each.place_id for each in searches if each.place_id]
    places = sa.select(Place).where(Place.id.in_(wanted), Place.latitude.is_not(None), Place.longitude.is_not(None))
    found: dict[uuid.UUID | None, Point] = {}
    for place in db.session.scalars(places.execution_options(**UNSEEN_TOO)):
        own = _point(place.latitude, place.longitude)
        point = own if place.id in published else _nearest(own)
        if point is not None:
            found[place.id] = point
    return found


def _nearest(point: Point) -> Point | None:
    """The nearest published point, looked for in wider and wider squares; None where there is none near enough."""
    for reach in REACHES:
        if (found := snapped(point, _within(point, reach))) is not None:
            return found
    return None


def _within(point: Point, reach: Decimal) -> Iterator[Point]:
    near: list[Any] = [
        Place.latitude.between(point[0] - reach, point[0] + reach),
        Place.longitude.between(point[1] - 2 * reach, point[1] + 2 * reach),
    ]
    snap_points = sa.select(Place.latitude, Place.longitude).where(Place.address.like(SNAP_POINT), *near).distinct()
    for latitude, longitude in db.session.execute(snap_points.execution_options(**UNSEEN_TOO)):
        yield _point(latitude, longitude)


def _point(latitude: Decimal | None, longitude: Decimal | None) -> Point:
    return latitude or Decimal(0), longitude or Decimal(0)
