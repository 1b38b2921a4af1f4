"""An officer who is not appointed acts as custody officer for a shift. PACE 1984 s.36(4), s.36(7)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.model import User
from mips.access.permissions import Permission, Rank, Role
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Grounds
from mips.custody.rules.duty import Duty
from mips.custody.rules.standing_in import check_standing_in, power_to_stand_in
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.duty import begin_duty, read_staff
from mips.custody.usecases.standing_in import hand_back, stand_in
from mips.record.model.work import Task
from tests.build import NOON

WHY = "Both sergeants are at the hospital"
MAY = Permission.CUSTODY_DETENTION_APPROVE


@pytest.fixture
def constable(build):
    return build.actor(Role.OFFICER, name="Kim Bell", rank=int(Rank.CONSTABLE))


def now(actor):
    db.session.expire_all()
    return db.session.get_one(User, actor.id).as_actor()


@pytest.mark.parametrize(
    ("designated", "rank", "roles", "refused"),
    [
        pytest.param(True, Rank.CONSTABLE, {Role.OFFICER}, "", id="s.36(4): an officer of any rank"),
        pytest.param(True, Rank.INSPECTOR, {Role.SUPERVISOR}, "", id="s.36(4): a higher one too"),
        pytest.param(True, Rank.STAFF, {Role.OFFICER}, "constable or above", id="s.36(4): an officer, not staff"),
        pytest.param(False, Rank.CONSTABLE, {Role.OFFICER}, "", id="s.36(7): where the station is not designated"),
        pytest.param(False, Rank.SERGEANT, {Role.CUSTODY_OFFICER}, "already", id="s.36(7): who is appointed need not"),
    ],
)
def test_who_may_take_it_up(designated, rank, roles, refused):
    power = power_to_stand_in(designated=designated)
    assert power.section == ("PACE 1984 s.36(4)" if designated else "PACE 1984 s.36(7)")
    if refused:
        with pytest.raises(RuleBroken, match=refused):
            check_standing_in(power, rank=rank, roles=roles)
    else:
        check_standing_in(power, rank=rank, roles=roles)


def test_they_decide_for_a_shift_and_the_inspector_on_duty_is_told(desk, build, constable):
    inspector = desk.inspector()
    begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=inspector.id, duty=Duty.INSPECTOR)
    assert not constable.may(MAY)
    stand_in(constable, suite_id=desk.suite.id, why=WHY)
    assert now(constable).may(MAY)
    assert read_staff(now(constable), suite_id=desk.suite.id).custody_officer.user_id == constable.id
    told = db.session.scalars(sa.select(Task).where(Task.assignee_id == inspector.id)).one()
    assert WHY in told.detail and "s.36(4)" in told.detail
    held = desk.arrested(desk.arrived(build.person()))
    decided = {"grounds": [Grounds.OBTAIN], "grounds_reason": "To be interviewed", "no_sergeant_why": WHY}
    assert authorise_detention(now(constable), detention_id=held.id, **decided).authorised_by_id == constable.id
    clock.hold_at(NOON + timedelta(hours=12, minutes=1))
    assert not now(constable).may(MAY)


def test_it_is_handed_back_and_goes_off_duty(desk, constable):
    stand_in(constable, suite_id=desk.suite.id, why=WHY)
    hand_back(now(constable))
    assert not now(constable).may(MAY)
    assert read_staff(desk.sergeant, suite_id=desk.suite.id).custody_officer is None
    with pytest.raises(RuleBroken, match="do not act"):
        hand_back(now(constable))


def test_who_is_on_duty_as_custody_officer_stays_it(desk, constable):
    begin_duty(desk.sergeant, suite_id=desk.suite.id, user_id=desk.sergeant.id, duty=Duty.CUSTODY_OFFICER)
    stand_in(constable, suite_id=desk.suite.id, why=WHY)
    assert read_staff(desk.sergeant, suite_id=desk.suite.id).custody_officer.user_id == desk.sergeant.id


def test_the_page_asks_why_then_says_until_when_and_takes_it_back(desk, client_for):
    constable = client_for(Role.OFFICER, rank=int(Rank.CONSTABLE))
    asked = constable.post("/custody/stand-in", data={"suite_id": str(desk.suite.id)})
    assert asked.status_code == 422 and "Enter why no custody officer is readily available" in asked.text
    taken = constable.post("/custody/stand-in", data={"suite_id": str(desk.suite.id), "why": WHY})
    assert taken.status_code == 303
    assert constable.get(f"/custody/suites/{desk.suite.id}/staff").status_code == 200
    assert WHY in constable.get("/custody/stand-in").text
    assert constable.post("/custody/stand-in/end").status_code == 303
    assert constable.get(f"/custody/suites/{desk.suite.id}/staff").status_code == 403


def test_staff_of_no_operational_role_do_not(client_for):
    assert client_for(Role.ANALYST).get("/custody/stand-in").status_code == 403
