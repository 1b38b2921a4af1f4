"""Places in cells: who has which, and giving one to somebody while others are after it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.apart import KeepApart
from mips.custody.model.care import CellStay
from mips.custody.model.detention import Detention
from mips.custody.model.release import Move
from mips.custody.model.suite import Cell, CellKind, Suite
from mips.custody.rules.cameras import said_of_camera
from mips.custody.rules.cells import AgeGroup, CellNow, CellState, Condition, Occupant, cell_state, place_for
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.reading import is_under_18
from mips.record.model.person import Person, Precision

CAMERA: Final = "camera"
"""The topic of the whiteboard that a cell's camera is."""


def take_place(detention: Detention, cell_id: uuid.UUID, at: datetime, *, why: str) -> Cell:
    """Move a detainee into the lowest free place of a cell. RuleBroken when it may not be; InputInvalid: no such cell.

    The cell is locked first, so that of two who are after one place the second is told who has it; of two who move one
    detainee the second changes a record that is not as it was (StaleDataError). The database would refuse both anyway.
    """
    _check_here(detention.id)
    cells = _locked(detention, cell_id)
    cell = next((each for each in cells if each.id == cell_id and each.suite_id == detention.suite_id), None)
    if cell is None or cell_id == detention.cell_id:
        raise InputInvalid({"cell_id": ["Select another cell of this suite"]})
    in_suite = _cells_of(detention.suite_id)
    held = occupants_of([each.id for each in in_suite], sought_by=detention)
    now = _as_it_is(cell, in_suite, held)
    free = [each.name for each in in_suite if _state(each, held) is CellState.FREE and each.id != cell.id]
    age = _age_of(detention.person, at)
    place = place_for(now, age, why=why, free_elsewhere=free)
    end_stays(detention, at)
    detention.cell = cell
    db.session.flush()
    db.session.add(CellStay(detention_id=detention.id, cell_id=cell.id, place=place, from_at=at, why=why))
    if cell.camera_out:
        say_on_board(detention.id, CAMERA, said_of_camera(cell.camera_out, cell.camera_out_at))
    return cell


def _check_here(detention_id: uuid.UUID) -> None:
    """Somebody on the way to another suite is given a cell there, once they are received."""
    moving = select(Suite.name).join(Move, Move.to_suite_id == Suite.id)
    on_way = moving.where(Move.detention_id == detention_id, Move.arrived_at.is_(None))
    if to := db.session.scalars(on_way).first():
        raise RuleBroken(f"They are on the way to {to}. Receive them there first", rule=S39_1.section, field="cell_id")


def end_stays(detention: Detention, at: datetime) -> None:
    """End the stay in a cell; the cell is to be cleaned before the next."""
    here = select(CellStay).where(CellStay.detention_id == detention.id, CellStay.until_at.is_(None))
    for stay in db.session.scalars(here):
        stay.until_at = at
        if stay.cell.camera_out:
            say_on_board(detention.id, CAMERA, [])
        if stay.cell.condition is Condition.CLEAN:
            stay.cell.condition = Condition.TO_BE_CLEANED
    detention.cell = None


def occupants_of(
    cell_ids: Sequence[uuid.UUID], *, sought_by: Detention | None = None
) -> Mapping[uuid.UUID, Sequence[Occupant]]:
    """Who is in which cell. Those whom the actor may not see take up a place without their name."""
    who = aliased(Person, flat=True)
    taken = (
        select(CellStay.cell_id, CellStay.place, Detention.id, who.born_on, who.born_precision, CellStay.from_at)
        .join(Detention, Detention.id == CellStay.detention_id)
        .outerjoin(who, who.id == Detention.person_id)
        .where(CellStay.cell_id.in_(cell_ids), CellStay.until_at.is_(None))
        .order_by(CellStay.place)
    )
    rows = db.session.execute(taken.execution_options(**UNSEEN_TOO)).all()
    seen = db.session.scalars(select(Detention).where(Detention.id.in_([row[2] for row in rows])))
    named = {each.id: each.detainee for each in seen}
    apart = kept_apart_from(sought_by.id) if sought_by else set()
    found = defaultdict(list)
    for cell_id, place, detention_id, born, precision, since in rows:
        occupant = Occupant(
            name=named.get(detention_id, "Somebody on a restricted record"),
            age=_age(born, precision, since),
            place=place,
            apart=detention_id in apart,
        )
        found[cell_id].append(occupant)
    return found


def kept_apart_from(detention_id: uuid.UUID) -> set[uuid.UUID]:
    """The detentions of those somebody is to be kept apart from, seen or not."""
    either = or_(KeepApart.detention_id == detention_id, KeepApart.other_id == detention_id)
    pairs = select(KeepApart.detention_id, KeepApart.other_id).where(either, KeepApart.ended_at.is_(None))
    both = {each for pair in db.session.execute(pairs.execution_options(**UNSEEN_TOO)) for each in pair}
    return both - {detention_id}


def _locked(detention: Detention, cell_id: uuid.UUID) -> Sequence[Cell]:
    """The cell sought and the one that is left, in one order for everybody, as they are now."""
    ids = [each for each in (cell_id, detention.cell_id) if each]
    cells = select(Cell).where(Cell.id.in_(ids)).order_by(Cell.id).with_for_update()
    return db.session.scalars(cells.execution_options(populate_existing=True)).all()


def _cells_of(suite_id: uuid.UUID) -> Sequence[Cell]:
    return db.session.scalars(select(Cell).where(Cell.suite_id == suite_id).order_by(Cell.place)).all()


def _as_it_is(cell: Cell, in_suite: Sequence[Cell], held: Mapping[uuid.UUID, Sequence[Occupant]]) -> CellNow:
    at = in_suite.index(cell)
    adjoining = (*in_suite[max(at - 1, 0) : at], *in_suite[at + 1 : at + 2])
    return CellNow(
        name=cell.name,
        capacity=cell.capacity,
        closed=cell.closed_at is not None,
        condition=cell.condition,
        detention_room=cell.kind is CellKind.DETENTION_ROOM,
        occupants=held.get(cell.id, ()),
        beside=list(_in_all(adjoining, held)),
    )


def _in_all(cells: Iterable[Cell], held: Mapping[uuid.UUID, Sequence[Occupant]]) -> Iterable[Occupant]:
    return (each for cell in cells for each in held.get(cell.id, ()))


def _state(cell: Cell, held: Mapping[uuid.UUID, Sequence[Occupant]]) -> CellState:
    return state_of(cell, len(held.get(cell.id, ())))


def state_of(cell: Cell, held: int) -> CellState:
    """What is said of a cell that holds so many."""
    return cell_state(closed=cell.closed_at is not None, condition=cell.condition, capacity=cell.capacity, held=held)


def _age_of(person: Person | None, at: datetime) -> AgeGroup:
    return _age(person.born_on, person.born_precision, at) if person else AgeGroup.UNKNOWN


def _age(born_on: date | None, precision: Precision | None, at: datetime) -> AgeGroup:
    if born_on is None or precision is None:
        return AgeGroup.UNKNOWN
    return AgeGroup.CHILD if is_under_18(born_on, precision, at) else AgeGroup.ADULT
