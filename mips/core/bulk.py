"""The driver's own cursor inside the transaction under way: COPY and set-based SQL for use cases declared `bulk`."""

from __future__ import annotations

from typing import Any, cast

import psycopg

from mips.core import db


def cursor() -> psycopg.Cursor[Any]:
    """A cursor that shares the session's connection and its transaction. Whoever opens it closes it (`with`)."""
    db.session.flush()
    connection = cast("psycopg.Connection[Any]", db.session.connection().connection.driver_connection)
    return connection.cursor()
