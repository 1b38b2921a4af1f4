"""Restraints in a locked cell: only if absolutely necessary, approved, and watched. Code C 8.2."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Level
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_care import C_8_2


def check_restraint(
    kind: IncidentKind,
    *,
    equipment: Collection[str],
    necessary_why: str,
    custody_officer: bool,
    watched: Level | None,
) -> None:
    """Refuse a restraint without approved equipment, a custody officer, why, or constant observation. Code C 8.2."""
    if kind is not IncidentKind.RESTRAINT:
        return
    if not equipment:
        raise refused("Select the approved equipment that was used", C_8_2, field="equipment")
    if not necessary_why.strip():
        raise refused("Say why it was absolutely necessary", C_8_2, field="necessary_why")
    if not custody_officer:
        raise refused(
            "A custody officer approves it", C_8_2, instead="Select the custody officer who did", field="approved_by_id"
        )
    if watched not in (Level.CONSTANT, Level.CLOSE):
        raise refused(
            "Somebody restrained in a cell is watched all the time",
            C_8_2,
            instead="Select level 3 or 4",
            field="watched",
        )


def check_restraint_ended(at: datetime, *, began_at: datetime, field: str = "ended_at") -> None:
    """Taken off after it was put on. Code C 8.2."""
    if to_minute(at) < to_minute(began_at):
        raise refused("That is before the restraint was put on", C_8_2, instead="Enter a later time", field=field)
