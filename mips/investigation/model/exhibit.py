"""Exhibits: what was seized or made as evidence of a crime, the bags it was sealed in, whose hands it was in."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.investigation.model.crime import Crime
from mips.investigation.rules.continuity import Last, Where, Whereabouts
from mips.investigation.rules.marks import Mark, read_mark
from mips.investigation.rules.two_persons import KEPT_ON
from mips.record.model.object import Thing
from mips.record.model.signing import GivenByHand


def _kept_as(constraint: str) -> Enum:
    """The column of a Where under a constraint of its own name: a table may hold two."""
    values = [each.value for each in Where]
    return Enum(
        Where,
        name=constraint,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda _: values,
    )


class Sensitivity(StrEnum):
    """Who should not come upon it unprepared, and what must not be shown with it."""

    NONE = "none"
    SENSITIVE = "sensitive"
    INTIMATE = "intimate"
    INDECENT = "indecent"

    @property
    def label(self) -> str:
        return _SENSITIVE[self]


_SENSITIVE = {
    Sensitivity.NONE: "Not sensitive",
    Sensitivity.SENSITIVE: "Sensitive: not to be shown to the defence without review",
    Sensitivity.INTIMATE: "Intimate image or sample",
    Sensitivity.INDECENT: "Indecent images: specialist staff only",
}


class Exhibit(Thing, kind="exhibit", read=Permission.INVESTIGATION_EXHIBIT_READ):
    """A thing that is evidence of a crime (INV-9). `reference` is its number in the force, `mark` in the investigation.

    It is `within` its crime: whoever may not see that one sees no exhibit of it. Where it is now is the end of its
    newest continuity event, kept here so that a list of thousands need not look for it.
    """

    __tablename__ = "exhibit"
    __table_args__: Any = (
        UniqueConstraint("crime_id", "mark"),
        Index("ix_exhibit_where", "whereabouts", "id"),
        Index("ix_exhibit_keep_until", "keep_until", "id", postgresql_where="keep_until IS NOT NULL"),
        Index("ix_exhibit_shelf", "shelf_id", postgresql_where="shelf_id IS NOT NULL"),
        Index("ix_exhibit_holder", "holder_id", postgresql_where="holder_id IS NOT NULL"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thing.id"), primary_key=True)
    crime_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crime.id"), index=True)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"), index=True)
    """What it was parted from; None: it was found as it is."""
    mark: Mapped[str]
    """JS/1: unique in the investigation."""
    producer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    producer: Mapped[str]
    """Whoever produces it in a statement, by name: an officer or a witness."""
    found_at: Mapped[datetime]
    found_where: Mapped[str]
    found_by_id: Mapped[UserId]
    seized_under: Mapped[str]
    """An item of the list `seized-under`."""
    owner: Mapped[str] = mapped_column(default="")
    """Whose it is, as far as anybody says: name and how to reach them."""
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.NONE)
    hazards: Mapped[str] = mapped_column(default="")
    """What endangers whoever opens the bag: blades, needles, body fluids, chemicals."""
    seal: Mapped[str] = mapped_column(default="")
    """The bag it is in now; empty: it is in none."""

    whereabouts: Mapped[Where] = mapped_column(_kept_as("whereabouts"))
    holder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    shelf_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("property_shelf.id"))
    holder: Mapped[str] = mapped_column(default="")
    """Who or what has it, in words."""
    moves: Mapped[int] = mapped_column(default=1)
    """The number of its newest continuity event."""
    moved_at: Mapped[datetime]
    keep_until: Mapped[date | None]
    """The last day the law keeps it, as last counted; None: no end to it is known (CPIA Code 5.7 to 5.10)."""

    # Joined by the key of the root table: SQLAlchemy then loads it by that alone.
    crime: Mapped[Crime] = relationship(foreign_keys=[crime_id])
    parent: Mapped[Exhibit | None] = relationship(foreign_keys=[parent_id], remote_side="Exhibit.id")
    found_by: Mapped[User] = relationship(foreign_keys="Exhibit.found_by_id")

    @property
    def marked(self) -> Mark:
        return read_mark(self.mark)

    @property
    def under_two(self) -> bool:
        """It moves under two persons only: cash, drugs, a firearm."""
        return self.thing_kind in KEPT_ON

    @property
    def now(self) -> Whereabouts:
        """Where it is."""
        return Whereabouts(self.whereabouts, self.holder_id, self.shelf_id, self.holder)


class OfExhibit(PartOf):
    """A child row of an exhibit: hidden with it."""

    belongs_to: ClassVar[Sequence[str]] = ("exhibit_id",)

    exhibit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("exhibit.id"), index=True)


class ExhibitSeal(OfExhibit, Base):
    """A sealed bag an exhibit is or was in. No number is used twice, anywhere in the force."""

    __tablename__ = "exhibit_seal"

    number: Mapped[str] = mapped_column(unique=True)
    sealed_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    by_id: Mapped[UserId]


class ContinuityEvent(OfExhibit, Base):
    """One movement from a person or place to another. The database lets none be changed, and none leave a gap."""

    __tablename__ = "continuity_event"
    __table_args__: Any = (UniqueConstraint("exhibit_id", "number"),)

    number: Mapped[int]
    """1 for the first: from where it was found."""
    at: Mapped[datetime]
    purpose: Mapped[str]
    from_where: Mapped[Where] = mapped_column(_kept_as("leftwhere"))
    from_user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    from_shelf_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("property_shelf.id"))
    from_name: Mapped[str] = mapped_column(default="")
    to_where: Mapped[Where] = mapped_column(_kept_as("towhere"))
    to_user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    to_shelf_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("property_shelf.id"))
    to_name: Mapped[str] = mapped_column(default="")
    seal_before: Mapped[str] = mapped_column(default="")
    seal_intact: Mapped[bool | None]
    """None where there was no seal to look at."""
    seal_after: Mapped[str] = mapped_column(default="")
    seal_why: Mapped[str] = mapped_column(default="")
    second_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    """Who was there too: cash, drugs and firearms move under two persons."""
    counted: Mapped[str] = mapped_column(default="", server_default="")
    """What both counted or weighed when it was bagged or opened."""
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("continuity_event.id"))
    """The earlier entry that this one puts right."""
    by_id: Mapped[UserId]

    by: Mapped[User] = relationship(foreign_keys="ContinuityEvent.by_id")
    second: Mapped[User | None] = relationship(foreign_keys="ContinuityEvent.second_id")
    corrects: Mapped[ContinuityEvent | None] = relationship(
        foreign_keys=[corrects_id], remote_side="ContinuityEvent.id"
    )
    signatures: Mapped[list[ContinuitySignature]] = relationship(
        foreign_keys="ContinuitySignature.event_id", order_by="ContinuitySignature.part"
    )

    @property
    def left(self) -> Whereabouts:
        return Whereabouts(self.from_where, self.from_user_id, self.from_shelf_id, self.from_name)

    @property
    def to(self) -> Whereabouts:
        return Whereabouts(self.to_where, self.to_user_id, self.to_shelf_id, self.to_name)

    @property
    def last(self) -> Last:
        """As the next entry must follow it."""
        return Last(self.number, self.at, self.to, self.by.name)


class SignedAs(StrEnum):
    GIVER = "giver"
    RECEIVER = "receiver"
    SECOND = "second"


class ContinuitySignature(GivenByHand, OfExhibit, Base):
    """The signature of who gave or who took. As little to be changed as the event."""

    __tablename__ = "continuity_signature"

    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("continuity_event.id"), index=True)
    part: Mapped[SignedAs]
