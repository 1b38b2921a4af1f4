"""The forms of a case file. Everything else a file shows is already on the record."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.policy import PartOf
from mips.core.db import Base, UserId


class FormKind(StrEnum):
    """The forms people write. What is only laid out from the record, such as the charge sheet, has no row."""

    MG5 = "mg5"
    MG6 = "mg6"


class CaseForm(PartOf, Base):
    """One version of a form. It may be changed until it is locked; after that a change is the next version."""

    __tablename__ = "case_form"
    __table_args__ = (UniqueConstraint("case_id", "kind", "number"),)
    belongs_to: ClassVar[Sequence[str]] = ("case_id",)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[FormKind]
    number: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int] = mapped_column(default=1)
    """Edition of the form it was written on: a later layout never changes what was written on an earlier one."""
    fields: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UserId]
    locked_at: Mapped[datetime | None]
    locked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))

    written_by: Mapped[User] = relationship(foreign_keys="CaseForm.written_by_id")
    locked_by: Mapped[User | None] = relationship(foreign_keys="CaseForm.locked_by_id")
