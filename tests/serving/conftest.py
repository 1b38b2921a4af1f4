"""One running installation for the tests that leave it as they found it."""

from collections.abc import Iterator

import pytest

from mips.access.permissions import Role
from tests.serving.installation import Installation, installation, scenery, token_for


@pytest.fixture(scope="module")
def running() -> Iterator[Installation]:
    """With a web server of two processes."""
    with installation() as made:
        made.serve()
        yield made


@pytest.fixture(scope="module")
def token(running: Installation) -> dict[str, str]:
    """Headers of a program that acts for an officer."""
    with scenery(running) as build:
        return token_for(build, Role.OFFICER, Role.SUPERVISOR, Role.OFFICER_IN_CASE)
