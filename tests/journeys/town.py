"""A whole installation for journeys: a throw-away database with the code lists, a served application, people to be."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError

import sqlalchemy as sa

from mips.access.permissions import Permission, Rank, Role
from mips.access.system import worker
from mips.core import clock, connections, db
from mips.custody.model.suite import Cell, Suite
from mips.custody.usecases.lateness import tell_of_lateness
from mips.investigation.usecases.joining import finish_upload
from tests.build import Build
from tests.build_accounts import Account, account
from tests.journeys.story import CELLS
from tests.ready_cluster import ready_cluster

PATIENCE = 60  # seconds for the server to answer for the first time

CAST: dict[str, tuple[tuple[Role, ...], Rank]] = {
    "officer": ((Role.OFFICER, Role.OFFICER_IN_CASE), Rank.CONSTABLE),
    "sergeant": ((Role.CUSTODY_OFFICER,), Rank.SERGEANT),
    "detention officer": ((Role.DETENTION_OFFICER,), Rank.STAFF),
    "supervisor": ((Role.SUPERVISOR,), Rank.SERGEANT),
    "nurse": ((Role.HEALTHCARE_PROFESSIONAL,), Rank.STAFF),
    "inspector": ((Role.REVIEWING_INSPECTOR,), Rank.INSPECTOR),
    "superintendent": ((Role.SUPERINTENDENT,), Rank.SUPERINTENDENT),
    "property officer": ((Role.EXHIBITS_OFFICER,), Rank.STAFF),
    "gatekeeper": ((Role.FORENSIC_GATEKEEPER,), Rank.STAFF),
    "auditor": ((Role.PROFESSIONAL_STANDARDS,), Rank.STAFF),
    "chief inspector in charge": ((Role.SUPERINTENDENT,), Rank.CHIEF_INSPECTOR),
}
"""Who walks the story: their roles and rank."""


@dataclass(frozen=True)
class Town:
    """Where the application answers, and the database behind it (as the application's role)."""

    address: str
    database: str
    log: Path

    @contextmanager
    def building(self) -> Iterator[Build]:
        """Add to the record for good, as if it had always been there."""
        engine = connections.open_database(self.database)
        db.session.configure(join_transaction_mode="conditional_savepoint")
        try:
            yield Build(db.session())
        finally:
            db.session.remove()
            engine.dispose()

    def somebody(self, part: str, number: int, ahead: timedelta = timedelta()) -> Account:
        """An account of the cast that nobody has used yet: a code of an authenticator serves once.

        `ahead`: how much later they join the force.
        """
        roles, rank = CAST[part]
        with self.building() as build, joining(ahead):
            made = account(build, *roles, name=f"{part.title()} {number}", collar_number=f"J{number}", rank=int(rank))
            made.collar_number = made.user.collar_number
        return made

    def minute(self) -> None:
        """What the worker does each minute: it tells of what is late."""
        engine = connections.open_database(self.database)
        try:
            tell_of_lateness(worker("A journey", Permission.CUSTODY_SUITE_UPDATE))
        finally:
            db.session.remove()
            engine.dispose()

    def put_together(self) -> None:
        """What the worker does with files that have come in whole."""
        waiting = self.rows("SELECT id FROM exhibit_upload WHERE ended_at IS NULL AND received = size")
        engine = connections.open_database(self.database)
        try:
            for row in waiting:
                finish_upload(worker("A journey", Permission.ACCOUNTS_CONFIGURATION_UPDATE), upload_id=row.id)
        finally:
            db.session.remove()
            engine.dispose()

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """What the database holds, asked past the application."""
        engine = sa.create_engine(self.database)
        try:
            with engine.connect() as connection:
                return list(connection.execute(sa.text(statement), values))
        finally:
            engine.dispose()


@contextmanager
def joining(ahead: timedelta) -> Iterator[None]:
    """The clock of the tests, so much ahead."""
    clock.hold_at(datetime.now(UTC) + ahead)
    try:
        yield
    finally:
        clock.hold_at(None)


@contextmanager
def founded(folder: Path) -> Iterator[Town]:
    """A town, gone without a trace at the end. `folder` takes the server's log."""
    with ready_cluster() as scratch:
        port, log = free_port(), folder / "served.log"
        town = Town(f"http://127.0.0.1:{port}", scratch.app, log)
        with town.building() as build:
            suite(build)
        with served(town):
            yield town


def suite(build: Build, name: str = "Northmoor", code: str = "NM", cells: Sequence[str] = CELLS) -> Suite:
    """A custody suite of the force."""
    places = [Cell(name=cell, place=place) for place, cell in enumerate(cells)]
    court = "Northmoor Magistrates\u2019 Court"
    return build.add(Suite(name=name, code=code, force="28", station="ZD", court=court, cells=places))


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served(town: Town) -> Iterator[subprocess.Popen[bytes]]:
    """The application answering at the town's address until the end, by a process group of its own."""
    port = town.address.rpartition(":")[2]
    environment = os.environ | {"DATABASE_URL": town.database, "MIPS_TRAINING": "yes"}
    environment |= {"MIPS_PORT": port, "METRICS_PORT": "0"}
    serving = [sys.executable, "-m", "tests.journeys.served", "serve"]
    with town.log.open("w") as written:
        about = {"env": environment, "stdout": written, "stderr": subprocess.STDOUT, "start_new_session": True}
        server = subprocess.Popen(serving, **about)  # noqa: S603
        try:
            _await_answer(server, int(port), town.log)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=30)


def _await_answer(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not come up:\n{log.read_text()[-4000:]}")
