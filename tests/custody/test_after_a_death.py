"""After a death in custody: who still sees the record, who is told why they ask, and that nothing destroys it."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from mips.access.model import RestrictionGrant
from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.audit.model import JournalEntry, Verb
from mips.core import db
from mips.core.errors import NotFound, RuleBroken
from mips.custody.rules.duty import Duty
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.samples import SampleKind
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.duty import begin_duty
from mips.custody.usecases.reading import read_custody_record
from mips.custody.usecases.samples import read_samples, take_sample
from mips.record.model.entity import Entity
from mips.record.model.hold import RecordHold
from mips.record.usecases.holds import hold_record, lift_hold
from mips.record.usecases.restrictions import read_restriction, set_restriction
from tests.custody.test_incidents import died


@pytest.fixture
def held(desk, build):
    return desk.detained(build.person(born_on=date(1990, 1, 1)))


@pytest.fixture
def chief(build):
    return build.actor(Role.SUPERINTENDENT, name="Dana Price", rank=5)


def holds(entity_id):
    of_it = sa.select(RecordHold).where(RecordHold.entity_id == entity_id)
    return db.session.scalars(of_it.execution_options(populate_existing=True)).all()


def test_only_those_named_see_the_record(desk, build, held, chief):
    on_duty = build.user(Role.CUSTODY_OFFICER, name="Lee Ward", rank=2)
    begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=on_duty.id, duty=Duty.CUSTODY_OFFICER)
    died(desk, held)
    for actor in (desk.sergeant, chief, on_duty.as_actor(reason="test", origin="test")):
        db.session.expire_all()
        assert read_custody_record(actor, detention_id=held.id).detention.restriction is Restriction.NAMED
    for actor in (build.actor(Role.CUSTODY_OFFICER, rank=2), desk.detention_officer, build.actor(Role.OFFICER)):
        db.session.expire_all()
        with pytest.raises(NotFound):
            read_custody_record(actor, detention_id=held.id)


def test_each_is_named_with_why_and_by_whom(desk, held, chief):
    died(desk, held)
    rows = db.session.scalars(sa.select(RestrictionGrant).where(RestrictionGrant.entity_id == held.id)).all()
    assert {row.user_id for row in rows} == {desk.sergeant.id, chief.id}
    assert {(row.why, row.granted_by_id) for row in rows} == {("Death in custody", desk.sergeant.id)}


def test_whoever_is_seriously_hurt_is_still_cared_for_by_everybody(desk, held):
    died(desk, held, kind=IncidentKind.SERIOUS_INJURY)
    db.session.expire_all()
    assert read_custody_record(desk.detention_officer, detention_id=held.id).detention.locked_at
    assert len(holds(held.id)) == 1


def test_whoever_found_them_still_has_them_on_the_board(desk, held):
    died(desk, held)
    assert [row.detention_id for row in read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held] == [held.id]


def test_opening_it_asks_why_and_is_journalled(desk, held, client_for, chief):
    died(desk, held)
    superintendent = client_for(Role.SUPERINTENDENT, rank=5)
    assert superintendent.get(f"/custody/{held.id}").status_code == 404
    db.session.expire_all()
    read_custody_record(chief, detention_id=held.id)
    of_it = sa.select(JournalEntry.verb).where(
        JournalEntry.usecase == read_custody_record.name, JournalEntry.actor_id == chief.id
    )
    assert db.session.scalars(of_it).all() == [Verb.CONSULTED]


def test_the_database_removes_nothing_that_is_held(desk, held):
    died(desk, held)
    db.session.execute(sa.text("SAVEPOINT before"))
    with pytest.raises(IntegrityError):
        db.session.execute(sa.delete(Entity.__table__).where(Entity.__table__.c.id == held.id))
    db.session.execute(sa.text("ROLLBACK TO SAVEPOINT before"))


def test_what_was_taken_of_them_is_kept(desk, held):
    take_sample(desk.sergeant, detention_id=held.id, kind=SampleKind.FINGERPRINTS, told=True)
    died(desk, held)
    found = read_samples(desk.sergeant, detention_id=held.id)
    assert found.destruction(found.samples[0]).words == "Kept while a hold is on the record"


def test_a_hold_is_lifted_by_an_inspector_who_did_not_set_it(build, chief):
    person_id, other = build.person().id, build.actor(Role.REVIEWING_INSPECTOR, rank=3)
    hold_id = hold_record(chief, entity_id=person_id, why="Civil claim").id
    assert [each.id for each in read_restriction(chief, entity_id=person_id).holds] == [hold_id]
    with pytest.raises(RuleBroken, match="Somebody else"):
        lift_hold(chief, hold_id=hold_id, why="Settled")
    lift_hold(other, hold_id=hold_id, why="Settled")
    assert read_restriction(chief, entity_id=person_id).holds == []
    with pytest.raises(RuleBroken, match="lifted before"):
        lift_hold(other, hold_id=hold_id, why="Again")


def test_while_it_is_held_a_supervisor_does_not_open_it(build):
    supervisor = build.actor(Role.SUPERVISOR, rank=2)
    person = build.person(restriction=Restriction.NAMED, owner_id=supervisor.id)
    hold_record(supervisor, entity_id=person.id, why="Inquest")
    with pytest.raises(RuleBroken, match="An inspector or above"):
        set_restriction(supervisor, entity_id=person.id, restriction=Restriction.OPEN, why="x")


def test_the_pages_hold_a_record_and_lift_the_hold(build, client_for, chief):
    person = build.person()
    client = client_for(Role.SUPERINTENDENT, rank=5)
    assert client.post(f"/records/{person.id}/hold", data={"why": ""}).status_code == 422
    assert client.post(f"/records/{person.id}/hold", data={"why": "Civil claim"}).status_code == 303
    assert "Civil claim" in client.get(f"/records/{person.id}/restriction").text
    (hold,) = holds(person.id)
    refused = client.post(f"/records/{person.id}/hold/{hold.id}/lift", data={"why": "Settled"})
    assert refused.status_code == 422 and "Settled" in refused.text
    other = client_for(Role.REVIEWING_INSPECTOR, rank=3)
    assert other.post(f"/records/{person.id}/hold/{hold.id}/lift", data={"why": "Settled"}).status_code == 303


def test_programs_hold_and_lift_too(build, client_for):
    person, api = build.person(), "/api/v1"
    client, other = client_for(Role.SUPERINTENDENT, rank=5), client_for(Role.REVIEWING_INSPECTOR, rank=3)
    kept = client.post(f"{api}/records/{person.id}/holds", json={"why": "Civil claim"})
    assert kept.status_code == 201
    assert other.post(f"{api}/holds/{kept.json['id']}/lift", json={"why": "Settled"}).json["lifted_at"]
    assert client_for(Role.OFFICER).post(f"{api}/records/{person.id}/holds", json={"why": "x"}).status_code == 403
