"""The walk through the desk as it is clicked and as it is called, and that nothing on it is asked twice."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry, Verb
from mips.custody.usecases.reading import print_custody_record
from tests.build import NOON
from tests.custody.answers import ON_ARREST, RIGHTS

ASKED = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"_][^"]*)"')


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


@pytest.fixture
def inspector(client_for):
    return client_for(Role.REVIEWING_INSPECTOR, rank=3)


def typed(page):
    """What a page asks for, with what it already holds: name -> value, hidden and empty alike."""
    found = {}
    for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>(?:[^<]*</textarea>)?", page):
        name = re.search(r'\bname="([^"]+)"', tag)
        if not name or name[1].startswith("_") or name[1] in {"csrf_token", "q"} or name[1].endswith("__q"):
            continue
        ticked = 'type="checkbox"' in tag or 'type="radio"' in tag
        value = re.search(r'\bvalue="([^"]*)"', tag)
        text = re.search(r">\n?([^<]*)</textarea>", tag)
        given = text[1] if text else value[1] if value else ""
        if ticked and "checked" not in tag:
            given = ""
        found[name[1]] = found.get(name[1]) or given
    return found


def goes_to(answer):
    assert answer.status_code == 302, re.findall(r'error-message">(.*?)</p>', answer.text)
    return answer.headers["Location"]


def test_from_a_suspect_to_the_court_nothing_known_is_asked_again(desk, build, sergeant, inspector):
    person = build.person(family_name="Smith", given_names="John")
    offence = desk.suspected(person, title="Burglary dwelling", code="TH68026", committed_from=NOON - timedelta(days=1))
    suite = desk.suite

    page = sergeant.get(f"/custody/arrive?person={person.id}&suite={suite.id}").text
    asked = typed(page)
    assert asked["arrived_at"] and asked["offence_ids"] == str(offence.id)
    assert f'value="{suite.id}" selected' in page
    sent = {"arrived_at": "11:30", "suite_id": suite.id, "person_id": person.id, "offence_ids": offence.id}
    record = goes_to(sergeant.post("/custody/arrive", data=sent))

    page = sergeant.get(f"{record}/arrest").text
    asked = typed(page)
    assert asked["offence_ids"] == str(offence.id) and '<option value="PACE 1984 s.24" selected>' in page
    assert "person_id" not in asked and "suite_id" not in asked
    sent = {
        "arrested_at": "11:05",
        "arrest_place": "12 High Street",
        "arrest_reason": "Found inside",
        "necessity": "investigation",
        "offence_ids": offence.id,
        "arrest_power": "PACE 1984 s.24",
        "arrested_by_id": desk.arresting_officer.id,
        **ON_ARREST,
    }
    goes_to(sergeant.post(f"{record}/arrest", data=sent))

    asked = typed(sergeant.get(f"{record}/authorise").text)
    assert not asked.keys() & {"person_id", "suite_id", "arrested_at", "offence_ids", "no_sergeant_why"}
    sent = {"grounds": "obtain-by-questioning", "grounds_reason": "To be interviewed", "authorised_at": "11:40"}
    sent["present"] = "yes"
    goes_to(sergeant.post(f"{record}/authorise", data=sent))

    goes_to(sergeant.post(f"{record}/rights", data=RIGHTS | {"advice": "yes", "solicitor": "Duty"}))
    goes_to(sergeant.post(f"{record}/cell", data={"cell_id": suite.cells[0].id}))
    goes_to(sergeant.post(f"{record}/log", data={"text": "Given tea", "at": "now"}))
    sent = {"reason": "Interview to follow", "detainee_heard": "nothing", "reminded": "yes"}
    goes_to(inspector.post(f"{record}/review/before-charge", data=sent))

    asked = typed(sergeant.get(f"{record}/charge").text)
    assert asked["court"] == suite.court and asked["court_at"]
    assert asked["charges-0-offence_id"] == str(offence.id)
    assert "Burglary dwelling" in asked["charges-0-wording"] and asked["charges-0-committed_from"]
    sent = {name: value for name, value in asked.items() if name.startswith("charges-") and value}
    sent |= {"bailed": "yes", "court": asked["court"], "court_at": asked["court_at"], "reply": "No comment"}
    goes_to(sergeant.post(f"{record}/charge", data=sent))

    asked = typed(sergeant.get(f"{record}/release").text)
    assert set(asked) == {"released_at"}
    assert sergeant.post(f"{record}/release", data={}).status_code == 422
    goes_to(
        sergeant.post(f"{record}/release-risk", data={"none_of_these": "yes", "feeling": "Well", "transport": "Bus"})
    )
    goes_to(sergeant.post(f"{record}/release", data={}))
    assert "Charged and bailed to court" in sergeant.get(record).text


@pytest.mark.parametrize("tab", ["log", "rights", "clock", "arrest"])
def test_each_part_of_the_record_has_its_page(desk, sergeant, tab):
    detention = desk.charged(desk.detained())
    page = sergeant.get(f"/custody/{detention.id}?tab={tab}")
    assert page.status_code == 200
    assert detention.detainee in page.text and detention.reference in page.text


def test_the_record_is_printed_marked_and_with_all_of_its_log(desk, sergeant, db_session):
    detention = desk.charged(desk.detained())
    page = sergeant.get(f"/custody/{detention.id}").text
    address = re.search(r'href="(/documents/custody-record[^"]*)"', page)[1]
    printed = sergeant.get(address)
    assert printed.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert "Custody record" in str(pdf.docinfo.get("/Title", "")) and len(pdf.pages) >= 1
    used = db_session.scalars(sa.select(JournalEntry.usecase).where(JournalEntry.verb == Verb.DISCLOSED)).all()
    assert print_custody_record.name in used


def test_what_may_not_be_done_yet_says_why(desk, sergeant):
    page = sergeant.get(f"/custody/{desk.arrived().id}").text
    assert "The arrest is not recorded yet" in page
    assert "For an inspector not involved" in sergeant.get(f"/custody/{desk.detained().id}").text


def test_a_constable_is_shown_no_log_and_no_rights(desk, client_for):
    detention = desk.detained()
    page = client_for(Role.OFFICER).get(f"/custody/{detention.id}?tab=log").text
    assert detention.detainee in page
    assert "To be interviewed about the theft" not in page


def test_a_rule_that_says_no_stands_beside_its_field_and_nothing_typed_is_lost(desk, client_for):
    constable = client_for(Role.CUSTODY_OFFICER, rank=1)
    detention = desk.arrested(desk.arrived())
    sent = {"grounds": "secure-evidence", "grounds_reason": "To search the flat", "present": "yes"}
    answer = constable.post(f"/custody/{detention.id}/authorise", data=sent)
    assert answer.status_code == 422
    assert 'id="no_sergeant_why-error"' in answer.text and "To search the flat" in answer.text


def test_a_right_that_could_not_be_answered_says_why(desk, sergeant):
    here = f"/custody/{desk.detained().id}/rights"
    answers = RIGHTS | {"advice": "not-answered"}
    refused = sergeant.post(here, data=answers)
    assert refused.status_code == 422 and 'id="not_answered_why-error"' in refused.text
    goes_to(sergeant.post(here, data=answers | {"not_answered_why": "asleep"}))


def test_the_person_picked_from_a_person_page_need_not_be_described(desk, build, sergeant):
    person = build.person()
    sent = {"arrived_at": "now", "suite_id": desk.suite.id, "person_id": person.id}
    assert goes_to(sergeant.post("/custody/arrive", data=sent))


def test_an_officer_is_found_by_collar_number(desk, sergeant):
    found = sergeant.get(f"/custody/officers?q={desk.arresting_officer.collar_number}").json["candidates"]
    assert [each["value"] for each in found] == [str(desk.arresting_officer.id)]


@pytest.mark.parametrize("text", ["", "%25", "%00", "_", "%ED%A0%80"])
def test_an_officer_is_found_by_letters_only(desk, sergeant, text):
    assert sergeant.get(f"/custody/officers?q={text}").json == {"candidates": []}


def test_one_suite_needs_no_choosing(desk, sergeant):
    assert goes_to(sergeant.get("/custody/")).endswith(f"/custody/suites/{desk.suite.id}")


def test_a_suite_is_opened_with_its_cells(client_for):
    client = client_for(Role.CUSTODY_OFFICER, rank=2)
    sent = {"name": "Eastgate", "code": "EG", "force": "01", "station": "EG", "cells": "M1\nM2\nM2\n\nF1"}
    board = client.get(goes_to(client.post("/custody/suites/new", data=sent))).text
    assert "Eastgate" in board and "3 cells free of 3" in board


def test_the_walk_over_the_api(desk, build, sergeant):
    person = build.person()
    api = "/api/v1/custody/detentions"
    arrival = {"arrived_at": "2026-03-02T11:30:00+00:00", "suite_id": str(desk.suite.id), "person_id": str(person.id)}
    opened = sergeant.post(api, json=arrival)
    assert opened.status_code == 201, opened.json
    here = f"{api}/{opened.json['id']}"
    arrest = {
        "arrested_at": "2026-03-02T11:10:00+00:00",
        "arrest_place": "12 High Street",
        "arrest_reason": "Seen",
        "necessity": ["investigation"],
        "other_offences": [{"code": "TH68010"}],
    }
    arrested = sergeant.post(f"{here}/arrest", json=arrest)
    assert arrested.status_code == 201, arrested.json
    grounds = {"grounds": ["secure-evidence"], "grounds_reason": "To search"}
    assert sergeant.post(f"{here}/authorisation", json=grounds).status_code == 201
    told = {"given": [{"kind": "legal-advice", "wanted": True}]}
    assert sergeant.post(f"{here}/rights", json=told).status_code == 201
    charge = {
        "charges": [{"offence_id": arrested.json["offences"][0]["id"], "wording": "Stole"}],
        "bailed": True,
        "court": "Northmoor",
        "court_at": "2026-03-03T10:00:00+00:00",
    }
    charged = sergeant.post(f"{here}/charge", json=charge)
    assert charged.status_code == 201, charged.json
    safe = {"none_of_these": True, "feeling": "Well", "transport": "Bus"}
    assert sergeant.post(f"{here}/release-risk", json=safe).status_code == 201
    assert sergeant.post(f"{here}/release", json={}).json["disposal"] == "charged-and-bailed"
    shown = sergeant.get(here).json
    assert shown["standing"]["relevant_time"] == "2026-03-02T11:30:00+00:00"
    assert shown["detention"]["offences"][0]["stage"] == "charged"
    assert [each["id"] for each in sergeant.get(f"{api}?person_id={person.id}").json] == [shown["detention"]["id"]]


def test_a_refusal_over_the_api_names_its_section(desk, build, sergeant):
    detention = desk.arrived(build.person())
    refused = sergeant.post(
        f"/api/v1/custody/detentions/{detention.id}/authorisation",
        json={"grounds": ["secure-evidence"], "grounds_reason": "To search"},
    )
    assert refused.status_code == 409
    assert refused.json["rule"] == "PACE 1984 s.37(1)"
