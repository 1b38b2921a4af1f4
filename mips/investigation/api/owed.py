"""What is owed to victims and what was missed, for other programs."""

from __future__ import annotations

from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.schemas.owed import MissedOut, MissedWhereIn, OwedOut, OwedWhereIn, in_a_period
from mips.investigation.usecases.owed import Missed, Owed, list_missed, list_owed
from mips.web.endpoints import current_actor


@resources.operation("/victims/owed", does=list_owed)
@resources.arguments(OwedWhereIn, location="query")
@resources.response(200, OwedOut)
def get_owed(where: dict[str, Any]) -> Owed:
    """List what is owed to victims"""
    return list_owed(current_actor(), **where)


@resources.operation("/victims/missed", does=list_missed)
@resources.arguments(MissedWhereIn, location="query")
@resources.response(200, MissedOut)
def get_missed(where: dict[str, Any]) -> Missed:
    """Count and list the promises to victims that were missed"""
    return list_missed(current_actor(), **in_a_period(where))
