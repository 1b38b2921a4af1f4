"""Force used outside custody, by the officer's own form; and the coordinator of appropriate adults."""

import pytest

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, NotFound
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.coordinating import list_adults_wanted, name_coordinator
from mips.custody.usecases.ending import release_detainee
from mips.custody.usecases.force_reports import list_force_on, list_my_force, read_force_report, report_force
from mips.custody.usecases.people import ask_for

FORM = {
    "location": "Outside 12 High Street",
    "tactics": ["unarmed-skills"],
    "reasons": ["protect-officers"],
    "account": "Pushed away when told of the arrest",
    "effective": True,
    "body_worn": True,
}


def test_the_form_is_of_whoever_writes_it(build):
    officer, person_id = build.actor(Role.OFFICER, name="Alex Grant"), build.person().id
    another, sergeant = build.actor(Role.OFFICER), build.actor(Role.CUSTODY_OFFICER)
    report = report_force(officer, person_id=person_id, **FORM)
    assert report.officer_id == officer.id
    kept = report.id
    assert [each.id for each in list_my_force(officer).page.rows] == [kept]
    assert list_my_force(another).page.rows == []
    assert [each.id for each in list_force_on(sergeant, person_id=person_id)] == [kept]


def test_somebody_without_a_name_is_described_and_read_by_the_writer_only(build):
    officer = build.actor(Role.OFFICER)
    with pytest.raises(InputInvalid):
        report_force(officer, **FORM)
    report = report_force(officer, described_as="man, about 30", **FORM)
    assert read_force_report(officer, report_id=report.id).subject == "man, about 30"
    with pytest.raises(NotFound):
        read_force_report(build.actor(Role.OFFICER), report_id=report.id)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OFFICER, True),
        (Role.OFFICER_IN_CASE, True),
        (Role.SUPERVISOR, True),
        (Role.REVIEWING_INSPECTOR, True),
        (Role.CUSTODY_OFFICER, True),
        (Role.HEALTHCARE_PROFESSIONAL, False),
        (Role.DATA_PROTECTION_OFFICER, False),
    ],
)
def test_who_writes_a_form(build, role, may):
    actor = build.actor(role)
    if may:
        assert report_force(actor, described_as="woman, about 20", **FORM)
    else:
        with pytest.raises(Forbidden):
            report_force(actor, described_as="woman, about 20", **FORM)


def test_the_form_is_found_from_its_pages(build, client_for):
    person, officer = build.person(family_name="Webb"), client_for(Role.OFFICER)
    page = officer.get(f"/custody/force/new?person={person.id}").text
    assert str(person.id) in page
    sent = FORM | {"effective": "yes", "body_worn": "no", "person_id": person.id, "location": ""}
    refused = officer.post("/custody/force/new", data=sent)
    assert refused.status_code == 422 and "Pushed away" in refused.text and "location-error" in refused.text
    answer = officer.post("/custody/force/new", data=sent | {"location": "High Street"})
    assert answer.status_code == 302
    db.session.expunge_all()  # as in another request: what the page shows is loaded by its use case
    shown = officer.get(answer.headers["Location"]).text
    assert "Pushed away" in shown and f"/custody/force/of/{person.id}" in shown
    assert "High Street" in officer.get("/custody/force").text
    assert "Pushed away" in officer.get(f"/custody/force/of/{person.id}").text


def test_programs_write_and_read_the_form(build, client_for):
    person, officer = build.person(), client_for(Role.OFFICER)
    made = officer.post("/api/v1/custody/force-reports", json=FORM | {"person_id": str(person.id)})
    assert made.status_code == 201
    assert officer.get(f"/api/v1/custody/force-reports/{made.json['id']}").json["location"] == FORM["location"]
    assert len(officer.get("/api/v1/custody/force-reports").json["reports"]) == 1
    assert len(officer.get(f"/api/v1/custody/force-reports/of/{person.id}").json["reports"]) == 1


@pytest.fixture
def wanted(desk, build):
    """Somebody vulnerable for whom an adult was asked."""
    detention = desk.detained(build.person(family_name="Ellis"))
    decide_adult(desk.sergeant, detention_id=detention.id, because=AdultBecause.VULNERABLE, reason="Cannot follow")
    ask_for(desk.sergeant, detention_id=detention.id, helper=Helper.ADULT)
    return detention


def test_a_coordinator_sees_the_requests_in_their_hands_and_no_other(desk, build, wanted):
    mine, other = (build.actor(Role.APPROPRIATE_ADULT_COORDINATOR, name=name) for name in ("Ann Day", "Bo Fox"))
    wanted_id = wanted.id
    name_coordinator(desk.sergeant, detention_id=wanted_id, user_id=mine.id)
    (found,) = list_adults_wanted(mine)
    assert (found.detention.id, found.decision.because) == (wanted_id, AdultBecause.VULNERABLE)
    assert list_adults_wanted(other) == []


def test_they_see_it_no_more_once_the_person_has_left(desk, build, wanted):
    mine = build.user(Role.APPROPRIATE_ADULT_COORDINATOR)
    name_coordinator(desk.sergeant, detention_id=wanted.id, user_id=mine.id)
    desk.cleared(wanted)
    release_detainee(desk.sergeant, detention_id=wanted.id, disposal=Disposal.NO_ACTION, reason="x", notice_given=True)
    assert mine.id not in desk.record(wanted).interested


def test_only_a_coordinator_is_named(desk, build, wanted):
    with pytest.raises(InputInvalid):
        name_coordinator(desk.sergeant, detention_id=wanted.id, user_id=build.user(Role.OFFICER).id)
    with pytest.raises(Forbidden):
        name_coordinator(build.actor(Role.OFFICER), detention_id=wanted.id, user_id=build.user(Role.OFFICER).id)
    with pytest.raises(Forbidden):
        list_adults_wanted(build.actor(Role.CUSTODY_OFFICER))


def test_the_page_says_where_and_since_when(desk, build, client_for, app, wanted):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    assert f"/custody/{wanted.id}/people/coordinator" in sergeant.get(f"/custody/{wanted.id}?tab=people").text
    coordinator = client_for(Role.APPROPRIATE_ADULT_COORDINATOR, name="Ann Day")
    assert "No request is in your hands" in coordinator.get("/custody/adults-wanted").text
    mine = build.user(Role.APPROPRIATE_ADULT_COORDINATOR)
    answer = sergeant.post(f"/custody/{wanted.id}/people/coordinator", data={"user_id": mine.id})
    assert answer.status_code == 302
    assert coordinator.get(f"/custody/{wanted.id}").status_code == 403
    assert coordinator.get("/api/v1/custody/adults-wanted").json["wanted"] == []
