"""A report half taken down, kept for whoever takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from mips.core.db import Base, UserId


class ReportDraft(Base):
    """The form of a report as it was typed, unchecked and on no record. Gone once it is taken down or given up.

    Its maker alone sees it, on whatever device. Not audited save by save: that one was begun or read is noted.
    """

    __tablename__ = "incident_draft"
    audited: ClassVar[bool] = False

    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Name of each control -> the texts in it."""
    kept_at: Mapped[datetime]
    by_id: Mapped[UserId]
