"""Forms are versions: changed until finished, then succeeded; two writers never overwrite each other."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.cases.model import CaseForm, FormKind
from mips.cases.rules.dates import file_due
from mips.cases.rules.readiness import State
from mips.cases.usecases.reading import read_case
from mips.cases.usecases.writing import correct_front_sheet, write_form
from mips.core.errors import Forbidden, NotFound, Stale
from mips.record.model.case import Case, Plea
from mips.record.model.work import Task
from tests.cases.charging import CHARGED, COURT, HEARING


@pytest.fixture
def case_id(scene):
    return scene.charged()


@pytest.fixture
def officer(scene):
    return scene.officer.as_actor()


def write(actor, case_id, text, *, version=0, finished=False, kind=FormKind.MG5):
    return write_form(actor, case_id=case_id, kind=kind, fields={"summary": text}, version=version, finished=finished)


def test_a_form_is_changed_until_it_is_finished(officer, case_id):
    first = write(officer, case_id, "One")
    again = write(officer, case_id, "Two", version=first.version)
    assert again is first and (again.number, again.fields) == (1, {"summary": "Two"})


def test_after_that_a_change_is_the_next_version_and_the_finished_one_stays(officer, case_id, db_session):
    first = write(officer, case_id, "One", finished=True)
    second = write(officer, case_id, "Two", version=first.version)
    assert (first.number, first.fields["summary"], second.number) == (1, "One", 2)
    assert second.locked_at is None and first.locked_by_id == officer.id


def test_whoever_wrote_second_is_shown_both_texts(officer, case_id):
    first = write(officer, case_id, "Theirs")
    write(officer, case_id, "Theirs again", version=first.version)
    with pytest.raises(Stale) as conflict:
        write(officer, case_id, "Mine", version=1)
    assert conflict.value.mine == {"summary": "Mine"}
    assert conflict.value.theirs == {"summary": "Theirs again", "version": 2}


def test_two_who_begin_the_same_form_do_not_make_two(officer, case_id, db_session):
    write(officer, case_id, "First")
    with pytest.raises(Stale):
        write(officer, case_id, "Second")
    assert len(db_session.scalars(sa.select(CaseForm)).all()) == 1


def test_finishing_a_form_settles_the_task_of_writing_it(officer, case_id, db_session):
    write(officer, case_id, "Done", finished=True)
    tasks = {task.endpoint: task for task in db_session.scalars(sa.select(Task))}
    assert tasks["cases.write_mg5"].done_by_id == officer.id
    assert tasks["cases.write_mg6"].done_at is None


def test_each_save_leaves_its_entry(officer, case_id, db_session):
    form = write(officer, case_id, "One")
    write(officer, case_id, "Two", version=form.version)
    entries = db_session.scalars(
        sa.select(JournalEntry).where(JournalEntry.row_id == form.id).order_by(JournalEntry.at, JournalEntry.id)
    ).all()
    assert [entry.verb.value for entry in entries] == ["collected", "altered"]
    assert {entry.subject_id for entry in entries} == {case_id}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CUSTODY_OFFICER, Role.WITNESS_CARE])
def test_only_those_who_build_files_write_forms(build, case_id, role):
    with pytest.raises(Forbidden):
        write(build.actor(role), case_id, "No")


def test_a_hidden_case_cannot_be_written_to(build, case_id, db_session):
    with build.scenery():
        db_session.get_one(Case, case_id).restriction = "named"
    with pytest.raises(NotFound):
        write(build.actor(Role.CASE_BUILDER), case_id, "No")


def corrected(officer, case, **fields):
    about = {
        "version": case.version,
        "anticipated_plea": Plea.GUILTY,
        "court": COURT,
        "first_hearing_at": HEARING,
        "enclosures": ["pnc", "key-evidence"],
    }
    return correct_front_sheet(officer, case_id=case.id, **about | fields)


def test_the_front_sheet_makes_the_file_ready(officer, case_id, db_session):
    corrected(officer, db_session.get_one(Case, case_id))
    write(officer, case_id, "Summary", finished=True)
    write(officer, case_id, "Remarks", finished=True, kind=FormKind.MG6)
    assert {item.state for item in read_case(officer, case_id=case_id).readiness} == {State.READY}


def test_another_first_hearing_moves_what_is_still_to_be_written(officer, case_id, db_session):
    later = HEARING + timedelta(days=7)
    corrected(officer, db_session.get_one(Case, case_id), first_hearing_at=later)
    due = set(db_session.scalars(sa.select(Task.due_at).where(Task.entity_id == case_id)))
    assert due == {file_due(CHARGED, later)}


def test_a_front_sheet_saved_meanwhile_is_not_overwritten(officer, case_id, db_session):
    case = db_session.get_one(Case, case_id)
    seen = case.version
    corrected(officer, case)
    with pytest.raises(Stale) as conflict:
        corrected(officer, case, version=seen, anticipated_plea=Plea.NOT_GUILTY)
    assert conflict.value.theirs["anticipated_plea"] is Plea.GUILTY
    assert conflict.value.theirs["version"] == seen + 1
