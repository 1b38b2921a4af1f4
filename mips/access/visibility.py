"""Row-level access, applied to every SELECT made on somebody's behalf, so that no query can forget it.

The criterion is one constant expression whose values are looked up when it runs: it is compiled once for everybody.
A statement that would go round it - bare tables, text, a kind's table without its root - raises.
"""

from __future__ import annotations

import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    TextClause,
    and_,
    bindparam,
    event,
    exists,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.visitors import HasTraverseInternals
from sqlalchemy.types import Boolean, Integer, Text, Uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor, Handling, PartOf, Restricted, Restriction, Sight
from mips.core.db import Base

onlooker: ContextVar[Actor | None] = ContextVar("onlooker", default=None)
purpose: ContextVar[Permission | None] = ContextVar("purpose", default=None)
"""The permission that the use case under way asks for."""


@contextmanager
def looking(actor: Actor, why: Permission) -> Iterator[None]:
    """Within this block every SELECT is the actor's, for this purpose: a use case, and the page drawn from it."""
    seeing, asked_for = onlooker.set(actor), purpose.set(why)
    try:
        yield
    finally:
        onlooker.reset(seeing)
        purpose.reset(asked_for)


UNSEEN_TOO: Final = {"unseen_too": True}
"""select(...).execution_options(**UNSEEN_TOO): for what must be known beyond the actor, such as deconfliction."""


def _value(name: str, kind: Any, read: Callable[[Sight], object]) -> Any:
    def now() -> object:
        actor = onlooker.get()
        if actor is None:
            raise RuntimeError("a filtered statement ran outside a use case")
        found = read(actor.sight_for(purpose.get()))
        return list(found) if isinstance(found, tuple) else found

    return bindparam(f"sight_{name}", callable_=now, type_=kind)


@cache
def _sight() -> dict[str, Any]:
    texts, ids = ARRAY(Text()), ARRAY(Uuid())
    return {
        "me": _value("me", Uuid(), lambda s: s.actor_id),
        "clearance": _value("clearance", Integer(), lambda s: s.clearance),
        "teams": _value("teams", ids, lambda s: s.teams),
        "everywhere": _value("everywhere", texts, lambda s: s.everywhere),
        "in_team": _value("in_team", texts, lambda s: s.in_team),
        "own": _value("own", texts, lambda s: s.own),
        "conditional": _value("conditional", Boolean(), lambda s: s.conditional),
    }


def visible(row: Any) -> ColumnElement[bool]:
    """The access model of INT-13 over a row of `entity` (table or class): marking x handling x restriction x role."""
    if not hasattr(row, "id"):
        return true()  # SQLAlchemy asks once for the mixin itself, which has no rows
    sight, outer = _sight(), Base.metadata.tables["entity"].alias()
    in_my_hands = or_(row.owner_id == sight["me"], sight["me"] == row.interested.any_())
    in_reach = or_(
        row.kind == sight["everywhere"].any_(),
        and_(row.kind == sight["in_team"].any_(), or_(in_my_hands, row.team_id == sight["teams"].any_())),
        and_(row.kind == sight["own"].any_(), in_my_hands),
    )
    outer_open = exists(select(1).select_from(outer).where(outer.c.id == row.within_id, _open_to_me(outer.c)))
    return and_(_open_to_me(row), in_reach, or_(row.within_id.is_(None), outer_open))


def _open_to_me(row: Any) -> ColumnElement[bool]:
    """The part of the access model that is of the record and not of the role."""
    sight, grant = _sight(), Base.metadata.tables["restriction_grant"]
    mine = row.owner_id == sight["me"]
    granted = exists(
        select(1)
        .select_from(grant)
        .where(grant.c.entity_id == row.id, grant.c.user_id == sight["me"], grant.c.withdrawn_at.is_(None))
    )
    unrestricted = or_(
        row.restriction == _word(Restriction.OPEN),
        mine,
        and_(row.restriction == _word(Restriction.TEAM), row.team_id == sight["teams"].any_()),
        granted,
    )
    handled = or_(row.handling.is_(None), row.handling == _word(Handling.PERMITTED), sight["conditional"], mine)
    return and_(row.marking <= sight["clearance"], unrestricted, handled)


def _word(item: StrEnum) -> ColumnElement[str]:
    """One of our own words, as it stands in the statement: as parameters they were three of each four that it had."""
    return literal_column(f"'{item.value}'", Text())


def _part_visible(cls: Any) -> ColumnElement[bool]:
    """Every entity the row belongs to must be visible, and one of those any of which suffices."""
    if not hasattr(cls, "id"):
        return true()
    conditions = [_entity_visible(cls, name) for name in cls.belongs_to]
    if cls.belongs_to_any:
        columns = [getattr(cls, name) for name in cls.belongs_to_any]
        alone = and_(*(column.is_(None) for column in columns))
        seen = [and_(column.is_not(None), _entity_visible(cls, column.key)) for column in columns]
        conditions.append(or_(alone, *seen))
    return and_(*conditions)


