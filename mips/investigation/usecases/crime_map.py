"""Where crimes happened: every place under a filter, and how many of them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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

MOST: Final = 40_000
"""Places that one map shows: more than a month of the largest force has."""


@dataclass(frozen=True)
class Spot:
    """A place and how many of the crimes were there."""

    place: str
    label: str
    latitude: Decimal
    longitude: Decimal
    count: int


@dataclass(frozen=True)
class CrimeMap:
    """The places, that of most crimes first."""

    spots: Sequence[Spot]
    more: bool
    """There are more places than MOST: the filters must be narrowed to see all."""

    @property
    def count(self) -> int:
        return sum(each.count for each in self.spots)

    @property
    def points(self) -> list[list[Any]]:
        """As they travel: latitude, longitude, how many, which place."""
        return [[float(each.latitude), float(each.longitude), each.count, each.place] for each in self.spots]

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def map_crimes(actor: Actor, *, where: Mapping[str, Any] | None = None) -> CrimeMap:
    """Where crimes happened that the reader may see, narrowed as the list is; those without a point are not on it."""
    many = sa.func.count()
    found = (
        sa.select(Place.id, Place.label, Place.latitude, Place.longitude, many)
        .join(CrimeLine, CrimeLine.place_id == Place.id)
        .where(*every_condition(actor, where or {}), Place.latitude.is_not(None), Place.longitude.is_not(None))
        .group_by(Place.id, Place.label, Place.latitude, Place.longitude)
        .order_by(many.desc(), Place.id)
        .limit(MOST + 1)
    )
    rows: Any = db.session.execute(found)
    spots = [Spot(str(place), label, latitude, longitude, count) for place, label, latitude, longitude, count in rows]
    return CrimeMap(spots[:MOST], len(spots) > MOST)
