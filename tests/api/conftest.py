"""The API as one who may ask everything of it sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mips.access.permissions import Rank, Role
from mips.documents.pool import pool
from tests.build import Build, signed_in

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
