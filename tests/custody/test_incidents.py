"""Force, incidents and complaints: a form for each officer, a record that locks, whom it is reported to."""

from datetime import timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.rules.healthcare import CallPurpose
from mips.custody.rules.incidents import FollowUp, IncidentKind
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.care import add_to_log, correct_in_log
from mips.custody.usecases.facts import correct_fact
from mips.custody.usecases.healthcare import call_hcp
from mips.custody.usecases.incidents import (
    read_events,
    record_complaint,
    record_follow_up,
    record_force,
    record_incident,
    record_referral,
)
from mips.custody.usecases.oversight import check_completeness
from mips.custody.usecases.reading import read_custody_record
from mips.record.model.work import Task
from mips.record.usecases.tasks import my_work
from tests.build import NOON


@pytest.fixture
def held(desk):
    return desk.detained()


def died(desk, held, **fields):
    given = {"kind": IncidentKind.DEATH, "location": "Cell M1", "account": "Found not breathing", "at": NOON} | fields
    return record_incident(desk.sergeant, detention_id=held.id, **given)


def test_each_officer_who_used_force_has_a_form_of_their_own(desk, build, held):
    for officer in (desk.arresting_officer, build.user(Role.OFFICER)):
        record_force(
            desk.detention_officer,
            detention_id=held.id,
            officer_id=officer.id,
            location="Corridor by the desk",
            tactics=["unarmed-skills", "handcuffs-not-compliant"],
            reasons=["protect-officers"],
            account="Lashed out on the way to the cell",
            effective=True,
            body_worn=False,
        )
    assert len(read_events(desk.sergeant, detention_id=held.id).force) == 2


def test_a_death_locks_the_record(desk, held):
    died(desk, held)
    shown = read_custody_record(desk.sergeant, detention_id=held.id)
    entry = add_to_log(desk.sergeant, detention_id=held.id, text="Scene preserved")
    assert shown.detention.locked_at and entry.text.startswith("Added after the record was locked")
    with pytest.raises(RuleBroken, match="locked"):
        correct_in_log(desk.sergeant, detention_id=held.id, entry_id=shown.entries.rows[0].id, text="Other")
    fact = next(each for each in shown.detention.facts if each.kind == "arrive_station")
    with pytest.raises(RuleBroken, match="locked"):
        correct_fact(desk.sergeant, detention_id=held.id, fact_id=fact.id, at=NOON, why="Wrong")


def test_after_the_lock_only_a_custody_officer_adds(desk, held):
    died(desk, held, kind=IncidentKind.SERIOUS_INJURY)
    with pytest.raises(RuleBroken, match="Only a custody officer"):
        add_to_log(desk.detention_officer, detention_id=held.id, text="More")


def test_a_near_miss_locks_nothing(desk, held):
    incident = died(desk, held, kind=IncidentKind.NEAR_MISS)
    assert incident.referral_due_at is None
    assert read_custody_record(desk.sergeant, detention_id=held.id).detention.locked_at is None


def test_the_referral_runs_to_the_end_of_the_next_day_and_is_tasked(desk, build, held):
    standards, chief = build.actor(Role.PROFESSIONAL_STANDARDS), build.actor(Role.SUPERINTENDENT, rank=5)
    incident = died(desk, held)
    assert incident.referral_due_at == NOON.replace(day=4, hour=0)
    board = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0]
    assert [each.words for each in board.mentions] == ["LOCKED, death: refer to IOPC"]
    for who in (standards, chief):
        work = my_work(who)
        assert ["refer to the IOPC" in each.title for each in (*work.overdue, *work.today, *work.later)] == [True]
    record_referral(desk.sergeant, incident_id=incident.id, reference="2026/12345")
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0].mentions == []


def test_what_follows_a_death_is_owed_until_each_is_written_down_once(desk, held):
    incident = died(desk, held)
    assert incident.owed == list(FollowUp)
    for step in FollowUp:
        record_follow_up(desk.sergeant, incident_id=incident.id, step=step, how="DI Hall, 09:10")
    assert incident.owed == []
    with pytest.raises(RuleBroken, match="already"):
        record_follow_up(desk.sergeant, incident_id=incident.id, step=FollowUp.CORONER, how="Again")


