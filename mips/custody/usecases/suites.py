"""Custody suites: who keeps the list of them, and the list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Cell, Suite, WallNames
from mips.custody.rules.lateness import DEFAULT_PATIENCE
from mips.custody.rules.sources import S39_1
from mips.record.lookup import change, fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
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


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def change_suite(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    name: str,
    court: str = "",
    designated: bool = True,
    check_patience: int = DEFAULT_PATIENCE.check,
    review_reminder: int = DEFAULT_PATIENCE.reminder,
    review_patience: int = DEFAULT_PATIENCE.review,
    second_patience: int = DEFAULT_PATIENCE.second,
    wall_names: WallNames = WallNames.INITIALS,
    version: int | None = None,
) -> Suite:
    """Put right what is said of a suite. Its codes stand in numbers already given, so they stay.

    Patience is in minutes (rules.lateness).
    """
    other = select(Suite.id).where(Suite.name == name, Suite.id != suite_id)
    if db.session.scalars(other).first():
        raise InputInvalid({"name": ["There is a suite of that name already"]})
    said: dict[str, object] = {"name": name, "court": court, "designated": designated, "wall_names": wall_names}
    said |= {"check_patience": check_patience, "review_reminder": review_reminder}
    said |= {"review_patience": review_patience, "second_patience": second_patience}
    return change(fetch(Suite, suite_id), said, version=version)


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def close_suite(actor: Actor, *, suite_id: uuid.UUID, why: str, version: int | None = None) -> Suite:
    """Take a suite out of use once nobody is in it. Nobody can be brought to it until it is opened again."""
    suite = fetch(Suite, suite_id)
    here = select(Detention.id).where(Detention.suite_id == suite_id, Detention.released_at.is_(None)).limit(1)
    if db.session.scalars(here.execution_options(**UNSEEN_TOO)).first():
        raise RuleBroken("Somebody is still in this suite. Move or release them first", rule=S39_1.section)
    return change(suite, {"closed_at": clock.now(), "closed_why": why}, version=version)


@usecase(Permission.CUSTODY_SUITE_UPDATE, verb=Verb.ALTERED)
def reopen_suite(actor: Actor, *, suite_id: uuid.UUID, version: int | None = None) -> Suite:
    """Put a suite back into use."""
    return change(fetch(Suite, suite_id), {"closed_at": None, "closed_why": ""}, version=version)
