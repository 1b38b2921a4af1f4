"""The other things a record is about: organisations, places, and things such as vehicles, phones and accounts."""

from __future__ import annotations

import uuid
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Computed, ForeignKey, Index, Numeric
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from mips.access.permissions import Permission
from mips.record.model.entity import Entity

PUNCTUATION: Final = "/+-.,;:()@_#&"


def _words_of(expression: str) -> Any:
    """A column that PostgreSQL keeps: the words of these columns, to find the row by. Not loaded with the row."""
    # punctuation would make one token of 12/3, +44 or a web address, of which nobody searches the whole
    plain = f"translate({expression}, '{PUNCTUATION}', '{' ' * len(PUNCTUATION)}')"
    kept = Computed(f"to_tsvector('simple'::regconfig, {plain})", persisted=True)
    return mapped_column(TSVECTOR, kept, deferred=True)


class Organisation(Entity, kind="organisation", read=Permission.RECORD_PERSON_READ):
    """A company, charity, school or body."""

    __tablename__ = "organisation"
    __table_args__ = (Index("ix_organisation_words", "words", postgresql_using="gin"),)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    name: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    """Company or charity number."""
    words: Mapped[Any] = _words_of("name || ' ' || number")


class Place(Entity, kind="place", read=Permission.RECORD_PERSON_READ):
    """An address or a point on the map, in WGS 84 degrees."""

    __tablename__ = "place"
    __table_args__ = (
        Index("ix_place_point", "latitude", "longitude"),
        Index("ix_place_words", "words", postgresql_using="gin"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="", index=True)
    uprn: Mapped[str] = mapped_column(default="")
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    lsoa: Mapped[str] = mapped_column(default="")
    words: Mapped[Any] = _words_of("address || ' ' || postcode || ' ' || replace(postcode, ' ', '')")


class ThingKind(StrEnum):
    VEHICLE = "vehicle"
    PHONE = "phone"
    ACCOUNT = "account"
    DEVICE = "device"
    DOCUMENT = "document"
    WEAPON = "weapon"
    DRUG = "drug"
    CASH = "cash"
    FIREARM = "firearm"
    PROPERTY = "property"


class Thing(Entity, kind="thing", read=Permission.RECORD_PERSON_READ):
    """A vehicle, phone, account, document, weapon, drug or item of property."""

    __tablename__ = "thing"
    __table_args__ = (
        Index("ix_thing_number", "thing_kind", "number"),
        Index("ix_thing_words", "words", postgresql_using="gin"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    thing_kind: Mapped[ThingKind]
    number: Mapped[str] = mapped_column(default="")
    """Registration mark, telephone number, serial or account number, canonical."""
    description: Mapped[str] = mapped_column(default="")
    words: Mapped[Any] = _words_of("number || ' ' || description")
