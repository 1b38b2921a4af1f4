"""A server of its own for tests that commit to the journal and then tamper with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from mips.core import migrate
from tests.audit.ledger import Ledger
from tests.clusters import Scratch, scratch_cluster


@pytest.fixture(scope="package")
def journal_server() -> Iterator[Scratch]:
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        yield scratch


@pytest.fixture(scope="package")
def superuser(journal_server: Scratch) -> Iterator[sa.Engine]:
    """Whoever owns the machine: with the triggers out of the way."""
    engine = sa.create_engine(journal_server.superuser, connect_args={"options": "-c session_replication_role=replica"})
    yield engine
    engine.dispose()


@pytest.fixture(scope="package")
def ledger(journal_server: Scratch, superuser: sa.Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A sealed journal, and the means to have it back as it was."""
    ledger = Ledger(journal_server, superuser, Path(tmp_path_factory.mktemp("seals")))
    ledger.fill()
    yield ledger
    ledger.close()


@pytest.fixture
def intact(ledger: Ledger) -> Iterator[Ledger]:
    yield ledger
    ledger.restore()
