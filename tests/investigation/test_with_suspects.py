"""Identification procedures by Code D, and interviews, told by custody and summed up here (PACE Codes C, D)."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.usecases.volunteer_interviews import begin_volunteer_interview, end_volunteer_interview
from mips.custody.usecases.volunteering import inform_volunteer, plan_attendance
from mips.investigation.rules.identification import Picked, Procedure, Told, check_identification
from mips.investigation.rules.interviewing import check_adult, check_interview
from mips.investigation.usecases.people import add_party
from mips.investigation.usecases.victims import read_victim
from mips.investigation.usecases.with_suspects import add_interview, read_with_suspects, record_identification
from mips.record.model.case import Offence
from mips.record.model.event import Involvement, Part
from tests.build import NOON
from tests.custody.test_volunteers import RIGHTS
from tests.investigation.crimes import recorded

HELD = {
    "description": "A tall man in a red coat",
    "described_at": NOON - timedelta(days=2),
    "held_at": NOON - timedelta(hours=2),
    "consent": True,
    "notice_at": NOON - timedelta(days=1),
    "others": 8,
}
WHOLE = {"procedure": Procedure.VIDEO, "rank": 3, "picked": Picked.SUSPECT} | HELD


@pytest.mark.parametrize(
    ("lacks", "fields"),
    [
        pytest.param({}, [], id="D 3: a video identification"),
        pytest.param({"procedure": Procedure.PARADE}, [], id="D 3: a parade"),
        pytest.param({"description": ""}, ["description"], id="D 3.1: no first description"),
        pytest.param({"described_at": NOON}, ["described_at"], id="D 3.1: described only afterwards"),
        pytest.param({"rank": 2}, ["officer_id"], id="D 3.11: a sergeant in charge"),
        pytest.param({"rank": None}, ["officer_id"], id="D 3.11: nobody in charge"),
        pytest.param({"involved": True}, ["officer_id"], id="D 3.11: who investigates it"),
        pytest.param({"consent": None}, ["consent"], id="D 3.17: not asked"),
        pytest.param({"notice_at": None}, ["notice_at"], id="D 3.17: no notice"),
        pytest.param({"notice_at": NOON}, ["notice_at"], id="D 3.17: notice afterwards"),
        pytest.param({"consent": False}, ["why"], id="D 3.21: a covert video without why"),
        pytest.param({"consent": False, "why": "Refused, covert images"}, [], id="D 3.21: a covert video"),
        pytest.param({"procedure": Procedure.PARADE, "consent": False, "why": "x"}, ["consent"], id="D 3.21: a parade"),
        pytest.param({"others": 7}, ["others"], id="D Annex A 2: seven others"),
        pytest.param({"procedure": Procedure.GROUP, "others": None}, [], id="D Annex C: a group of passers-by"),
        pytest.param({"picked": None}, ["picked"], id="D 3.1: with what result"),
        pytest.param({"procedure": Procedure.CONFRONTATION, "consent": None}, ["why"], id="D 3.23: first of all"),
        pytest.param({"procedure": Procedure.CONFRONTATION, "why": "Refused all"}, [], id="D 3.23: the last resort"),
        pytest.param(
            {"procedure": Procedure.NOT_HELD, "description": ""}, ["why"], id="D 3.13: not held, why not said"
        ),
        pytest.param({"procedure": Procedure.NOT_HELD, "why": "They know each other"}, [], id="D 3.13: not held"),
    ],
)
def test_what_code_d_asks_of_an_identification(lacks, fields):
    try:
        check_identification(Told(**WHOLE | lacks))
        found = []
    except RuleBroken as refused:
        found = [each.field for each in refused.every]
    assert found == fields


@pytest.mark.parametrize(
    ("told", "field"),
    [
        pytest.param({"known": True}, None, id="C 11.7: one that custody has"),
        pytest.param({"began": True, "where": "HMP", "recording": "R1"}, None, id="C 11.7: one held elsewhere"),
        pytest.param({"where": "HMP", "recording": "R1"}, "began_at", id="C 11.7: not when"),
        pytest.param({"began": True, "recording": "R1"}, "where", id="C 11.7: not where"),
        pytest.param({"began": True, "where": "HMP"}, "recording", id="C 11.7: no recording"),
        pytest.param({"known": True, "summary": ""}, "summary", id="INV-8: nothing of what was said"),
        pytest.param({"known": True, "summary": "", "prepared": "I say nothing"}, None, id="INV-8: prepared"),
    ],
)
def test_what_is_kept_of_an_interview(told, field):
    known = {"known": False, "began": False, "where": "", "recording": "", "summary": "No reply", "prepared": ""}
    try:
        check_interview(**known | told)
        found = None
    except RuleBroken as refused:
        found = refused.field
    assert found == field


def test_nobody_under_18_is_interviewed_alone():
    check_adult(age=18, adult="")
    check_adult(age=17, adult="Ann Webb")
    with pytest.raises(RuleBroken, match="appropriate adult"):
        check_adult(age=17, adult=" ")


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE)


@pytest.fixture
def crime(build, officer):
    return recorded(build, build.person(), by=officer, victims=[{"person_id": build.person(given_names="Vera").id}])


def involved(db_session, crime, part):
    of_it = sa.select(Involvement.party_id).where(Involvement.event_id == crime.id, Involvement.part == part)
    return db_session.scalars(of_it).one()


def test_a_voluntary_interview_is_summed_up_and_not_typed_again(officer, crime, db_session):
    suspect_id, victim_id = (involved(db_session, crime, part) for part in (Part.SUSPECT, Part.VICTIM))
    offences = db_session.scalars(sa.select(Offence.id).where(Offence.crime_id == crime.id)).all()
    came = NOON - timedelta(hours=1)
    attendance = plan_attendance(
        officer,
        person_id=suspect_id,
        place="Library",
        began_at=came,
        offence_ids=offences,
        not_arrested_why="Comes by appointment",
    )
    inform_volunteer(officer, volunteer_id=attendance.id, informed_at=came + timedelta(minutes=5), **RIGHTS)
    given = {"volunteer_id": attendance.id}
    begin_volunteer_interview(officer, started_at=came + timedelta(minutes=10), recording="R1", **given)
    end_volunteer_interview(officer, ended_at=came + timedelta(minutes=40), **given)
    (waiting,) = read_with_suspects(officer, crime_id=crime.id).waiting
    assert (waiting.voluntary, waiting.where, waiting.recording) == (True, "Library", "R1")
    about = {"crime_id": crime.id, "person_id": suspect_id}
    with pytest.raises(InputInvalid):
        add_interview(officer, **about, interview_id=suspect_id, particulars={"summary": "x"})
    told = add_interview(officer, **about, interview_id=waiting.interview_id, particulars={"summary": "No reply"})
    assert (told.where, told.recording, told.began_at) == ("Library", "R1", came + timedelta(minutes=10))
    shown = read_with_suspects(officer, crime_id=crime.id)
    assert (shown.waiting, [each.summary for each in shown.interviews]) == ([], ["No reply"])
    owed = {each.code: each.due_on for each in read_victim(officer, crime_id=crime.id, party_id=victim_id).promises}
    assert owed["interviewed"] == date(2026, 3, 9)


def test_an_inspector_who_does_not_investigate_is_in_charge(build, officer, crime, db_session):
    about = {"crime_id": crime.id, "person_id": involved(db_session, crime, Part.SUSPECT)}
    witness = build.person(given_names="Beth")
    add_party(officer, crime_id=crime.id, part=Part.WITNESS, person_id=witness.id)
    given = {"procedure": Procedure.VIDEO, "picked_whom": Picked.SUSPECT, "witness_id": witness.id} | HELD
    inspector = build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    with pytest.raises(RuleBroken, match="inspector or above"):
        record_identification(officer, **about, **given, officer_id=build.user(Role.SUPERVISOR).id)
    with pytest.raises(RuleBroken, match="inspector or above"):
        record_identification(officer, **about, **given, officer_id=officer.id)
    with pytest.raises(RuleBroken, match="Select the witness"):
        record_identification(officer, **about, **given | {"witness_id": None}, officer_id=inspector.id)
    record_identification(officer, **about, **given, officer_id=inspector.id)
    (row,) = read_with_suspects(officer, crime_id=crime.id).procedures
    assert (row.officer.id, row.picked, row.witness.id) == (inspector.id, Picked.SUSPECT, witness.id)


def test_who_reads_and_who_enters_them(build):
    for role, reads, enters in (
        (Role.OFFICER, True, True),
        (Role.CASE_BUILDER, True, False),
        (Role.CRIME_REGISTRAR, False, False),
        (Role.CUSTODY_OFFICER, False, False),
    ):
        for use, may in ((read_with_suspects, reads), (add_interview, enters), (record_identification, enters)):
            if may:
                use.admit(build.actor(role))
            else:
                with pytest.raises(Forbidden):
                    use.admit(build.actor(role))


def test_one_held_elsewhere_is_entered_on_its_page(officer, crime, db_session, client_for):
    client, suspect_id = client_for(Role.OFFICER, Role.OFFICER_IN_CASE), involved(db_session, crime, Part.SUSPECT)
    page = client.get(f"/crimes/{crime.id}/interviews").text
    assert "Interview held elsewhere" in page and "None has been held" in page
    form = f"/crimes/{crime.id}/suspects/{suspect_id}/interviews"
    refused = client.post(form, data={"summary": "Denies it"})
    assert refused.status_code == 422 and "Denies it" in refused.text and "Enter when it began" in refused.text
    told = {"summary": "Denies it", "began_at": "11:00", "where": "HMP Northmoor", "recording": "R2"}
    assert "Denies it" in client.post(form, data=told, follow_redirects=True).text
    form = f"/crimes/{crime.id}/suspects/{suspect_id}/identification"
    page = client.post(form, data={"procedure": "not-held", "why": "They are brothers"}, follow_redirects=True).text
    assert "None was held" in page and "They are brothers" in page
