"""Organisations, places and things: making, reading and finding them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.settings import settings
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.object import Organisation, Place, Thing, ThingKind
from mips.usecase import usecase
from mips.web.field.choice import words

Kind = type[Organisation] | type[Place] | type[Thing]
KINDS: Final[Mapping[str, Kind]] = {
    "organisation": Organisation,
    "place": Place,
    "thing": Thing,
}


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def create_organisation(actor: Actor, *, name: str, number: str | None = None) -> Organisation:
    """A company, charity, school or body. `number` is its company or charity number."""
    row = Organisation(name=name, number=number or "", label=name, force=settings().force)
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def create_place(
    actor: Actor,
    *,
    address: str | None = None,
    postcode: str | None = None,
    uprn: str | None = None,
    point: tuple[Decimal, Decimal] | None = None,
) -> Place:
    """An address or a point on the map: `point` is latitude and longitude in WGS 84 degrees."""
    latitude, longitude = point or (None, None)
    row = Place(
        address=address or "",
        postcode=postcode or "",
        uprn=uprn or "",
        latitude=latitude,
        longitude=longitude,
        label=", ".join(part for part in (address, postcode) if part) or f"{latitude}, {longitude}",
        force=settings().force,
    )
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def create_thing(
    actor: Actor, *, thing_kind: ThingKind, number: str | None = None, description: str | None = None
) -> Thing:
    """A vehicle, phone, account, document, weapon, drug or item of property. `number` is canonical."""
    label = " ".join(part for part in (words(thing_kind), number, description) if part)
    row = Thing(
        thing_kind=thing_kind,
        number=number or "",
        description=description or "",
        label=label[:200],
        force=settings().force,
    )
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def read_object(actor: Actor, *, kind: str, object_id: uuid.UUID) -> Entity:
    """One organisation, place or thing."""
    return fetch(KINDS[kind], object_id)


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def name_object(actor: Actor, *, kind: str, object_id: uuid.UUID) -> Entity | None:
    """What is meant by an id in a form; None where there is nothing, or nothing to be seen."""
    model = KINDS[kind]
    return db.session.scalars(sa.select(model).where(model.id == object_id)).one_or_none()


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def find_objects(actor: Actor, *, kind: str, q: str, most: int = 10) -> Sequence[Entity]:
    """Those in which every word of the text occurs, as a word or the beginning of one."""
    model = KINDS[kind]
    asked = re.findall(r"[^\W_]+", q.lower())[:12]
    if not asked:
        return []
    wanted: Any = sa.func.to_tsquery("simple", " & ".join(f"{word}:*" for word in asked))
    found = sa.select(model).where(model.words.bool_op("@@")(wanted)).order_by(model.id.desc()).limit(most)
    return db.session.scalars(found).all()
