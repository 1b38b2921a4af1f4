"""What somebody put their name to, or why they did not: the columns of every table of signatures."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from mips.access.model import User
from mips.core.db import UserId


class SignedHow(StrEnum):
    ON_SCREEN = "on-screen"
    ON_PAPER = "on-paper"
    REFUSED = "refused"
    UNABLE = "unable"

    @property
    def label(self) -> str:
        return _HOW[self]

    @property
    def signed(self) -> bool:
        """They put their name to it."""
        return self in (SignedHow.ON_SCREEN, SignedHow.ON_PAPER)


_HOW = {
    SignedHow.ON_SCREEN: "Signed on the screen",
    SignedHow.ON_PAPER: "Signed on paper",
    SignedHow.REFUSED: "Refused to sign",
    SignedHow.UNABLE: "Could not sign",
}


class GivenByHand:
    """Mixin for a table of signatures. `what` says for what: 'rights', 'property returned', 'JS/1 received'."""

    what: Mapped[str] = mapped_column()
    how: Mapped[SignedHow] = mapped_column()
    drawn: Mapped[str] = mapped_column(default="")
    """The strokes as the data of an SVG path in a box of 600 by 200."""
    why: Mapped[str] = mapped_column(default="")
    """Why they refused or could not, where they did."""
    signed_at: Mapped[datetime] = mapped_column()
    by_id: Mapped[UserId] = mapped_column()
    """Who asked for it and saw it."""

    @declared_attr
    def by(cls) -> Mapped[User]:
        return relationship(foreign_keys=f"{cls.__name__}.by_id")  # type: ignore[attr-defined]
