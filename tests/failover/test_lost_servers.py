"""What a use case does when the server under it is cut off, restarted, read-only, or half-hearted in its answer."""

import dataclasses
import threading
import time
from collections.abc import Iterator

import psycopg
import pytest
import sqlalchemy as sa

from mips.access.model import RoleHeld, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit import journal
from mips.audit.model import JournalEntry, Verb
from mips.core import connections, db, migrate
from mips.core.errors import Busy
from mips.record.model.person import Person
from mips.usecase import usecase
from tests.build import NOON
from tests.clusters import Scratch, scratch_cluster


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def enter(actor: Actor, *, family_name: str) -> Person:
    """Enter a person."""
    person = Person(family_name=family_name)
    db.session.add(person)
    return person


@pytest.fixture(scope="module")
def own_server() -> Iterator[Scratch]:
    """A server that these tests may cut and restart."""
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        yield scratch


@pytest.fixture
def officer(own_server: Scratch) -> Iterator[Actor]:
    """An officer of a session that really commits."""
    engine = connections.open_database(own_server.app)
    token = journal.current.set(journal.Activity("test setup", None))
    user = User(name="Tester", collar_number=f"F{time.monotonic_ns()}")
    user.roles = [RoleHeld(role=Role.OFFICER, approved_at=NOON)]
    db.session.add(user)
    db.session.commit()
    journal.current.reset(token)
    actor = user.as_actor()
    db.session.remove()
    yield actor
    db.session.remove()
    engine.dispose()


def stored(url: str, name: str) -> tuple[int, int]:
    """How many people of this name, and how many entries about them."""
    people = sa.select(Person.__table__.c.id).where(Person.__table__.c.family_name == name)
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        ids = connection.scalars(people).all()
        entries = sa.select(sa.func.count()).select_from(JournalEntry).where(JournalEntry.row_id.in_(ids))
        return len(ids), connection.scalar(entries) or 0


def as_superuser(server: Scratch, *statements: str) -> None:
    engine = sa.create_engine(server.superuser, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


def test_connections_cut_by_the_server_are_replaced_unseen(own_server, officer):
    enter(officer, family_name="Before")
    as_superuser(
        own_server,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mips_app'",
    )
    enter(officer, family_name="After")
    assert stored(own_server.superuser, "After") == (1, 1)


def test_a_restart_in_the_middle_of_writes_loses_nothing_acknowledged(own_server, officer):
    """A writer goes on while the server is stopped and started: each answer it got is there once."""
    acknowledged: list[str] = []
    stop = threading.Event()

    def write() -> None:
        for number in range(10_000):
            if stop.is_set():
                return
            name = f"Restart{number}"
            enter(dataclasses.replace(officer, key=db.new_id()), family_name=name)
            acknowledged.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.3)
    own_server.cluster.stop()
    own_server.cluster.start()
    time.sleep(1.0)
    stop.set()
    writer.join(timeout=20)
    assert len(acknowledged) > 5
    assert {stored(own_server.superuser, name) for name in acknowledged} == {(1, 1)}


def test_a_read_only_writer_is_recognised_and_left(own_server, officer, monkeypatch):
    monkeypatch.setattr("mips.usecase.PATIENCE", 0.3)
    as_superuser(own_server, "ALTER ROLE mips_app SET default_transaction_read_only = on")
    db.session.get_bind().dispose()
    try:
        with pytest.raises(Busy):
            enter(officer, family_name="Demoted")
    finally:
        as_superuser(own_server, "ALTER ROLE mips_app RESET default_transaction_read_only")
    enter(officer, family_name="Promoted")
    assert (stored(own_server.superuser, "Demoted"), stored(own_server.superuser, "Promoted")) == ((0, 0), (1, 1))


def test_a_commit_that_only_warned_is_not_believed(own_server, officer, monkeypatch):
    """CNT-3.5: the wait for a standby is cancelled, the server says COMMIT with a warning; we say Busy."""
    monkeypatch.setattr("mips.usecase.PATIENCE", 0.5)
    enter(officer, family_name="Warm")
    as_superuser(own_server, "ALTER SYSTEM SET synchronous_standby_names = 'elsewhere'", "SELECT pg_reload_conf()")
    done = threading.Event()
    canceller = threading.Thread(target=_cancel_waits, args=(own_server, done))
    canceller.start()
    try:
        with pytest.raises(Busy) as refused:
            enter(officer, family_name="Warned")
    finally:
        as_superuser(own_server, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")
        done.set()
        canceller.join()
    assert "canceling wait" in str(refused.value.__cause__)


def _cancel_waits(server: Scratch, done: threading.Event) -> None:
    url = sa.make_url(server.superuser).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        while not done.wait(0.05):
            connection.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")


def test_the_same_key_after_an_unconfirmed_commit_finds_what_was_stored(own_server, officer):
    """The first answer was lost on its way; the retry must not store a second."""
    keyed = dataclasses.replace(officer, key=db.new_id())
    first = enter(keyed, family_name="Once")
    as_superuser(own_server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mips_app'")
    again = enter(keyed, family_name="Once")
    assert first.id == again.id
    assert stored(own_server.superuser, "Once") == (1, 1)
