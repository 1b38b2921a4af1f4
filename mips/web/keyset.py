"""Key paging: the next page starts after the last row shown, so page 1,000 costs what page 1 does."""

from __future__ import annotations

import base64
import json
import math
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, UnaryExpression, and_, or_, select, tuple_, union_all
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from mips.core.errors import InputInvalid

Row = TypeVar("Row")
Key = ColumnElement[Any]

LONGEST = 2_000  # characters of a cursor
_BIGGEST = 2**63 - 1


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows and the cursors of its neighbours, None where there is none."""

    rows: Sequence[Row]
    next_cursor: str | None = None
    previous_cursor: str | None = None

    def shown(self) -> Sequence[Row]:
        """What the journal is told was shown."""
        return self.rows


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: the key of the row shown last, and which way to go from it."""

    values: tuple[Any, ...]
    back: bool = False

    def encoded(self) -> str:
        plain = json.dumps([int(self.back), *map(_to_json, self.values)], separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def paged(
    session: Session | scoped_session[Session],
    statement: Select[Any],
    *,
    by: Sequence[SQLColumnExpression[Any]],
    after: str | None = None,
    size: int = 25,
    beside: Select[Any] | None = None,
) -> Page[Any]:
    """A page of a select, in the order of `by`: columns that are never null, the last of them unique, each may be
    `.desc()`. A select of one entity gives entities, of several columns gives rows.

    `after` is the cursor from the address bar; one that is malformed raises InputInvalid. Each page costs one query.
    `beside` selects more of the same columns, of rows that the first does not give: each goes its own way to them, and
    neither further than the page.
    """
    keys = [_key(each) for each in by]
    cursor = decoded(after, [column for column, _ in keys]) if after else None
    asked = [_asked(each, keys, cursor, size) for each in (statement, beside) if each is not None]
    rows = session.execute(asked[0] if beside is None else _together(asked, keys, cursor, size)).all()
    more, rows = len(rows) > size, rows[:size]
    back = cursor is not None and cursor.back
    if back:
        rows = rows[::-1]
    return Page(
        [_without_keys(row, len(keys)) for row in rows],
        next_cursor=_of(rows[-1], len(keys)) if rows and (more or back) else None,
        previous_cursor=_of(rows[0], len(keys), back=True) if rows and (cursor if not back else more) else None,
    )


def _asked(statement: Select[Any], keys: Sequence[tuple[Key, bool]], cursor: Cursor | None, size: int) -> Select[Any]:
    """With its key beside each row, and one row more than the page shows."""
    named = (column.label(f"key_{n}") for n, (column, _) in enumerate(keys))
    return _placed(statement.add_columns(*named), keys, cursor).limit(size + 1)


def _together(
    asked: Sequence[Select[Any]], keys: Sequence[tuple[Key, bool]], cursor: Cursor | None, size: int
) -> Select[Any]:
    both = union_all(*(each.subquery().select() for each in asked)).subquery()
    order = [(both.c[f"key_{n}"], down) for n, (_, down) in enumerate(keys)]
    back = cursor is not None and cursor.back
    return _placed(select(both), order, Cursor((), back=True) if back else None).limit(size + 1)


def _placed(statement: Select[Any], keys: Sequence[tuple[Key, bool]], cursor: Cursor | None) -> Select[Any]:
    """The select with its order and where to begin. Going back is going forward in the opposite order."""
    turned = cursor is not None and cursor.back
    keys = [(column, down != turned) for column, down in keys]
    statement = statement.order_by(None).order_by(*(column.desc() if down else column.asc() for column, down in keys))
    return statement.where(_beyond(keys, cursor.values)) if cursor and cursor.values else statement


def _beyond(keys: Sequence[tuple[Key, bool]], values: Sequence[Any]) -> ColumnElement[bool]:
    """True for rows after the key. One comparison of tuples, which an index serves, where all go the same way."""
    columns = [column for column, _ in keys]
    if len({down for _, down in keys}) == 1:
        here, there = tuple_(*columns), tuple_(*values, types=[column.type for column in columns])
        return here < there if keys[0][1] else here > there
    steps: list[ColumnElement[bool]] = []
    for place, (column, down) in enumerate(keys):
        same = [earlier == values[n] for n, earlier in enumerate(columns[:place])]
        steps.append(and_(*same, column < values[place] if down else column > values[place]))
    return or_(*steps)


def _key(each: SQLColumnExpression[Any]) -> tuple[Key, bool]:
    if isinstance(each, UnaryExpression) and each.modifier in (operators.desc_op, operators.asc_op):
        return each.element, each.modifier is operators.desc_op
    return cast(Key, each), False


def _without_keys(row: Any, count: int) -> Any:
    rest = row[:-count]
    return rest[0] if len(rest) == 1 else rest


def _of(row: Any, count: int, *, back: bool = False) -> str:
    return Cursor(tuple(row[-count:]), back).encoded()


def decoded(text: str, keys: Sequence[Key]) -> Cursor:
    """A cursor from its text, each value of the type of its column. Raises InputInvalid."""
    try:
        if len(text) > LONGEST:
            raise ValueError(text[:0])
        plain = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        direction, *values = plain
        if direction not in (0, 1) or len(values) != len(keys):
            raise ValueError(text[:0])
        read = tuple(_from_json(value, _kind(key)) for value, key in zip(values, keys, strict=True))
    except (ValueError, TypeError, RecursionError, InvalidOperation) as malformed:
        message = "This page of the list cannot be found. Start from the first page"
        raise InputInvalid({"after": [message]}) from malformed
    return Cursor(read, back=bool(direction))


def _kind(key: Key) -> type:
    """The Python type of a column's values, that of the underlying type for our own column types."""
    held = key.type
    return held.impl_instance.python_type if isinstance(held, TypeDecorator) else held.python_type


def _to_json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, int | str) else str(value)


def _from_json(value: Any, kind: type) -> Any:
    if kind is int:
        if type(value) is not int or abs(value) > _BIGGEST:
            raise ValueError("not a number that a column can hold")
        return value
    if issubclass(kind, Enum):  # before text, which many of them are too
        return kind(value)
    if not isinstance(value, str) or not _storable(value):
        raise ValueError("not a text that a column can hold")
    return _READERS[kind](value)


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return moment


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not a number that has an order")
    return number


_READERS: dict[type, Callable[[str], Any]] = {
    float: _finite,
    datetime: _instant,
    date: date.fromisoformat,
    uuid.UUID: uuid.UUID,
    Decimal: Decimal,
    str: str,
}
