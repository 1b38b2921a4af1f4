"""Exhibits on the record: entered, hidden with their crime, moved without a gap, and what the database refuses."""

import itertools
import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.core import connections, db
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.investigation.model.exhibit import ContinuityEvent, Exhibit
from mips.investigation.rules.continuity import Where
from mips.investigation.usecases import continuity
from mips.investigation.usecases.continuity import correct_continuity
from mips.investigation.usecases.exhibits import list_exhibits, list_exhibits_of, read_exhibit, record_exhibit
from mips.record.model.work import Task
from mips.record.usecases.tasks import my_work
from tests.build import NOON, Build
from tests.investigation.crimes import recorded
from tests.investigation.property import ON_PAPER, entered, moved, shelf


def test_an_exhibit_begins_where_it_was_found(build):
    officer = build.actor(Role.OFFICER, name="Jane Smith")
    exhibit = entered(build, by=officer, mark="js 1", seals="b123456")
    assert (exhibit.mark, exhibit.seal, exhibit.reference) == ("JS/1", "B123456", "X280000001/26")
    [first] = read_exhibit(officer, exhibit_id=exhibit.id).events
    assert (first.from_name, first.to_user_id, first.seal_after) == ("Kitchen table", officer.id, "B123456")


def test_a_mark_and_a_bag_are_used_once(build):
    first = entered(build, mark="JS/1", seals="B123456")
    crime = read_exhibit(build.actor(Role.OFFICER), exhibit_id=first.id).crime
    with pytest.raises(RuleBroken, match="The next free is JS/2"):
        entered(build, crime, mark="JS/1")
    with pytest.raises(RuleBroken, match="B123456 sealed JS/1"):
        entered(build, seals="B123456")
    assert entered(build, mark="JS/1").mark == "JS/1"  # of another crime


def test_a_part_keeps_its_whole(build):
    whole = entered(build, mark="JS/1")
    crime = read_exhibit(build.actor(Role.OFFICER), exhibit_id=whole.id).crime
    part = entered(build, crime, mark="JS/1A", parent_id=whole.id)
    assert [each.id for each in read_exhibit(build.actor(Role.OFFICER), exhibit_id=whole.id).parts] == [part.id]


@pytest.mark.parametrize(
    ("role", "reads", "enters"),
    [
        (Role.OFFICER, True, True),
        (Role.OFFICER_IN_CASE, True, True),
        (Role.EXHIBITS_OFFICER, True, True),
        (Role.SUPERVISOR, True, False),
        (Role.FORENSIC_GATEKEEPER, True, False),
        (Role.DISCLOSURE_OFFICER, True, False),
        (Role.CUSTODY_OFFICER, False, False),
        (Role.WITNESS_CARE, False, False),
    ],
)
def test_who_reads_and_who_enters_exhibits(build, role, reads, enters):
    exhibit, actor = entered(build), build.actor(role)
    for allowed, does in (
        (reads, lambda: read_exhibit(actor, exhibit_id=exhibit.id)),
        (
            enters,
            lambda: entered(build, read_exhibit(build.actor(Role.OFFICER), exhibit_id=exhibit.id).crime, by=actor),
        ),
    ):
        if allowed:
            does()
        else:
            with pytest.raises(Forbidden):
                does()


def test_an_exhibit_is_hidden_with_its_crime(build, db_session):
    owner = build.user(Role.OFFICER)
    crime = recorded(build, by=owner.as_actor())
    exhibit = entered(build, crime, by=owner.as_actor())
    with build.scenery():
        crime.restriction = Restriction.NAMED
    stranger = build.actor(Role.OFFICER, Role.EXHIBITS_OFFICER)
    db_session.expunge_all()
    with pytest.raises(NotFound):
        read_exhibit(stranger, exhibit_id=exhibit.id)
    assert list_exhibits(stranger, q=exhibit.reference).rows == []
    db_session.expunge_all()
    assert list_exhibits_of(owner.as_actor(reason="mine"), crime_id=crime.id).exhibits


def test_hands_are_followed_and_a_wrong_entry_is_put_right_later(build):
    officer, keeper = build.actor(Role.OFFICER), build.actor(Role.EXHIBITS_OFFICER)
    exhibit, on = entered(build, by=officer, seals="B123456"), shelf(build)
    with pytest.raises(RuleBroken, match="Whoever has it now signs"):
        moved(keeper, exhibit, Where.IN_STORE, shelf_id=on.id)
    moved(keeper, exhibit, Where.IN_STORE, shelf_id=on.id, giver=ON_PAPER)
    moved(keeper, exhibit, Where.AT_COURT, whom="Crown Court, J Lee", receiver=ON_PAPER)
    wrong = read_exhibit(keeper, exhibit_id=exhibit.id).events[0]
    correct_continuity(
        keeper, exhibit_id=exhibit.id, event_id=wrong.id, text="Went to the lab", seen=3, to=Where.AT_LAB, whom="Lab"
    )
    events = read_exhibit(keeper, exhibit_id=exhibit.id).events
    assert [each.to_where for each in events] == [Where.AT_LAB, Where.AT_COURT, Where.IN_STORE, Where.IN_POSSESSION]
    assert all(after.left == before.to for after, before in itertools.pairwise(events))
    now = read_exhibit(keeper, exhibit_id=exhibit.id).exhibit
    assert (now.whereabouts, now.holder) == (Where.AT_LAB, "Lab")


