"""Writing down that a cell's camera shows nothing, and that it is back, on the cell and on whoever is in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.camera import CameraException
from mips.custody.model.care import CellStay
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Cell
from mips.custody.rules.cameras import CameraOut, check_comes_back, check_goes_out, said_of_camera
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.places import CAMERA
from mips.custody.usecases.writing import log, moment_of, said
from mips.record.lookup import change, fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def camera_out(
    actor: Actor,
    *,
    cell_id: uuid.UUID,
    out: CameraOut,
    why: str,
    asked_by_detainee: bool = False,
    since: datetime | None = None,
    version: int | None = None,
) -> Cell:
    """A cell's camera is off, blocked or has failed: the log of everybody it does not show says so. Code C 3.11."""
    cell, at = fetch(Cell, cell_id), moment_of(since)
    check_goes_out(camera=cell.camera, already=cell.camera_out, why=why, asked_by_detainee=asked_by_detainee)
    change(cell, {"camera_out": out, "camera_out_at": at, "camera_why": why}, version=version)
    for stay, detention in _in_it(cell.id, since=at):
        begun = max(at, stay.from_at)
        log(actor, detention, begun, f"{out.label} in {cell.name} since {said(at)}: {why}", kind="cell")
        if stay.until_at is None:
            say_on_board(detention.id, CAMERA, said_of_camera(out, at))
    return cell


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def camera_back(
    actor: Actor, *, cell_id: uuid.UUID, how: str = "", at: datetime | None = None, version: int | None = None
) -> CameraException:
    """A cell's camera shows it again. The stretch stays on the cell, with since when, until when and why."""
    cell, until = fetch(Cell, cell_id), moment_of(at)
    since = check_comes_back(out_at=cell.camera_out_at, at=until)
    out = cell.camera_out
    assert out is not None  # noqa: S101 - it stands beside the time, which the rule has asked for
    over = CameraException(
        cell_id=cell.id, out=out, since=since, until=until, why=cell.camera_why, how=how, by_id=actor.id
    )
    change(cell, {"camera_out": None, "camera_out_at": None, "camera_why": ""}, version=version)
    db.session.add(over)
    for stay, detention in _in_it(cell.id, since=until):
        if stay.until_at is None:
            more = f": {how}" if how else ""
            log(actor, detention, max(until, stay.from_at), f"Camera of {cell.name} back{more}", kind="cell")
            say_on_board(detention.id, CAMERA, [])
    return over


def camera_exceptions(cell_id: uuid.UUID) -> Sequence[CameraException]:
    """The stretches that are over, the latest first; inside a use case."""
    of_cell = select(CameraException).where(CameraException.cell_id == cell_id).order_by(CameraException.since.desc())
    return db.session.scalars(of_cell.options(joinedload(CameraException.by)).limit(100)).all()


def _in_it(cell_id: uuid.UUID, *, since: datetime) -> Sequence[tuple[CellStay, Detention]]:
    """Who has been in a cell since then, seen or not: what is written on their records names no other."""
    there = select(CellStay, Detention).join(Detention, Detention.id == CellStay.detention_id)
    there = there.where(CellStay.cell_id == cell_id, or_(CellStay.until_at.is_(None), CellStay.until_at > since))
    return [(stay, detention) for stay, detention in db.session.execute(there.execution_options(**UNSEEN_TOO))]
