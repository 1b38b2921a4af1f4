"""Fetch one row by its key - the only place a 404 for a row is decided - and guard it against two hands at once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm.interfaces import ORMOption

from mips.access.policy import Restricted, Restriction
from mips.access.reasons import Why
from mips.access.visibility import onlooker
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, NotFound, ReasonNeeded, Stale

Row = TypeVar("Row", bound=Base)


def fetch(model: type[Row], row_id: uuid.UUID, *with_: ORMOption) -> Row:
    """The row, or NotFound whether it is missing or merely hidden: the two must look alike.

    `with_` are loader options, so that a page asks for what it shows in a counted number of queries.
    """
    row: Row | None = db.session.scalars(_by_key(model, with_), {"row_id": row_id}).unique().one_or_none()
    if row is None:
        raise NotFound(f"No such {model.__name__.lower()}")
    if isinstance(row, Restricted):
        _ask_why(row_id, row.restriction)
    return row


@lru_cache(maxsize=256)
def _by_key(model: type[Row], with_: tuple[ORMOption, ...]) -> Select[Row]:
    """Made once: building a statement costs as much as executing it."""
    return select(model).where(model.id == bindparam("row_id")).options(*with_)


def _ask_why(row_id: uuid.UUID, restriction: Restriction) -> None:
    """Whoever opens one restricted record, or one of somebody they are tied to, says why first (INT-10, RL-6)."""
    actor = onlooker.get()
    if actor is None or actor.reason:
        return
    if row_id in actor.known_ids:
        raise ReasonNeeded(Why.KNOWN.said, why=Why.KNOWN)
    if restriction is not Restriction.OPEN:
        raise ReasonNeeded(Why.RESTRICTED.said, why=Why.RESTRICTED)


def change(row: Row, fields: Mapping[str, Any], *, version: int | None) -> Row:
    """Set the fields on a row that is still as the writer saw it.

    Raises Stale, with what was typed and what the record says now, when another has saved since `version`.
    """
    if version is not None and row.version != version:
        theirs = {name: getattr(row, name) for name in fields} | {"version": row.version}
        raise Stale(mine=fields, theirs=theirs)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def picked(model: type[Row], row_id: uuid.UUID, *, field: str) -> Row:
    """The row that was picked in a form. Missing or hidden it is a mistake in that field, and nothing typed is lost.

    `field` is the flat name of the control, such as 'suspects-1-person_id'. Raises InputInvalid.
    """
    try:
        return fetch(model, row_id)
    except NotFound:
        raise InputInvalid({field: [f"Select a {model.__name__.lower()} that is on the record"]}) from None
