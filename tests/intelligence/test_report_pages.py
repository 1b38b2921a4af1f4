"""The pages and the API of intelligence: nothing asked twice, nothing typed lost, the same refusals at both doors."""

import pytest

from mips.access.permissions import Role
from tests.build import giving_a_reason
from tests.intelligence.reports import CONDITIONS, an_item, released, submitted


def typed(person, **fields):
    return {
        "people-0-person_id": str(person.id),
        "items-0-text": "Keeps stolen cycles in the shed",
        "items-0-assessment": "C",
        "items-0-handling": "P",
        "source_type": "public",
        "source_evaluation": "2",
        "provenance": "Said to a patrol",
        "information_on": "yesterday",
        "purpose": "prevent",
        "priority": "low",
        "marking": "official-sensitive",
    } | fields


def as_json(person, **fields):
    item = {"text": "Keeps stolen cycles", "assessment": "C", "handling": "P"}
    return {
        "people": [{"person_id": str(person.id)}],
        "items": [item],
        "source_type": "public",
        "source_evaluation": "2",
        "provenance": "Said to a patrol",
        "information_on": "2026-03-01",
        "purpose": "prevent",
        "priority": "low",
        "marking": "official-sensitive",
    } | fields


def test_a_report_is_submitted_and_then_shown(build, client_for):
    client, person = giving_a_reason(client_for(Role.OFFICER)), build.person()
    answer = client.post("/intelligence/new", data=typed(person), follow_redirects=True)
    assert answer.status_code == 200
    for text in ("submitted. It waits for assessment", "Keeps stolen cycles in the shed", "2 C P", person.label):
        assert text in answer.text


def test_begun_on_a_person_the_person_is_already_chosen(build, client_for):
    person = build.person()
    page = client_for(Role.OFFICER).get(f"/intelligence/new?person={person.id}")
    assert f'value="{person.id}"' in page.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param({"people-0-person_id": ""}, "Select whom the report is about", id="nobody"),
        pytest.param({"items-0-text": ""}, "Enter the information", id="no text"),
        pytest.param({"items-0-assessment": "E"}, "Say why this is suspected to be false", id="INT-1: E"),
        pytest.param({"source_evaluation": "3"}, "Say why the source is not reliable", id="INT-1: 3"),
        pytest.param({"items-0-handling": "C"}, "Enter the handling instructions", id="INT-1: C instructions"),
        pytest.param({"items-0-handling": "C"}, "Select an action code", id="INT-1: C action"),
        pytest.param({"items-0-handling": "C"}, "Select a sanitisation code", id="INT-1: C sanitisation"),
        pytest.param(
            {"items-0-handling": "C", "items-0-action_code": "A3"}, "Enter on whom or what", id="INT-1: A3 usage"
        ),
        pytest.param({"priority": "high"}, "Say what the risk is", id="INT-2: high priority"),
        pytest.param({"marking": "secret"}, "nothing above OFFICIAL-SENSITIVE", id="INT-5: SECRET"),
        pytest.param({"information_on": "tomorrow"}, "must be today or in the past", id="future"),
        pytest.param({"purpose": ""}, "Select the policing purpose", id="INT-8: no purpose"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(build, client_for, wrong, message):
    fields = typed(build.person()) | wrong
    answer = client_for(Role.OFFICER).post("/intelligence/new", data=fields)
    assert answer.status_code == 422
    assert message in answer.text
    for kept in ("Said to a patrol", fields["items-0-text"], "yesterday"):
        assert kept in answer.text


def test_the_place_it_is_about_is_shown(build, client_for):
    place = build.place(address="9 Harbour Lane", label="9 Harbour Lane")
    answer = giving_a_reason(client_for(Role.OFFICER)).post(
        "/intelligence/new", data=typed(build.person(), place_id=str(place.id)), follow_redirects=True
    )
    assert "9 Harbour Lane" in answer.text


def test_the_manager_releases_from_the_queue(build, client_for):
    report = submitted(build)
    client = giving_a_reason(client_for(Role.INTELLIGENCE_MANAGER))
    assert report.reference in client.get("/intelligence/queue/").text
    fields = {
        "items-0-item_id": str(report.items[0].id),
        "items-0-assessment": "B",
        "items-0-handling": "P",
        "source_evaluation": "1",
        "retention_group": "4",
        "version": str(report.version),
    }
    answer = client.post(f"/intelligence/{report.id}/release", data=fields, follow_redirects=True)
    assert "1 B P" in answer.text
    assert report.reference not in client.get("/intelligence/queue/").text


def test_the_limited_form_leaves_out_what_was_said_and_how_it_came(build, client_for):
    report = released(build, submitted(build))
    page = client_for(Role.CUSTODY_OFFICER).get(f"/intelligence/{report.id}").text
    assert report.reference in page
    assert "2 C P" in page
    for secret in ("Keeps stolen cycles", "Said to a patrol"):
        assert secret not in page


def test_a_report_with_conditions_is_not_there_for_an_officer(build, client_for):
    report = released(build, submitted(build, items=[an_item(**CONDITIONS)]))
    client = giving_a_reason(client_for(Role.OFFICER))
    assert client.get(f"/intelligence/{report.id}").status_code == 404
    assert client.get(f"/api/v1/intelligence/reports/{report.id}").status_code == 404


def test_those_who_submit_but_may_not_read_are_told_it_arrived(build, client_for):
    answer = client_for(Role.DETENTION_OFFICER).post(
        "/intelligence/new", data=typed(build.person()), follow_redirects=True
    )
    assert answer.status_code == 200
    assert "submitted. It waits for assessment" in answer.text


def test_the_api_takes_the_same_report(build, client_for):
    client, person = giving_a_reason(client_for(Role.OFFICER)), build.person()
    answer = client.post("/api/v1/intelligence/reports", json=as_json(person))
    assert (answer.status_code, answer.json["state"], answer.json["codes"]) == (201, "requires-assessment", ["2 C P"])
    read = client.get(f"/api/v1/intelligence/reports/{answer.json['id']}").json
    assert read["whole"]
    assert read["subjects"] == [{"id": str(person.id), "kind": "person", "label": person.label}]
    assert read["items"][0]["gradings"][0]["code"] == "2 C P"
    assert [row["id"] for row in client.get("/api/v1/intelligence/reports").json["rows"]] == [answer.json["id"]]


def test_the_api_refuses_with_a_pointer_to_each_mistake(build, client_for):
    wrong = as_json(build.person(), items=[{"text": "x", "assessment": "C", "handling": "C"}], marking="top secret")
    answer = client_for(Role.OFFICER).post("/api/v1/intelligence/reports", json=wrong)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert {error["pointer"] for error in answer.json["errors"]} == {
        "#/items/0/instructions",
        "#/items/0/action_code",
        "#/items/0/sanitisation",
        "#/marking",
    }


def test_the_api_shows_the_limited_form_without_what_was_said(build, client_for):
    report = released(build, submitted(build))
    read = client_for(Role.CUSTODY_OFFICER).get(f"/api/v1/intelligence/reports/{report.id}").json
    assert not read["whole"]
    assert read.keys().isdisjoint({"items", "provenance", "source_type", "risk"})