def _entity_visible(cls: Any, name: str) -> ColumnElement[bool]:
    """The entity in this column may be seen; a column that is empty hides nothing."""
    column, root = getattr(cls, name), Base.metadata.tables["entity"].alias()
    shown = exists(select(1).select_from(root).where(root.c.id == column, visible(root.c)))
    return or_(column.is_(None), shown) if column.property.columns[0].nullable else shown


_seen_before: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
"""Statements that are made once and executed often, found harmless, and their filtered form: it is compiled once."""


def _hide_what_may_not_be_seen(state: ORMExecuteState) -> None:
    if onlooker.get() is None or state.execution_options.get("unseen_too") or state.is_column_load:
        return
    if state.is_relationship_load and _filtered(state.statement):
        return
    if (known := _seen_before.get(state.statement)) is not None:
        state.statement = known
        return
    _refuse_ways_round(state)
    if state.is_select and state.is_orm_statement:
        written = state.statement
        state.statement = _seen_before[written] = written.options(*_criteria())


def _filtered(statement: Any) -> bool:
    """True of what the ORM loads after a filtered statement: it hands the criteria on, and twice is not safer."""
    options = statement._with_options
    return all(any(option is criterion for option in options) for criterion in _criteria())


@cache
def _criteria() -> tuple[Any, ...]:
    return (
        with_loader_criteria(Restricted, lambda cls: visible(cls), include_aliases=True),
        with_loader_criteria(PartOf, lambda cls: _part_visible(cls), include_aliases=True),
    )


@cache
def protected_tables() -> frozenset[str]:
    """Tables of the record: read through their classes or not at all."""
    return frozenset(
        table.name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Restricted | PartOf)
        for table in mapper.tables
        if isinstance(table, Table)
    )


def _refuse_ways_round(state: ORMExecuteState) -> None:
    if isinstance(state.statement, TextClause):
        raise RuntimeError("text() inside a use case would escape the row filter: write it with the models")
    if state.is_select:
        for table in _bare_tables(state.statement):
            raise RuntimeError(f"{table} inside a use case would escape the row filter: select or join its class")


def _bare_tables(element: Any, covered: frozenset[str] = frozenset()) -> Iterator[str]:
    """Protected tables in the statement that do not come by way of their mapped class.

    `covered` are the tables of classes the statement selects: the criterion is on those, whatever names them besides.
    """
    if _mapped(element):
        yield from _rootless(element, covered)
        return
    if isinstance(element, Select):
        covered |= _covered_by(element)
    table = element if isinstance(element, Table) else getattr(element, "table", None)
    if isinstance(table, Table) and table.name in protected_tables() - covered:
        yield table.name
        return
    # a Select's own get_children() adds the tables its columns come from; what was written is asked for here
    for child in HasTraverseInternals.get_children(element):
        yield from _bare_tables(child, covered)


def _mapped(element: Any) -> bool:
    return bool({"parententity", "parentmapper"} & getattr(element, "_annotations", {}).keys())


def _rootless(element: Any, covered: frozenset[str]) -> Iterator[str]:
    """A kind's column in a statement that selects neither the kind nor joins it: its root would stand unjoined."""
    entity = element._annotations.get("parententity")
    if not isinstance(element, ColumnElement) or entity is None or not issubclass(entity.mapper.class_, Restricted):
        return
    names = {table.name for table in entity.mapper.tables}
    if len(names) > 1 and not names <= covered:
        yield entity.mapper.local_table.name


def _covered_by(selected: Select[Any]) -> frozenset[str]:
    """Tables of the mapped classes that are selected, selected from or joined: the criterion reaches those."""
    written = (*selected._raw_columns, *selected._from_obj, *(join[0] for join in selected._setup_joins))
    return frozenset(table.name for element in written for mapper in _mappers_in(element) for table in mapper.tables)


def _mappers_in(element: Any) -> Iterator[Any]:
    if (joined := getattr(getattr(element, "property", None), "mapper", None)) is not None:
        yield joined  # a relationship stands for its target
    elif (entity := getattr(element, "_annotations", {}).get("parententity")) is not None:
        yield entity.mapper
    elif isinstance(element, HasTraverseInternals) and not isinstance(element, Select):
        for child in HasTraverseInternals.get_children(element):
            yield from _mappers_in(child)


def actor_id() -> uuid.UUID | None:
    """Who is looking, or None outside a use case."""
    actor = onlooker.get()
    return actor.id if actor else None


def start_hiding() -> None:
    event.listen(Session, "do_orm_execute", _hide_what_may_not_be_seen)
    # a product of two unjoined tables is never meant, and would show rows the criterion is not tied to
    warnings.filterwarnings("error", message=".*cartesian product.*", category=SAWarning)
