"""Where crimes happened: every place under a filter, and how many of them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.line import CrimeLine
from mips.investigation.usecases.crime_filters import every_condition
from mips.record.model.object import Place
from mips.usecase import usecase

FLOAT: Final = sa.Double[float]()
MOST: Final = 40_000
"""Places that one map shows: more than a month of the largest force has."""


@dataclass(frozen=True)
class CrimeMap:
    """The places of crimes, that of most crimes first; of how many places and crimes in all."""

    points: str
    """JSON, as the database writes it: of each its latitude, longitude, how many, and which place."""
    places: int
    count: int
    more: bool
    """There are more places than `points` has."""

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def map_crimes(actor: Actor, *, where: Mapping[str, Any] | None = None, most: int = MOST) -> CrimeMap:
    """Where crimes happened that the reader may see, narrowed as the list is; those without a point are not on it.

    `most`: so many places, those with most crimes.
    """
    spots = _spots(every_condition(actor, where or {}))
    first = sa.func.json_agg(sa.func.json_build_array(spots.c.y, spots.c.x, spots.c.crimes, spots.c.place))
    said = sa.cast(first.filter(spots.c.place_in_order <= most), sa.Text())
    whole = sa.select(said, sa.func.count(), sa.func.coalesce(sa.func.sum(spots.c.crimes), 0)).select_from(spots)
    points, places, crimes = db.session.execute(whole).one()
    return CrimeMap(points or "[]", places, int(crimes), places > most)


def _spots(conditions: Iterable[Any]) -> sa.Subquery:
    """Each place with its crimes, numbered from that of most on."""
    many = sa.func.count()
    latitude, longitude = sa.cast(Place.latitude, FLOAT), sa.cast(Place.longitude, FLOAT)
    numbered = sa.func.row_number().over(order_by=(many.desc(), Place.id))
    said = (Place.id.label("place"), latitude.label("y"), longitude.label("x"), many.label("crimes"))
    return (
        sa.select(*said, numbered.label("place_in_order"))
        .join(CrimeLine, CrimeLine.place_id == Place.id)
        .where(*conditions, Place.latitude.is_not(None), Place.longitude.is_not(None))
        .group_by(Place.id, Place.latitude, Place.longitude)
        .subquery()
    )
