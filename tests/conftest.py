"""Fixtures every test may use. A test that does not ask for `db_session` cannot reach the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask, g, has_request_context, request_finished, request_started
from flask.testing import FlaskClient
from sqlalchemy.orm import ORMExecuteState, Session

from mips.access.permissions import Role
from mips.access.policy import PartOf, Restricted
from mips.access.visibility import onlooker
from mips.accounts import credentials
from mips.app import create_app
from mips.core import clock, connections, db, settings
from mips.record.reference.titles import forget_titles
from tests.build import NOON, Build, signed_in
from tests.clusters import Scratch
from tests.ready_cluster import ready_cluster


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the test run's own: no test reads or makes the keys of this installation."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MIPS_DATA_DIR", str(folder := tmp_path_factory.mktemp("data")))
        settings.reset()
        yield folder
    settings.reset()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashes as cheap as the algorithm allows: what they cost in earnest has a test of its own."""
    with pytest.MonkeyPatch.context() as cheaper:
        cheaper.setattr(credentials, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def app() -> Flask:
    """The whole application, without CSRF: the tests of forms that need it make their own."""
    return create_app(TESTING=True, SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Scratch]:
    """A throw-away server with every migration applied and the code lists loaded."""
    with ready_cluster() as scratch:
        yield scratch


@pytest.fixture(scope="session")
def busy_server() -> Iterator[Scratch]:
    """A server where what is committed stays: never the one of the other tests."""
    with ready_cluster() as scratch:
        yield scratch


@pytest.fixture(scope="session")
def engine(server: Scratch) -> Iterator[sa.Engine]:
    """As the application connects: with its own role, which owns nothing."""
    engine = connections.engine_for(server.app)
    yield engine
    engine.dispose()


@pytest.fixture
def db_session(engine: sa.Engine) -> Iterator[Session]:
    """A session inside a transaction that is always rolled back; commits become savepoints."""
    with engine.connect() as connection, connection.begin() as transaction:
        db.session.remove()
        db.session.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield db.session()
        db.session.remove()
        transaction.rollback()


@pytest.fixture(autouse=True)
def titles_read_anew() -> None:
    """What a code means is kept for a minute: no test is told what another's list said."""
    forget_titles()


@pytest.fixture(autouse=True)
def held_clock() -> Iterator[datetime]:
    """Noon on Monday 2 March 2026, until a test says otherwise."""
    clock.hold_at(NOON)
    yield NOON
    clock.hold_at(None)


@pytest.fixture(autouse=True)
def nothing_read_as_nobody() -> Iterator[None]:
    """Whatever a page reads of the record, even while it is drawn, it reads as somebody."""
    sa.event.listen(Session, "do_orm_execute", refuse_as_nobody)
    begun, done = (lambda _, **__: setattr(g, "under_way", True)), (lambda _, **__: setattr(g, "under_way", False))
    with request_started.connected_to(begun), request_finished.connected_to(done):
        yield
    sa.event.remove(Session, "do_orm_execute", refuse_as_nobody)


def refuse_as_nobody(state: ORMExecuteState) -> None:
    if onlooker.get() is None and has_request_context() and g.get("under_way"):
        read = [each.class_.__name__ for each in state.all_mappers if issubclass(each.class_, PartOf | Restricted)]
        assert not read or "unseen_too" in state.execution_options, f"{read} on nobody's behalf"


@pytest.fixture
def build(db_session: Session) -> Build:
    return Build(db_session)


@pytest.fixture
def client_for(app: Flask, build: Build) -> Callable[..., FlaskClient]:
    """Signs somebody with these roles in and gives their browser."""

    def sign_in(*roles: Role, **fields: object) -> FlaskClient:
        return signed_in(app, build.user(*roles, **fields))

    return sign_in
