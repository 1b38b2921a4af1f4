"""The force's crime counted, for other programs."""

from __future__ import annotations

from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.schemas.crime_filters import CrimesCountedIn
from mips.investigation.schemas.shown import ForceBoardOut
from mips.investigation.usecases.force_board import ForceBoard, read_force_board
from mips.web.endpoints import current_actor


@resources.operation("/crimes/figures", does=read_force_board)
@resources.arguments(CrimesCountedIn, location="query")
@resources.response(200, ForceBoardOut)
def get_crime_figures(where: dict[str, Any]) -> ForceBoard:
    """Count crimes by kind, status, outcome and unit, week by week and month by month"""
    return read_force_board(current_actor(), where=where)
