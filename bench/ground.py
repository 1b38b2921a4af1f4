"""A lasting server of its own for measurements: made once, filled further for each size, and gone at the end."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask import Flask
from psycopg import sql

from mips.access.model import RoleHeld, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.access.system import console
from mips.app import create_app
from mips.audit import journal
from mips.core import connections, db, embedded, migrate
from mips.core import settings as configuration
from mips.core.cluster import APP, DATABASE, OWNER
from mips.core.embedded import Urls
from mips.core.loading import loaded
from mips.record.reference.usecases import load_reference_data
from tests.build import Build

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Ground:
    """Where things are measured, and an officer who does them. URLs are in libpq's form."""

    app: Flask
    user: User
    actor: Actor
    urls: Urls

    def build(self) -> Build:
        """A maker of scenery whose numbers no other has given."""
        return Build(db.session(), first=secrets.randbelow(10**9))

    @property
    def app_url(self) -> str:
        return libpq(self.urls.app)


@contextmanager
def server() -> Iterator[Urls]:
    """A migrated server that keeps its promises (fsync on) and holds the code lists. No session is left open on it."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as folder:
        os.environ["MIPS_DATA_DIR"] = folder
        configuration.reset()
        urls = embedded.ensure_running(Path(folder))
        try:
            migrate.upgrade(urls.owner)
            engine = connections.open_database(urls.app)
            actor = console("bench", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
            load_reference_data(actor, folder=configuration.settings().reference_dir)
            db.session.remove()
            engine.dispose()
            yield urls
        finally:
            embedded.stop(Path(folder))


@contextmanager
def opened(urls: Urls) -> Iterator[Ground]:
    """The application on the server that `server()` runs, in this process, as a web process has it; an officer acts."""
    engine = connections.open_database(urls.app)
    app = create_app(WTF_CSRF_ENABLED=False)
    user = _officer()
    loaded()
    yield Ground(app, user, user.as_actor(reason="measurement", origin="bench"), urls)
    db.session.remove()
    engine.dispose()


@contextmanager
def copied(urls: Urls) -> Iterator[Urls]:
    """A copy of the whole database, its files byte for byte: what is written there is not there the next time."""
    name = f"copy_{secrets.token_hex(4)}"
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy OWNER {}")
    with psycopg.connect(libpq(urls.superuser), dbname="postgres", autocommit=True) as keeper:
        keeper.execute(made.format(*map(sql.Identifier, (name, DATABASE, OWNER))))
        allowed = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
        keeper.execute(allowed.format(sql.Identifier(name), sql.Identifier(APP)))
        try:
            yield Urls(*(_of(url, name) for url in (urls.app, urls.owner, urls.retention, urls.superuser)))
        finally:
            keeper.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _of(url: str, database: str) -> str:
    return sa.make_url(url).set(database=database).render_as_string(hide_password=False)


def libpq(url: str) -> str:
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _officer() -> User:
    token = journal.current.set(journal.Activity("bench", None))
    user = User(name="Bench", collar_number=f"B{secrets.token_hex(4)}", rank=1)
    user.roles = [RoleHeld(role=Role.OFFICER, approved_at=LONG_AGO)]
    db.session.add(user)
    db.session.commit()
    journal.current.reset(token)
    return user
