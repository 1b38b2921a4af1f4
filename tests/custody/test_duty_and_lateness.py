"""Who is on duty in a suite, and who is told when a check or a review is late: each once, until it is done."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Permission, Rank, Role
from mips.access.system import worker
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.duty import Duty
from mips.custody.rules.mentions import Column, Mention
from mips.custody.rules.observation import Finding, Level
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.duty import begin_duty, end_duty, read_staff
from mips.custody.usecases.lateness import tell_of_lateness
from mips.custody.usecases.observation import record_check, set_care_plan
from mips.record.model.work import Task
from tests.build import NOON
from tests.custody.test_reviews_charge_and_release import reviewed


@pytest.fixture
def sergeant(build):
    return build.user(Role.CUSTODY_OFFICER, name="Lee Ward", rank=int(Rank.SERGEANT))


@pytest.fixture
def inspector(build):
    return build.user(Role.REVIEWING_INSPECTOR, name="Sam Hart", rank=int(Rank.INSPECTOR))


@pytest.fixture
def staffed(desk, sergeant, inspector):
    for user, duty in ((sergeant, Duty.CUSTODY_OFFICER), (inspector, Duty.INSPECTOR)):
        begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=user.id, duty=duty, from_at=NOON)
    return desk


def at(minutes):
    clock.hold_at(NOON + timedelta(minutes=minutes))
    return tell_of_lateness(worker("test", Permission.CUSTODY_SUITE_UPDATE))


def tasks(session):
    found = session.execute(sa.select(Task.assignee_id, Task.title, Task.done_at).order_by(Task.created_at, Task.id))
    return [tuple(row) for row in found]


def check_due(desk, detention, minutes):
    with desk.build.scenery():
        say_on_board(
            detention.id, "care", [Mention(column=Column.CHECK, words="L2", due_at=NOON + timedelta(minutes=minutes))]
        )


def said(desk):
    return read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0].needs


def test_a_late_check_is_told_to_the_custody_officer_and_then_to_the_inspector_once_each(
    staffed, db_session, sergeant, inspector
):
    held = staffed.detained()
    check_due(staffed, held, 10)
    assert [at(14), at(15), at(16), at(24), at(25), at(40)] == [0, 1, 0, 0, 1, 0]
    where = f"Check is late: {held.reference}, no cell"
    assert tasks(db_session) == [(sergeant.id, where, None), (inspector.id, where, None)]
    assert said(staffed) == ["Check late, escalated to Sam Hart 12:25"]


def test_once_the_check_is_done_nobody_is_told_any_more(staffed, db_session):
    held = staffed.detained()
    check_due(staffed, held, 10)
    at(15)
    check_due(staffed, held, 45)
    at(16)
    assert [done for _, _, done in tasks(db_session)] == [NOON + timedelta(minutes=16)]
    assert said(staffed) == []


def test_whoever_records_the_late_check_sees_it_gone_from_the_board_at_once(staffed, db_session):
    held = staffed.detained()
    given = {"reason": "As assessed", "set_at": NOON - timedelta(minutes=15), "every_minutes": 5}
    set_care_plan(staffed.sergeant, detention_id=held.id, level=Level.GENERAL, **given)
    at(0)
    assert said(staffed) != []
    record_check(staffed.sergeant, detention_id=held.id, finding=Finding.FINE)
    assert said(staffed) == [] and all(done for _, _, done in tasks(db_session))


def test_a_review_is_called_to_mind_before_it_is_late(staffed, db_session, sergeant, inspector):
    held = staffed.detained()
    due = 340
    assert [at(due - 31), at(due - 30), at(due), at(due + 1), at(due + 11)] == [0, 1, 0, 1, 1]
    assert [(who, title.split(":")[0]) for who, title, _ in tasks(db_session)] == [
        (inspector.id, "Review is due"),
        (sergeant.id, "Review is late"),
        (inspector.id, "Review is late"),
    ]
    clock.hold_at(NOON + timedelta(minutes=due + 12))
    reviewed(staffed.inspector(), held, held_at=NOON + timedelta(minutes=due + 12))
    at(due + 13)
    assert all(done for _, _, done in tasks(db_session))


def test_where_nobody_is_on_duty_the_board_says_so(desk):
    held = desk.detained()
    check_due(desk, held, 10)
    at(15)
    assert said(desk) == ["Check late, nobody on duty to tell 12:15"]


def test_whom_it_was_told_stays_said_where_nobody_is_there_to_be_told_next(desk, sergeant):
    begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=sergeant.id, duty=Duty.CUSTODY_OFFICER, from_at=NOON)
    check_due(desk, desk.detained(), 10)
    assert [at(15), at(25)] == [1, 1]
    assert said(desk) == ["Check late, escalated to Lee Ward 12:15"]


def test_there_is_one_custody_officer_at_a_time(desk, build, sergeant):
    other = build.user(Role.CUSTODY_OFFICER, name="Jo Park", rank=int(Rank.SERGEANT))
    for user in (sergeant, other):
        begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=user.id, duty=Duty.CUSTODY_OFFICER)
    staff = read_staff(desk.sergeant, suite_id=desk.suite.id)
    assert staff.custody_officer and staff.custody_officer.user_id == other.id
    assert len(staff.on_duty) == 1


def test_below_sergeant_a_custody_officer_needs_a_reason(desk, build):
    constable = build.user(Role.CUSTODY_OFFICER, rank=int(Rank.CONSTABLE))
    given = {"suite_id": desk.suite.id, "user_id": constable.id, "duty": Duty.CUSTODY_OFFICER}
    with pytest.raises(RuleBroken) as refused:
        begin_duty(desk.sergeant, **given)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.36(3)", "why_below")
    assert begin_duty(desk.sergeant, **given, why_below="Two sergeants at hospital").rank == Rank.CONSTABLE


@pytest.mark.parametrize("duty", [Duty.CUSTODY_OFFICER, Duty.NURSE, Duty.DETENTION_OFFICER, Duty.INSPECTOR])
def test_somebody_is_on_duty_only_as_what_they_are_appointed_to(desk, duty):
    with pytest.raises(RuleBroken, match="not appointed"):
        begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=desk.arresting_officer.id, duty=duty)


def test_a_custody_officer_who_investigates_somebody_held_is_warned_of(desk, sergeant, build):
    desk.authorised(desk.arrested(desk.arrived(build.person()), arrested_by_id=sergeant.id))
    row = begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=sergeant.id, duty=Duty.CUSTODY_OFFICER)
    assert "WEBB, Ada" in row.involved and "s.36(5)" in row.involved


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DETENTION_OFFICER])
def test_duty_is_not_kept_by(desk, build, sergeant, role):
    with pytest.raises(Forbidden):
        begin_duty(build.actor(role), suite_id=desk.suite.id, user_id=sergeant.id, duty=Duty.CUSTODY_OFFICER)


def test_the_page_says_who_is_on_duty_and_takes_them_off(staffed, client_for):
    browser = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = browser.get(f"/custody/suites/{staffed.suite.id}/staff").text
    assert "Lee Ward" in page and "Duty inspector" in page
    officer = read_staff(staffed.sergeant, suite_id=staffed.suite.id).custody_officer
    assert browser.post(f"/custody/duties/{officer.id}/end").status_code == 303
    assert "Nobody is on duty as custody officer" in browser.get(f"/custody/suites/{staffed.suite.id}/staff").text
    with pytest.raises(RuleBroken, match="off duty already"):
        end_duty(staffed.sergeant, on_duty_id=officer.id)
