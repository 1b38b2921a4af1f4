"""Healthcare in custody: who sees what of it, medicine that is due, given or refused, and what staff are told to do."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.custody.model.healthcare import HealthNote
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.healthcare import CallPurpose, Fitness
from mips.custody.rules.medication import DoseOutcome
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.healthcare import Fit, call_hcp, examine, list_patients, note_visit, read_health
from mips.custody.usecases.medication import (
    administer_dose,
    medication_due,
    prescribe,
    record_dose,
    stop_prescription,
)
from mips.custody.usecases.reading import read_custody_record
from mips.record.usecases.person_page import read_person
from tests.build import NOON

HCP = Role.HEALTHCARE_PROFESSIONAL


@pytest.fixture
def held(desk):
    return desk.detained()


@pytest.fixture
def nurse(build):
    return build.actor(HCP, name="Robin Day", rank=0)


def examined(nurse, held, **fields):
    given = {"findings": "Type 1 diabetic, sugars 14", "todo": "Check every 30 minutes; food at 13:00"} | fields
    return examine(nurse, detention_id=held.id, **given)


def insulin(nurse, held, **fields):
    given = {"drug": "Insulin", "dose": "10 units", "route": "injection", "every_minutes": 240, "first_at": NOON}
    return prescribe(nurse, detention_id=held.id, **given | fields)


def on_board(desk):
    return [each.words for each in read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0].mentions]


def test_a_nurse_sees_who_is_in_custody_and_no_log(build, nurse, held):
    assert [each.detention.id for each in list_patients(nurse)] == [held.id]
    assert read_health(nurse, detention_id=held.id).whole
    with pytest.raises(Forbidden):
        read_custody_record(nurse, detention_id=held.id)


def test_a_nurse_learns_of_no_detention_or_offence_from_a_person_page(nurse, held):
    page = read_person(nurse, person_id=held.person_id, tab="timeline")
    assert (list(page.open_matters), list(page.latest)) == ([], [])


def test_findings_are_the_nurses_and_what_to_do_is_the_desks(desk, nurse, held):
    examined(nurse, held)
    theirs = read_health(nurse, detention_id=held.id)
    assert [each.findings for each in theirs.notes] == ["Type 1 diabetic, sugars 14"]
    desks = read_health(desk.sergeant, detention_id=held.id)
    assert desks.notes == [] and desks.instructions[0].todo.startswith("Check every 30")
    log = [each.text for each in read_custody_record(desk.sergeant, detention_id=held.id).entries.rows]
    assert not any("diabetic" in each for each in log) and any("Check every 30" in each for each in log)


def test_the_row_filter_itself_keeps_a_note_from_custody_staff(desk, nurse, held):
    examined(nurse, held)
    db.session.expunge_all()
    read_health(desk.sergeant, detention_id=held.id)
    from mips.access.visibility import onlooker

    token = onlooker.set(desk.sergeant)
    try:
        assert db.session.scalars(sa.select(HealthNote)).all() == []
    finally:
        onlooker.reset(token)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.REVIEWING_INSPECTOR, Role.SUPERVISOR])
def test_investigators_read_nothing_of_health(build, held, role):
    with pytest.raises(Forbidden):
        read_health(build.actor(role), detention_id=held.id)


@pytest.mark.parametrize("role", [Role.CUSTODY_OFFICER, Role.DETENTION_OFFICER, Role.OFFICER])
def test_only_a_healthcare_professional_examines_and_directs_medicine(build, held, role):
    actor = build.actor(role)
    with pytest.raises(Forbidden):
        examined(actor, held)
    with pytest.raises(Forbidden):
        insulin(actor, held)


def test_a_call_stands_on_the_board_until_they_have_left(desk, nurse, held):
    call = call_hcp(desk.sergeant, detention_id=held.id, purposes=[CallPurpose.DETAINED], called_at=NOON)
    assert on_board(desk) == ["HCP called"]
    note_visit(desk.sergeant, call_id=call.id, arrived_at=NOON)
    assert on_board(desk) == ["HCP here"]
    note_visit(desk.sergeant, call_id=call.id, seen_at=NOON, left_at=NOON)
    assert on_board(desk) == []


def test_nobody_leaves_before_they_came(desk, held):
    call = call_hcp(desk.sergeant, detention_id=held.id, purposes=[CallPurpose.RISK], called_at=NOON)
    with pytest.raises(RuleBroken) as refused:
        note_visit(desk.sergeant, call_id=call.id, left_at=NOON - timedelta(minutes=5))
    assert refused.value.field == "left_at"


def test_an_examination_answers_the_call_and_says_what_they_are_fit_for(desk, nurse, held):
    call = call_hcp(desk.sergeant, detention_id=held.id, purposes=[CallPurpose.INTERVIEW], called_at=NOON)
    told = examined(nurse, held, fit=Fit(interview=Fitness.NOT_FIT))
    assert (told.call_id, told.fitness("interview"), told.fitness("charge")) == (call.id, Fitness.NOT_FIT, None)
    assert "Not fit for interview" in on_board(desk)


def test_medicine_is_due_on_the_board_and_again_after_it_was_given(desk, nurse, held):
    made = insulin(nurse, held)
    assert on_board(desk) == ["Medicine"]
    dose = record_dose(desk.detention_officer, prescription_id=made.id, outcome=DoseOutcome.GIVEN)
    assert dose.at == NOON
    with desk.build.scenery():
        due = medication_due([held.id])[held.id]
    assert [(each.drug, each.due_at) for each in due] == [("Insulin", NOON + timedelta(hours=4))]


def test_a_dose_refused_or_missed_says_why(desk, nurse, held):
    made = insulin(nurse, held)
    with pytest.raises(RuleBroken, match="Say why it was refused"):
        record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.REFUSED)
    assert record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.MISSED, reason="In court").id


def test_a_controlled_drug_needs_a_second_person_and_a_nurse(desk, build, nurse, held):
    made = insulin(nurse, held, drug="Methadone", controlled=True)
    second = build.user(Role.DETENTION_OFFICER)
    with pytest.raises(RuleBroken, match="second person"):
        record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.GIVEN)
    with pytest.raises(RuleBroken, match="must be there"):
        record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.GIVEN, witness_id=second.id)
    given = administer_dose(nurse, prescription_id=made.id, outcome=DoseOutcome.GIVEN, witness_id=second.id)
    assert (given.by_id, given.witness_id) == (nurse.id, second.id)


def test_no_medicine_is_due_after_release(desk, nurse, held):
    made = insulin(nurse, held)
    desk.cleared(held)
    release_detainee(desk.sergeant, detention_id=held.id, disposal=Disposal.UNDER_INVESTIGATION, reason="Phones")
    with desk.build.scenery():
        assert medication_due([held.id]) == {}
    with pytest.raises(RuleBroken, match="no longer in custody"):
        record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.GIVEN)


def test_stopped_medicine_leaves_the_board(desk, nurse, held):
    made = insulin(nurse, held)
    stop_prescription(nurse, prescription_id=made.id, why="Hypoglycaemic")
    assert on_board(desk) == []
    with pytest.raises(RuleBroken, match="was stopped"):
        record_dose(desk.sergeant, prescription_id=made.id, outcome=DoseOutcome.GIVEN)


def test_whoever_may_not_see_the_detention_finds_no_health(desk, build, nurse):
    with pytest.raises(NotFound):
        read_health(nurse, detention_id=build.person().id)
