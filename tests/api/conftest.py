"""The API as one who may ask everything of it sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from mips.access.permissions import Rank, Role
from mips.core import clock, db
from mips.core.db import Base
from mips.documents.pool import pool
from tests.build import NOON, Build, signed_in
from tests.custody.scenery import Desk
from tests.intelligence.reports import submitted
from tests.investigation.crimes import recorded

TABLES = {
    "entity_id": "person",
    "entry_id": "log_entry",
    "fact_id": "person_name",
    "object_id": "place",
    "report_id": "intelligence_report",
    "right_id": "custody_right",
    "suite_id": "custody_suite",
}
"""Where what a path names is kept, unless its table has the same name."""

OPERATIONS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="session")
def spec(app: Flask) -> dict[str, Any]:
    described: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").json
    return described


@pytest.fixture(scope="session")
def operations(spec: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """'GET /api/v1/...' -> what is said of it."""
    return dict(_named(spec))


def _named(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        for method in OPERATIONS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


@pytest.fixture(scope="session", autouse=True)
def ended_workers() -> Iterator[None]:
    """Files are set by processes of their own, which end with the tests that asked for one."""
    yield
    pool().close()


@pytest.fixture
def machine(app: Flask, build: Build) -> FlaskClient:
    """A program that acts for somebody of every role."""
    return signed_in(app, build.user(*Role, rank=int(Rank.SUPERINTENDENT)))


@pytest.fixture(scope="module")
def town(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Where one of each has happened: made once for a file, in a transaction that is never committed."""
    with engine.connect() as connection, connection.begin() as transaction:
        db.session.remove()
        db.session.configure(bind=connection, join_transaction_mode="create_savepoint")
        clock.hold_at(NOON)
        one_of_each(Build(db.session(), first=1000), db.session())
        clock.hold_at(None)
        db.session.remove()
        yield connection
        transaction.rollback()


def one_of_each(build: Build, session: Session) -> None:
    """A report, a crime and its suspect charged with it."""
    suspect, desk = build.person(), Desk(build)
    submitted(build, suspect)
    crime = recorded(build, suspect)
    offences = session.scalars(sa.text("SELECT id FROM offence WHERE crime_id = :crime"), {"crime": crime.id})
    detention = desk.arrested(desk.arrived(suspect), offence_ids=list(offences))
    desk.charged(desk.record(desk.authorised(detention)))


@pytest.fixture
def db_session(town: sa.Connection) -> Iterator[Session]:
    """A session in the town, which is afterwards as it was."""
    with town.begin_nested() as afterwards:
        db.session.remove()
        db.session.configure(bind=town, join_transaction_mode="create_savepoint")
        yield db.session()
        db.session.remove()
        afterwards.rollback()


@pytest.fixture
def on_record(db_session: Session) -> Callable[[str], Any]:
    """Name of an id in a path -> a record it may name."""

    def found(name: str) -> Any:
        table = Base.metadata.tables.get(TABLES.get(name, name.removesuffix("_id")))
        return None if table is None else db_session.scalar(sa.select(table.c.id).limit(1))

    return found
