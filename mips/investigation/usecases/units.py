"""The units of the force: what reports and crimes count towards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from mips.access.model import Team
from mips.core import db

NO_UNIT: Final = "No unit"
of_unit: Final[sa.ColumnElement[str]] = sa.func.coalesce(sa.func.nullif(Team.unit, ""), Team.name, NO_UNIT)
"""The unit of the team that a record is owned by, or the team where that has none."""


def units() -> Sequence[str]:
    """Every unit there is, by name, and last that of what no team owns."""
    return [*db.session.scalars(sa.select(of_unit).distinct().order_by(of_unit)), NO_UNIT]
