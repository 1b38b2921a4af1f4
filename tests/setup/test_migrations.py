"""Migrations: every one both ways, one migrator at a time, and never in the way of people at work (CNT-8.2)."""

import subprocess
import sys
import threading
import time

import pytest
import sqlalchemy as sa
from alembic.util import CommandError

from mips.core import migrate
from tests.clusters import scratch_cluster

NOBODY_WAITS = 2.0


@pytest.fixture(scope="module")
def empty_server():
    with scratch_cluster() as server:
        yield server


@pytest.fixture
def server(empty_server):
    yield empty_server
    migrate.downgrade(empty_server.owner, "base")


def tables(url):
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def run(url, statement):
    with sa.create_engine(url, poolclass=sa.NullPool).begin() as connection:
        connection.execute(sa.text(statement))


def test_every_migration_goes_up_and_back_and_up_again(server):
    lines = migrate.pending(server.app)
    assert migrate.upgrade(server.owner) == lines
    full = tables(server.owner)
    migrate.downgrade(server.owner, "base")
    assert tables(server.owner) == {"alembic_version"}
    assert migrate.upgrade(server.owner) == lines
    assert tables(server.owner) == full


def test_nothing_is_pending_once_all_is_applied(server):
    assert migrate.pending(server.app)
    migrate.upgrade(server.owner)
    assert migrate.pending(server.app) == []
    assert migrate.upgrade(server.owner) == []


def test_the_tables_of_the_database_are_those_of_the_code(server):
    migrate.upgrade(server.owner)
    migrate.check(server.owner)


def test_a_table_the_code_does_not_know_is_reported(server):
    migrate.upgrade(server.owner)
    run(server.owner, "CREATE TABLE stray (id int)")
    try:
        with pytest.raises(CommandError, match="stray"):
            migrate.check(server.owner)
    finally:
        run(server.owner, "DROP TABLE stray")


def test_two_migrators_at_once_apply_each_migration_once(server):
    lines = migrate.pending(server.app)
    command = [sys.executable, "-c", "import sys; from mips.core import migrate; print(*migrate.upgrade(sys.argv[1]))"]
    workers = [subprocess.Popen([*command, server.owner], stdout=subprocess.PIPE, text=True) for _ in range(3)]  # noqa: S603
    said = sorted(worker.communicate(timeout=60)[0].strip() for worker in workers)
    assert said == ["", "", " ".join(lines)]


def test_a_migration_behind_a_long_reader_keeps_nobody_waiting(server):
    migrate.upgrade(server.owner)
    engine = sa.create_engine(server.owner, poolclass=sa.NullPool)
    slowest = 0.0
    with engine.connect() as reader:
        reader.execute(sa.text("SELECT count(*) FROM person"))
        worker = threading.Thread(target=migrate.downgrade, args=(server.owner, "base"))
        worker.start()
        for _ in range(5):
            begun = time.monotonic()
            with engine.connect() as other:
                other.execute(sa.text("SELECT count(*) FROM person"))
            slowest = max(slowest, time.monotonic() - begun)
            time.sleep(0.2)
        reader.rollback()
    worker.join(60)
    assert not worker.is_alive()
    assert slowest < NOBODY_WAITS
    assert tables(server.owner) == {"alembic_version"}


def test_people_in_cells_are_given_places_of_them(server):
    """Two in one cell get two places of it; who stands in two at once is where they were put last."""
    migrate.upgrade(server.owner, "0006")
    run(
        server.superuser,
        """
        SET session_replication_role = replica;
        INSERT INTO custody_suite (id, version, created_at, name, code, force, station, bureau, designated, court)
        VALUES ('00000000-0000-7000-8000-0000000000aa', 1, now(), 'North', 'N', '01', 'ZD', '01', true, '');
        INSERT INTO custody_cell (id, version, created_at, suite_id, name, kind, place, closed_why)
        SELECT ('00000000-0000-7000-8000-0000000000c' || n)::uuid, 1, now(), '00000000-0000-7000-8000-0000000000aa',
               'M' || n, 'standard', n, '' FROM generate_series(1, 2) AS n;
        INSERT INTO custody_cell_stay (id, version, created_at, detention_id, cell_id, from_at, until_at, why)
        SELECT gen_random_uuid(), 1, now(), ('00000000-0000-7000-8000-0000000000d' || who)::uuid,
               ('00000000-0000-7000-8000-0000000000c' || cell)::uuid, '2026-03-02'::timestamptz + since, NULL, ''
        FROM (VALUES (1, 1, interval '1 h'), (2, 1, interval '2 h'), (3, 2, interval '1 h'), (3, 1, interval '3 h'))
             AS stays (who, cell, since)
        """,
    )
    migrate.upgrade(server.owner, "0012")
    with sa.create_engine(server.superuser, poolclass=sa.NullPool).connect() as connection:
        there = "SELECT right(detention_id::text, 2), place FROM custody_cell_stay WHERE until_at IS NULL ORDER BY 2"
        assert connection.execute(sa.text(there)).all() == [("d1", 1), ("d2", 2), ("d3", 3)]
        places = sa.text("SELECT name, capacity FROM custody_cell ORDER BY name")
        assert connection.execute(places).all() == [("M1", 3), ("M2", 1)]
    run(server.owner, "DELETE FROM custody_cell_stay; DELETE FROM custody_cell; DELETE FROM custody_suite")


def test_returns_of_custody_that_were_signed_off_stay_when_other_domains_have_theirs(server):
    """Forward: of custody, for the year they end in. Back: those of others are gone, and custody's are as they were."""
    migrate.upgrade(server.owner, "0071")
    made = """
        SET session_replication_role = replica;
        INSERT INTO {table} (id, version, created_at, which, edition, definition_version, file_name, content, sha256,
                             differs, why, signed_at, by_id, {columns})
        VALUES (gen_random_uuid(), 1, now(), 'detentions', {edition}, 1, 'a.csv', 'a,b', '00', '{{}}', '', now(),
                gen_random_uuid(), {values})
        """
    run(server.superuser, made.format(table="custody_return_kept", columns="year", values="2026", edition=1))
    migrate.upgrade(server.owner, "0065")
    assert rows(server.superuser, "SELECT about, period, content FROM return_kept") == [("custody", "2025-2026", "a,b")]
    more = {"table": "return_kept", "columns": "about, period", "edition": 2}
    run(server.superuser, made.format(values="'investigation', '2026-03'", **more))
    migrate.downgrade(server.owner, "0071")
    kept = "SELECT year, which, edition FROM custody_return_kept"
    assert rows(server.superuser, kept) == [(2026, "detentions", 1)]
    run(server.superuser, "DELETE FROM custody_return_kept")


def rows(url, statement):
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(statement))]
