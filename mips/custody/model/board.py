"""What the whiteboard says of each detainee, kept as it was last said so that a board is one query however many topics.

Derived: every line can be said again from the custody record, which is where it is audited.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mips.core.db import Base
from mips.custody.model.care import OfDetention


class BoardLine(OfDetention, Base):
    """`topics` maps each topic (care, people, medication...) to what it says: Mention.as_json(), in order."""

    __tablename__ = "custody_board_line"
    audited: ClassVar[bool] = False

    detention_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("detention.id"), unique=True)
    topics: Mapped[dict[str, Any]] = mapped_column(default=dict)
    record: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What follows from the record itself: clock, offences, markers, whom to keep apart (usecases.board_facts)."""
