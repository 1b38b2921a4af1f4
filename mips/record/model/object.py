"""The other things a record is about: organisations, places, and things such as vehicles, phones and accounts."""

from __future__ import annotations

import uuid
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.permissions import Permission
from mips.record.model.entity import Entity


class Organisation(Entity, kind="organisation", read=Permission.RECORD_PERSON_READ):
    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    name: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    """Company or charity number."""


class Place(Entity, kind="place", read=Permission.RECORD_PERSON_READ):
    """An address or a point on the map, in WGS 84 degrees."""

    __tablename__ = "place"
    __table_args__ = (Index("ix_place_point", "latitude", "longitude"),)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="", index=True)
    uprn: Mapped[str] = mapped_column(default="")
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    lsoa: Mapped[str] = mapped_column(default="")


class ThingKind(StrEnum):
    VEHICLE = "vehicle"
    PHONE = "phone"
    ACCOUNT = "account"
    DEVICE = "device"
    DOCUMENT = "document"
    WEAPON = "weapon"
    DRUG = "drug"
    PROPERTY = "property"


class Thing(Entity, kind="thing", read=Permission.RECORD_PERSON_READ):
    """A vehicle, phone, account, document, weapon, drug or item of property."""

    __tablename__ = "thing"
    __table_args__ = (Index("ix_thing_number", "thing_kind", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    thing_kind: Mapped[ThingKind]
    number: Mapped[str] = mapped_column(default="")
    """Registration mark, telephone number, serial or account number, canonical."""
    description: Mapped[str] = mapped_column(default="")
