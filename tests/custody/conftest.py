"""The custody desk, for every test of custody."""

import itertools

import pytest

from mips.core import connections, db
from tests.build import Build
from tests.custody.scenery import Desk

CROWD = 20
"""How many may act at once in a `crowd`."""
_DESKS = itertools.count(1)


@pytest.fixture
def desk(build):
    return Desk(build)


@pytest.fixture
def crowd(busy_server):
    """A desk where each thread has a session, and what one commits the others see."""
    engine = connections.engine_for(busy_server.app, pool_size=CROWD)
    db.session.remove()
    db.session.configure(bind=engine, join_transaction_mode="conditional_savepoint")
    number = next(_DESKS)
    yield Desk(Build(db.session(), first=1000 * number), code=f"C{number}")
    db.session.remove()
    engine.dispose()
