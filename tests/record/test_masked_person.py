"""The masked form of a person (ROL-4, the L of HCP and FOR): who they are and what to beware of, and no more."""

from datetime import date

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden
from mips.record.model.person import IdentifierKind, PersonIdentifier, Residence, WarningMarker
from mips.record.usecases.attachments import list_attachments
from mips.record.usecases.finding import find_persons, find_same
from mips.record.usecases.person_page import read_person
from mips.record.usecases.timeline import read_timeline
from tests.custody.scenery import Desk
from tests.investigation.crimes import recorded

LIMITED = [Role.HEALTHCARE_PROFESSIONAL, Role.FORENSIC_GATEKEEPER]
HIDDEN = ("Uses a wheelchair", "07700900123", "9 Quiet Street", "Said by her mother", "A heart condition", "Theft")


@pytest.fixture
def person(build):
    made = build.person(disability="Uses a wheelchair", occupation="Baker", born_on=date(1990, 1, 2))
    recorded(build, made)
    until = {"review_on": date(2026, 6, 1), "expires_on": date(2026, 7, 1), "person_id": made.id}
    with build.scenery():
        for row in (
            PersonIdentifier(person_id=made.id, kind=IdentifierKind.PHONE, value="07700900123", raw="07700900123"),
            PersonIdentifier(person_id=made.id, kind=IdentifierKind.PNCID, value="90/1234567A", raw="90/1234567A"),
            Residence(person_id=made.id, address="9 Quiet Street", said_by="Said by her mother"),
            WarningMarker(kind="violent", detail="Carries a knife", said_by="Said by her mother", **until),
            WarningMarker(kind="ailment", detail="A heart condition", said_by="Said by her mother", **until),
        ):
            build._session.add(row)
    build._session.expire_all()
    build._session.refresh(made)
    return made


@pytest.mark.parametrize("role", LIMITED)
def test_the_use_case_gives_identity_and_markers(build, person, role):
    page = read_person(build.actor(role), person_id=person.id)
    assert page.limited
    assert (list(page.latest), list(page.open_matters), page.held) == ([], [], None)
    assert [marker.detail for marker in page.markers] == ["Carries a knife"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERINTENDENT])
def test_others_see_all_of_it(build, person, role):
    page = read_person(build.actor(role), person_id=person.id)
    assert not page.limited
    assert {marker.detail for marker in page.markers} == {"Carries a knife", "A heart condition"}
    assert page.open_matters


def test_two_roles_add_up_to_the_whole(build, person):
    assert not read_person(
        build.actor(Role.HEALTHCARE_PROFESSIONAL, Role.DISCLOSURE_OFFICER), person_id=person.id
    ).limited


@pytest.mark.parametrize("role", LIMITED)
def test_the_page_shows_nothing_else(client_for, person, role):
    page = client_for(role).get(f"/people/{person.id}").text
    assert "WEBB, Ada" in page and "Carries a knife" in page
    assert [text for text in HIDDEN if text in page] == []


@pytest.mark.parametrize("tab", ["timeline", "addresses", "images", "provenance"])
@pytest.mark.parametrize("role", LIMITED)
def test_there_is_no_way_to_the_rest(client_for, person, role, tab):
    assert client_for(role).get(f"/people/{person.id}/{tab}").status_code == 403


@pytest.mark.parametrize("place", ["files", "log", "links", "restriction"])
def test_what_hangs_on_a_person_is_not_shown_either(client_for, person, place):
    assert client_for(Role.FORENSIC_GATEKEEPER).get(f"/records/{person.id}/{place}").status_code == 403


@pytest.mark.parametrize("role", LIMITED)
def test_a_program_gets_the_same_and_no_field_more(client_for, person, role):
    answer = client_for(role).get(f"/api/v1/persons/{person.id}")
    assert answer.json["limited"]
    assert [text for text in HIDDEN if text in answer.text] == []
    assert "said_by" not in answer.text
    assert [each["kind"] for each in answer.json["identifiers"]] == ["pncid"]
    assert not {"disability", "occupation", "residences", "religion"} & answer.json.keys()


def test_an_officer_s_program_gets_everything(client_for, person):
    told = client_for(Role.OFFICER).get(f"/api/v1/persons/{person.id}").json
    assert (told["limited"], told["disability"], len(told["identifiers"])) == (False, "Uses a wheelchair", 2)


@pytest.mark.parametrize("role", LIMITED)
def test_search_shows_no_more_than_the_page(build, client_for, person, role):
    actor = build.actor(role)
    for found in (find_persons(actor, q="Webb Ada"), find_same(actor, family_name="Webb", given_names="Ada")):
        assert [hit.person.id for hit in found.hits] == [person.id]
        assert not found.last_seen
        assert [marker.kind for marker in found.markers(found.hits[0].person)] == ["violent"]
    page = client_for(role).get("/search?q=Webb+Ada").text
    assert "last:" not in page


def test_the_timeline_and_the_files_are_for_who_sees_all(build, person):
    with pytest.raises(Forbidden):
        read_timeline(build.actor(Role.HEALTHCARE_PROFESSIONAL), person_id=person.id)
    with pytest.raises(Forbidden):
        list_attachments(build.actor(Role.HEALTHCARE_PROFESSIONAL), entity_id=person.id)


def test_the_files_of_a_record_are_seen_as_the_record_is(build):
    """ROL-4: an officer sees the limited custody record, and none of its files."""
    detention = Desk(build).detained()
    with pytest.raises(Forbidden):
        list_attachments(build.actor(Role.OFFICER), entity_id=detention.id)
    list_attachments(build.actor(Role.REVIEWING_INSPECTOR), entity_id=detention.id)
