"""By what a crime is found in lists: all of it in one row, so that every pair of filters has an index that serves it.

Derived: the database's own triggers keep it (migration 0057), whoever writes the crime and however; what follows from
what is said once, by the view `crime_line_due`. docs/decisions/0011-lists-of-crimes.md says what was measured.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from mips.access.policy import PartOf
from mips.core.db import Base

NO_FLAG: Final = ""
"""The flag of the one line that every crime has."""
LASTS: Final = 92
"""Days: what may have gone on for longer is marked as lasting, and looked for apart."""

_WHEN: Final = ("listed_at", "crime_id")
_PAIRS: Final = (
    ("status", "kind"),
    ("status", "unit"),
    ("status", "outcome"),
    ("kind", "unit"),
    ("kind", "outcome"),
    ("unit", "outcome"),
)
"""Filters of few values: of two of them neither may be rare, and both together may fit nothing."""
_UNFLAGGED: Final = "flag = ''"
_ALONE: Final = ("kind", "status", "unit", "outcome", "officer_id", "lsoa", "place_id")


_HAPPENED: Final = ("happened_from", "happened_until")
_BESIDE: Final = {
    "lsoa": ("kind", "status", "unit", "outcome", "officer_id", "place_id", "lasting", *_HAPPENED),
    "officer_id": ("kind", "status", "unit", "outcome", *_HAPPENED),
    "place_id": ("kind", "status", "unit", "outcome", *_HAPPENED),
}
_BESIDE_HAPPENED: Final = ("happened_until", "listed_at", "lsoa", "officer_id", "place_id")
_BESIDE_LASTING: Final = ("happened_until", "listed_at", *_ALONE)
"""Held by an index beside its key: a second condition is then looked up in it, and not in the row."""


def _indexes() -> Iterator[Index]:
    """Those that end in the instant by which a list is ordered serve it without sorting."""
    yield _index("listed", "flag", *_WHEN, beside=_HAPPENED)
    for name in _ALONE:
        yield _index(name.removesuffix("_id"), "flag", name, *_WHEN, beside=_BESIDE.get(name, ()))
    for a, b in _PAIRS:
        yield _index(f"{a}_{b}", a, b, *_WHEN, where=_UNFLAGGED)
    yield _index("happened", "flag", "happened_from", "crime_id", beside=_BESIDE_HAPPENED)
    for name in _ALONE[:4]:
        yield _index(
            f"{name}_happened", name, "happened_from", "crime_id", beside=("happened_until",), where=_UNFLAGGED
        )
    yield _index("lasting", "flag", "happened_from", "crime_id", beside=_BESIDE_LASTING, where="lasting")


def _index(name: str, *columns: str, beside: Sequence[str] = (), where: str = "") -> Index:
    more: dict[str, Any] = {"postgresql_include": list(beside)} if beside else {}
    more |= {"postgresql_where": text(where)} if where else {}
    return Index(f"ix_crime_line_{name}", *columns, **more)


class CrimeLine(PartOf, Base):
    """One line of a crime under NO_FLAG, and one more under each flag that it has."""

    __tablename__ = "crime_line"
    belongs_to: ClassVar[Sequence[str]] = ("id",)
    audited: ClassVar[bool] = False

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        return tuple(_indexes())

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {}

    id: Mapped[uuid.UUID] = mapped_column("crime_id", ForeignKey("crime.id", ondelete="CASCADE"), primary_key=True)
    flag: Mapped[str] = mapped_column(primary_key=True)
    version = None  # type: ignore[assignment]
    created_at = None  # type: ignore[assignment]
    listed_at: Mapped[datetime]
    """When it was recorded; of what was recorded elsewhere, when it was reported, happened or was entered. Never before
    it happened.
    """
    kind: Mapped[str]
    """The crime's `category`."""
    status: Mapped[str]
    unit: Mapped[str]
    """That of the team it is owned by, or the team where that has none."""
    officer_id: Mapped[uuid.UUID | None]
    outcome: Mapped[str]
    """Number of the outcome, or its title where the number is not known; empty while there is none."""
    lsoa: Mapped[str]
    place_id: Mapped[uuid.UUID | None]
    counted: Mapped[bool]
    """Notifiable and not cancelled: what statistics count (INV-4, INV-14)."""
    happened_from: Mapped[datetime | None]
    happened_until: Mapped[datetime | None]
    lasting: Mapped[bool]
    """It may have gone on for more than LASTS days."""
