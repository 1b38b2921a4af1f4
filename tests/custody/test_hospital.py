"""To hospital and back: the clock stands still for treatment, checks are not due, and the board says where they are."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.hospital import HospitalReason
from mips.custody.rules.arithmetic import Interval
from mips.custody.rules.observation import Level
from mips.custody.rules.risk import RiskBlock
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.caring import plan_now, read_care
from mips.custody.usecases.hospital import leave_for_hospital, question_in_hospital, return_from_hospital
from mips.custody.usecases.observation import late_checks, set_care_plan
from mips.custody.usecases.risk import assess_risk
from tests.build import NOON

LEFT = NOON - timedelta(minutes=10)


@pytest.fixture
def held(desk):
    held = desk.detained()
    plan = {"reason": "As assessed", "set_at": NOON - timedelta(minutes=15), "every_minutes": 5}
    set_care_plan(desk.sergeant, detention_id=held.id, level=Level.GENERAL, **plan)
    return held


def left(actor, held, **fields):
    given = {
        "hospital": "St Mary\u2019s",
        "reason": HospitalReason.TREATMENT,
        "why": "Chest pain",
        "escorts": "PC Grant",
    }
    return leave_for_hospital(actor, detention_id=held.id, **{"left_at": LEFT} | given | fields)


def test_who_is_away_for_treatment_has_a_clock_that_stands_still(desk, held):
    left(desk.sergeant, held)
    stands = read_care(desk.sergeant, detention_id=held.id).standing
    assert stands.clock.counted_minutes == 20
    row = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0]
    assert [each.words for each in row.mentions] == ["In hospital", "Escort record for hospital"]
    with desk.build.scenery():
        assert late_checks() == []


def test_back_again_the_clock_and_the_checks_go_on(desk, held):
    left(desk.sergeant, held)
    return_from_hospital(desk.sergeant, detention_id=held.id, returned_at=NOON - timedelta(minutes=2))
    assert read_care(desk.sergeant, detention_id=held.id).standing.clock.counted_minutes == 22
    with desk.build.scenery():
        assert plan_now(held.id).due_at == NOON + timedelta(minutes=3)


def test_back_again_the_board_asks_for_the_risk_until_it_is_assessed(desk, held):
    def asked():
        row = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0]
        return [each.todo for each in row.mentions if each.words.startswith("Risk again")]

    left(desk.sergeant, held)
    assert asked() == []
    return_from_hospital(desk.sergeant, detention_id=held.id, returned_at=NOON - timedelta(minutes=2))
    assert asked() == ["Assess risk again"]
    assess_risk(desk.sergeant, detention_id=held.id, answers=[], none_of=list(RiskBlock), nothing_seen=True)
    assert asked() == []


def test_what_did_not_count_is_said_with_its_minutes(desk, held):
    left(desk.sergeant, held)
    return_from_hospital(desk.sergeant, detention_id=held.id, returned_at=NOON - timedelta(minutes=2))
    stands = read_care(desk.sergeant, detention_id=held.id).standing
    assert (stands.not_counted, stands.gaps) == (8, (Interval(LEFT, NOON - timedelta(minutes=2)),))


def test_to_hospital_is_something_to_do_and_then_coming_back_is(desk, held, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert "To hospital</a>" in sergeant.get(f"/custody/{held.id}").text
    left(desk.sergeant, held)
    page = sergeant.get(f"/custody/{held.id}").text
    assert "Back from hospital" in page and "To hospital</a>" not in page and "Paused, 23h 40m left" in page


def test_minutes_of_questioning_there_count(desk, held):
    left(desk.sergeant, held)
    question_in_hospital(
        desk.sergeant,
        detention_id=held.id,
        started_at=NOON - timedelta(minutes=8),
        ended_at=NOON - timedelta(minutes=3),
    )
    assert read_care(desk.sergeant, detention_id=held.id).standing.clock.counted_minutes == 25


def test_evidence_does_not_stop_the_clock(desk, held):
    left(desk.sergeant, held, reason=HospitalReason.XRAY)
    assert read_care(desk.sergeant, detention_id=held.id).standing.clock.counted_minutes == 30


def test_nobody_leaves_twice_or_comes_back_before_leaving(desk, held):
    with pytest.raises(RuleBroken, match="not away"):
        return_from_hospital(desk.sergeant, detention_id=held.id)
    left(desk.sergeant, held)
    with pytest.raises(InputInvalid):
        left(desk.sergeant, held, left_at=NOON)
    with pytest.raises(RuleBroken) as refused:
        return_from_hospital(desk.sergeant, detention_id=held.id, returned_at=LEFT - timedelta(minutes=1))
    assert refused.value.field == "returned_at"


def test_days_as_an_in_patient_lie_within_the_stay(desk, held):
    left(desk.sergeant, held)
    with pytest.raises(RuleBroken) as refused:
        return_from_hospital(desk.sergeant, detention_id=held.id, admitted_on=(NOON + timedelta(days=1)).date())
    assert refused.value.field == "admitted_on"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEALTHCARE_PROFESSIONAL])
def test_who_does_not_send_somebody_to_hospital(build, held, role):
    with pytest.raises(Forbidden):
        left(build.actor(role), held)