def test_its_page_says_what_is_not_done_yet(desk, client_for, held):
    incident = died(desk, held, kind=IncidentKind.SERIOUS_INJURY)
    at, sergeant = f"/custody/{held.id}", client_for(Role.CUSTODY_OFFICER, rank=2)
    page = sergeant.get(f"{at}/events").text
    assert "Scene preserved" in page and "Coroner told" not in page
    refused = sergeant.post(f"{at}/incidents/{incident.id}/follow-up", data={"step": "coroner", "how": "Told"})
    assert refused.status_code == 422 and "step-error" in refused.text and "Told" in refused.text
    sent = {"step": "scene", "how": "Cell sealed by PC Day"}
    assert sergeant.post(f"{at}/incidents/{incident.id}/follow-up", data=sent).status_code == 302
    assert "Cell sealed" in sergeant.get(f"{at}/events").text
    told = sergeant.post(f"/api/v1/custody/incidents/{incident.id}/follow-ups", json={"step": "family", "how": "FLO"})
    assert (told.status_code, told.json["step"]) == (201, "family")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DETENTION_OFFICER, Role.HEALTHCARE_PROFESSIONAL])
def test_who_writes_no_follow_up(desk, build, held, role):
    incident_id, actor = died(desk, held, kind=IncidentKind.SERIOUS_INJURY).id, build.actor(role)
    with pytest.raises(Forbidden):
        record_follow_up(actor, incident_id=incident_id, step=FollowUp.SCENE, how="Sealed")


def test_an_alleged_assault_waits_for_a_healthcare_professional_to_be_called(desk, build, held):
    def waits():
        with build.scenery():
            return [each.words for each in said_of([held.id]).get(held.id, ()) if "Assault" in each.words]

    def missing():
        db.session.expire_all()
        return any(
            each.section == "Code C 9.2"
            for each in check_completeness(desk.sergeant, detention_id=held.id).complete.missing
        )

    record_complaint(
        desk.sergeant, detention_id=held.id, account="Punched", inspector_id=desk.inspector().id, assault=True
    )
    assert waits() and missing()
    call_hcp(desk.sergeant, detention_id=held.id, purposes=[CallPurpose.INJURY])
    assert not waits() and not missing()


def test_what_comes_to_notice_does_so_after_it_happened(desk, held):
    with pytest.raises(RuleBroken) as refused:
        died(desk, held, noticed_at=NOON - timedelta(hours=1))
    assert refused.value.field == "noticed_at"


def test_a_complaint_goes_to_an_uninvolved_inspector_as_a_task(desk, build, held):
    inspector = build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    made = record_complaint(
        desk.sergeant, detention_id=held.id, account="Punched", inspector_id=inspector.id, assault=True
    )
    task = db.session.get(Task, made.task_id)
    assert task.assignee_id == inspector.id


@pytest.mark.parametrize("who", ["a sergeant", "the arresting officer"])
def test_a_complaint_goes_to_nobody_else(desk, build, held, who):
    chosen = build.user(Role.SUPERVISOR, rank=int(Rank.SERGEANT)) if who == "a sergeant" else desk.arresting_officer
    with pytest.raises(RuleBroken) as refused:
        record_complaint(desk.sergeant, detention_id=held.id, account="Punched", inspector_id=chosen.id)
    assert refused.value.field == "inspector_id"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.REVIEWING_INSPECTOR, Role.HEALTHCARE_PROFESSIONAL])
def test_who_writes_no_incident(build, held, role):
    with pytest.raises(Forbidden):
        record_incident(
            build.actor(role), detention_id=held.id, kind=IncidentKind.ESCAPE, location="Yard", account="Ran"
        )


def test_an_onlooker_reads_no_events(desk, build, held):
    died(desk, held, kind=IncidentKind.SERIOUS_INJURY)
    assert read_events(build.actor(Role.OFFICER), detention_id=held.id).incidents == ()
