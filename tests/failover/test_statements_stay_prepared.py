"""What a connection has prepared is there at the next page, and is made anew after an error (decision 8)."""

import pytest
import sqlalchemy as sa

from mips.core import connections

OFTEN = 6
ASKED = sa.text('SELECT collar_number FROM "user" WHERE name = :name')
PREPARED = sa.text("SELECT count(*) FROM pg_prepared_statements WHERE position('collar_number' IN statement) > 0")


@pytest.fixture
def engine(server):
    """One connection, as a web process has it."""
    engine = connections.engine_for(server.app, pool_size=1)
    yield engine
    engine.dispose()


def ask(engine):
    """As a page that reads and ends: the connection goes back with a rollback."""
    with engine.connect() as connection:
        connection.execute(ASKED, {"name": "Nobody"})


def prepared(engine):
    with engine.connect() as connection:
        return connection.execute(PREPARED).scalar_one()


def test_a_page_that_only_reads_leaves_its_statements_prepared(engine):
    for _ in range(OFTEN):
        ask(engine)
    assert prepared(engine) == 1


def test_after_an_error_they_are_prepared_anew(engine):
    for _ in range(OFTEN):
        ask(engine)
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError):
        connection.exec_driver_sql("SELECT 1/0")
    assert prepared(engine) == 0
    ask(engine)
