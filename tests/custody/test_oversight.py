"""Oversight, yearly returns, visitors and completeness, counted on people who were in custody in the test."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Rank, Role
from mips.audit.model import JournalEntry, Verb
from mips.core import clock, db
from mips.core.errors import Forbidden
from mips.custody.model.detention import DetentionFact
from mips.custody.model.suite import Suite
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Finding
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.rules.returns import DEFINITIONS, Return
from mips.custody.rules.searches import DoneBy, PlaceKind, SearchKind
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.cohort import Cohort
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.force_reports import report_force
from mips.custody.usecases.incidents import record_complaint, record_force, record_incident
from mips.custody.usecases.observation import record_check
from mips.custody.usecases.oversight import check_completeness, read_oversight
from mips.custody.usecases.people import arrives, ask_for
from mips.custody.usecases.returning import answer_bail
from mips.custody.usecases.searches_counted import intimate_searches
from mips.custody.usecases.visiting import record_custody_visit, show_to_visitor
from mips.record.model.person import Sex
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.usecases.drawing import draw_up_return
from tests.build import NOON
from tests.custody.test_bail import bailed
from tests.custody.test_care import assessed, planned
from tests.custody.test_property_and_searches import strip
from tests.record.test_person_pages import counted

MARCH = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
YEAR = {"about": "custody", "period": "2025-2026"}
"""NOON is in March of it."""


@pytest.fixture
def child(build):
    return build.person(born_on=date(2010, 5, 1), sex=Sex.MALE, self_defined_ethnicity="B1", family_name="Young")


@pytest.fixture
def adult(build):
    return build.person(born_on=date(1990, 5, 1), sex=Sex.FEMALE, self_defined_ethnicity="W1", family_name="Old")


@pytest.fixture
def compiler(build):
    return build.actor(Role.CRIME_REGISTRAR, name="Robin Figures")


def seen(desk, **asked):
    return read_oversight(desk.inspector(), **MARCH | asked)


def drawn(compiler, which):
    return [tuple(row) for row in draw_up_return(compiler, which=which, **YEAR).rows]


def released(desk, detention, at, disposal=Disposal.NO_ACTION):
    clock.hold_at(at)
    desk.cleared(detention)
    release_detainee(
        desk.sergeant, detention_id=detention.id, disposal=disposal, reason="Enough is known", notice_given=True
    )


def forced(desk, detention, place="Cell M1"):
    record_force(
        desk.detention_officer,
        detention_id=detention.id,
        officer_id=desk.arresting_officer.id,
        location=place,
        tactics=["unarmed-skills"],
        reasons=["protect-officers"],
        account="Lashed out",
        effective=True,
        body_worn=False,
    )


def test_waits_are_from_arrival_to_authorised_and_the_longest_leads_to_its_record(desk, build):
    long = desk.authorised(desk.arrested(desk.arrived(build.person())), authorised_at=NOON - timedelta(minutes=2))
    desk.detained(build.person())
    desk.detained(build.person())
    shown = seen(desk)
    waits = shown.lengths.waits
    assert (waits.count, waits.median, waits.worst) == (3, 10, 28)
    assert waits.median <= waits.high <= waits.worst
    assert (shown.worst["waits"][0].detention.id, shown.worst["waits"][0].minutes) == (long.id, 28)


def test_time_on_bail_is_no_part_of_a_stay(desk):
    detention = bailed(desk)
    clock.hold_at(NOON + timedelta(days=10))
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    released(desk, detention, NOON + timedelta(days=10, hours=2))
    assert seen(desk).lengths.stays.worst == 30 + 120


def test_a_late_check_is_counted_and_leads_to_its_record(desk):
    detention = desk.detained()
    planned(desk.sergeant, detention, set_at=NOON - timedelta(minutes=15))
    record_check(desk.sergeant, detention_id=detention.id, finding=Finding.FINE)
    clock.hold_at(NOON + timedelta(minutes=75))
    record_check(desk.sergeant, detention_id=detention.id, finding=Finding.FINE)
    shown = seen(desk)
    assert (shown.checks.made, shown.checks.late, shown.checks.worst, shown.checks.rate) == (2, 1, 15, 50.0)
    assert [each.minutes for each in shown.worst["checks"]] == [15]
    assert shown.page.rows[0].late_checks == 1


def test_force_is_counted_beside_everybody_detained(desk, child, adult):
    forced(desk, desk.detained(child))
    desk.detained(adult)
    used = seen(desk).force
    assert [(each.name, each.detentions, each.with_force, each.rate) for each in used.by_age] == [
        ("14 to 17", 1, 1, 100.0),
        ("35 to 44", 1, 0, 0.0),
    ]
    assert [(each.name, each.forms) for each in used.by_sex] == [("female", 0), ("male", 1)]
    assert [each.name.split()[0] for each in used.by_ethnicity] == ["B1", "W1"]
    assert list(map(tuple, used.by_place)) == [("Cell M1", 1)]


def test_force_outside_custody_is_counted_by_the_officers_own_forms(desk, build, compiler, child, adult):
    officer = build.actor(Role.OFFICER)
    forced(desk, desk.detained(child))
    told = {"location": "High Street", "reasons": ["protect-officers"], "account": "Ran", "body_worn": True}
    tactics = ["unarmed-skills", "handcuffs-compliant"]
    report_force(officer, person_id=adult.id, tactics=tactics, effective=False, subject_injury="Graze", **told)
    report_force(officer, described_as="man, about 30", tactics=tactics[:1], effective=True, **told)
    report_force(
        officer, person_id=adult.id, tactics=tactics[:1], effective=True, at=NOON - timedelta(days=400), **told
    )
    assert [(row[0], row[1], *row[4:]) for row in drawn(compiler, Return.FORCE)] == [
        ("elsewhere", "35 to 44", 1, 1, 1, 0),
        ("elsewhere", NOT_RECORDED, 1, 0, 0, 0),
        ("in custody", "14 to 17", 1, 0, 0, 0),
    ]
    counted_by = {(row[0], row[1]): row[2] for row in drawn(compiler, Return.FORCE_TACTICS)}
    assert sorted(counted_by.values()) == [1, 1, 2]
    shown = seen(desk).force_elsewhere
    assert shown.total() == 2 and {who[0] for who in shown} == {"35 to 44", NOT_RECORDED}
    assert seen(desk, suite_id=desk.suite.id).force_elsewhere is None


def test_every_offence_held_for_is_counted_once_a_detention(desk, compiler):
    desk.detained()
    assert [row[0::2] for row in drawn(compiler, Return.OFFENCES)] == [("TH68010", 1)]


def test_incidents_and_complaints_are_counted_by_kind(desk, compiler):
    held = desk.detained()
    told = {"detention_id": held.id, "account": "Slipped", "location": "Cell M1"}
    record_incident(desk.sergeant, kind=IncidentKind.SERIOUS_INJURY, **told)
    record_incident(desk.sergeant, kind=IncidentKind.NEAR_MISS, **told)
    complaint = {"detention_id": held.id, "account": "Pushed", "inspector_id": desk.inspector().id}
    record_complaint(desk.sergeant, assault=True, **complaint)
    assert drawn(compiler, Return.INCIDENTS) == [
        ("Complaint alleging an assault", 1, "", ""),
        ("Near miss", 1, 0, 0),
        ("Serious injury", 1, 0, 0),
    ]


def test_strip_searches_are_counted_by_whom_and_where(desk, compiler, adult):
    strip(desk, desk.detained(adult))
    shown = seen(desk)
    assert [(*key[:2], count) for key, count in shown.strip_searches.items()] == [("35 to 44", "female", 1)]
    assert sum(count for _, count in shown.strip_places) == 1
    assert [row[::3] for row in drawn(compiler, Return.STRIP_SEARCHES)] == [("35 to 44", 1)]


def test_the_wait_for_an_appropriate_adult_is_from_asking_to_arriving(desk, child):
    detention = desk.detained(child)
    asked = ask_for(desk.sergeant, detention_id=detention.id, helper=Helper.ADULT)
    ask_for(desk.sergeant, detention_id=desk.detained().id, helper=Helper.ADULT)
    clock.hold_at(NOON + timedelta(minutes=70))
    arrives(desk.sergeant, attendance_id=asked.id, name="Ann Young", adult_checked=True)
    shown = seen(desk)
    assert (shown.adults.count, shown.adults.worst, shown.adults_not_come) == (1, 70, 1)


def test_another_suite_or_month_counts_nothing(desk, build):
    desk.detained()
    other = build.add(Suite(name="Southmoor", code="SM", force="01", station="ZE"))
    assert seen(desk, suite_id=other.id).lengths.detentions == 0
    assert seen(desk, first=date(2026, 4, 1), last=date(2026, 4, 30)).lengths.detentions == 0


def test_an_oversight_page_costs_the_same_for_one_record_and_for_five(desk, build, db_session):
    inspector = desk.inspector()
    desk.detained()
    with counted(db_session) as one:
        read_oversight(inspector, **MARCH)
    for _ in range(4):
        desk.detained(build.person())
    db.session.expunge_all()
    with counted(db_session) as five:
        read_oversight(inspector, **MARCH)
    assert len(five) == len(one) <= 20


@pytest.mark.parametrize("role", [Role.REVIEWING_INSPECTOR, Role.SUPERINTENDENT, Role.CUSTODY_OFFICER])
def test_who_oversees_custody(build, role):
    read_oversight(build.actor(role), **MARCH)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.CRIME_REGISTRAR, Role.SYSTEM_ADMINISTRATOR])
def test_who_does_not(build, role):
    with pytest.raises(Forbidden):
        read_oversight(build.actor(role), **MARCH)


def test_detentions_are_counted_by_age_sex_ethnicity_and_first_offence(desk, build, compiler, child, adult):
    twin = {"born_on": child.born_on, "sex": child.sex, "self_defined_ethnicity": "B1", "given_names": "Bo"}
    desk.detained(child)
    desk.detained(build.person(**twin))
    desk.detained(adult)
    desk.arrived()  # not authorised: no detention
    rows = drawn(compiler, Return.DETENTIONS)
    assert [(row[0], row[1], row[2][:2], row[3], row[5]) for row in rows] == [
        ("14 to 17", "male", "B1", "TH68010", 2),
        ("35 to 44", "female", "W1", "TH68010", 1),
    ]


def test_a_vulnerable_adult_is_one_whom_the_latest_decision_calls_so(desk, compiler, child, adult, build):
    decide_adult(desk.sergeant, detention_id=desk.detained(adult).id, because=AdultBecause.VULNERABLE, reason="Autism")
    desk.detained(build.person(born_on=date(1980, 1, 1)))
    decide_adult(desk.sergeant, detention_id=desk.detained(child).id, because=AdultBecause.CHILD)
    assert drawn(compiler, Return.VULNERABLE_ADULTS) == [("yes", 1), ("no", 0), (NOT_RECORDED, 1)]


def test_appropriate_adults_called_and_the_minutes_until_they_came(desk, compiler, child):
    detention = desk.detained(child)
    asked = ask_for(desk.sergeant, detention_id=detention.id, helper=Helper.ADULT)
    clock.hold_at(NOON + timedelta(minutes=40))
    arrives(desk.sergeant, attendance_id=asked.id, name="Ann Young", adult_checked=True)
    assert drawn(compiler, Return.APPROPRIATE_ADULTS) == [
        ("children", 1, 1, 1, 40, 40),
        ("vulnerable adults", 0, 0, 0, "", ""),
    ]


def test_a_child_kept_the_night_is_counted_and_one_home_by_evening_is_not(desk, compiler, child):
    home = desk.detained(child)
    released(desk, home, NOON + timedelta(hours=6))
    clock.hold_at(NOON + timedelta(hours=7))
    kept = desk.detained(child, arrived_at=NOON + timedelta(hours=6, minutes=30))
    released(desk, kept, NOON + timedelta(hours=20))
    assert [row[3:] for row in drawn(compiler, Return.CHILDREN_OVERNIGHT)] == [(1, 0)]


def test_over_24_hours_is_what_counted_on_the_clock(desk, compiler, build):
    short, long = desk.detained(build.person()), desk.detained(build.person())
    released(desk, short, NOON + timedelta(hours=20))
    released(desk, long, NOON + timedelta(hours=24))
    assert drawn(compiler, Return.OVER_24_HOURS) == [("over 24 to 36 hours", 1), ("over 36 hours", 0)]


def test_warrants_are_counted_as_the_court_decided_them(desk, compiler, build):
    detention = desk.detained()
    for kind, details in (("wfd_issued", {"hours": 36}), ("wfd_refused", {})):
        by = desk.sergeant.id
        build.add(DetentionFact(detention_id=detention.id, kind=kind, at=NOON, details=details, by_id=by))
    assert drawn(compiler, Return.WARRANTS) == [(2, 1, 1, 36, 1, 0)]


def test_bail_is_counted_by_its_release_and_its_days_once_it_ended(desk, compiler):
    detention = bailed(desk)
    clock.hold_at(NOON + timedelta(days=10))
    answer_bail(desk.sergeant, detention_id=detention.id, suite_id=desk.suite.id)
    released(desk, detention, NOON + timedelta(days=10, hours=1), Disposal.UNDER_INVESTIGATION)
    assert drawn(compiler, Return.BAIL) == [
        ("bail before charge", 1, 1, 10, 10),
        ("released under investigation", 1, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED),
    ]


def test_a_station_as_place_of_safety_is_counted_by_the_power(desk, compiler, adult):
    desk.arrested(desk.arrived(adult), arrest_power="Mental Health Act 1983 s.136")
    assert [row[0::3] for row in drawn(compiler, Return.SECTION_136)] == [("35 to 44", 1)]


@pytest.mark.parametrize("which", Return)
def test_every_return_has_a_value_for_each_of_its_columns(desk, compiler, child, which):
    desk.detained(child)
    rows = drawn(compiler, which)
    assert {len(row) for row in rows} <= {len(DEFINITIONS[which][0].columns)}


def test_a_later_definition_has_its_own_columns(desk, compiler):
    (row,) = draw_up_return(compiler, which=Return.WARRANTS, about="custody", period="2026-2027").rows
    assert len(row) == len(DEFINITIONS[Return.WARRANTS][1].columns)
    by_constable = {"kind": SearchKind.INTIMATE, "done_by": DoneBy.CONSTABLE, "impracticable_why": "None for 40 miles"}
    about = {"hcp_there": True, "place": PlaceKind.STATION, "parts": "Mouth", "authorised_by_id": desk.inspector().id}
    strip(desk, desk.detained(), **by_constable, **about)
    assert drawn(compiler, Return.INTIMATE_SEARCHES) == [("no", "constable", "no", 1)]
    there = intimate_searches(Cohort(first=MARCH["first"], last=MARCH["last"]))
    assert list(there) == [(False, "constable", True, False)]


def test_a_visitor_sees_everybody_and_nobody_by_name(desk, child, client_for):
    detention = desk.detained(child)
    planned(desk.sergeant, detention)
    (one,) = show_to_visitor(desk.sergeant, suite_id=desk.suite.id).people
    assert (one.cell, one.age_group, one.sex, one.level) == ("No cell yet", "14 to 17", "male", "Level 1")
    assert "Child: appropriate adult" in one.needs
    page = client_for(Role.CUSTODY_OFFICER).get(f"/custody/suites/{desk.suite.id}/visitor").text
    assert "14 to 17" in page and "Young" not in page and detention.reference not in page


def test_showing_a_visitor_is_journalled_with_whom_they_saw(desk, child):
    detention = desk.detained(child)
    show_to_visitor(desk.sergeant, suite_id=desk.suite.id)
    of_it = sa.select(JournalEntry).where(JournalEntry.usecase == show_to_visitor.name)
    (entry,) = db.session.scalars(of_it).all()
    assert (entry.verb, entry.subjects) == (Verb.DISCLOSED, [detention.id])


def test_a_visit_is_kept_with_its_remarks(desk, client_for):
    desk.detained()
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    sent = {"visitors": "Card 14 and card 22", "spoken_to": "1", "remarks": "Cell F1 is cold"}
    answer = sergeant.post(f"/custody/suites/{desk.suite.id}/visits/new", data=sent)
    assert answer.status_code == 302, answer.text
    page = sergeant.get(f"/custody/suites/{desk.suite.id}/visitor").text
    assert "Card 14 and card 22" in page and "Cell F1 is cold" in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERINTENDENT, Role.CRIME_REGISTRAR])
def test_who_shows_no_visitor_round(desk, build, role):
    with pytest.raises(Forbidden):
        show_to_visitor(build.actor(role), suite_id=desk.suite.id)
    with pytest.raises(Forbidden):
        record_custody_visit(build.actor(role), suite_id=desk.suite.id, visitors="A", spoken_to=0)


def test_a_record_grows_more_complete_as_it_is_filled_in(desk, adult):
    detention = desk.detained(adult)
    before = check_completeness(desk.sergeant, detention_id=detention.id).complete
    assert "Risk assessment" in {each.words for each in before.missing}
    assessed(desk.sergeant, detention)
    planned(desk.sergeant, detention)
    after = check_completeness(desk.sergeant, detention_id=detention.id).complete
    gone = {each.words for each in before.missing} - {each.words for each in after.missing}
    assert gone == {"Risk assessment", "Care plan"}
    assert after.percent > before.percent


def test_the_record_and_the_oversight_page_say_the_same_of_completeness(desk, adult, client_for):
    detention = desk.detained(adult)
    (line,) = seen(desk).page.rows
    assert line.complete == check_completeness(desk.inspector(), detention_id=detention.id).complete
    inspector = client_for(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    tab = inspector.get(f"/custody/{detention.id}?tab=complete").text
    assert f"{line.complete.percent}% complete" in tab and "Risk assessment" in tab
    page = inspector.get("/custody/oversight?first=1+Mar+2026&last=31+Mar+2026").text
    assert f"{line.complete.percent}%" in page and detention.reference in page


def test_a_period_that_ends_before_it_begins_is_refused_and_stays_typed(client_for):
    inspector = client_for(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    answer = inspector.get("/custody/oversight?first=31+Mar+2026&last=1+Mar+2026")
    assert answer.status_code == 422 and "must not come before the first" in answer.text


def test_programs_ask_for_the_same(desk, child, client_for):
    detention = desk.detained(child)
    inspector, api = client_for(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR)), "/api/v1/custody"
    shown = inspector.get(f"{api}/oversight?first=2026-03-01&last=2026-03-31").json
    assert (shown["detentions"], shown["records"][0]["reference"]) == (1, detention.reference)
    assert inspector.get(f"{api}/detentions/{detention.id}/completeness").json["missing"]
