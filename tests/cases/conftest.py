"""A charged shop thief for every test of cases that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mips.documents.pool import pool
from tests.build import Build
from tests.cases.charging import Scene, others_answer


@pytest.fixture
def scene(build: Build) -> Iterator[Scene]:
    with others_answer():
        yield Scene(build)


@pytest.fixture(scope="session", autouse=True)
def ended_workers() -> Iterator[None]:
    yield
    pool().close()
