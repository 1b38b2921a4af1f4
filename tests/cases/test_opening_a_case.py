"""A charge opens the case: in the announcer's transaction, with everything already known, on the same offence row."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.cases.rules.dates import file_due
from mips.cases.usecases.reading import Whose, list_cases, read_case
from mips.core.errors import Forbidden, RuleBroken
from mips.core.identifiers.cases import urn
from mips.record.model.case import Case, Defendant, Offence, Stage
from mips.record.model.work import Task
from tests.cases.charging import CHARGED, COURT, HEARING, charge


def all_of(session, kind):
    return session.scalars(sa.select(kind)).all()


def test_the_case_holds_everything_the_charge_said(scene, db_session):
    case_id = scene.charged()
    case = db_session.get_one(Case, case_id)
    assert urn(case.urn).valid and case.urn.startswith("2801") and case.urn.endswith("26")
    assert case.reference == case.urn
    assert case.label == "R v SMITH"
    assert (case.court, case.first_hearing_at, case.opened_at) == (COURT, HEARING, CHARGED)
    assert case.owner_id == scene.officer.id
    assert case.team_id == scene.officer.teams[0].team_id


def test_it_is_one_offence_row_all_the_way(scene, db_session):
    first, second = scene.offence(), scene.offence(title="Going equipped", code="TH68027")
    before = len(all_of(db_session, Offence))
    case_id = scene.charged(first, second)
    assert len(all_of(db_session, Offence)) == before
    assert [(row.case_id, row.sequence, row.stage) for row in (first, second)] == [
        (case_id, 1, Stage.CHARGED),
        (case_id, 2, Stage.CHARGED),
    ]
    assert first.crime_id == scene.crime.id


def test_a_charge_that_fails_opens_nothing(scene, db_session):
    offence = scene.offence()
    with pytest.raises(RuleBroken):
        charge(scene.sergeant.as_actor(), notice=scene.notice(offence), fails=True)
    db_session.expire_all()
    assert not all_of(db_session, Case) and not all_of(db_session, Task) and not all_of(db_session, Defendant)
    assert db_session.get_one(Offence, offence.id).case_id is None


def test_a_co_defendant_joins_the_open_case_of_the_same_crime(scene, db_session):
    case_id = scene.charged()
    other = scene.person("Jones", "Mark")
    assert scene.charged(scene.offence(other), bailed_to=None) == case_id
    case = db_session.get_one(Case, case_id)
    assert case.label == "R v SMITH & 1"
    assert case.first_hearing_at == HEARING
    assert [(row.sequence, row.bailed_to) for row in all_of(db_session, Defendant)] == [(1, HEARING), (2, None)]


def test_a_further_charge_is_numbered_on_and_asks_nobody_to_write_twice(scene, db_session):
    case_id = scene.charged()
    further = scene.offence(title="Going equipped")
    assert scene.charged(further) == case_id
    assert further.sequence == 2
    assert len(all_of(db_session, Defendant)) == 1
    assert len(all_of(db_session, Task)) == 2


def test_the_same_charge_told_twice_changes_nothing(scene, db_session):
    offence = scene.offence()
    assert scene.charged(offence) == scene.charged(offence)
    assert len(all_of(db_session, Case)) == 1


def test_another_crime_opens_another_case_with_the_next_number(scene, db_session):
    first = db_session.get_one(Case, scene.charged())
    elsewhere = scene.offence(scene.person("Jones", "Mark"), crime_id=scene.event("Another theft").id)
    second = db_session.get_one(Case, scene.charged(elsewhere))
    assert int(second.urn[4:9]) == int(first.urn[4:9]) + 1


def test_a_charge_without_a_crime_opens_a_case_of_its_own(scene):
    first = scene.charged(scene.offence(crime_id=None))
    assert scene.charged(scene.offence(scene.person("Jones", "Mark"), crime_id=None)) != first


def test_the_officer_in_the_case_is_told_what_to_write_and_by_when(scene, db_session):
    case_id = scene.charged()
    tasks = {task.endpoint: task for task in all_of(db_session, Task)}
    assert tasks.keys() == {"cases.write_mg5", "cases.write_mg6"}
    for task in tasks.values():
        assert (task.entity_id, task.assignee_id) == (case_id, scene.officer.id)
        assert task.due_at == file_due(CHARGED, HEARING) < HEARING
        assert task.raised_by_id == scene.sergeant.id


def test_the_custody_officer_opens_a_case_they_may_not_read(scene):
    case_id = scene.charged()
    with pytest.raises(Forbidden):
        read_case(scene.sergeant.as_actor(), case_id=case_id)


def test_the_journal_names_the_case_under_the_use_case_that_charged(scene, db_session):
    case_id = scene.charged()
    entries = db_session.scalars(
        sa.select(JournalEntry).where(JournalEntry.subject_id == case_id, JournalEntry.verb == "collected")
    ).all()
    assert {entry.row_kind for entry in entries} == {"Case", "Defendant", "Task"}
    assert {entry.actor_id for entry in entries} == {scene.sergeant.id}


def test_lists_show_ones_own_and_ones_teams_cases(scene, build):
    scene.charged()
    officer = scene.officer.as_actor()
    colleague = build.actor(Role.OFFICER_IN_CASE, team=scene.officer.teams[0].team)
    outsider = build.actor(Role.OFFICER_IN_CASE)

    def shown(actor, whose):
        return len(list_cases(actor, whose=whose).page.rows)

    assert [shown(officer, whose) for whose in Whose] == [1, 1, 1]
    assert [shown(colleague, whose) for whose in Whose] == [0, 1, 1]
    assert [shown(outsider, whose) for whose in Whose] == [0, 0, 1]
