"""Restraint in a locked cell: the custody officer's approval, why, with what, and how they were watched. Code C 8.2."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.incident import Incident
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.observation import Level
from mips.custody.rules.refusing import refused
from mips.custody.rules.restraint import check_restraint, check_restraint_ended
from mips.custody.rules.sources_of_care import C_8_2
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.searches import is_custody_officer
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.custody.usecases.writing import said as when_said
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase

TOPIC: Final = "restraint"


@dataclass(frozen=True, kw_only=True)
class Restraint:
    """What is said of a restraint. Nobody named: whoever writes it down approved it."""

    equipment: Sequence[str] = field(default_factory=list)
    """Codes of the list cell-restraint."""
    necessary_why: str = ""
    approved_by_id: uuid.UUID | None = None
    watched: Level | None = None
    ended_at: datetime | None = None
    """When it was taken off, where it is over already."""


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
    if said.ended_at:
        check_restraint_ended(said.ended_at, began_at=at, field="restraint_ended_at")
    return {
        "restraint_ended_at": said.ended_at,
        "restraint_ended_by_id": actor.id if said.ended_at else None,
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
    until = f". Taken off {when_said(incident.restraint_ended_at)}" if incident.restraint_ended_at else ""
    return f". Used: {used}. Absolutely necessary: {incident.necessary_why}. {Level(incident.watched).label}{until}"


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_restraint(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    condition: str,
    ended_by_id: uuid.UUID | None = None,
    ended_at: datetime | None = None,
) -> Incident:
    """A restraint in a cell was taken off: when, by whom, and how they were then. Code C 8.2.

    Nobody named: whoever writes it down took it off. Of several the one that has lasted longest.
    """
    detention, at = detention_with(detention_id), moment_of(ended_at)
    incident = restraint_under_way(detention.id)
    check_restraint_ended(at, began_at=incident.at)
    who = officer_named(ended_by_id, "ended_by_id") if ended_by_id else fetch(User, actor.id)
    incident.restraint_ended_at, incident.restraint_ended_by_id = at, who.id
    log(actor, detention, at, f"Restraint taken off by {who.name}. {condition}", kind="incident")
    say_restraint(detention)
    return incident


def restraint_under_way(detention_id: uuid.UUID) -> Incident:
    """The restraint that goes on, the first that began. RuleBroken where none does."""
    if found := restraints_of(detention_id):
        return found[0]
    raise refused("No restraint goes on: every one that was written down has an end", C_8_2)


def restraints_of(detention_id: uuid.UUID) -> Sequence[Incident]:
    """The restraints of which no end is written, the first that began first."""
    on = select(Incident).where(Incident.detention_id == detention_id, Incident.watched.is_not(None))
    still = on.where(Incident.restraint_ended_at.is_(None)).options(joinedload(Incident.approved_by))
    return db.session.scalars(still.order_by(Incident.at)).all()


def say_restraint(detention: Detention) -> None:
    """While somebody here is restrained the board says so, and since when."""
    db.session.flush()
    on = restraints_of(detention.id)[:1] if detention.held else []
    say_on_board(detention.id, TOPIC, [_restrained(each.at) for each in on])


def _restrained(since: datetime) -> Mention:
    return Mention(
        column=Column.FLAG,
        words="Restrained",
        tone=Tone.LATE,
        since=since,
        page="custody.restraint_over",
        todo="Restraint taken off",
    )
