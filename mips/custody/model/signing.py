"""What a detainee put their name to at the desk, or why they did not."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column, relationship

from mips.access.model import User
from mips.core.db import Base, UserId
from mips.custody.model.care import OfDetention


class SignedHow(StrEnum):
    ON_SCREEN = "on-screen"
    ON_PAPER = "on-paper"
    REFUSED = "refused"
    UNABLE = "unable"

    @property
    def label(self) -> str:
        return _HOW[self]


_HOW = {
    SignedHow.ON_SCREEN: "Signed on the screen",
    SignedHow.ON_PAPER: "Signed on paper",
    SignedHow.REFUSED: "Refused to sign",
    SignedHow.UNABLE: "Could not sign",
}


class Signature(OfDetention, Base):
    """One signature, asked for once. `what` says for what: 'rights', 'property', 'property returned'."""

    __tablename__ = "custody_signature"

    what: Mapped[str]
    how: Mapped[SignedHow]
    drawn: Mapped[str] = mapped_column(default="")
    """The strokes as the data of an SVG path in a box of 600 by 200."""
    why: Mapped[str] = mapped_column(default="")
    """Why they refused or could not, where they did."""
    signed_at: Mapped[datetime]
    by_id: Mapped[UserId]
    """Who asked for it and saw it."""

    by: Mapped[User] = relationship()
