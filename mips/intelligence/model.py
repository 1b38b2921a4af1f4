"""Tables of intelligence: a report, its items, and every grading each item was given."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Handling, PartOf
from mips.core.db import Base, UserId
from mips.intelligence import rules
from mips.intelligence.rules import ActionCode, Assessment, Priority, Purpose, Sanitisation, SourceEvaluation, State
from mips.record.model.event import Event


class IntelligenceReport(Event, kind="intelligence-report", read=Permission.INTELLIGENCE_SEARCH_READ):
    """One report from one source. Its author is its owner.

    Until it is released the row itself is handled with conditions, whatever its items ask for: only the author and
    those who may read restricted intelligence know of it.
    """

    __tablename__ = "intelligence_report"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("event.id"), primary_key=True)
    state: Mapped[State] = mapped_column(default=State.REQUIRES_ASSESSMENT)
    unit: Mapped[str]
    information_on: Mapped[date]
    source_type: Mapped[rules.SourceType]
    source_reference: Mapped[str] = mapped_column(default="")
    """A pseudonymous pointer into the source register, never a name (INT-2)."""
    provenance: Mapped[str]
    priority: Mapped[Priority]
    purpose: Mapped[Purpose]
    risk: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[datetime]
    submitted_by_id: Mapped[UserId]
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user.id"))
    release_note: Mapped[str] = mapped_column(default="")

    items: Mapped[list[IntelligenceItem]] = relationship(
        back_populates="report", order_by="IntelligenceItem.sequence", foreign_keys="IntelligenceItem.report_id"
    )
    submitted_by: Mapped[User] = relationship(foreign_keys="IntelligenceReport.submitted_by_id")
    released_by: Mapped[User | None] = relationship(foreign_keys="IntelligenceReport.released_by_id")

    @property
    def codes(self) -> list[str]:
        """The grades its items now carry, each once: ['2 B C'] (INT-1)."""
        return list(dict.fromkeys(item.grading.code for item in self.items))


class IntelligenceItem(PartOf, Base):
    """One thing the report says, graded by itself."""

    __tablename__ = "intelligence_item"
    belongs_to: ClassVar[Sequence[str]] = ("report_id",)

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intelligence_report.id"), index=True)
    sequence: Mapped[int]
    text: Mapped[str]

    report: Mapped[IntelligenceReport] = relationship(back_populates="items", foreign_keys=[report_id])
    gradings: Mapped[list[ItemGrading]] = relationship(back_populates="item", order_by="ItemGrading.id")

    @property
    def grading(self) -> ItemGrading:
        """The one that counts: the latest."""
        return self.gradings[-1]


class ItemGrading(PartOf, Base):
    """The grade somebody gave an item. A later one stands beside it, never in its place (INT-1)."""

    __tablename__ = "intelligence_grading"
    belongs_to: ClassVar[Sequence[str]] = ("report_id",)

    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intelligence_report.id"), index=True)
    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intelligence_item.id"), index=True)
    graded_by_id: Mapped[UserId]
    source: Mapped[SourceEvaluation]
    source_reason: Mapped[str] = mapped_column(default="")
    assessment: Mapped[Assessment]
    assessment_reason: Mapped[str] = mapped_column(default="")
    handling: Mapped[Handling]
    instructions: Mapped[str] = mapped_column(default="")
    action_code: Mapped[ActionCode | None]
    usage: Mapped[str] = mapped_column(default="")
    sanitisation: Mapped[Sanitisation | None]

    item: Mapped[IntelligenceItem] = relationship(back_populates="gradings")
    graded_by: Mapped[User] = relationship()

    @property
    def code(self) -> str:
        """'2 B C' (INT-1)."""
        return rules.grade_code(self.source, self.assessment, self.handling)
