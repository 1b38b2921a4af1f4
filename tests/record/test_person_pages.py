"""Persons through the browser's door: pages, the picker, and making one without losing what was typed elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import html5lib
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.access.policy import Restriction
from mips.record.model.case import Stage
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person, PersonIdentifier, WarningMarker
from mips.record.model.work import Attachment
from mips.record.reference.model import ReferenceItem
from tests.custody.scenery import Desk
from tests.record.occurrence import Occurrence

MOST_QUERIES = 12


@contextmanager
def counted(session) -> Iterator[list[str]]:
    """The statements sent meanwhile, without those that only manage transactions."""
    sent: list[str] = []

    def note(connection, cursor, statement, *rest):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    engine = session.get_bind().engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def browser(client_for):
    return client_for(Role.OFFICER)


@pytest.fixture
def john(build):
    person = build.person(family_name="Smith", given_names="John", born_on=date(1980, 3, 12))
    build.add(
        WarningMarker(
            person_id=person.id,
            kind="self-harm",
            detail="in custody 2024",
            review_on=date(2026, 6, 1),
            expires_on=date(2027, 1, 1),
            said_by="custody record",
        )
    )
    return person


def hidden_inputs(page: str) -> dict[str, str]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return {e.get("name"): e.get("value") for e in tree.iter("input") if e.get("type") == "hidden" and e.get("name")}


def test_the_person_page_shows_who_they_are_in_a_counted_number_of_queries(browser, john, build, db_session):
    for number in range(8):
        event = build.add(Occurrence(label=f"Event {number}"))
        build.add(Involvement(party_id=john.id, event_id=event.id, part=Part.VICTIM))
    db_session.expunge_all()
    with counted(db_session) as sent:
        page = browser.get(f"/people/{john.id}")
    assert page.status_code == 200
    assert "SMITH, John" in page.text and "12 Mar 1980 (age 45)" in page.text
    assert "Self-harm" in page.text and "from custody record" in page.text
    assert len(sent) <= MOST_QUERIES, "\n".join(sent)


@pytest.mark.parametrize("tab", ["summary", "timeline", "addresses", "provenance"])
def test_every_tab_opens(browser, john, tab):
    assert browser.get(f"/people/{john.id}/{tab}").status_code == 200


def test_a_tab_that_does_not_exist_is_not_found(browser, john):
    assert browser.get(f"/people/{john.id}/nonsense").status_code == 404


def test_hidden_and_missing_look_alike(browser, build):
    hidden = build.person(restriction=Restriction.NAMED)
    answers = [browser.get(f"/people/{key}") for key in (hidden.id, "00000000-0000-7000-8000-000000000000")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_picker_is_given_candidates_with_what_tells_them_apart(browser, john):
    (found,) = browser.get("/people/find?q=john+smith").json["candidates"]
    assert (found["value"], found["label"], found["tags"]) == (str(john.id), "SMITH, John", ["Self-harm"])
    assert found["detail"].startswith("born 12 Mar 1980 (45)")


@pytest.mark.parametrize("q", ["", "%00", "%ed%a0%80", "x" * 3000])
def test_the_picker_answers_odd_texts_with_nobody(browser, john, q):
    answer = browser.get(f"/people/find?q={q}")
    assert (answer.status_code, answer.json) == (200, {"candidates": []})


def test_search_shows_persons_with_why(browser, john):
    page = browser.get("/search?q=smyth+john")
    assert page.status_code == 200 and "SMITH, John" in page.text and "spelled almost the same" in page.text


def test_a_new_person_is_added_from_a_page(browser, db_session):
    answer = browser.post("/people/new", data={"family_name": "Okafor", "born": "about 1980", "sex": "male"})
    person = db_session.scalars(sa.select(Person).where(Person.family_name == "Okafor")).one()
    assert answer.status_code == 303 and answer.location == f"/people/{person.id}"
    assert (person.born_on, person.born_precision) == (date(1980, 1, 1), "circa")


def test_somebody_alike_is_shown_and_a_reason_asked(browser, john):
    typed = {"family_name": "Smith", "given_names": "Jon", "born": "12/3/1980"}
    page = browser.post("/people/new", data=typed)
    assert page.status_code == 422
    assert "Is this the same person?" in page.text and 'href="#different_because"' in page.text
    assert browser.post("/people/new", data=typed | {"different_because": "Twins"}).status_code == 303


def test_a_wrong_identifier_is_refused_beside_its_field(browser):
    typed = {"family_name": "Webb", "identifiers-0-kind": "pncid", "identifiers-0-value": "81/34A"}
    page = browser.post("/people/new", data=typed)
    assert page.status_code == 422 and "check letter should be U" in page.text


def test_a_person_made_from_a_picker_goes_back_chosen_with_nothing_lost(browser, db_session):
    url = "/people/new?for=suspect&back=/somewhere/new?a=1"
    first = browser.post(url, data={"suspect__q": "ada webb 1/2/1990", "notes": "kept words", "family_name": "Other"})
    kept = hidden_inputs(first.text)
    assert first.status_code == 200 and kept["_kept:notes"] == "kept words"
    assert 'value="Webb"' in first.text and 'value="01/02/1990"' in first.text
    second = browser.post(url, data=kept | {"family_name": "Webb", "given_names": "Ada"})
    person = db_session.scalars(sa.select(Person).where(Person.family_name == "Webb")).one()
    back = hidden_inputs(second.text)
    assert 'action="/somewhere/new?a=1"' in second.text
    assert (back["suspect"], back["notes"], back["_begin"]) == (str(person.id), "kept words", "1")


def test_one_shown_as_the_same_can_be_chosen_instead(browser, john):
    url = "/people/new?for=suspect&back=/somewhere/new"
    kept = {"_kept_path": "/somewhere/new", "_kept:notes": "kept words"}
    page = browser.post(url, data=kept | {"family_name": "Smith", "_use": str(john.id)})
    assert hidden_inputs(page.text)["suspect"] == str(john.id)


def test_two_savers_of_one_person(browser, john, client_for):
    version = john.version
    assert browser.post(f"/people/{john.id}/edit", data={"version": version, "occupation": "Baker"}).status_code == 303
    other = client_for(Role.OFFICER).post(f"/people/{john.id}/edit", data={"version": version, "occupation": "Butcher"})
    assert other.status_code == 409 and "Baker" in other.text and "Butcher" in other.text


def test_the_timeline_says_who_entered_what_and_how_far_each_allegation_came(browser, john, build, held_clock):
    author = build.user(Role.OFFICER, name="PC Lee")
    event = build.add(Occurrence(label="Fight in the High Street", owner_id=author.id))
    build.add(Involvement(party_id=john.id, event_id=event.id, part=Part.SUSPECT))
    build.offence(person_id=john.id, stage=Stage.CHARGED, charged_at=held_clock)
    page = browser.get(f"/people/{john.id}/timeline").text
    for text in ("Fight in the High Street", "PC Lee", "Suspect, occurrence", "Charged with Theft from shop"):
        assert text in page


def test_codes_and_numbers_are_said_as_people_say_them(browser, build):
    build.add(ReferenceItem(list_name="ethnicity", code="X1", title="Test group", position=0, extra={}))
    person = build.person(self_defined_ethnicity="X1")
    build.add(PersonIdentifier(person_id=person.id, kind="phone", value="+447700900123", raw="07700 900123"))
    page = browser.get(f"/people/{person.id}").text
    assert "Test group" in page and "07700 900123" in page


@pytest.mark.parametrize("part", ["name", "birth", "identifier", "residence", "description", "photograph", "marker"])
def test_each_fact_has_a_page_to_add_it_that_asks_for_what_it_needs(part, browser, john):
    assert browser.get(f"/people/{john.id}/{part}/add").status_code == 200
    refused = browser.post(f"/people/{john.id}/{part}/add", data={})
    assert refused.status_code == 422 and "There is a problem" in refused.text


def test_a_fact_is_added_and_ended_from_pages(browser, john, db_session):
    added = browser.post(f"/people/{john.id}/identifier/add", data={"kind": "phone", "value": "07700 900123"})
    assert added.status_code == 303
    number = db_session.scalars(sa.select(PersonIdentifier)).one()
    ended = browser.post(f"/people/{john.id}/identifiers/{number.id}/end", data={"why": "given up"})
    assert ended.status_code == 303 and "given up" in browser.get(ended.location).text


@pytest.mark.parametrize("path", ["files", "files/add", "log", "log/add", "links", "links/add", "restriction"])
def test_what_hangs_on_a_record_has_its_pages(path, browser, john):
    assert browser.get(f"/records/{john.id}/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/tasks", "/tasks/new", "/search", "/places/new", "/things/new", "/organisations/new"]
)
def test_pages_of_nobody_in_particular_open(path, browser):
    assert browser.get(path).status_code == 200


def test_home_shows_what_presses_and_the_number_of_a_record_leads_to_it(browser, build):
    event = build.add(Occurrence(label="Fight", reference="28/7/26"))
    assert "Nothing waits for you" in browser.get("/").text
    browser.post("/tasks/new", data={"title": "Statement to sign", "entity_id": str(event.id)})
    home = browser.get("/").text
    assert "Statement to sign" in home and "Fight" in home
    found = browser.get("/search?q=28/7/26").text
    assert "Records with this number" in found and "Fight" in found


def test_a_place_made_from_a_picker_goes_back_chosen(browser):
    url = "/places/new?for=place_id&back=/somewhere/new"
    first = browser.post(url, data={"place_id__q": "12 High Street", "notes": "kept words"})
    assert 'value="12 High Street"' in first.text
    second = browser.post(url, data=hidden_inputs(first.text) | {"address": "12 High Street"})
    assert {"notes", "place_id", "_begin"} <= hidden_inputs(second.text).keys()


def test_the_page_shows_their_face_and_in_short_what_matters(browser, john, build):
    file = Attachment(entity_id=john.id, name="face.png", media_type="image/png", size=1, sha256="0" * 64)
    build.add(file)
    with build.scenery():
        john.photograph_id = file.id
    page = browser.get(f"/people/{john.id}").text
    assert f'src="/people/{john.id}/photographs/{file.id}"' in page and "Photograph of SMITH, John" in page
    assert "Not in any event on the record" in page and "Self-harm in custody 2024" in page


def test_where_somebody_is_now_leads_to_their_custody_record(client_for, build):
    held = Desk(build).detained(build.person())
    page = client_for(Role.OFFICER).get(f"/people/{held.person_id}").text
    assert f'href="/custody/{held.id}">In custody at Northmoor since 11:30 (30m)' in page


def test_who_looked_is_a_tab_only_for_readers_of_access_logs(client_for, john):
    assert "Who looked" not in client_for(Role.OFFICER).get(f"/people/{john.id}").text
    assert client_for(Role.OFFICER).get(f"/people/{john.id}/looked").status_code == 404
    supervisor = client_for(Role.SUPERVISOR, rank=2)
    assert "Who looked" in supervisor.get(f"/people/{john.id}").text
    assert supervisor.get(f"/people/{john.id}/looked").status_code == 200


def test_only_what_this_reader_may_do_is_offered(client_for, john):
    officer, sergeant, reader = (
        client_for(*each).get(f"/people/{john.id}").text
        for each in ((Role.OFFICER,), (Role.CUSTODY_OFFICER,), (Role.DISCLOSURE_OFFICER,))
    )
    assert "Record arrival in custody" in sergeant and "Record arrival in custody" not in officer
    assert "Submit intelligence" in officer and "Change details" in officer
    assert "Change details" not in reader and "Add a warning marker" not in reader