def test_a_seal_that_was_opened_is_replaced_and_why(build):
    officer = build.actor(Role.OFFICER)
    exhibit, on = entered(build, by=officer, seals="B123456"), shelf(build)
    fields = {"shelf_id": on.id, "seal_intact": True, "seal_after": "B123457"}
    with pytest.raises(RuleBroken, match="Say why it was opened"):
        moved(officer, exhibit, Where.IN_STORE, **fields)
    moved(officer, exhibit, Where.IN_STORE, **fields, seal_why="Viewed at interview")
    assert read_exhibit(officer, exhibit_id=exhibit.id).exhibit.seal == "B123457"
    with pytest.raises(RuleBroken, match="sealed"):
        entered(build, seals="B123456")  # an opened bag is not used again


def test_time_does_not_run_back(build):
    officer = build.actor(Role.OFFICER)
    exhibit, on = entered(build, by=officer), shelf(build)
    with pytest.raises(RuleBroken, match="Enter a later time"):
        moved(officer, exhibit, Where.IN_STORE, shelf_id=on.id, at=NOON - timedelta(hours=2))


def test_what_is_lost_is_the_keepers_and_the_officers_task(build):
    keeper, officer = build.user(Role.EXHIBITS_OFFICER), build.actor(Role.OFFICER)
    exhibit = entered(build, recorded(build, by=officer), by=officer)
    moved(officer, exhibit, Where.IN_STORE, shelf_id=shelf(build, keeper_id=keeper.id).id)
    moved(officer, exhibit, Where.LOST, purpose="Not on its shelf at the count")
    [task] = my_work(keeper.as_actor()).later
    assert "is lost" in task.title and task.entity_id == exhibit.id
    assert set(build._session.scalars(sa.select(Task.assignee_id))) == {keeper.id, officer.id}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE continuity_event SET to_name = 'me'",
        "DELETE FROM continuity_event",
        "UPDATE continuity_event SET created_at = now()",
    ],
)
def test_the_database_lets_no_entry_be_changed(build, db_session, statement):
    entered(build)
    with pytest.raises(sa.exc.ProgrammingError, match="correct it by a later entry"):
        db_session.execute(sa.text(statement))


@pytest.mark.parametrize(
    "wrong", [{"number": 3}, {"from_name": "elsewhere"}, {"from_user_id": None}, {"at": NOON - timedelta(days=2)}]
)
def test_the_database_lets_no_gap_be_written(build, db_session, wrong):
    first = db_session.scalars(sa.select(ContinuityEvent).where(ContinuityEvent.exhibit_id == entered(build).id)).one()
    follows = {
        "exhibit_id": first.exhibit_id,
        "number": 2,
        "at": NOON,
        "purpose": "x",
        "from_where": first.to_where,
        "from_user_id": first.to_user_id,
        "from_name": first.to_name,
        "to_where": Where.LOST,
        "by_id": first.by_id,
    }
    with pytest.raises(sa.exc.IntegrityError, match="does not follow"):
        build.add(ContinuityEvent(**follows | wrong))


@pytest.fixture
def apart(busy_server):
    """Where each thread has a session, and what one commits the others see."""
    engine = connections.engine_for(busy_server.app)
    db.session.remove()
    db.session.configure(bind=engine, join_transaction_mode="conditional_savepoint")
    yield Build(db.session(), first=9_000)
    db.session.remove()
    engine.dispose()


def test_of_two_who_move_one_exhibit_at_once_one_wins_and_the_other_is_told(apart, monkeypatch):
    officer, other = apart.actor(Role.OFFICER), apart.actor(Role.OFFICER, name="Kim Ash")
    exhibit, on = entered(apart, by=officer), shelf(apart)
    both, won, refused, seen, key = threading.Barrier(2), [], [], exhibit.moves, exhibit.id
    holding = continuity.held

    def held_at_once(exhibit_id):
        both.wait(timeout=30)
        return holding(exhibit_id)

    monkeypatch.setattr(continuity, "held", held_at_once)

    def act(actor):
        with db.session_of_its_own():
            try:
                fields = {"to": Where.IN_STORE, "shelf_id": on.id, "purpose": "Booked in", "seen": seen}
                giver = None if actor is officer else ON_PAPER
                won.append(continuity.move_exhibit(actor, exhibit_id=key, giver=giver, **fields))
            except RuleBroken as error:
                refused.append(error)

    threads = [threading.Thread(target=act, args=(each,)) for each in (officer, other)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    db.session.remove()
    assert (len(won), len(refused)) == (1, 1)
    assert "has moved it since you opened this page: In store" in refused[0].detail
    assert db.session.scalar(sa.select(sa.func.count(ContinuityEvent.id)).where(ContinuityEvent.exhibit_id == key)) == 2
    assert db.session.get(Exhibit, key).moves == 2


def test_a_machine_without_a_crime_enters_nothing(build):
    with pytest.raises(NotFound):
        record_exhibit(
            build.actor(Role.OFFICER),
            crime_id=build.place().id,
            mark="JS/1",
            description="x",
            seized_under="consent",
            found_where="x",
        )
