"""Voluntary attendance at the desk and in the interview room: no record, no clock, until there is an arrest."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.volunteer import Volunteer
from mips.custody.rules.interviews import BreakReason
from mips.custody.rules.people import InterviewWithout
from mips.custody.rules.volunteers import Outcome, Told
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.volunteer_interviews import (
    allow_volunteer_interview,
    arrest_volunteer,
    begin_volunteer_break,
    begin_volunteer_interview,
    end_volunteer_interview,
    resume_volunteer_interview,
)
from mips.custody.usecases.volunteer_reading import (
    VolunteerView,
    list_volunteers,
    print_volunteer_no_action,
    print_volunteer_notice,
    read_volunteer,
)
from mips.custody.usecases.volunteering import (
    add_to_attendance,
    begin_attendance,
    decide_attendance,
    inform_volunteer,
    plan_attendance,
)
from mips.record.model.case import Offence, Stage
from tests.build import NOON

CAME = NOON - timedelta(hours=1)
RIGHTS = {"told": list(Told), "advice_wanted": False, "vulnerable": False, "interpreter_needed": False}


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER, name="Kit Ray", rank=int(Rank.CONSTABLE))


def attending(desk, officer, **fields):
    given = {
        "person_id": fields.pop("person", None) or desk.build.person().id,
        "suite_id": desk.suite.id,
        "began_at": CAME,
        "other_offences": [{"code": "TH68010"}],
        "not_arrested_why": "Comes by appointment",
    }
    return plan_attendance(officer, **given | fields)


def told(officer, volunteer, **fields):
    given = {"informed_at": CAME + timedelta(minutes=5)} | RIGHTS | fields
    return inform_volunteer(officer, volunteer_id=volunteer.id, **given)


def interviewed(officer, volunteer):
    given = {"volunteer_id": volunteer.id, "recording": "R1"}
    begin_volunteer_interview(officer, started_at=CAME + timedelta(minutes=10), **given)
    return end_volunteer_interview(officer, volunteer_id=volunteer.id, ended_at=CAME + timedelta(minutes=40))


def test_a_volunteer_has_neither_custody_record_nor_clock(desk, officer, db_session):
    volunteer = attending(desk, officer)
    assert volunteer.reference == "VA/NM/1/26"
    assert db_session.scalar(sa.select(sa.func.count(Detention.id))) == 0
    assert (volunteer.here, bool(volunteer.summary), volunteer.officer_id) == (True, True, officer.id)


def test_the_board_counts_volunteers_who_are_here_until_they_leave(desk, officer):
    volunteer = attending(desk, officer)
    attending(desk, officer, began_at=None, planned_at=NOON + timedelta(hours=2))
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).suite.volunteers == 1
    decide_attendance(officer, volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="Enquiries go on")
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).suite.volunteers == 0


def test_one_planned_comes_is_told_interviewed_and_leaves(desk, officer):
    volunteer = attending(desk, officer, began_at=None, planned_at=NOON - timedelta(minutes=50))
    begin_attendance(officer, volunteer_id=volunteer.id, began_at=CAME)
    told(officer, volunteer)
    interviewed(officer, volunteer)
    add_to_attendance(officer, volunteer_id=volunteer.id, text="Tea")
    decide_attendance(officer, volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="Phone to be read")
    record = read_volunteer(officer, volunteer_id=volunteer.id)
    assert (record.volunteer.left_at, record.volunteer.outcome) == (NOON, Outcome.LEFT)
    said = [each.text for each in record.entries.rows]
    assert "Interview 1 ends" in said and "Tea" in said
    (undecided,) = list_volunteers(officer, view=VolunteerView.UNDECIDED, suite_id=desk.suite.id).page.rows
    assert undecided.id == volunteer.id


def test_who_left_is_decided_later_and_told_in_writing(desk, officer, db_session):
    volunteer = attending(desk, officer)
    told(officer, volunteer)
    interviewed(officer, volunteer)
    decide_attendance(officer, volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="Phone to be read")
    clock.hold_at(NOON + timedelta(days=9))
    given = {"volunteer_id": volunteer.id, "outcome": Outcome.NO_ACTION, "reason": "Nothing on it"}
    with pytest.raises(RuleBroken, match="written notice"):
        decide_attendance(officer, **given)
    assert print_volunteer_no_action(officer, volunteer_id=volunteer.id).reference == volunteer.reference
    decide_attendance(officer, notice_given=True, **given)
    here = read_volunteer(officer, volunteer_id=volunteer.id).volunteer
    assert (here.left_at, here.notice_given) == (NOON, True)
    assert db_session.scalars(sa.select(Offence.stage)).all() == [Stage.ENDED]


def test_a_child_is_told_and_interviewed_with_their_adult(desk, officer, build):
    volunteer = attending(desk, officer, person=build.person(born_on=date(2011, 5, 1)).id)
    with pytest.raises(RuleBroken, match="under 18"):
        told(officer, volunteer)
    told(officer, volunteer, adult="Ann, mother")
    with pytest.raises(RuleBroken, match="appropriate adult"):
        begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R1")
    begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R1", adult_present=True)


def test_nobody_is_interviewed_untold_or_twice_at_once(desk, officer):
    volunteer = attending(desk, officer)
    with pytest.raises(RuleBroken, match="told their rights"):
        begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R1")
    told(officer, volunteer)
    begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R1")
    with pytest.raises(RuleBroken, match="under way"):
        begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R2")
    with pytest.raises(RuleBroken, match="under way"):
        decide_attendance(officer, volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="Goes")


def test_an_interview_breaks_off_about_every_two_hours_and_its_end_ends_a_break(desk, officer):
    volunteer = attending(desk, officer)
    told(officer, volunteer)
    volunteer_id, began = volunteer.id, CAME + timedelta(minutes=10)
    with pytest.raises(RuleBroken, match="No interview"):
        begin_volunteer_break(officer, volunteer_id=volunteer_id, reason=BreakReason.MEAL)
    interview = begin_volunteer_interview(officer, volunteer_id=volunteer_id, recording="R1", started_at=began)
    assert interview.break_due == began + timedelta(hours=2)
    off, on = began + timedelta(minutes=15), began + timedelta(minutes=25)
    begin_volunteer_break(officer, volunteer_id=volunteer_id, reason=BreakReason.REFRESHMENT, at=off)
    with pytest.raises(RuleBroken, match="break goes on"):
        begin_volunteer_break(officer, volunteer_id=volunteer_id, reason=BreakReason.MEAL)
    resume_volunteer_interview(officer, volunteer_id=volunteer_id, at=on)
    assert interview.break_due == on + timedelta(hours=2)
    begin_volunteer_break(officer, volunteer_id=volunteer_id, reason=BreakReason.LEGAL, note_text="Alone", at=on)
    with pytest.raises(RuleBroken, match="its last break"):
        end_volunteer_interview(officer, volunteer_id=volunteer_id, ended_at=off)
    ended = end_volunteer_interview(officer, volunteer_id=volunteer_id, ended_at=on + timedelta(minutes=5))
    assert (ended.break_due, [each.resumed_at for each in ended.breaks]) == (None, [on, on + timedelta(minutes=5)])


def test_a_superintendent_allows_an_urgent_interview_of_a_child_and_nobody_lower(desk, officer, build):
    volunteer = attending(desk, officer, person=build.person(born_on=date(2011, 5, 1)).id)
    told(officer, volunteer, adult="Ann, mother")
    urgent = {"volunteer_id": volunteer.id, "without": InterviewWithout.ADULT, "reason": "A child is missing"}
    with pytest.raises(Forbidden):
        allow_volunteer_interview(officer, **urgent)
    with pytest.raises(RuleBroken, match="a superintendent or above") as refused:
        allow_volunteer_interview(desk.inspector(), **urgent)
    assert refused.value.rule == "Code C 11.18"
    superintendent = build.actor(Role.SUPERINTENDENT, name="Vic Ash", rank=int(Rank.SUPERINTENDENT))
    allow_volunteer_interview(superintendent, authorised_at=CAME + timedelta(minutes=6), **urgent)
    begin_volunteer_interview(officer, volunteer_id=volunteer.id, recording="R1")
    here = read_volunteer(officer, volunteer_id=volunteer.id)
    assert (here.volunteer.leave[0].by.name, here.running.adult_present) == ("Vic Ash", False)


def arrest(desk, volunteer, **fields):
    given = {
        "suite_id": desk.suite.id,
        "arrested_at": CAME + timedelta(minutes=45),
        "arrest_place": "Northmoor",
        "arrest_reason": "Would destroy the phone",
        "necessity": ["investigation"],
        "offence_ids": [each.offence_id for each in volunteer.held_about],
    }
    return arrest_volunteer(desk.sergeant, volunteer_id=volunteer.id, **given | fields)


def test_an_arrest_opens_a_record_with_all_that_is_known_and_the_clock_runs_from_it(desk, officer):
    volunteer = attending(desk, officer)
    told(officer, volunteer)
    volunteer = read_volunteer(desk.sergeant, volunteer_id=volunteer.id).volunteer
    volunteer_id, person_id, about = volunteer.id, volunteer.person_id, volunteer.summary
    detention = desk.record(arrest(desk, volunteer))
    began = standing_of(detention).began
    assert (began.at, began.source.section) == (CAME + timedelta(minutes=45), "PACE 1984 s.41(2)(c)")
    assert (detention.person_id, detention.arrested_by_id) == (person_id, officer.id)
    assert [each.title for each in detention.offences] == [about]
    here = read_volunteer(desk.sergeant, volunteer_id=volunteer_id).volunteer
    assert (here.outcome, here.detention_id) == (Outcome.ARRESTED, detention.id)


@pytest.mark.parametrize(
    ("at_station", "began", "section"),
    [
        pytest.param(True, timedelta(minutes=45), "PACE 1984 s.41(2)(c)", id="s41(2)(c): arrested at a station"),
        pytest.param(False, timedelta(minutes=60), "PACE 1984 s.41(2)(d)", id="s41(2)(d): arrested at home"),
    ],
)
def test_arrested_elsewhere_the_clock_runs_from_the_first_that_the_law_says(desk, officer, at_station, began, section):
    volunteer = attending(desk, officer, suite_id=None, place="Lowtown", at_station=at_station)
    volunteer = read_volunteer(desk.sergeant, volunteer_id=volunteer.id).volunteer
    detention = desk.record(arrest(desk, volunteer, arrived_at=NOON))
    stands = standing_of(detention).began
    assert (stands.at, stands.source.section) == (CAME + began, section)


def test_the_notice_is_for_before_it_is_over(desk, officer):
    volunteer = attending(desk, officer)
    assert print_volunteer_notice(officer, volunteer_id=volunteer.id).reference
    with pytest.raises(RuleBroken, match="was interviewed"):
        print_volunteer_no_action(officer, volunteer_id=volunteer.id)
    decide_attendance(officer, volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="Goes")
    with pytest.raises(RuleBroken, match="over"):
        print_volunteer_notice(officer, volunteer_id=volunteer.id)


def test_it_is_about_offences_of_theirs(desk, officer, build):
    with pytest.raises(InputInvalid):
        attending(desk, officer, other_offences=[])
    others = build.offence(person_id=build.person().id)
    with pytest.raises(InputInvalid):
        attending(desk, officer, offence_ids=[others.id])


def test_who_may(desk, officer, build):
    volunteer = attending(desk, officer)
    for role in (Role.HEALTHCARE_PROFESSIONAL, Role.DISCLOSURE_OFFICER):
        with pytest.raises(Forbidden):
            attending(desk, build.actor(role))
        with pytest.raises(Forbidden):
            read_volunteer(build.actor(role), volunteer_id=volunteer.id)
    with pytest.raises(Forbidden):
        decide_attendance(build.actor(Role.CASE_BUILDER), volunteer_id=volunteer.id, outcome=Outcome.LEFT, reason="x")
    with pytest.raises(Forbidden):
        arrest_volunteer(
            officer,
            volunteer_id=volunteer.id,
            suite_id=desk.suite.id,
            arrested_at=NOON,
            arrest_place="Here",
            arrest_reason="x",
            necessity=["investigation"],
        )
    assert read_volunteer(build.actor(Role.CASE_BUILDER), volunteer_id=volunteer.id).volunteer.id == volunteer.id


# As it is clicked and as it is called.


@pytest.fixture
def constable(client_for):
    return client_for(Role.OFFICER, rank=1)


def test_an_officer_plans_one_and_what_was_typed_stays(desk, constable, build, db_session):
    person = build.person()
    sent = {"person_id": str(person.id), "began_at": "now", "place": "12 High Street", "not_arrested_why": ""}
    sent |= {"other_offences-1-code": "TH68010"}
    answer = constable.post("/custody/volunteers/new", data=sent)
    assert answer.status_code == 422 and "12 High Street" in answer.text
    answer = constable.post("/custody/volunteers/new", data=sent | {"not_arrested_why": "By appointment"})
    assert answer.status_code == 302, answer.text
    assert db_session.scalars(sa.select(Volunteer.place)).all() == ["12 High Street"]


def test_each_page_opens_and_the_arrest_leads_to_the_custody_record(desk, client_for, officer, constable):
    volunteer = attending(desk, officer)
    here = f"/custody/volunteers/{volunteer.id}"
    pages = ("", "/came", "/rights", "/interview", "/interview/break", "/interview/resume", "/interview/end")
    for page in (*pages, "/outcome", "/log"):
        assert constable.get(here + page).status_code == 200, page
    assert "For custody staff" in constable.get(here).text
    assert constable.get(f"{here}/arrest").status_code == constable.get(f"{here}/leave").status_code == 403
    assert client_for(Role.SUPERINTENDENT, rank=5).get(f"{here}/leave").status_code == 200
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert "1 volunteer" in sergeant.get(f"/custody/suites/{desk.suite.id}").text
    assert volunteer.name in sergeant.get(f"/custody/volunteers?suite={desk.suite.id}").text
    assert "Arrest and open a custody record" in sergeant.get(f"{here}/arrest").text


def test_what_is_refused_stays_on_the_page(desk, client_for, officer):
    volunteer = attending(desk, officer)
    here, about = f"/custody/volunteers/{volunteer.id}", [str(each.offence_id) for each in volunteer.held_about]
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    sent = {"told": ["caution"], "advice_wanted": "no", "vulnerable": "no", "interpreter_needed": "no"}
    answer = sergeant.post(f"{here}/rights", data=sent)
    assert answer.status_code == 422 and "They are told all of it" in answer.text
    wrong = {"arrested_at": "1 Mar 2026 09:00", "arrest_reason": "Would go", "necessity": "investigation"}
    wrong |= {"arrest_place": "Here", "cautioned": "yes", "arrest_force": "no", "arrest_search": "no"}
    wrong |= {"suite_id": str(desk.suite.id), "offence_ids": about}
    answer = sergeant.post(f"{here}/arrest", data=wrong)
    assert answer.status_code == 422 and "before they came" in answer.text and "Would go" in answer.text


def test_the_notices_are_printed(desk, officer, constable):
    volunteer = attending(desk, officer)
    told(officer, volunteer)
    interviewed(officer, volunteer)
    for key in ("volunteer-notice", "volunteer-no-action-notice"):
        answer = constable.get(f"/documents/{key}?volunteer_id={volunteer.id}")
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF"), key
