"""The API as one who may ask everything of it sees it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from mips.access.permissions import Rank, Role
from mips.core.db import Base
from mips.documents.pool import pool
from tests.build import Build, signed_in
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


@pytest.fixture
def on_record(build, db_session):
    """Name of an id in a path -> a record it may name; they are made when the first is asked for."""

    @cache
    def happened():
        suspect, desk = build.person(), Desk(build)
        submitted(build, suspect)
        crime = recorded(build, suspect)
        offences = db_session.scalars(sa.text("SELECT id FROM offence WHERE crime_id = :crime"), {"crime": crime.id})
        detention = desk.arrested(desk.arrived(suspect), offence_ids=list(offences))
        desk.charged(desk.record(desk.authorised(detention)))

    def found(name):
        happened()
        table = Base.metadata.tables.get(TABLES.get(name, name.removesuffix("_id")))
        return None if table is None else db_session.scalar(sa.select(table.c.id).limit(1))

    return found
