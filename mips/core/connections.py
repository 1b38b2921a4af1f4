"""Connections that notice a lost server, and commits that are not believed when they only warned (CNT-3)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from mips.core import db

SETTINGS: Final[dict[str, Any]] = {
    "connect_timeout": 2,
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
}
"""As drilled (CNT-3.2), of writer and reader."""

WRITER: Final = SETTINGS | {"target_session_attrs": "read-write"}
"""A node that is read-only is passed over when the URL names several."""
READER: Final = SETTINGS | {
    "target_session_attrs": "prefer-standby",
    "options": "-c default_transaction_read_only=on",
}
"""A standby when one answers, else the primary, where nothing may be written by mistake either."""

BELIEVED: Final = 0.5
"""Seconds after its last use in which a connection is used again unasked."""

STATEMENTS_KEPT: Final = 300
"""Statements a connection keeps prepared. A booking-in alone sends more kinds than the driver's hundred."""

CANCELLED_WAIT: Final = "canceling wait for synchronous replication"

WORTH_RETRY: Final = frozenset(
    {
        "25006",  # read_only_sql_transaction: a writer that was demoted under us
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        "57P01",  # admin_shutdown
        "57P02",  # crash_shutdown
        "57P03",  # cannot_connect_now
    }
)
READ_ONLY: Final = "25006"


class CommitUnconfirmed(psycopg.OperationalError):
    """The server said yes but no standby has it: the write may be gone after a fail-over (CNT-3.5)."""


class Connection(psycopg.Connection[Any]):
    """Keeps its prepared statements when a transaction that went well is rolled back.

    The driver drops them at every rollback, and a page that has read something after its use case ends with one. Each
    statement would be planned anew, which takes longer than to execute it. After an error they go, as the driver has
    it: one of them may have been the cause.
    """

    def rollback(self) -> None:
        if self.pgconn.transaction_status != TransactionStatus.INTRANS:
            super().rollback()
            return
        if self.pgconn.exec_(b"ROLLBACK").status != ExecStatus.COMMAND_OK:
            raise psycopg.OperationalError("the connection was lost before the transaction could be rolled back")


def engine_for(url: str, *, pool_size: int = 4) -> sa.Engine:
    """The writer's engine: small fixed pool, dead connections found before use."""
    engine = _engine(url, WRITER, pool_size)
    sa.event.listen(engine, "connect", _heed_notices)
    return engine


def reader_for(url: str, *, pool_size: int = 4) -> sa.Engine:
    """The reader's engine. It connects when first asked. After a promotion it may hold the new primary (CNT-3.8)."""
    return _engine(url, READER, pool_size)


def _engine(url: str, connect_args: Mapping[str, Any], pool_size: int) -> sa.Engine:
    engine = sa.create_engine(
        url,
        connect_args=dict(connect_args),
        pool_recycle=300,
        pool_timeout=4,
        pool_size=pool_size,
        pool_use_lifo=True,  # the connection that was used last knows most statements
        max_overflow=0,
        hide_parameters=True,  # an error in a log must not quote what somebody typed
    )
    sa.event.listen(engine, "do_connect", _connect)
    sa.event.listen(engine, "connect", _keep_prepared)
    sa.event.listen(engine, "checkin", _note_use)
    sa.event.listen(engine, "checkout", _ask_whether_it_lives)
    return engine


def _connect(_: Any, __: Any, args: Sequence[Any], about: Mapping[str, Any]) -> Connection:
    connection = Connection.connect(*args, **about)
    assert isinstance(connection, Connection)  # noqa: S101 - the driver's own annotation forgets the subclass
    return connection


def _keep_prepared(connection: psycopg.Connection[Any], _: Any) -> None:
    connection.prepared_max = STATEMENTS_KEPT


def _note_use(_: Any, record: ConnectionPoolEntry) -> None:
    record.info["used"] = time.monotonic()


def _ask_whether_it_lives(connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """Before use, of a connection that has rested: one that has just served is believed, which saves every page a wait.

    Should that one be gone, what asks it is tried again. Raises DisconnectionError: the pool then makes another.
    """
    if time.monotonic() - record.info.get("used", time.monotonic()) < BELIEVED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.OperationalError as lost:
        raise sa.exc.DisconnectionError from lost


def names_several(url: str) -> bool:
    """Whether a URL names more than one server, of which one may be a standby."""
    parts = sa.make_url(url)
    hosts = [parts.host or "", *parts.normalized_query.get("host", ())]
    return len([host for part in hosts for host in part.split(",") if host]) > 1


def open_database(url: str, *, pool_size: int = 4, reader_url: str = "") -> sa.Engine:
    """Point the session at a database. Called once per process by whoever starts it.

    The reader is `reader_url`, or the same servers when the URL names several; else the one server does everything.
    """
    engine = engine_for(url, pool_size=pool_size)
    db.put_away()
    db.session.configure(bind=engine)
    apart = reader_url or (url if names_several(url) else "")
    db.let_read(reader_for(apart, pool_size=pool_size) if apart else None)
    return engine


def _heed_notices(connection: psycopg.Connection[Any], record: Any) -> None:
    def heed(notice: psycopg.errors.Diagnostic) -> None:
        if CANCELLED_WAIT in (notice.message_primary or ""):
            record.info["unconfirmed"] = record

    connection.add_notice_handler(heed)


def commit(session: Session) -> None:
    """Commit; an answer that came with the warning of a cancelled wait is a failure, and its connection is closed."""
    session.flush()
    info = session.connection().info
    session.commit()
    if (record := info.pop("unconfirmed", None)) is not None:
        record.invalidate()
        failure = CommitUnconfirmed(CANCELLED_WAIT)
        raise sa.exc.OperationalError("COMMIT", None, failure, connection_invalidated=True)


def worth_another_try(failure: sa.exc.DBAPIError) -> bool:
    """True for a lost connection, a server going down or read-only, and a conflict that retrying resolves.

    A connection to a demoted writer is dropped, so that the next try finds the new one.
    """
    state = getattr(failure.orig, "sqlstate", None)
    if state == READ_ONLY:
        _leave_the_read_only_server()
    if failure.connection_invalidated or state in WORTH_RETRY:
        return True
    return isinstance(failure.orig, psycopg.OperationalError) and (state is None or state.startswith("08"))


def _leave_the_read_only_server() -> None:
    bind = db.session.get_bind()
    if isinstance(bind, sa.Engine):
        bind.dispose()
