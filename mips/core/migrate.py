"""Moves a database to the schema of this release, back to an earlier one, and says whether the two agree."""

from __future__ import annotations

import io
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mips.core.settings import ROOT

MIGRATIONS: Final = ROOT / "migrations"


def upgrade(url: str, revision: str = "head") -> list[str]:
    """Apply what is missing, as the owner whose URL this is. Returns a line for each migration applied."""
    applied: list[str] = []
    command.upgrade(_config(url, applied), revision)
    return applied


def downgrade(url: str, revision: str) -> list[str]:
    """Take back every migration after this revision ("base": all). Returns a line for each."""
    applied: list[str] = []
    command.downgrade(_config(url, applied), revision)
    return applied


def check(url: str) -> None:
    """Compare the tables of the database with those of the code; alembic's CommandError lists the differences."""
    command.check(_config(url, [], compare=True))


def pending(url: str) -> list[str]:
    """The migrations this release has and the database lacks, oldest first. The application's role may ask."""
    scripts = ScriptDirectory.from_config(_config(url, []))
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        done = _applied(connection)
    missing = scripts.iterate_revisions("heads", done or "base", implicit_base=True)
    return [_line(script) for script in reversed(list(missing)) if script.revision not in done]


def _applied(connection: sa.Connection) -> tuple[str, ...]:
    try:
        return MigrationContext.configure(connection).get_current_heads()
    except sa.exc.ProgrammingError:  # the grant comes with the migrations: without it they were never finished
        return ()


def _config(url: str, applied: list[str], *, compare: bool = False) -> Config:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(url=url, compare=compare, on_apply=_recorder(applied))
    return config


def _recorder(applied: list[str]) -> Any:
    def record(*, step: Any, **_: Any) -> None:
        script = step.up_revision
        applied.append(_line(script) if step.is_upgrade else f"{_line(script)} (taken back)")

    return record


def _line(script: Any) -> str:
    return f"{script.revision} {(script.doc or '').splitlines()[0]}"
