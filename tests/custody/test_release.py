"""Before somebody leaves, a child after charge, and moves between suites."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.suite import Suite
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.child_after_charge import WhyNotMoved
from mips.custody.rules.escort import Destination
from mips.custody.rules.release_risk import GoingRisk
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.departure import hindrances_of
from mips.custody.usecases.ending import AfterCharge, release_detainee
from mips.custody.usecases.moving import receive_from_suite, send_to_suite
from mips.custody.usecases.release_risk import CHILD_TO_GO, assess_release, place_child
from tests.build import NOON


def asked(**fields):
    given = {
        "authority": "Northmoor Council",
        "contacted_at": NOON,
        "contacted_who": "Duty social worker",
        "secure": True,
        "answer": "No secure bed",
        "moved": False,
        "because": WhyNotMoved.SERIOUS_HARM,
        "reason": "Armed robbery on bail",
    }
    return given | fields


def child_kept(desk, build, born=date(2011, 5, 1)):
    detention = desk.detained(build.person(born_on=born))
    after = AfterCharge(
        court=desk.suite.court,
        court_at=first_sitting(NOON),
        bailed=False,
        refused_because=[BailRefusal.OFFENCE],
        refused_reason="Robbed again on bail",
    )
    return desk.charged(detention, after=after, adult="His mother")


def test_nobody_leaves_before_the_risk_of_it_is_assessed(desk):
    detention = desk.charged(desk.detained())
    with pytest.raises(RuleBroken, match="assess the risk of release"):
        release_detainee(desk.sergeant, detention_id=detention.id)
    release_detainee(desk.sergeant, detention_id=desk.cleared(detention).id)


def test_a_risk_needs_a_plan(desk):
    detention = desk.detained()
    given = {"detention_id": detention.id, "risks": [GoingRisk.SELF_HARM], "feeling": "Low", "transport": "Taxi"}
    with pytest.raises(RuleBroken) as refused:
        assess_release(desk.sergeant, **given)
    assert refused.value.field == "action_plan"
    assert assess_release(desk.sergeant, action_plan="Home with his sister", **given).found == [GoingRisk.SELF_HARM]


def test_an_officer_in_the_case_does_not_assess_it(desk, build):
    with pytest.raises(Forbidden):
        assess_release(build.actor(Role.OFFICER_IN_CASE), detention_id=desk.detained().id)


def test_a_child_is_not_charged_alone(desk, build):
    detention = desk.detained(build.person(born_on=date(2011, 5, 1)))
    with pytest.raises(RuleBroken) as refused:
        desk.charged(detention)
    assert refused.value.rule == "Code C 16.1"


def test_a_child_refused_bail_does_not_leave_before_the_authority_was_asked(desk, build):
    detention = desk.cleared(child_kept(desk, build))
    assert CHILD_TO_GO in [each.words for each in hindrances_of(detention.id)]
    placed = place_child(desk.sergeant, detention_id=detention.id, **asked())
    desk.escorted(detention)
    assert (placed.number, placed.because) == ("NM/C1/26", WhyNotMoved.SERIOUS_HARM)
    release_detainee(desk.sergeant, detention_id=detention.id)


def test_protecting_the_public_never_keeps_a_child_under_twelve(desk, build):
    detention = child_kept(desk, build, born=date(2014, 5, 1))
    with pytest.raises(RuleBroken) as refused:
        place_child(desk.sergeant, detention_id=detention.id, **asked())
    assert refused.value.rule == "PACE 1984 s.38(6)(b)"


def test_an_adult_is_not_certified(desk):
    with pytest.raises(RuleBroken):
        place_child(desk.sergeant, detention_id=desk.charged(desk.detained()).id, **asked())


@pytest.fixture
def eastgate(build):
    return build.add(Suite(name="Eastgate", code="EG", force="01", station="EG", cells=[]))


def test_the_record_and_its_clock_go_to_the_other_suite(desk, eastgate):
    detention = desk.detained()
    limit = standing_of(desk.record(detention)).clock.ends
    desk.escorted(detention, Destination.SUITE, to_suite_id=eastgate.id)
    send_to_suite(desk.sergeant, detention_id=detention.id, suite_id=eastgate.id, why="Flood", escort="PC Grant")
    (row,) = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held
    assert "On the way to Eastgate" in [each.words for each in row.mentions]
    clock.hold_at(NOON + timedelta(minutes=40))
    receive_from_suite(desk.sergeant, detention_id=detention.id, condition="Calm")
    here = desk.record(detention)
    assert (here.suite_id, here.reference) == (eastgate.id, detention.reference)
    assert standing_of(here).clock.ends == limit
    (row,) = read_whiteboard(desk.sergeant, suite_id=eastgate.id).held
    assert row.mentions == []


def test_a_move_is_to_another_suite_of_the_force(desk, build):
    detention = desk.detained()
    given = {"detention_id": detention.id, "why": "x", "escort": "y"}
    with pytest.raises(InputInvalid):
        send_to_suite(desk.sergeant, suite_id=desk.suite.id, **given)
    essex = build.add(Suite(name="Grays", code="GR", force="42", station="GR", cells=[]))
    with pytest.raises(RuleBroken) as refused:
        send_to_suite(desk.sergeant, suite_id=essex.id, **given)
    assert refused.value.rule == "PACE 1984 s.41(5)"


def test_only_a_custody_officer_sends_and_custody_staff_receive(desk, build, eastgate):
    detention = desk.detained()
    given = {"detention_id": detention.id, "suite_id": eastgate.id, "why": "Flood", "escort": "PC Grant"}
    with pytest.raises(Forbidden):
        send_to_suite(build.actor(Role.DETENTION_OFFICER), **given)
    desk.escorted(detention, Destination.SUITE, to_suite_id=eastgate.id)
    send_to_suite(desk.sergeant, **given)
    staff = build.actor(Role.DETENTION_OFFICER, rank=int(Rank.STAFF))
    assert receive_from_suite(staff, detention_id=detention.id, condition="Calm").received_by_id == staff.id


@pytest.mark.parametrize("page", ["release-risk", "child", "move", "receive"])
def test_each_page_opens(desk, build, client_for, page):
    detention = child_kept(desk, build)
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert sergeant.get(f"/custody/{detention.id}/{page}").status_code == 200
    assert "Before they leave" in sergeant.get(f"/custody/{detention.id}?tab=release").text
