"""What persons are found by: their search keys and the facts that are compared, kept in step with each person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.policy import PartOf
from mips.core.db import Base, UserId
from mips.record.model.person import Person


class PersonKey(PartOf, Base):
    """One row a person. Derived from what is journalled, so not journalled itself."""

    __tablename__ = "person_key"
    __table_args__ = (
        # pending rows of a GIN index make every look-up slow: each write takes its share at once
        Index("ix_person_key_keys", "keys", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )
    audited: ClassVar[bool] = False
    belongs_to: ClassVar[Sequence[str]] = ("person_id",)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    keys: Mapped[list[str]]
    facts: Mapped[dict[str, Any]]
    """What scoring compares, as Facts.as_json() gives it: candidates are scored without loading persons."""

    person: Mapped[Person] = relationship()


class Distinction(PartOf, Base):
    """Somebody's judgement that two records which look like one person are two: kept, and respected ever after."""

    __tablename__ = "person_distinction"
    belongs_to: ClassVar[Sequence[str]] = ("one_id", "other_id")

    one_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    why: Mapped[str]
    judged_by_id: Mapped[UserId]
