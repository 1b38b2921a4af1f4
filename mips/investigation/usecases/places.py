"""Where something happened: a place that is already on the record, or a new one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid
from mips.core.settings import settings
from mips.core.values import postcode as judge_postcode
from mips.record.lookup import picked
from mips.record.model.object import Place
from mips.usecase import usecase

MOST: Final = 8
DIGITS: Final = 6
"""Decimal places of a degree that are kept: about a tenth of a metre."""


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def find_places(actor: Actor, *, q: str) -> list[Place]:
    """Places by postcode or the beginning of their address."""
    places = sa.select(Place).order_by(Place.address, Place.id).limit(MOST)
    if (found := judge_postcode(q)).valid:
        return list(db.session.scalars(places.where(Place.postcode == found.canonical)))
    return list(db.session.scalars(places.where(Place.address.istartswith(q.strip(), autoescape=True))))


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def name_place(actor: Actor, *, place_id: uuid.UUID) -> Place | None:
    """One place, for a form in which it was picked; None when there is none to be seen."""
    return db.session.scalars(sa.select(Place).where(Place.id == place_id)).one_or_none()


def place_told(where: Mapping[str, Any]) -> Place:
    """The place of a form: the one picked, one that is the same as what was typed, or a new one.

    `where`: place_id, or address, postcode and point (latitude, longitude). Raises InputInvalid when nothing was told.
    """
    if where.get("place_id"):
        return picked(Place, where["place_id"], field="where-place_id")
    address, postcode = where.get("address") or "", where.get("postcode") or ""
    latitude, longitude = (round(each, DIGITS) for each in where["point"]) if where.get("point") else (None, None)
    if not address and latitude is None:
        raise InputInvalid({"where-address": ["Enter where it happened: an address, or a point on the map"]})
    return _the_same(address, postcode, latitude, longitude) or _new(address, postcode, latitude, longitude)


def _the_same(address: str, postcode: str, latitude: Decimal | None, longitude: Decimal | None) -> Place | None:
    alike = sa.select(Place).where(Place.postcode == postcode, sa.func.lower(Place.address) == address.lower())
    if latitude is not None:
        alike = alike.where(Place.latitude == latitude, Place.longitude == longitude)
    return db.session.scalars(alike.order_by(Place.id).limit(1)).first() if address and postcode else None


def _new(address: str, postcode: str, latitude: Decimal | None, longitude: Decimal | None) -> Place:
    words = " ".join(part for part in (address, postcode) if part)
    place = Place(
        address=address,
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        label=words or f"{latitude}, {longitude}",
        force=settings().force,
    )
    db.session.add(place)
    return place
