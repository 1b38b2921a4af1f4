"""One declarative base, one session, one naming convention. Domains define tables; nobody else opens connections."""

from __future__ import annotations

import enum
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import uuid_utils.compat
from sqlalchemy import DateTime, Dialect, Engine, Enum, ForeignKey, MetaData, Numeric, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, scoped_session, sessionmaker
from sqlalchemy.types import TypeDecorator

from mips.core import clock


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time: refuses naive datetimes on the way in, gives aware UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: give it a timezone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None


def stored_enum() -> Enum:
    """Enums are stored by value in a text column with a CHECK: easy to read, easy to add to in a migration."""
    return Enum(
        enum.Enum,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda kind: [member.value for member in kind],
    )


def new_id() -> uuid.UUID:
    """A version 7 UUID: ordered by time of making, so that an index grows at its end."""
    return uuid_utils.compat.uuid7()


UserId = Annotated[uuid.UUID, mapped_column(ForeignKey("user.id"), index=True)]


class Base(DeclarativeBase):
    """Every table: a UUID key, a version for optimistic locking, the instant of entry, an audited life."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        enum.Enum: stored_enum(),
        str: Text(),  # how long a text may be is the schema's business
        list[str]: ARRAY(Text()),
        dict[str, Any]: JSONB(),
        Decimal: Numeric(),
    }

    audited: ClassVar[bool] = True
    belongs_to: ClassVar[Sequence[str]] = ()
    """Columns that hold the entities this row is part of: who may not see one of them does not see the row."""
    unspoken: ClassVar[frozenset[str]] = frozenset()
    """Columns whose change is journalled and whose value is not: what somebody proves themselves by."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-3)
    version: Mapped[int] = mapped_column(sort_order=-2)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


_scope: ContextVar[object] = ContextVar("db_scope", default="process")
_asks_the_reader: ContextVar[bool] = ContextVar("db_asks_the_reader", default=False)
_reader: Engine | None = None
session: scoped_session[Session] = scoped_session(
    sessionmaker(expire_on_commit=False), scopefunc=lambda: (_scope.get(), _asks_the_reader.get())
)


def let_read(engine: Engine | None) -> None:
    """Name the engine of `reader()`; None: there is one server for everything. What was named before is closed."""
    global _reader
    if _reader is not None:
        _reader.dispose()
    _reader = engine


def has_reader() -> bool:
    """Whether another server than the writer may be asked."""
    return _reader is not None


def asks_the_reader() -> bool:
    """Whether this is within `reader()`, of an installation that has one."""
    return _asks_the_reader.get()


@contextmanager
def reader() -> Iterator[None]:
    """Within this block `session` asks the reader, a standby where there is one, and cannot write (CNT-3.1).

    For what needs no journal entry, and may be some moments old. Where one server does everything, it is asked as ever.
    """
    token = _asks_the_reader.set(_reader is not None)
    try:
        if _reader is not None and not session.registry.has():
            session(bind=_reader)
        yield
    finally:
        _asks_the_reader.reset(token)


def put_away() -> None:
    """Give back what a request or a job has asked for, of the writer and of the reader."""
    with reader():
        session.remove()
    session.remove()


@contextmanager
def session_of_its_own() -> Iterator[None]:
    """Within this block `session` is one that no other thread has: for work done beside other work."""
    token = _scope.set(object())
    try:
        yield
    finally:
        put_away()
        _scope.reset(token)
