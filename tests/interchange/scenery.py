"""A small record to back up and to export: people, a crime, an attached file, sealed entries."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from mips.access.permissions import Role
from mips.audit.seals import seal_pending
from mips.core import connections, db, migrate
from mips.core.cluster import APP, OWNER, SUPERUSER
from mips.core.db import Base
from mips.record.model.work import Attachment
from tests.build import Build
from tests.clusters import Scratch, scratch_cluster

PICTURE: Final = b"not really a picture" * 1000
PICTURE_HASH: Final = hashlib.sha256(PICTURE).hexdigest()
AWKWARD: Final = 'Line one\nline two\t"quoted" \\N back\\slash é 警'


class Shelf:
    """A store in memory."""

    def __init__(self, *contents: bytes) -> None:
        self.files = {hashlib.sha256(content).hexdigest(): content for content in contents}

    def read(self, sha256: str) -> Iterator[bytes]:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        yield self.files[sha256]

    def write(self, sha256: str, blocks: Iterable[bytes]) -> None:
        self.files[sha256] = b"".join(blocks)


def furnish(url: str, data_dir: Path) -> None:
    """Put the record into a migrated database, by the application's role, and seal its journal."""
    engine = connections.open_database(url)
    build = Build(db.session())
    build.user(Role.SUPERVISOR, collar_number="S1")
    person = build.person(family_name="O'Neill", given_names=AWKWARD)
    build.person(family_name="", given_names="Nobody")
    build.add(
        Attachment(entity_id=person.id, name="face.png", media_type="image/png", size=len(PICTURE), sha256=PICTURE_HASH)
    )
    db.session.remove()
    assert seal_pending(engine, data_dir) is not None
    engine.dispose()


@contextmanager
def furnished(folder: Path) -> Iterator[Scratch]:
    """A server with that record; its keys lie in the folder."""
    with scratch_cluster() as server:
        migrate.upgrade(server.owner)
        furnish(server.app, folder)
        (folder / "secret-key").write_text("a secret of forty-eight characters, or thereabouts")
        yield server


def a_row_in_every_table(url: str) -> None:
    """Whatever the columns take, awkward where they let us: what no domain has filled yet must survive too."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        for table in Base.metadata.sorted_tables:
            values = {c.name: _value(c) for c in table.columns if c.computed is None and c.server_default is None}
            connection.execute(table.insert().values(values))


def _value(column: sa.Column[Any]) -> Any:
    if column.name == "sha256":
        return PICTURE_HASH
    if (column.table.name, column.name) in FIRST_OF_A_PAIR:
        return uuid.UUID(int=1)
    kind = column.type.impl_instance if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(kind, sa.Enum):
        return kind.enums[0]
    if isinstance(kind, sa.ARRAY):
        return [_VALUES[kind.item_type.python_type]] * 2
    if isinstance(kind, JSONB):
        return {"text": AWKWARD, "number": 1.5, "nothing": None, "list": [[]]}
    return _VALUES[kind.python_type]


FIRST_OF_A_PAIR: Final = {
    ("custody_keep_apart", "detention_id"),
    ("custody_handover", "from_id"),
    ("custody_handed_over", "given_by_id"),
}
"""Of two columns that must stand in order, or differ."""

_VALUES: Final[dict[type, Any]] = {
    bool: True,
    bytes: bytes(range(256)),
    date: date(1899, 2, 28),
    datetime: datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC),
    Decimal: Decimal("-0.1000000000000000000000001"),
    float: 0.1,
    int: 2**31 - 1,
    str: AWKWARD,
    uuid.UUID: uuid.UUID(int=2**128 - 1),
}


@dataclass(frozen=True)
class Database:
    """One database of a server, by the URL of each role."""

    server: Scratch
    name: str

    @property
    def app(self) -> str:
        return self.server.url(APP, self.name)

    @property
    def owner(self) -> str:
        return self.server.url(OWNER, self.name)

    @property
    def superuser(self) -> str:
        return self.server.url(SUPERUSER, self.name)


@contextmanager
def empty_database(server: Scratch) -> Iterator[Database]:
    """A further database of a running server."""
    name = f"d{secrets.token_hex(6)}"
    engine = sa.create_engine(server.superuser, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} OWNER {OWNER}")
        try:
            yield Database(server, name)
        finally:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def execute(url: str, *statements: str) -> None:
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
