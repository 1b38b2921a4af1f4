"""The custody desk, for every test of custody."""

import pytest

from tests.custody.scenery import Desk


@pytest.fixture
def desk(build):
    return Desk(build)
