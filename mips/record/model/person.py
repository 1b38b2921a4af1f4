"""One row per known human, and everything about them that can be wrong, old or said by somebody."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base
from mips.core.values import dialled
from mips.record.model.entity import Entity


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    LEGAL = "legal"
    BIRTH = "birth"
    ALIAS = "alias"
    NICKNAME = "nickname"
    FORMER = "former"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CIRCA = "circa"


class IdentifierKind(StrEnum):
    """What numbers and addresses lead to a person. Those that core judges bear the name of their judge."""

    PNCID = "pncid"
    CRO = "cro"
    DRIVER = "driver-number"
    NI = "ni-number"
    PASSPORT = "passport"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"

    @property
    def label(self) -> str:
        return _IDENTIFIER_LABELS.get(self.value) or self.value.capitalize()


CONTACTS: Final = frozenset({IdentifierKind.PHONE, IdentifierKind.EMAIL, IdentifierKind.HANDLE})
"""Where somebody is reached, rather than who they are."""

_IDENTIFIER_LABELS = {
    "pncid": "PNCID",
    "cro": "CRO number",
    "driver-number": "Driver number",
    "ni-number": "National Insurance number",
    "passport": "Passport number",
    "phone": "Telephone",
    "email": "E-mail",
    "handle": "Name on social media",
}


FOR_NEEDS: Final = (Permission.RECORD_NEEDS_READ,)
"""Who coordinates appropriate adults sees whose needs they are: of those assigned to them (ROL-4, AAC)."""


class Person(Entity, kind="person", read=Permission.RECORD_PERSON_READ, read_for=FOR_NEEDS):
    """A human being. The first name and date of birth are also kept here, for lists."""

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    family_name: Mapped[str]
    given_names: Mapped[str] = mapped_column(default="")
    born_on: Mapped[date | None]
    born_precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    sex: Mapped[Sex] = mapped_column(default=Sex.UNKNOWN)
    gender_identity: Mapped[str] = mapped_column(default="")
    self_defined_ethnicity: Mapped[str] = mapped_column(default="")
    ethnicity_not_stated_why: Mapped[str] = mapped_column(default="")
    """Why somebody did not say, where the self-defined ethnicity is NS (CUS-23)."""
    officer_defined_ethnicity: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    first_language: Mapped[str] = mapped_column(default="")
    interpreter_needed: Mapped[bool | None]
    occupation: Mapped[str] = mapped_column(default="")
    religion: Mapped[str] = mapped_column(default="")
    dependants: Mapped[str] = mapped_column(default="")
    """Whom they care for: children, parents, animals."""
    next_of_kin: Mapped[str] = mapped_column(default="")
    """Name, relation and telephone of whom they would have told."""
    disability: Mapped[str] = mapped_column(default="")
    died_on: Mapped[date | None]
    photograph_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("attachment.id"))
    """The attachment that shows them best."""

    names: Mapped[list[PersonName]] = relationship(
        back_populates="person", order_by="PersonName.created_at, PersonName.id"
    )
    births: Mapped[list[DateOfBirth]] = relationship(
        back_populates="person", order_by="DateOfBirth.created_at, DateOfBirth.id"
    )
    identifiers: Mapped[list[PersonIdentifier]] = relationship(
        back_populates="person", order_by="PersonIdentifier.created_at, PersonIdentifier.id"
    )
    residences: Mapped[list[Residence]] = relationship(
        back_populates="person", order_by="Residence.created_at, Residence.id"
    )
    descriptions: Mapped[list[Description]] = relationship(
        back_populates="person", order_by="Description.created_at, Description.id"
    )
    markers: Mapped[list[WarningMarker]] = relationship(
        back_populates="person", order_by="WarningMarker.created_at, WarningMarker.id"
    )
    photographs: Mapped[list[Photograph]] = relationship(
        back_populates="person", order_by="Photograph.created_at, Photograph.id"
    )

    @property
    def full_name(self) -> str:
        """SURNAME, Forenames - as a custody officer reads it."""
        return ", ".join(part for part in (self.family_name.upper(), self.given_names) if part)


class OfPerson(PartOf):
    """A child row of a person: hidden with them."""

    belongs_to: ClassVar[Sequence[str]] = ("person_id",)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    said_by: Mapped[str] = mapped_column(default="")
    """Who said so, or in which document: the provenance of this one fact."""
    ended_at: Mapped[datetime | None]
    """Since when it is no longer held to be so. An ended fact is still shown as past and still helps to find."""
    ended_why: Mapped[str] = mapped_column(default="")


class PersonName(OfPerson, Base):
    __tablename__ = "person_name"

    kind: Mapped[NameKind] = mapped_column(default=NameKind.LEGAL)
    family_name: Mapped[str]
    given_names: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(back_populates="names")


class DateOfBirth(OfPerson, Base):
    __tablename__ = "person_birth"

    born_on: Mapped[date]
    precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    person: Mapped[Person] = relationship(back_populates="births")


class PersonIdentifier(OfPerson, Base):
    """A number or address that leads to one person. `value` is canonical, `raw` is as it was given."""

    __tablename__ = "person_identifier"
    __table_args__ = (Index("ix_person_identifier_kind_value", "kind", "value"),)

    kind: Mapped[IdentifierKind]
    value: Mapped[str]
    raw: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="identifiers")

    @property
    def said(self) -> str:
        """As people read it: a telephone number as it is dialled here, any other as it was given."""
        return dialled(self.value) if self.kind is IdentifierKind.PHONE else self.raw


class Residence(OfPerson, Base):
    """Where somebody lives or lived."""

    __tablename__ = "person_residence"

    address: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="", index=True)
    place_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("place.id"), index=True)
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="residences")


class Description(OfPerson, Base):
    __tablename__ = "person_description"

    height_cm: Mapped[int | None]
    weight_kg: Mapped[Decimal | None]
    build: Mapped[str] = mapped_column(default="")
    hair: Mapped[str] = mapped_column(default="")
    eyes: Mapped[str] = mapped_column(default="")
    marks: Mapped[str] = mapped_column(default="")
    """Scars, marks and tattoos, in words."""
    described_at: Mapped[datetime]
    person: Mapped[Person] = relationship(back_populates="descriptions")


class WarningMarker(OfPerson, Base):
    """Something that whoever meets this person must know first. It expires unless reviewed."""

    __tablename__ = "person_marker"

    kind: Mapped[str]
    """Code of the list warning-marker."""
    detail: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date]
    expires_on: Mapped[date]
    reviewed_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(back_populates="markers")

    def in_force(self, on: date) -> bool:
        """Neither removed nor expired."""
        return self.ended_at is None and on <= self.expires_on


class Photograph(OfPerson, Base):
    __tablename__ = "person_photograph"

    attachment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attachment.id"))
    taken_at: Mapped[datetime | None]
    retention_basis: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(back_populates="photographs")
