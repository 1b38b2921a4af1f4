"""A small record to back up and to export: people, a crime, an attached file, sealed entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.seals import seal_pending
from mips.core import connections, db, migrate
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


def execute(url: str, *statements: str) -> None:
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
