"""The cells of a suite: adding and changing them, taking them out of use, and who has been in each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.camera import CameraException
from mips.custody.model.care import CellStay
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Cell, CellKind, Corridor, Suite
from mips.custody.rules.cells import CellState, Condition, Occupant
from mips.custody.rules.sources import C_8_1
from mips.custody.usecases.cameras import camera_exceptions
from mips.custody.usecases.places import occupants_of, state_of
from mips.record.lookup import change, fetch
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class CellShown:
    """A cell with who is in it, as the actor may know them."""

    cell: Cell
    occupants: Sequence[Occupant]

    @property
    def state(self) -> CellState:
        return state_of(self.cell, len(self.occupants))

    @property
    def said(self) -> str:
        """'F1: Women, Free' or 'M2: holds WEBB, Ada': what must be known to choose it."""
        holds = f"holds {', '.join(each.name for each in self.occupants)}" if self.occupants else ""
        kind = "" if self.cell.kind is CellKind.STANDARD else self.cell.kind.label
        kept_for = "" if self.cell.corridor is Corridor.ANY else self.cell.corridor.label
        camera = self.cell.camera_out.label.lower() if self.cell.camera_out else "camera" if self.cell.camera else ""
        told = (kind, kept_for, camera, holds or self.state.label)
        return f"{self.cell.name}: {', '.join(part for part in told if part)}"

    @property
    def places_free(self) -> int:
        usable = self.state in (CellState.FREE, CellState.SHARED, CellState.TO_BE_CLEANED)
        return self.cell.capacity - len(self.occupants) if usable else 0


@dataclass(frozen=True)
class SuiteShown:
    """A suite with its cells in the order of walking round."""

    suite: Suite
    cells: Sequence[CellShown]

    @property
    def places_free(self) -> int:
        return sum(each.places_free for each in self.cells)

    def shown(self) -> Iterable[Base]:
        return [self.suite]


@dataclass(frozen=True)
class StaysShown:
    """Who has been in a cell: rows of a stay and its detention."""

    cell: Cell
    page: Page[Any]
    cameras: Sequence[CameraException] = ()
    """When its camera showed nothing, the latest first."""

    def shown(self) -> Iterable[Base]:
        return [detention for _, detention in self.page.rows]


@usecase(Permission.CUSTODY_SUITE_READ, verb=Verb.CONSULTED)
def read_suite(actor: Actor, *, suite_id: uuid.UUID) -> SuiteShown:
    """A suite and its cells: what each is for, what state it is in, who is there."""
    suite = fetch(Suite, suite_id, selectinload(Suite.cells))
    return SuiteShown(suite, cells_shown(suite))


def cells_shown(suite: Suite) -> list[CellShown]:
    """The cells of a suite, each with who is in it; inside a use case."""
    held: Mapping[uuid.UUID, Sequence[Occupant]] = occupants_of([each.id for each in suite.cells])
    return [CellShown(each, held.get(each.id, ())) for each in suite.cells]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def list_stays(actor: Actor, *, cell_id: uuid.UUID, after: str | None = None) -> StaysShown:
    """Who has been in a cell, the latest first."""
    cell = fetch(Cell, cell_id, joinedload(Cell.suite))
    stays = select(CellStay, Detention).join(Detention, Detention.id == CellStay.detention_id)
    stays = stays.where(CellStay.cell_id == cell.id).options(joinedload(Detention.person))
    page = paged(db.session, cast(Select[Any], stays), by=[CellStay.from_at.desc(), CellStay.id.desc()], after=after)
    return StaysShown(cell, page, camera_exceptions(cell.id))


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.CONSULTED)
def places_offered(actor: Actor, *, detention_id: uuid.UUID) -> list[CellShown]:
    """The cells a detainee may be put in: those in use with a place free, and not the one they are in."""
    detention = fetch(Detention, detention_id, joinedload(Detention.suite).selectinload(Suite.cells))
    return [each for each in cells_shown(detention.suite) if each.places_free and each.cell.id != detention.cell_id]


@usecase(Permission.CUSTODY_SUITE_CREATE, verb=Verb.COLLECTED)
def add_cell(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    name: str,
    kind: CellKind = CellKind.STANDARD,
    capacity: int = 1,
    corridor: Corridor = Corridor.ANY,
    camera: bool = False,
) -> Cell:
    """One more cell at the end of the round."""
    suite = fetch(Suite, suite_id, selectinload(Suite.cells))
    _check_name(suite.cells, name)
    place = max((each.place for each in suite.cells), default=-1) + 1
    about = {"kind": kind, "capacity": capacity, "corridor": corridor, "camera": camera}
    cell = Cell(suite_id=suite.id, name=name, place=place, **about)
    db.session.add(cell)
    return cell


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def change_cell(
    actor: Actor,
    *,
    cell_id: uuid.UUID,
    name: str,
    kind: CellKind,
    capacity: int = 1,
    corridor: Corridor = Corridor.ANY,
    camera: bool = False,
    version: int | None = None,
) -> Cell:
    """Put right what a cell is called, what it is for and how many places it has."""
    cell = _alone(cell_id)
    others = select(Cell).where(Cell.suite_id == cell.suite_id, Cell.id != cell.id)
    _check_name(db.session.scalars(others).all(), name)
    if beyond := [each for each in occupants_of([cell.id]).get(cell.id, ()) if each.place > capacity]:
        raise RuleBroken(f"{beyond[0].name} has place {beyond[0].place}", rule=C_8_1.section, field="capacity")
    about = {"name": name, "kind": kind, "capacity": capacity, "corridor": corridor, "camera": camera}
    return change(cell, about, version=version)


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def close_cell(actor: Actor, *, cell_id: uuid.UUID, why: str, version: int | None = None) -> Cell:
    """Take a cell out of use, saying why, once nobody is in it."""
    cell = _alone(cell_id)
    _check_empty(cell)
    return change(cell, {"closed_at": clock.now(), "closed_why": why}, version=version)


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def reopen_cell(actor: Actor, *, cell_id: uuid.UUID, version: int | None = None) -> Cell:
    """Put a cell back into use."""
    return change(_alone(cell_id), {"closed_at": None, "closed_why": ""}, version=version)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED)
def say_condition(
    actor: Actor, *, cell_id: uuid.UUID, condition: Condition, why: str = "", version: int | None = None
) -> Cell:
    """Say that a cell is clean again, is to be cleaned, or is out of order and why."""
    cell = _alone(cell_id)
    if condition is Condition.OUT_OF_ORDER:
        if not why.strip():
            raise InputInvalid({"why": ["Say what is wrong with the cell"]})
        _check_empty(cell)
    return change(cell, {"condition": condition, "condition_why": why}, version=version)


def _alone(cell_id: uuid.UUID) -> Cell:
    """The cell, held so that nobody is put in it meanwhile."""
    fetch(Cell, cell_id)
    held = select(Cell).where(Cell.id == cell_id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).one()


def _check_empty(cell: Cell) -> None:
    if there := occupants_of([cell.id]).get(cell.id, ()):
        raise RuleBroken(f"{cell.name} holds {there[0].name}. Move them first", rule=C_8_1.section)


def _check_name(others: Iterable[Cell], name: str) -> None:
    if any(cell.name.casefold() == name.casefold() for cell in others):
        raise InputInvalid({"name": ["There is a cell of that name already"]})
