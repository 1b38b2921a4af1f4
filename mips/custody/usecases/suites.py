"""Custody suites and cells: who keeps the list of them, and the list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.custody.model.suite import Cell, CellKind, Suite
from mips.record.lookup import change, fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED)
def list_suites(actor: Actor) -> list[Suite]:
    """The suites that are open, by name, with their cells."""
    return list(open_suites())


def open_suites() -> Sequence[Suite]:
    """For choosing one: inside a use case or for the options of a form."""
    found = select(Suite).where(Suite.closed_at.is_(None)).order_by(Suite.name).options(selectinload(Suite.cells))
    return db.session.scalars(found).all()


@usecase(Permission.CUSTODY_SUITE_CREATE, verb=Verb.COLLECTED)
def open_suite(
    actor: Actor,
    *,
    name: str,
    code: str,
    force: str,
    station: str,
    bureau: str = "01",
    designated: bool = True,
    court: str = "",
    cells: Sequence[str] = (),
) -> Suite:
    """A new suite with its cells, in the order of walking round."""
    if db.session.scalars(select(Suite.id).where((Suite.code == code) | (Suite.name == name))).first():
        raise InputInvalid({"code": ["There is a suite of that name or code already"]})
    suite = Suite(name=name, code=code, force=force, station=station, bureau=bureau, designated=designated, court=court)
    suite.cells = [Cell(name=cell, place=place) for place, cell in enumerate(cells)]
    db.session.add(suite)
    return suite


@usecase(Permission.CUSTODY_SUITE_CREATE, verb=Verb.COLLECTED)
def add_cell(actor: Actor, *, suite_id: uuid.UUID, name: str, kind: CellKind = CellKind.STANDARD) -> Cell:
    """One more cell at the end of the round."""
    suite = fetch(Suite, suite_id, selectinload(Suite.cells))
    if any(cell.name == name for cell in suite.cells):
        raise InputInvalid({"name": ["There is a cell of that name already"]})
    cell = Cell(suite_id=suite.id, name=name, kind=kind, place=len(suite.cells))
    db.session.add(cell)
    return cell


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def close_cell(actor: Actor, *, cell_id: uuid.UUID, why: str, version: int | None = None) -> Cell:
    """Take a cell out of use, saying why."""
    return change(fetch(Cell, cell_id), {"closed_at": clock.now(), "closed_why": why}, version=version)


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def reopen_cell(actor: Actor, *, cell_id: uuid.UUID, version: int | None = None) -> Cell:
    """Put a cell back into use."""
    return change(fetch(Cell, cell_id), {"closed_at": None, "closed_why": ""}, version=version)
