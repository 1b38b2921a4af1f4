"""An officer in the case reads the custody record of their own detainee whole, and no other's (ROL-3: OIC Rt)."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import NotFound
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.reading import read_custody_record
from mips.investigation.model.crime import Crime
from mips.investigation.usecases.holding import give_to
from mips.record.lookup import fetch
from mips.record.model.interest import Interest
from mips.usecase import usecase
from tests.build import giving_a_reason, signed_in
from tests.investigation.crimes import recorded

BOTH = (Role.OFFICER, Role.OFFICER_IN_CASE)


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def hand_case_over(actor, *, crime_id, officer_id):
    """The case goes to another officer."""
    give_to(fetch(Crime, crime_id), officer_id, by_id=actor.id, why="Handed over")


@pytest.fixture
def held(build, desk, db_session):
    """Somebody in custody for a crime whose officer is the one given."""

    def held(officer):
        suspect = build.person()
        crime = recorded(build, suspect, by=officer)
        offences = db_session.scalars(sa.text("SELECT id FROM offence WHERE crime_id = :c"), {"c": crime.id}).all()
        detention = desk.authorised(desk.arrested(desk.arrived(suspect), offence_ids=offences))
        return crime, detention

    return held


def seen(actor, detention):
    return read_custody_record(actor, detention_id=detention.id)


@pytest.mark.parametrize("roles", [[Role.OFFICER_IN_CASE], BOTH], ids=["OIC", "PC and OIC"])
def test_their_own_they_read_whole(build, held, roles):
    officer = build.actor(*roles)
    _, detention = held(officer)
    record = seen(officer, detention)
    assert not record.limited
    assert record.entries.rows


def test_of_another_s_a_pc_sees_the_limited_form(build, held):
    officer = build.actor(*BOTH)
    _, other = held(build.actor(Role.OFFICER))
    record = seen(officer, other)
    assert record.limited
    assert not record.entries.rows


def test_of_another_s_an_officer_in_the_case_alone_sees_nothing(build, held):
    _, other = held(build.actor(Role.OFFICER))
    with pytest.raises(NotFound):
        seen(build.actor(Role.OFFICER_IN_CASE), other)


def test_a_pc_who_is_the_officer_but_holds_no_such_role_stays_with_the_limited_form(build, held):
    officer = build.actor(Role.OFFICER)
    _, detention = held(officer)
    assert seen(officer, detention).limited


def test_a_change_of_officer_moves_it(build, held, db_session):
    first, second = build.actor(*BOTH), build.actor(*BOTH)
    crime, detention = held(first)
    hand_case_over(first, crime_id=crime.id, officer_id=second.id)
    assert seen(first, detention).limited
    assert not seen(second, detention).limited
    interests = db_session.scalars(sa.select(Interest).where(Interest.entity_id == detention.id)).all()
    assert {each.user_id: each.ended_at is None for each in interests} == {first.id: False, second.id: True}


def test_while_no_case_has_an_officer_it_is_whoever_made_the_arrest(build, desk):
    officer = build.actor(*BOTH)
    detention = desk.arrested(desk.arrived(build.person()), arrested_by_id=officer.id)
    assert not seen(officer, detention).limited


def test_the_whiteboard_shows_each_row_as_it_may_be_seen(build, desk, held):
    officer = build.actor(*BOTH)
    _, own = held(officer)
    _, other = held(build.actor(Role.OFFICER))
    board = read_whiteboard(officer, suite_id=desk.suite.id)
    assert {row.detention_id for row in board.held} == {own.id, other.id}


def test_the_page_and_the_program_show_the_same(app, build, held):
    user = build.user(*BOTH)
    _, detention = held(user.as_actor(reason="test"))
    _, other = held(build.actor(Role.OFFICER))
    browser = giving_a_reason(signed_in(app, user))
    told = [browser.get(f"/api/v1/custody/detentions/{each.id}").json["limited"] for each in (detention, other)]
    assert told == [False, True]
    assert "To be interviewed about the theft" in browser.get(f"/custody/{detention.id}?tab=arrest").text
    assert "To be interviewed about the theft" not in browser.get(f"/custody/{other.id}?tab=arrest").text


def test_it_costs_no_query_more(build, held, db_session):
    officer, other = build.actor(*BOTH), build.actor(Role.REVIEWING_INSPECTOR)
    _, detention = held(officer)

    def queries(actor):
        db.session.expunge_all()
        count = []
        listener = lambda *_: count.append(1)  # noqa: E731
        sa.event.listen(db_session.get_bind(), "before_cursor_execute", listener)
        seen(actor, detention)
        sa.event.remove(db_session.get_bind(), "before_cursor_execute", listener)
        return len(count)

    assert queries(officer) == queries(other)
