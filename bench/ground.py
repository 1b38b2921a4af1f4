"""A lasting server of its own for measurements, filled with fictional people by COPY."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import sqlalchemy as sa
from flask import Flask
from psycopg.types.json import Jsonb

from mips.access.model import RoleHeld, User
from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.app import create_app
from mips.audit import journal
from mips.core import connections, db, embedded, migrate
from mips.core import settings as configuration
from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.keys import keys_of

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
CONSONANTS, VOWELS = "bdfgklmnprst", "aeiou"


@dataclass(frozen=True)
class Ground:
    """Where things are measured. `app_url` is the application's role, in libpq's form."""

    app: Flask
    user: User
    actor: Actor
    app_url: str
    owner_url: str


@contextmanager
def ground() -> Iterator[Ground]:
    """A migrated server that keeps its promises (fsync on), and an officer; all gone at the end."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as folder:
        os.environ["MIPS_DATA_DIR"] = folder
        configuration.reset()
        urls = embedded.ensure_running(Path(folder))
        try:
            migrate.upgrade(urls.owner)
            engine = connections.open_database(urls.app)
            app = create_app(WTF_CSRF_ENABLED=False)
            user = _officer()
            actor = user.as_actor(reason="measurement", origin="bench")
            db.session.remove()
            yield Ground(app, user, actor, libpq(urls.app), libpq(urls.owner))
            db.session.remove()
            engine.dispose()
        finally:
            embedded.stop(Path(folder))


def libpq(url: str) -> str:
    return sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _officer() -> User:
    token = journal.current.set(journal.Activity("bench", None))
    user = User(name="Bench", collar_number="B1", rank=1)
    user.roles = [RoleHeld(role=Role.OFFICER, approved_at=LONG_AGO)]
    db.session.add(user)
    db.session.commit()
    journal.current.reset(token)
    return user


def fill(owner_url: str, people: int, *, seed: int = 7) -> None:
    """Add so many fictional people, each with a name, a date of birth and search keys, by COPY."""
    with psycopg.connect(owner_url) as connection:
        rows = list(_people(random.Random(seed + people), people))  # noqa: S311 - fiction, not secrets
        _copy(
            connection,
            "entity",
            "id, version, created_at, kind, label, force, marking, restriction",
            [r[0] for r in rows],
        )
        _copy(
            connection,
            "person",
            "id, family_name, given_names, born_on, born_precision, sex, gender_identity, self_defined_ethnicity,"
            " officer_defined_ethnicity, nationality, first_language, occupation, religion, disability",
            [r[1] for r in rows],
        )
        _copy(
            connection,
            "person_name",
            "id, version, created_at, kind, family_name, given_names, person_id, said_by, ended_why",
            [r[2] for r in rows],
        )
        _copy(connection, "person_key", "id, version, created_at, person_id, keys, facts", [r[3] for r in rows])
        connection.commit()
        connection.autocommit = True
        connection.execute("ANALYZE")


def _copy(connection: psycopg.Connection, table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _people(chance: random.Random, people: int) -> Iterator[tuple[tuple[object, ...], ...]]:
    for _ in range(people):
        family, given = _name(chance).title(), _name(chance).title()
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(27_000))
        person = db.new_id()
        facts = Facts(names=(Name(family, given),), births=(Birth(born.year, born.month, born.day),), sex="unknown")
        yield (
            (person, 1, LONG_AGO, "person", f"{family.upper()}, {given}", "28", 0, "open"),
            (person, family, given, born, "day", "unknown", *("",) * 8),
            (db.new_id(), 1, LONG_AGO, "legal", family, given, person, "", ""),
            (db.new_id(), 1, LONG_AGO, person, sorted(keys_of(facts)), Jsonb(facts.as_json())),
        )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 3, 3, 4))))
