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
from mips.custody.rules.acting import Acting, ActingAs, Decided, check_acting, check_inspector_told
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S36_5, S36_9
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase

TOPIC: Final = "acting"


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_inspector(
    actor: Actor, *, detention_id: uuid.UUID, told_id: uuid.UUID, told_station: str, told_at: datetime | None = None
) -> ActingOfficer:
    """An inspector of a designated station was told that the officer who brought them acts. PACE 1984 s.36(9)."""
    detention, at = detention_with(detention_id), moment_of(told_at)
    owed = check_owed(detention.id)
    theirs = [each for each in owed if each.by_id == owed[0].by_id]
    _tell(actor, detention, theirs, at, told_id=told_id, station=told_station)
    return theirs[0]


def check_owed(detention_id: uuid.UUID) -> list[ActingOfficer]:
    """The decisions of which an inspector is still to be told; RuleBroken where there are none. PACE 1984 s.36(9)."""
    if owed := owed_of(detention_id):
        return owed
    raise refused("Nobody is to be told: no officer who brought them acts as custody officer untold", S36_9)


def acts_here(detention: Detention) -> bool:
    """Whether somebody arrested is at a station that is not designated. PACE 1984 s.36(7)."""
    return detention.arrival.pace and not detention.suite.designated


def owed_of(detention_id: uuid.UUID) -> list[ActingOfficer]:
    """The decisions of which an inspector is still to be told, the latest first. PACE 1984 s.36(9)."""
    return [each for each in acting_of(detention_id) if each.owed]


def acting_of(detention_id: uuid.UUID) -> Sequence[ActingOfficer]:
    """Every decision about somebody that was taken at a station not designated, the latest first."""
    found = select(ActingOfficer).where(ActingOfficer.detention_id == detention_id)
    both = (joinedload(ActingOfficer.by), joinedload(ActingOfficer.told))
    return db.session.scalars(found.options(*both).order_by(ActingOfficer.at.desc(), ActingOfficer.id.desc())).all()


def check_decider(
    actor: Actor, detention: Detention, at: datetime, acting: Acting | None, no_sergeant_why: str
) -> bool:
    """Whoever decides may act as custody officer here. Gives whether their part in the investigation bars them.

    PACE 1984 s.36(3) to s.36(5) where the station is designated, s.36(7) where it is not.
    """
    rank, involved = actor.rank_at(at), actor.id in investigators(detention)
    if not acts_here(detention):
        check_custody_officer(rank, no_sergeant_why)
        return involved
    check_acting(acting, rank=rank, involved=involved)
    return False


def check_decides(
    actor: Actor, detention: Detention, at: datetime, acting: Acting | None, no_sergeant_why: str
) -> None:
    """Whoever decides may act as custody officer here, and has no part in the investigation that bars them."""
    if check_decider(actor, detention, at, acting, no_sergeant_why):
        raise refused("The custody officer must not be involved in the investigation", S36_5)


def note_acting(actor: Actor, detention: Detention, at: datetime, acting: Acting | None, decided: Decided) -> None:
    """Write down who acted as custody officer where the station is not designated, and whom they told.

    An inspector is told once that an officer acts: what they decide after that is owed no word of its own (s.36(9)).
    """
    if acting is None or not acts_here(detention):
        return
    row = ActingOfficer(
        detention_id=detention.id,
        at=at,
        decided=decided,
        by_id=actor.id,
        rank=int(actor.rank_at(at)),
        role=acting.role,
        why=acting.why,
    )
    earlier = acting_of(detention.id)
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
    theirs = [each for each in earlier if each.by_id == actor.id and each.role is ActingAs.BROUGHT]
    told = next((each for each in theirs if each.told_at and each.told_at >= detention.here_since), None)
    if row.owed and told:
        row.told_at, row.told_id, row.told_rank = told.told_at, told.told_id, told.told_rank
        row.told_station = told.told_station
    elif row.owed and acting.told_id:
        told_at, owed = acting.told_at or at, [row, *(each for each in theirs if each.owed)]
        _tell(actor, detention, owed, told_at, told_id=acting.told_id, station=acting.told_station)
    _say(detention, [row, *earlier])


def _tell(
    actor: Actor,
    detention: Detention,
    rows: Sequence[ActingOfficer],
    at: datetime,
    *,
    told_id: uuid.UUID,
    station: str,
) -> None:
    inspector = officer_named(told_id, "told_id")
    rank = inspector.rank_at(at)
    oneself = inspector.id == rows[0].by_id
    check_inspector_told(at, since=detention.here_since, rank=rank, station=station, oneself=oneself)
    for row in rows:
        row.told_at, row.told_id, row.told_rank, row.told_station = at, inspector.id, int(rank), station
    who = f"{Rank(rank).name.replace('_', ' ').capitalize()} {inspector.name}"
    log(actor, detention, at, f"{who}, {station}, told who acts as custody officer (s.36(9))", kind="authorised")
    _say(detention, acting_of(detention.id))


def _say(detention: Detention, rows: Sequence[ActingOfficer]) -> None:
    """Until an inspector was told the board says so, from the first decision of which none was."""
    owed = [each.at for each in rows if each.owed]
    if not owed or not detention.held:
        say_on_board(detention.id, TOPIC, [])
        return
    untold = Mention(
        column=Column.NEEDS,
        words="Tell inspector (s.36(9))",
        tone=Tone.SOON,
        since=min(owed),
        page="custody.inspector_told",
        todo="Tell an inspector",
    )
    say_on_board(detention.id, TOPIC, [untold])
