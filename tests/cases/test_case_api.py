"""Cases over HTTP: list, read, write a form, fetch the file."""

import pytest

from tests.build import signed_in
from tests.cases.charging import HEARING


@pytest.fixture
def case_id(scene):
    return scene.charged()


@pytest.fixture
def client(app, scene):
    return signed_in(app, scene.officer)


def test_the_list_is_paged_by_key(client, scene, case_id):
    other = scene.offence(scene.person("Jones", "Mark"), crime_id=None)
    scene.charged(other)
    found = client.get("/api/v1/cases?whose=all").json
    assert [row["label"] for row in found["rows"]] == ["R v JONES", "R v SMITH"]
    assert found["next"] is None


def test_a_case_is_read_with_its_defendants_and_readiness(client, case_id):
    found = client.get(f"/api/v1/cases/{case_id}").json
    assert found["case"]["urn"].startswith("2801")
    assert found["defendants"][0]["name"] == "SMITH, John Paul"
    assert found["defendants"][0]["offences"][0]["stage"] == "charged"
    assert found["defendants"][0]["bailed_to"].startswith(HEARING.date().isoformat())
    assert {item["state"] for item in found["readiness"]} == {"missing", "ready"}
    assert found["forms"] == []


def test_a_form_is_written_and_a_stale_one_refused_with_both_texts(client, case_id):
    address = f"/api/v1/cases/{case_id}/forms/mg5"
    first = client.put(address, json={"version": 0, "summary": "One", "finished": True})
    assert first.status_code == 200
    assert first.json["contents"]["summary"] == "One" and first.json["locked_at"]
    stale = client.put(address, json={"version": 0, "summary": "Two"})
    assert stale.status_code == 409 and stale.json["theirs"]["summary"] == "One"


def test_what_is_read_is_changed_by_its_etag(client, case_id):
    address = f"/api/v1/cases/{case_id}/forms/mg6"
    assert client.get(address).status_code == 404
    client.put(address, json={"version": 0, "strengths": "One"})
    read = client.get(address)
    changed = client.put(address, json={"strengths": "Two"}, headers={"If-Match": read.headers["ETag"]})
    assert changed.json["contents"]["strengths"] == "Two"
    late = client.put(address, json={"strengths": "Three"}, headers={"If-Match": read.headers["ETag"]})
    assert late.status_code == 412


def test_the_front_sheet_is_corrected(client, case_id):
    read = client.get(f"/api/v1/cases/{case_id}")
    changed = client.put(
        f"/api/v1/cases/{case_id}/front-sheet",
        json={"anticipated_plea": "guilty", "court": "Other Court", "enclosures": ["pnc"]},
        headers={"If-Match": read.headers["ETag"]},
    )
    assert changed.status_code == 200
    assert (changed.json["anticipated_plea"], changed.json["court"]) == ("guilty", "Other Court")


@pytest.mark.parametrize("body", [{"version": 0}, {"version": 0, "summary": "\u0000"}])
def test_a_malformed_form_is_refused_by_field(client, case_id, body):
    assert client.put(f"/api/v1/cases/{case_id}/forms/mg5", json=body).status_code == 422


def test_a_form_without_a_version_is_asked_for_one(client, case_id):
    assert client.put(f"/api/v1/cases/{case_id}/forms/mg5", json={"summary": "x"}).status_code == 428


@pytest.mark.parametrize("name", ["file", "initial-details"])
def test_the_file_is_given_as_pdf_to_a_named_recipient(client, case_id, name):
    response = client.get(f"/api/v1/cases/{case_id}/{name}.pdf?recipient=CPS&purpose=First hearing")
    assert response.mimetype == "application/pdf" and response.data.startswith(b"%PDF-")
    assert client.get(f"/api/v1/cases/{case_id}/{name}.pdf").status_code == 422


def test_the_description_of_the_api_tells_of_the_file(client):
    described = client.get("/api/v1/openapi.json").json["paths"]["/api/v1/cases/{case_id}/file.pdf"]["get"]
    assert "application/pdf" in described["responses"]["200"]["content"]
