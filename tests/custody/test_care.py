"""Care of somebody in custody: risk, levels, checks, rounds, meals, by whom, and what the board then says."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.rules.booking_in import Block
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.observation import Finding, Level
from mips.custody.rules.risk import Reply, RiskBlock
from mips.custody.rules.welfare import ProvisionKind
from mips.custody.usecases.blocks import blocks_done
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.caring import plan_now, read_care
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.observation import late_checks, read_round, record_check, record_round, set_care_plan
from mips.custody.usecases.provisions import provide, provide_round
from mips.custody.usecases.risk import assess_risk, draft_risk
from mips.record.model.person import WarningMarker
from tests.build import NOON

ALL = list(RiskBlock)


@pytest.fixture
def held(desk):
    return desk.detained()


@pytest.fixture
def nurse(build):
    return build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Robin Day", rank=0)


def assessed(actor, held, **fields):
    given = {"none_of": ALL, "nothing_seen": True} | fields
    return assess_risk(actor, detention_id=held.id, **given)


def planned(actor, held, level=Level.GENERAL, **fields):
    given = {"reason": "As assessed", "set_at": NOON - timedelta(minutes=15)} | fields
    return set_care_plan(actor, detention_id=held.id, level=level, **given)


def on_board(desk):
    return [each.words for each in read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0].mentions]


def test_nothing_is_answered_that_was_not_asked(desk, held):
    with pytest.raises(InputInvalid) as refused:
        assessed(desk.sergeant, held, none_of=[each for each in ALL if each is not RiskBlock.MIND])
    assert "mental health and self-harm" in str(refused.value.messages)


def test_a_clean_assessment_keeps_every_question_in_its_words(desk, held):
    made = assessed(desk.sergeant, held)
    assert len(made.answers) > 15 and {each.answer for each in made.answers} == {Reply.NO}
    assert all(each.wording and each.wording_from for each in made.answers)
    assert (made.suggested_level, made.suggested_hcp) == (1, False)
    assert on_board(desk) == ["Care plan to set"]


def test_who_refuses_is_an_unknown_risk_treated_as_high(desk, held):
    made = assessed(desk.sergeant, held, none_of=[], refused=True, refused_why="Shouting, would not listen")
    assert (made.suggested_level, made.suggested_rousing, made.suggested_hcp) == (2, True, True)


def test_a_no_that_an_earlier_yes_contradicts_must_be_acknowledged(desk, build):
    person = build.person()
    first = desk.detained(person)
    yes = {"code": "self-harm-ever", "answer": Reply.YES, "detail": "Overdose in 2024"}
    assessed(desk.sergeant, first, answers=[yes])
    desk.cleared(first)
    release_detainee(desk.sergeant, detention_id=first.id, disposal=Disposal.UNDER_INVESTIGATION, reason="Phones")
    again = desk.detained(person, arrived_at=NOON)
    assert "Overdose in 2024" in draft_risk(desk.sergeant, detention_id=again.id).earlier["self-harm-ever"]
    with pytest.raises(RuleBroken, match="said yes on 2 Mar 2026: Overdose in 2024") as refused:
        assessed(desk.sergeant, again)
    assert refused.value.field == "acknowledged"
    assert len(assessed(desk.sergeant, again, acknowledged=True).contradictions) == 1


def test_a_marker_contradicts_a_no_too(desk, build):
    person = build.person()
    build.add(WarningMarker(person_id=person.id, kind="suicidal", review_on=NOON.date(), expires_on=NOON.date()))
    held = desk.detained(person)
    with pytest.raises(RuleBroken, match="marked: Suicidal"):
        assessed(desk.sergeant, held)


def test_every_assessment_is_kept_and_booking_in_is_told(desk, held):
    assessed(desk.sergeant, held)
    assessed(desk.sergeant, held, observed=["drunk"], nothing_seen=False)
    care = read_care(desk.sergeant, detention_id=held.id)
    assert [each.suggested_level for each in care.assessments] == [2, 1]
    assert Block.RISK in blocks_done(held.id)


def test_a_level_has_its_next_check_on_the_board(desk, held):
    plan = planned(desk.sergeant, held, Level.INTERMITTENT)
    assert plan.due_at == plan.set_at + timedelta(minutes=30)
    assert on_board(desk) == ["L2"]


def test_the_drunk_are_roused_whatever_the_officer_would_rather(desk, held):
    assessed(desk.sergeant, held, observed=["drunk"], nothing_seen=False)
    with pytest.raises(RuleBroken, match="must be roused"):
        planned(desk.sergeant, held, Level.INTERMITTENT)
    assert planned(desk.sergeant, held, Level.INTERMITTENT, rousing=True).every_minutes == 30


def test_the_level_suggested_needs_no_reason_written_again(desk, held):
    assessed(desk.sergeant, held, observed=["drunk"], nothing_seen=False)
    plan = planned(desk.sergeant, held, Level.INTERMITTENT, rousing=True, reason="")
    assert "Drunk" in plan.reason
    with pytest.raises(RuleBroken, match="Say why this level"):
        planned(desk.sergeant, held, Level.CONSTANT, rousing=True, reason="", watched_by="PC 1", set_at=NOON)


def test_a_level_that_a_nurse_set_is_lowered_after_asking_one(desk, held, nurse):
    planned(nurse, held, Level.CONSTANT, watched_by="PC Grant")
    with pytest.raises(RuleBroken, match="whom you consulted"):
        planned(desk.sergeant, held, Level.INTERMITTENT, set_at=NOON)
    lowered = planned(desk.sergeant, held, Level.INTERMITTENT, consulted="Nurse Day, by telephone", set_at=NOON)
    assert (lowered.level, lowered.by_hcp) == (2, False)


def test_a_detention_officer_raises_a_level_and_does_not_lower_it(desk, held):
    planned(desk.detention_officer, held, Level.INTERMITTENT)
    with pytest.raises(RuleBroken, match="Only a custody officer"):
        planned(desk.detention_officer, held, Level.GENERAL, set_at=NOON)


def test_one_key_records_a_check_and_the_next_is_due_from_it(desk, held):
    planned(desk.sergeant, held)
    check = record_check(desk.detention_officer, detention_id=held.id, finding=Finding.FINE)
    assert (check.late_minutes, plan_now(held.id).due_at) == (0, NOON + timedelta(minutes=60))


def test_a_late_check_says_by_how_much(desk, held):
    planned(desk.sergeant, held, Level.INTERMITTENT, set_at=NOON - timedelta(minutes=20))
    planned(desk.sergeant, held, Level.INTERMITTENT, every_minutes=10, set_at=NOON - timedelta(minutes=20))
    assert record_check(desk.detention_officer, detention_id=held.id, finding=Finding.ASLEEP).late_minutes == 10


def test_rousing_answers_each_of_its_three_tests(desk, held):
    planned(desk.sergeant, held, Level.INTERMITTENT, rousing=True)
    with pytest.raises(RuleBroken, match="all three"):
        record_check(desk.sergeant, detention_id=held.id, wakes=True, answers=True)
    well = record_check(desk.sergeant, detention_id=held.id, wakes=True, answers=True, obeys=True)
    assert well.finding is Finding.ROUSED


def test_whoever_is_not_roused_stands_on_the_board_until_they_are(desk, held):
    planned(desk.sergeant, held, Level.INTERMITTENT, rousing=True)
    then = NOON - timedelta(minutes=5)
    failed = record_check(desk.sergeant, detention_id=held.id, wakes=True, answers=False, obeys=True, at=then)
    assert failed.failed and "NOT ROUSED: get help" in on_board(desk)
    record_check(desk.sergeant, detention_id=held.id, wakes=True, answers=True, obeys=True)
    assert "NOT ROUSED: get help" not in on_board(desk)


def test_a_round_is_one_act_with_each_its_own_next_check(desk, build):
    one, other = desk.detained(), desk.detained(build.person(family_name="Hall"))
    planned(desk.sergeant, one)
    planned(desk.sergeant, other, Level.INTERMITTENT)
    assert len(read_round(desk.sergeant, suite_id=desk.suite.id).rows) == 2
    seen = [{"detention_id": each.id, "finding": Finding.FINE} for each in (one, other)]
    made = record_round(desk.sergeant, suite_id=desk.suite.id, seen=seen)
    assert len({each.round_id for each in made}) == 1
    assert [plan_now(each.id).due_at - NOON for each in (one, other)] == [timedelta(hours=1), timedelta(minutes=30)]


def test_a_round_with_nobody_visited_is_refused(desk, held):
    planned(desk.sergeant, held)
    with pytest.raises(InputInvalid):
        record_round(desk.sergeant, suite_id=desk.suite.id, seen=[{"detention_id": held.id, "finding": None}])


def test_late_checks_are_listed_until_the_person_leaves(desk, held, held_clock, monkeypatch):
    planned(desk.sergeant, held, Level.INTERMITTENT, every_minutes=10)
    with desk.build.scenery():
        found = late_checks(suite_id=desk.suite.id)
    assert [(each.detention_id, each.minutes) for each in found] == [(held.id, 5)]
    desk.cleared(held)
    release_detainee(desk.sergeant, detention_id=held.id, disposal=Disposal.UNDER_INVESTIGATION, reason="Phones")
    with desk.build.scenery():
        assert late_checks() == []
        assert plan_now(held.id) is None


def test_meals_owed_go_down_as_they_are_offered(desk, held):
    provide(desk.detention_officer, detention_id=held.id, given=[ProvisionKind.LIGHT_MEAL, ProvisionKind.DRINK])
    provide(desk.sergeant, detention_id=held.id, declined=[ProvisionKind.MAIN_MEAL])
    assert read_care(desk.sergeant, detention_id=held.id).owed.words == "1 light meal"


def test_a_meal_goes_along_the_corridor_in_one_act(desk, build):
    one, other = desk.detained(), desk.detained(build.person(family_name="Hall"))
    kind = ProvisionKind.MAIN_MEAL
    made = provide_round(desk.sergeant, suite_id=desk.suite.id, kind=kind, given=[one.id], declined=[other.id])
    assert [each.declined for each in made] == [False, True]


@pytest.mark.parametrize("role", [Role.CUSTODY_OFFICER, Role.DETENTION_OFFICER, Role.HEALTHCARE_PROFESSIONAL])
def test_who_assesses_risk(desk, build, held, role):
    assert assessed(build.actor(role), held).id


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.REVIEWING_INSPECTOR])
def test_who_does_not_assess_risk(build, held, role):
    with pytest.raises(Forbidden):
        assessed(build.actor(role), held)


def test_the_officer_in_the_case_sees_the_level_and_no_answers(desk, build, held):
    assessed(desk.sergeant, held)
    planned(desk.sergeant, held)
    shown = read_care(build.actor(Role.OFFICER_IN_CASE), detention_id=held.id)
    assert shown.limited and shown.plan.level == 1 and shown.assessments == [] and shown.checks == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REVIEWING_INSPECTOR, Role.HEALTHCARE_PROFESSIONAL])
def test_who_makes_no_checks(build, held, role):
    with pytest.raises(Forbidden):
        record_check(build.actor(role), detention_id=held.id, finding=Finding.FINE)
    db.session.rollback()
