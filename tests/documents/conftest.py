"""The pool of the test process, ended with the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mips.documents.pool import Pool


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Pool]:
    pool = Pool(2)
    pool.warm()
    yield pool
    pool.close()
