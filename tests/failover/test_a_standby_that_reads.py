"""Reads that need no entry are answered by a standby; whoever has just saved is answered by the writer (CNT-3)."""

import dataclasses
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from mips.access.model import RoleHeld, User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.app import create_app
from mips.audit import journal
from mips.audit.model import JournalEntry, Verb
from mips.core import connections, db, migrate
from mips.record.reference.lookup import choices
from mips.record.reference.offences import find_offences
from mips.record.reference.usecases import read_list
from mips.usecase import REGISTRY, usecase
from mips.web.endpoints import current_actor
from mips.web.freshness import LAG_ALLOWED
from tests.build import NOON, signed_in
from tests.clusters import Scratch, both, scratch_cluster, standby_of

WHO_ANSWERS = sa.text("SELECT pg_is_in_recovery()")


@usecase(Permission.RECORD_REFERENCE_READ, verb=Verb.CONSULTED, recorded=False)
def ask_which_server(actor: Actor) -> bool:
    """Whether a standby answers."""
    return bool(db.session.connection().scalar(WHO_ANSWERS))


@usecase(Permission.RECORD_REFERENCE_READ, verb=Verb.CONSULTED)
def ask_on_the_record(actor: Actor) -> list[bool]:
    """The same, of a read that leaves an entry."""
    return [bool(db.session.connection().scalar(WHO_ANSWERS))]


@pytest.fixture(scope="module")
def primary() -> Iterator[Scratch]:
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        yield scratch


@pytest.fixture(scope="module")
def standby(primary: Scratch) -> Iterator[Scratch]:
    with standby_of(primary) as scratch:
        yield scratch


@pytest.fixture
def two_servers(primary: Scratch, standby: Scratch) -> Iterator[sa.Engine]:
    engine = connections.open_database(both(primary, standby))
    yield engine
    close(engine)


def close(engine: sa.Engine) -> None:
    db.put_away()
    db.let_read(None)
    db.session.configure(bind=None)
    engine.dispose()


@pytest.fixture
def officer(two_servers: sa.Engine) -> User:
    token = journal.current.set(journal.Activity("test setup", None))
    user = User(name="Tester", collar_number=f"S{time.monotonic_ns()}")
    user.roles = [RoleHeld(role=Role.OFFICER, approved_at=NOON)]
    db.session.add(user)
    db.session.commit()
    journal.current.reset(token)
    return user


@pytest.fixture
def calm(officer: User) -> Actor:
    """An officer who has saved nothing for a while."""
    return replace(officer.as_actor(), fresh=False)


def test_a_read_without_an_entry_is_answered_by_the_standby(calm):
    assert ask_which_server(calm) is True


def test_a_read_that_leaves_an_entry_stays_with_the_writer(calm):
    assert ask_on_the_record(calm) == [False]


def test_who_may_have_just_saved_is_answered_by_the_writer(calm):
    assert ask_which_server(dataclasses.replace(calm, fresh=True)) is False


def test_inside_another_use_case_it_stays_in_that_transaction(calm):
    @usecase(Permission.RECORD_REFERENCE_READ, verb=Verb.CONSULTED)
    def around(actor: Actor) -> list[bool]:
        return [ask_which_server(actor)]

    REGISTRY.pop(around.name)
    assert around(calm) == [False]


def test_nothing_can_be_written_through_the_reader_even_on_the_primary(primary, officer):
    engine = connections.open_database(primary.app, reader_url=primary.app)
    try:
        with db.reader(), pytest.raises(sa.exc.DBAPIError, match="read-only transaction"):
            db.session.execute(sa.text("UPDATE submission SET usecase = ''"))
    finally:
        close(engine)


def test_it_leaves_no_entry(calm, primary):
    read_list(calm, name="forces")
    with sa.create_engine(primary.superuser, poolclass=sa.NullPool).connect() as connection:
        of_lists = JournalEntry.usecase == read_list.name
        assert connection.scalar(sa.select(sa.func.count()).select_from(JournalEntry).where(of_lists)) == 0


def test_code_lists_and_offences_are_read_from_the_standby(two_servers):
    asked = []
    sa.event.listen(sa.Engine, "before_cursor_execute", note := lambda *args: asked.append(args[0].engine))
    try:
        list(choices("forces")())
        find_offences("theft")
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert asked and two_servers not in asked


def test_one_server_has_no_second_pool(primary):
    engine = connections.open_database(primary.app)
    try:
        with db.reader():
            assert db.session.get_bind() is engine
    finally:
        close(engine)


def test_a_browser_that_saved_is_answered_by_the_writer_for_a_while(two_servers, officer, monkeypatch):
    """The mark lies in the signed session: no process need know of another's saves."""
    app = create_app(TESTING=True, SECRET_KEY="x", WTF_CSRF_ENABLED=False)
    app.add_url_rule("/which", "which", lambda: {"standby": ask_which_server(current_actor())})
    browser = signed_in(app, officer)
    now = time.time()
    monkeypatch.setattr("mips.web.freshness.time.time", lambda: now)
    answers = [browser.get("/which").json["standby"]]
    browser.post("/account/sign-ins/end-others")
    for later in (0, LAG_ALLOWED - 1, LAG_ALLOWED):
        monkeypatch.setattr("mips.web.freshness.time.time", lambda later=later: now + later)
        answers.append(browser.get("/which").json["standby"])
    assert answers == [True, False, False, True]
