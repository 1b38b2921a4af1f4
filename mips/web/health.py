"""Whether this process lives, and whether it can do its work: for whoever starts, watches and drains it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from mips.core import clock, db
from mips.core.jobs import SILENT_AFTER, WORKERS
from mips.core.settings import settings

KEPT_FOR: Final = 1.5
"""Seconds a verdict is believed, so that a watcher costs nothing (CNT-3.7)."""

health = Blueprint("health", __name__)


@dataclass
class _Verdict:
    at: float = -KEPT_FOR
    problems: tuple[str, ...] = ()
    worker: str = "unknown"
    reader: str = "unknown"


_last = _Verdict()


@health.get("/healthz")
def healthz() -> ResponseReturnValue:
    """This process answers."""
    return jsonify(status="alive")


@health.get("/readyz")
def readyz() -> ResponseReturnValue:
    """This process can write: 503 says why not, or that it is being drained.

    `worker` tells whether one was heard of within a minute. People can work without, so that it decides nothing here.
    Nor does `reader`: whether a standby reads, the `writer` does that too, or nobody answers.
    """
    if time.monotonic() - _last.at >= KEPT_FOR:
        _last.worker = "unknown"
        _last.reader = _who_reads()
        _last.problems, _last.at = tuple(_problems()), time.monotonic()
    problems = [*_last.problems, *(["draining"] if drain_file().exists() else [])]
    said = jsonify(
        status="not ready" if problems else "ready", problems=problems, worker=_last.worker, reader=_last.reader
    )
    return said, 503 if problems else 200


def drain_file() -> Path:
    """While this file exists the process asks for no new work (CNT-8.4)."""
    return settings().data_dir / "drain"


def _who_reads() -> str:
    try:
        with db.session_of_its_own(), db.reader():
            standby = db.session.connection().scalar(sa.text("SELECT pg_is_in_recovery()"))
    except sa.exc.SQLAlchemyError:
        return "silent"
    return "standby" if standby else "writer"


def _problems() -> list[str]:
    try:
        with db.session_of_its_own():
            return _asked_of_the_writer()
    except sa.exc.SQLAlchemyError:
        return ["the database does not answer"]


def _asked_of_the_writer() -> list[str]:
    connection = db.session.connection()
    problems = []
    if connection.scalar(sa.text("SHOW transaction_read_only")) == "on":
        problems.append("the database is read-only")
    heard = sa.select(sa.func.max(WORKERS.c.last_heartbeat) > sa.func.clock_timestamp() - SILENT_AFTER)
    _last.worker = "working" if connection.scalar(heard) else "silent"
    ahead = f"journal_entry_{clock.now():%Y%m}"
    if connection.scalar(sa.text("SELECT to_regclass(:name)"), {"name": ahead}) is None:
        problems.append("the journal has no partition for this month")
    return problems
