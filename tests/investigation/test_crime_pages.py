"""The pages and the API of investigation: nothing asked twice, nothing typed lost, every refusal with its reason."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mips.access.permissions import Rank, Role
from mips.investigation.model.crime import Crime, CrimeOutcome
from mips.investigation.usecases.outcomes import propose_outcome
from mips.record.model.person import Precision
from mips.web.headers import origin_of
from tests.investigation.crimes import ROBBERY, THEFT, an_outcome, charge, nothing_left, recorded


def typed(**fields):
    return {
        "offences-0-code": THEFT,
        "occurred_from": "today 09:00",
        "summary": "Took four bottles and ran",
        "where-address": "1 Test Street",
        "where-postcode": "sw1a2aa",
        "reported_at": "today 11:00",
        "channel": "call",
        "victims-0-organisation": "Test Stores",
        "basis": "victim-based",
        "amounts_to_crime": "yes",
    } | fields


def as_json(**fields):
    return {
        "offences": [{"code": THEFT}],
        "occurred_from": "2026-03-02T09:00:00Z",
        "summary": "Took four bottles and ran",
        "where": {"address": "1 Test Street", "postcode": "SW1A 2AA"},
        "reported_at": "2026-03-02T11:00:00Z",
        "channel": "call",
        "victims": [{"organisation": "Test Stores"}],
        "basis": "victim-based",
        "amounts_to_crime": True,
    } | fields


def test_a_crime_is_recorded_and_then_shown(build, client_for):
    person = build.person()
    fields = typed() | {"suspects-0-person_id": str(person.id), "suspects-0-grounds": "Named by staff"}
    answer = client_for(Role.OFFICER).post("/crimes/new", data=fields, follow_redirects=True)
    assert answer.status_code == 200
    for text in ("28/0000001/26", "Recorded in 1h", "1 Test Street SW1A 2AA", person.label, "Test Stores", "NC-2"):
        assert text in answer.text


def test_begun_on_a_person_they_are_already_chosen(build, client_for):
    client, person = client_for(Role.OFFICER), build.person()
    page = client.get(f"/crimes/new?person={person.id}").text
    assert f'name="suspects-0-person_id" value="{person.id}"' in page
    page = client.get(f"/crimes/new/victim?person={person.id}").text
    assert f'name="victims-0-person_id" value="{person.id}"' in page


def test_the_time_of_the_report_is_offered(client_for):
    assert 'value="2 Mar 2026 12:00"' in client_for(Role.OFFICER).get("/crimes/new").text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param({"offences-0-code": ""}, "Select the offence", id="no offence"),
        pytest.param({"offences-0-code": "XX99999"}, "There is no offence XX99999", id="CAS-3: no such offence"),
        pytest.param({"victims-0-organisation": ""}, "Enter the victim", id="NC-8: no victim"),
        pytest.param({"basis": "state-based", "evidence": "Knife"}, "has no victim", id="NC-3: a victim after all"),
        pytest.param({"basis": "state-based"}, "Enter the evidence that proves", id="NC-3: no evidence"),
        pytest.param({"amounts_to_crime": ""}, "an incident and not a crime", id="NC-6: not decided"),
        pytest.param({"where-address": ""}, "Enter where it happened", id="nowhere"),
        pytest.param({"where-point": "north"}, "Enter latitude and longitude", id="no such point"),
        pytest.param({"where-postcode": "XX"}, "must be a full UK postcode", id="no such postcode"),
        pytest.param({"occurred_from": "tomorrow 09:00"}, "is in the future", id="not happened yet"),
        pytest.param({"occurred_until": "yesterday 09:00"}, "cannot end before it begins", id="NC-1: ends first"),
        pytest.param({"reported_at": "yesterday 09:00"}, "cannot be reported before", id="NC-1: reported first"),
        pytest.param({"suspects-0-grounds": "Seen"}, "Select a person", id="a suspect without a person"),
        pytest.param({"channel": ""}, "Select how it was reported", id="NC-1: not said how"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client_for, wrong, message):
    fields = typed() | wrong
    answer = client_for(Role.OFFICER).post("/crimes/new", data=fields)
    assert answer.status_code == 422
    assert message in answer.text
    for kept in ("Took four bottles and ran", fields["occurred_from"], fields["where-postcode"]):
        assert kept in answer.text


def test_a_job_on_a_crime_leads_back_to_it(build, client_for):
    crime = recorded(build)
    client = client_for(Role.OFFICER)
    answer = client.post(f"/crimes/{crime.id}/log", data={"text": "House to house done"}, follow_redirects=True)
    assert "House to house done" in answer.text
    person = build.person()
    fields = {"person_id": str(person.id), "grounds": "On the footage"}
    answer = client.post(f"/crimes/{crime.id}/suspects", data=fields, follow_redirects=True)
    assert f"{person.label}. On the footage" in answer.text
    fields = {"status": "eliminated", "why": "Was abroad"}
    answer = client.post(f"/crimes/{crime.id}/suspects/{person.id}", data=fields, follow_redirects=True)
    assert "Eliminated" in answer.text
    fields = {"part": "witness", "organisation": "Test Transport"}
    answer = client.post(f"/crimes/{crime.id}/people", data=fields, follow_redirects=True)
    assert "Test Transport" in answer.text


def test_an_outcome_that_may_not_be_is_refused_with_its_reason(build, client_for):
    crime = recorded(build, build.person())
    fields = {"code": "18", "decided_on": "today", "rationale": "Nobody found", "victim_told_on": "today"}
    answer = client_for(Role.OFFICER_IN_CASE).post(f"/crimes/{crime.id}/outcome", data=fields)
    assert answer.status_code == 422
    assert "A suspect is named. Eliminate them with the reason" in answer.text
    assert "Nobody found" in answer.text


def test_an_outcome_is_proposed_by_one_and_signed_off_by_another(build, client_for):
    crime = recorded(build)
    fields = {"code": "18", "decided_on": "today", "rationale": "Nobody found", "victim_told_on": "today"}
    fields["evidence"] = "CCTV, house to house"
    proposed = client_for(Role.OFFICER_IN_CASE).post(f"/crimes/{crime.id}/outcome", data=fields, follow_redirects=True)
    assert "Waits to be signed off" in proposed.text
    nothing_left(build.actor(Role.OFFICER), crime.id)
    sergeant = client_for(Role.SUPERVISOR, rank=int(Rank.SERGEANT))
    page = sergeant.get(f"/crimes/{crime.id}/outcome/sign-off").text
    assert "Nobody found" in page
    fields = {"version": re.search(r'name="version" value="(\d+)"', page)[1]}
    done = sergeant.post(f"/crimes/{crime.id}/outcome/sign-off", data=fields, follow_redirects=True)
    assert "Finalised" in done.text


def test_what_somebody_may_not_do_is_not_offered(build, client_for):
    crime = recorded(build)
    reader = client_for(Role.WITNESS_CARE).get(f"/crimes/{crime.id}").text
    assert "Your role does not show the log" in reader
    for offered in ("Add to the log", "Add a suspect", "Propose an outcome"):
        assert offered not in reader


def test_the_list_keeps_its_filters_and_pages_by_key(build, client_for):
    crimes = [recorded(build, offences=[{"code": ROBBERY}]) for _ in range(26)]
    client = client_for(Role.OFFICER)
    page = client.get("/crimes/?status=allocated").text
    assert crimes[25].reference in page
    assert crimes[0].reference not in page
    assert "status=allocated&amp;after=" in page
    assert "Nothing matches these filters" in client.get("/crimes/?number=99").text
    assert client.get("/crimes/?since=never").status_code == 422


def test_places_are_offered_while_typing(build, client_for):
    place = build.place(address="1 Test Street", postcode="SW1A 2AA")
    found = client_for(Role.OFFICER).get("/crimes/places?q=1 test").json["candidates"]
    assert [each["value"] for each in found] == [str(place.id)]


def test_the_api_records_the_same_crime(build, client_for):
    client, person = client_for(Role.OFFICER), build.person()
    suspects = [{"person_id": str(person.id), "grounds": "Named"}]
    answer = client.post("/api/v1/investigation/crimes", json=as_json(suspects=suspects))
    assert (answer.status_code, answer.json["status"]) == (201, "allocated")
    crime = f"/api/v1/investigation/crimes/{answer.json['id']}"
    read = client.get(crime).json
    assert [(each["part"], each["status"]) for each in read["parties"]] == [("victim", ""), ("suspect", "suspect")]
    assert [(each["code"], each["stage"], each["person_id"]) for each in read["offences"]] == [
        (THEFT, "suspected", str(person.id))
    ]
    assert read["place"]["postcode"] == "SW1A 2AA"
    assert read["decisions"][0]["rule"] == "NC-2"
    assert client.post(f"{crime}/log", json={"text": "Called"}).status_code == 201
    listed = client.get("/api/v1/investigation/crimes?mine=true").json["rows"]
    assert [row["reference"] for row in listed] == [answer.json["reference"]]


def test_the_api_refuses_with_the_rule(build, client_for):
    crime = recorded(build, build.person())
    wanted = an_outcome("18", decided_on="2026-03-02", victim_told_on="2026-03-02")
    wanted |= wanted.pop("particulars")
    answer = client_for(Role.OFFICER_IN_CASE).post(f"/api/v1/investigation/crimes/{crime.id}/outcomes", json=wanted)
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json["rule"] == "INV-3"
    wrong = as_json(where={}, offences=[])
    answer = client_for(Role.OFFICER).post("/api/v1/investigation/crimes", json=wrong)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_a_charge_shows_on_the_crime_s_page(build, client_for):
    person = build.person()
    crime = recorded(build, person)
    charge(build.actor(Role.CUSTODY_OFFICER), crime_id=crime.id, person_id=person.id)
    page = client_for(Role.OFFICER).get(f"/crimes/{crime.id}").text
    assert "1 Charged or summonsed" in page
    assert "Charged since" in page


def test_why_somebody_may_not_sign_off_is_said_on_the_page(build, client_for):
    crime = recorded(build)
    propose_outcome(build.actor(Role.OFFICER_IN_CASE), crime_id=crime.id, **an_outcome("18"))
    page = client_for(Role.SUPERVISOR, rank=int(Rank.CONSTABLE)).get(f"/crimes/{crime.id}").text
    assert "It needs a higher rank" in page


def test_a_map_is_drawn_where_there_are_tiles_and_they_alone_may_be_loaded(app, build, client_for, monkeypatch):
    crime = recorded(build, where={"address": "1 Test Street", "point": (Decimal("51.5"), Decimal("-0.12"))})
    client = client_for(Role.OFFICER)
    assert "data-map=" not in client.get(f"/crimes/{crime.id}").text
    tiles = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    for name, value in {"MAP_TILES": tiles, "MAP_TILES_ORIGIN": origin_of(tiles)}.items():
        monkeypatch.setitem(app.config, name, value)
    answer = client.get(f"/crimes/{crime.id}")
    assert 'data-map="51.500000, -0.120000"' in answer.text
    assert "img-src 'self' data: https://*.tiles.example;" in answer.headers["Content-Security-Policy"]


@pytest.fixture
def published(build):
    """A crime of which only the month is known, as data.police.uk publishes it."""
    return build.add(
        Crime(
            label="Burglary, on or near High Street",
            category="Burglary",
            occurred_from=datetime(2026, 1, 1, tzinfo=UTC),
            occurred_until=datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC),
            occurred_precision=Precision.MONTH,
            outcomes=[CrimeOutcome(title="No suspect", decided_on=date(2026, 2, 1), decided_precision=Precision.MONTH)],
        )
    )


def test_a_month_is_never_said_as_a_midnight(published, client_for):
    client = client_for(Role.OFFICER)
    for path in ("/crimes/", f"/crimes/{published.id}"):
        page = client.get(path).text
        assert "January 2026" in page and "00:00" not in page and "1 Jan 2026" not in page
    assert "February 2026" in page and "1 Feb 2026" not in page


def test_machines_are_told_how_exactly_a_time_is_known(published, build, client_for):
    api = client_for(Role.OFFICER)
    said = api.get(f"/api/v1/investigation/crimes/{published.id}").json
    assert (said["occurred_precision"], said["outcomes"][0]["decided_precision"]) == ("month", "month")
    assert api.get(f"/api/v1/investigation/crimes/{recorded(build).id}").json["occurred_precision"] == "minute"


def test_a_crime_of_some_day_of_a_month_is_found_by_every_day_of_it(published, client_for):
    client = client_for(Role.OFFICER)
    assert "High Street" in client.get("/crimes/?since=15/1/2026&until=16/1/2026").text
    assert "High Street" not in client.get("/crimes/?since=1/2/2026").text


def test_the_crime_report_is_printed_with_its_log_for_who_may_read_it(build, client_for):
    crime = recorded(build, build.person(family_name="Field"))
    for role in (Role.OFFICER, Role.WITNESS_CARE):
        answer = client_for(role).get(f"/documents/crime-report?crime_id={crime.id}")
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF")
    assert f"/documents/crime-report?crime_id={crime.id}" in client_for(Role.OFFICER).get(f"/crimes/{crime.id}").text
