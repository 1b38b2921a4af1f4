"""Acting as custody officer at a station that is not designated, and telling an inspector. PACE 1984 s.36(7)-(10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.acting import ActingOfficer
from mips.custody.model.detention import Detention
from mips.custody.rules.acting import Acting, check_acting, check_inspector_told
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S36_9
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of, rank_then
from mips.usecase import usecase

TOPIC: Final = "acting"


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_inspector(
    actor: Actor, *, detention_id: uuid.UUID, told_id: uuid.UUID, told_station: str, told_at: datetime | None = None
) -> ActingOfficer:
    """An inspector of a designated station was told that the officer who brought them acts. PACE 1984 s.36(9)."""
    detention, at = detention_with(detention_id), moment_of(told_at)
    owed = next((each for each in acting_of(detention.id) if each.owed), None)
    if owed is None:
        raise refused("Nobody is to be told: no officer who brought them acts as custody officer untold", S36_9)
    _tell(actor, detention, owed, at, told_id=told_id, station=told_station)
    return owed


def acting_of(detention_id: uuid.UUID) -> Sequence[ActingOfficer]:
    """Every decision about somebody that was taken at a station not designated, the latest first."""
    found = select(ActingOfficer).where(ActingOfficer.detention_id == detention_id)
    both = (joinedload(ActingOfficer.by), joinedload(ActingOfficer.told))
    return db.session.scalars(found.options(*both).order_by(ActingOfficer.at.desc())).all()


def check_decider(
    actor: Actor, detention: Detention, at: datetime, acting: Acting | None, no_sergeant_why: str
) -> bool:
    """Whoever decides may act as custody officer here. Gives whether their part in the investigation bars them.

    PACE 1984 s.36(3) to s.36(5) where the station is designated, s.36(7) where it is not.
    """
    rank, involved = rank_then(actor, at), actor.id in investigators(detention)
    if detention.suite.designated:
        check_custody_officer(rank, no_sergeant_why)
        return involved
    check_acting(acting, rank=rank, involved=involved)
    return False


def note_acting(actor: Actor, detention: Detention, at: datetime, acting: Acting | None) -> None:
    """Write down who acted as custody officer where the station is not designated, and whom they told."""
    if detention.suite.designated or acting is None:
        return
    row = ActingOfficer(
        detention_id=detention.id,
        at=at,
        by_id=actor.id,
        rank=int(rank_then(actor, at)),
        role=acting.role,
        why=acting.why,
    )
    db.session.add(row)
    why = f". {acting.why}" if acting.why else ""
    log(
        actor,
        detention,
        at,
        f"Custody officer at a station not designated (s.36(7)): {acting.role.label[:1].lower()}{acting.role.label[1:]}"
        f"{why}",
        kind="authorised",
    )
    if row.owed and acting.told_id:
        told_at = acting.told_at or at
        _tell(actor, detention, row, told_at, told_id=acting.told_id, station=acting.told_station)
    _say(detention, row)


def _tell(
    actor: Actor, detention: Detention, row: ActingOfficer, at: datetime, *, told_id: uuid.UUID, station: str
) -> None:
    inspector = officer_named(told_id, "told_id")
    rank = inspector.rank_at(at)
    oneself = inspector.id == row.by_id
    check_inspector_told(at, since=detention.here_since, rank=rank, station=station, oneself=oneself)
    row.told_at, row.told_id, row.told_rank, row.told_station = at, inspector.id, int(rank), station
    who = f"{Rank(rank).name.replace('_', ' ').capitalize()} {inspector.name}"
    log(actor, detention, at, f"{who}, {station}, told who acts as custody officer (s.36(9))", kind="authorised")
    _say(detention, row)


def _say(detention: Detention, row: ActingOfficer) -> None:
    """Until an inspector was told the board says so."""
    owed = Mention(
        column=Column.NEEDS,
        words="Tell inspector (s.36(9))",
        tone=Tone.SOON,
        since=row.at,
        page="custody.inspector_told",
        todo="Tell an inspector",
    )
    say_on_board(detention.id, TOPIC, [owed] if row.owed and detention.held else [])
