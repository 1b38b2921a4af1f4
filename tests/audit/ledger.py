"""A small sealed journal on a real server: filled, verified, tampered with and put back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.audit import journal
from mips.audit.model import Verb
from mips.audit.seals import HEAD, public_key, seal_pending
from mips.audit.verification import Verdict, verify
from mips.core import connections
from mips.core.db import new_id
from tests.clusters import Scratch

TABLES = ("journal_entry", "journal_detail", "seal", "seal_leaf")
SEALS, ENTRIES = 5, 12
PENDING = 3


@dataclass
class Ledger:
    """SEALS seals of ENTRIES entries each, and PENDING entries that wait."""

    scratch: Scratch
    superuser: sa.Engine
    folder: Path
    app: sa.Engine = field(init=False)
    retention: sa.Engine = field(init=False)

    def __post_init__(self) -> None:
        self.app = connections.engine_for(self.scratch.app)
        self.retention = connections.engine_for(self.scratch.retention)

    @property
    def head(self) -> Path:
        return self.folder / HEAD

    def write(self, entries: int) -> None:
        """Entries as use cases write them: committed with the application's own role."""
        actor = Actor(
            uuid.UUID(int=7), "Tester", frozenset({Role.OFFICER}), collar="T1", reason="because", origin="test"
        )
        with Session(self.app) as session:
            token = journal.current.set(journal.Activity("tests.write", actor))
            for number in range(entries):
                subjects = [new_id(), new_id()] if number % 3 == 0 else None
                journal.note(Verb.COLLECTED, None, {"number": number, "name": f"Person {number}"}, subjects=subjects)
            journal.write_pending(session)
            journal.current.reset(token)
            session.commit()

    def fill(self) -> None:
        for _ in range(SEALS):
            self.write(ENTRIES)
            assert seal_pending(self.app, self.folder) is not None
        self.write(PENDING)
        with self.superuser.begin() as connection:
            for table in TABLES:
                connection.execute(sa.text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"))

    def restore(self) -> None:
        with self.superuser.begin() as connection:
            for table in TABLES:
                connection.execute(sa.text(f"DELETE FROM {table}"))
                connection.execute(sa.text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))

    def verify(self, *, head: bool = True) -> Verdict:
        return verify(self.app, public_key(self.folder), head_file=self.head if head else None)

    def tamper(self, *statements: str, **values: object) -> None:
        """What a superuser does when nobody looks, committed."""
        with self.superuser.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement), values)

    def placed(self, seal: int, place: int) -> uuid.UUID:
        """The entry at a place of a seal."""
        with self.superuser.connect() as connection:
            found = sa.text("SELECT entry_id FROM seal_leaf WHERE seal = :seal AND place = :place")
            return connection.execute(found, {"seal": seal, "place": place}).scalar_one()

    def close(self) -> None:
        self.app.dispose()
        self.retention.dispose()
