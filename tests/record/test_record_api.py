"""The shared record through the machines' door."""

import io
from datetime import date

import pytest

from mips.access.permissions import Role
from mips.record.reference.model import ReferenceItem

PERSONS = "/api/v1/persons"


@pytest.fixture
def machine(client_for):
    return client_for(Role.OFFICER)


@pytest.fixture
def made(machine):
    told = {
        "family_name": "Okafor",
        "given_names": "Chidi",
        "born": "1980-03-12",
        "sex": "male",
        "identifiers": [{"kind": "pncid", "value": "81/34U"}],
    }
    return machine.post(PERSONS, json=told)


def test_a_person_is_created_and_read_with_its_etag(machine, made):
    assert made.status_code == 201
    person = made.json
    assert person["identifiers"][0]["value"] == "1981/0000034U"
    read = machine.get(f"{PERSONS}/{person['id']}")
    assert (read.status_code, read.json["born_on"], read.headers["ETag"]) == (200, "1980-03-12", made.headers["ETag"])


def test_a_change_to_the_version_read_is_taken_and_to_an_older_one_refused(machine, made):
    url, match = f"{PERSONS}/{made.json['id']}", {"If-Match": made.headers["ETag"]}
    first = machine.patch(url, json={"occupation": "Baker"}, headers=match)
    assert (first.status_code, first.json["occupation"], first.json["sex"]) == (200, "Baker", "male")
    second = machine.patch(url, json={"occupation": "Butcher"}, headers=match)
    assert (second.status_code, second.json["type"]) == (412, "/problems/precondition-failed")
    assert machine.patch(url, json={"occupation": "Cook"}, headers={"If-Match": "nonsense"}).status_code == 412
    assert machine.patch(url, json={"occupation": "Cook"}).status_code == 428


def test_without_the_header_the_version_may_stand_in_the_body(machine, made):
    url, version = f"{PERSONS}/{made.json['id']}", made.json["version"]
    assert machine.patch(url, json={"version": version, "occupation": "Baker"}).status_code == 200
    stale = machine.patch(url, json={"version": version, "occupation": "Butcher"})
    assert (stale.status_code, stale.json["theirs"]["occupation"]) == (409, "Baker")


def test_one_very_like_another_needs_a_reason(machine, made):
    told = {"family_name": "Okafor", "given_names": "Chidi", "born": "12/3/1980"}
    refused = machine.post(PERSONS, json=told)
    assert (refused.status_code, refused.json["rule"]) == (409, "same-person")
    same = machine.post(f"{PERSONS}/same", json=told).json["hits"]
    assert [hit["person"]["id"] for hit in same] == [made.json["id"]]
    assert machine.post(PERSONS, json=told | {"different_because": "twins"}).status_code == 201


def test_search_says_why(machine, made):
    (hit,) = machine.get(f"{PERSONS}?q=okafor+chidi+1980").json["hits"]
    assert hit["person"]["id"] == made.json["id"]
    assert {reason["field"] for reason in hit["reasons"]} == {"surname", "forename", "born"}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"family_name": ""},
        {"family_name": "a\x00b"},
        {"family_name": "a\ud800"},
        {"family_name": "x" * 10_000_000},
        {"family_name": "Webb", "born": "9999-01-01"},
        {"family_name": "Webb", "sex": "nonsense"},
        {"family_name": "Webb", "identifiers": [{"kind": "pncid", "value": "81/34A"}]},
        {"family_name": "Webb", "unknown": 1},
    ],
    ids=range(9),
)
def test_what_is_malformed_is_refused(told, machine):
    assert machine.post(PERSONS, json=told).status_code == 422


def test_facts_are_added_and_ended(machine, made):
    url = f"{PERSONS}/{made.json['id']}"
    added = machine.post(f"{url}/identifiers", json={"kind": "phone", "value": "07700 900123", "said_by": "himself"})
    assert added.status_code == 201
    ended = machine.post(f"{url}/facts/identifiers/{added.json['id']}/end", json={"why": "given up"})
    assert (ended.status_code, ended.json["ended_why"]) == (200, "given up")
    assert machine.post(f"{url}/facts/nonsense/{added.json['id']}/end", json={"why": "x"}).status_code == 404


def test_a_log_is_paged_by_key(machine, made):
    url = f"/api/v1/records/{made.json['id']}/log"
    for number in range(60):
        assert machine.post(url, json={"text": f"Entry {number}"}).status_code == 201
    first = machine.get(url).json
    rest = machine.get(url, query_string={"after": first["next"]}).json
    texts = [entry["text"] for entry in first["rows"] + rest["rows"]]
    assert sorted(texts) == sorted(f"Entry {number}" for number in range(60))
    assert rest["next"] is None


def test_a_file_goes_in_and_comes_out(machine, made):
    url = f"/api/v1/records/{made.json['id']}/attachments"
    sent = machine.post(url, data={"file": (io.BytesIO(b"What was said"), "statement.txt")})
    assert sent.status_code == 201
    assert machine.get(f"/api/v1/attachments/{sent.json['id']}").data == b"What was said"
    assert machine.post(url, data={"file": (io.BytesIO(b"%PDF-1.7"), "statement.png")}).status_code == 422


def test_tasks_are_raised_and_done(machine):
    task = machine.post("/api/v1/tasks", json={"title": "Statement"})
    assert task.status_code == 201
    assert [each["title"] for each in machine.get("/api/v1/tasks").json["rows"]] == ["Statement"]
    assert machine.post(f"/api/v1/tasks/{task.json['id']}/done", json={"result": "taken"}).json["result"] == "taken"
    assert machine.get("/api/v1/tasks").json["rows"] == []


@pytest.mark.parametrize(
    ("kind", "told", "q"),
    [
        ("place", {"address": "12 High Street, Northmoor", "postcode": "sw1a1aa"}, "high nor"),
        ("place", {"address": "12 High Street", "postcode": "SW1A 1AA"}, "SW1A1AA"),
        ("organisation", {"name": "Northmoor Motors Ltd"}, "motors"),
        ("thing", {"thing_kind": "vehicle", "number": "ab12 cde"}, "AB12CDE"),
        ("thing", {"thing_kind": "phone", "number": "07700 900123"}, "+447700900123"),
    ],
)
def test_objects_are_made_read_and_found_by_their_words(kind, told, q, machine):
    made = machine.post(f"/api/v1/{kind}s", json=told)
    assert made.status_code == 201
    assert machine.get(f"/api/v1/{kind}s/{made.json['id']}").json == made.json
    found = machine.get(f"/api/v1/{kind}s", query_string={"q": q}).json["rows"]
    assert [each["id"] for each in found] == [made.json["id"]]
    assert machine.get(f"/api/v1/{kind}s", query_string={"q": "!&|:*()"}).json["rows"] == []


def test_links_are_added_and_listed(machine, made, build):
    for list_name, code in (("link-type", "knows-test"), ("link-strength", "sure-test")):
        build.add(ReferenceItem(list_name=list_name, code=code, title=code, position=0, extra={}))
    url, other = f"/api/v1/records/{made.json['id']}/links", build.person(born_on=date(1970, 1, 1))
    told = {"to_id": str(other.id), "type": "knows-test", "strength": "sure-test"}
    assert machine.post(url, json=told).status_code == 201
    (link,) = machine.get(url).json["links"]
    assert (link["from_id"], link["to_id"], link["strength"]) == (made.json["id"], str(other.id), "sure-test")
    assert machine.post(url, json=told | {"type": "nonsense"}).status_code == 422
