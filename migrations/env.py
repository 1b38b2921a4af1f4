"""Runs migrations as the owner of the tables, one at a time and never in the way of people at work (CNT-8.2)."""

import random
import time
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql

from mips.core.settings import settings

ONE_AT_A_TIME = 0x4D495053
"""The advisory lock of whoever migrates: "MIPS"."""
WAIT_FOR_ANOTHER = "120s"
WAIT_FOR_A_TABLE = "500ms"
LOCK_NOT_AVAILABLE = "55P03"
ATTEMPTS = 30
LONGEST_PAUSE = 2.0

NOT_OURS = "procrastinate_"


def run() -> None:
    """Migrate, alone, each migration in a transaction of its own; a busy table is tried again, not waited for."""
    url = context.config.attributes.get("url") or settings().database_owner_url
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        connection.execute(sa.text(f"SET lock_timeout = '{WAIT_FOR_ANOTHER}'"))
        connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": ONE_AT_A_TIME})
        connection.execute(sa.text(f"SET lock_timeout = '{WAIT_FOR_A_TABLE}'"))
        connection.commit()
        left = ATTEMPTS
        while not (done := migrated(connection)) and (left := left - 1):
            time.sleep(random.uniform(0.1, LONGEST_PAUSE))  # noqa: S311  # jitter, not a secret
        if not done:
            raise CommandError(f"A table was in use at each of {ATTEMPTS} attempts. Run this again at a quieter time.")


def migrated(connection: sa.Connection) -> bool:
    """Whether every migration is applied now; False when a table was in use."""
    try:
        migrate(connection)
    except sa.exc.OperationalError as busy:
        connection.rollback()
        if getattr(busy.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        return False
    return True


def migrate(connection: sa.Connection) -> None:
    """One attempt. What a former one finished is committed and not done again."""
    partitions = set(connection.scalars(sa.text("SELECT relname FROM pg_class WHERE relispartition")))
    connection.commit()

    def is_ours(name: str | None, kind: str, _: Any) -> bool:
        return kind != "table" or not (name in partitions or str(name).startswith(NOT_OURS))

    context.configure(
        connection=connection,
        target_metadata=every_table(),
        transaction_per_migration=True,
        compare_type=True,
        include_name=is_ours,
        render_item=plain_type,
        on_version_apply=context.config.attributes.get("on_apply"),
    )
    with context.begin_transaction():
        context.run_migrations()


def every_table() -> sa.MetaData | None:
    """The tables of every domain. Loading them takes a second, and only a comparison needs them."""
    if not context.config.attributes.get("compare", context.config.cmd_opts is not None):
        return None
    import mips.app
    from mips.core.db import Base

    return Base.metadata if mips.app else None


def plain_type(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our column types into migrations as the plain ones beneath: a migration must outlive the code."""
    if kind != "type" or not isinstance(thing, sa.types.TypeDecorator):
        return False
    if type(thing.impl_instance).__module__.startswith(postgresql.__name__):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return f"postgresql.{thing.impl_instance!r}"
    return f"sa.{thing.impl_instance!r}"


run()
