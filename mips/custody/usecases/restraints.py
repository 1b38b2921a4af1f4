"""Restraint in a locked cell: the custody officer's approval, why, with what, and how they were watched. Code C 8.2."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mips.access.model import User
from mips.access.policy import Actor
from mips.custody.model.detention import Detention
from mips.custody.model.incident import Incident
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Level
from mips.custody.rules.restraint import check_restraint
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.searches import is_custody_officer
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item, title_of


@dataclass(frozen=True, kw_only=True)
class Restraint:
    """What is said of a restraint. Nobody named: whoever writes it down approved it."""

    equipment: Sequence[str] = field(default_factory=list)
    """Codes of the list cell-restraint."""
    necessary_why: str = ""
    approved_by_id: uuid.UUID | None = None
    watched: Level | None = None


def approved_restraint(
    actor: Actor, detention: Detention, at: datetime, kind: IncidentKind, said: Restraint
) -> dict[str, Any]:
    """The columns of an incident that say how a restraint was approved; none for any other incident. Code C 8.2."""
    if kind is not IncidentKind.RESTRAINT:
        return {}
    who = officer_named(said.approved_by_id, "approved_by_id") if said.approved_by_id else fetch(User, actor.id)
    check_restraint(
        kind,
        equipment=said.equipment,
        necessary_why=said.necessary_why,
        custody_officer=is_custody_officer(who, detention, at),
        watched=said.watched,
    )
    return {
        "equipment": [require_item("cell-restraint", each, field="equipment").code for each in said.equipment],
        "necessary_why": said.necessary_why,
        "approved_by_id": who.id,
        "watched": said.watched,
    }


def restraint_said(incident: Incident) -> str:
    """What the log adds to the account of a restraint."""
    if incident.watched is None:
        return ""
    used = ", ".join(title_of("cell-restraint", each).lower() for each in incident.equipment)
    return f". Used: {used}. Absolutely necessary: {incident.necessary_why}. {Level(incident.watched).label}"
