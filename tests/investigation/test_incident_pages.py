"""Taking a report in the browser, and what becomes of it: nothing is asked again, nothing typed is lost."""

import re

from mips.access.permissions import Role
from tests.investigation.reports import taken_down


def typed(**fields):
    return {
        "summary": "Somebody took my cycle",
        "category": "crime",
        "offence_code": "TH68010",
        "occurred_from": "today 09:00",
        "where-address": "1 Test Street",
        "reported_at": "today 11:00",
        "channel": "counter",
        "reporter-capacity": "victim",
    } | fields


def test_a_report_is_taken_and_its_crime_asks_nothing_again(build, client_for):
    client, person = client_for(Role.OFFICER), build.person()
    fields = typed(**{"reporter-person_id": str(person.id)})
    page = client.post("/incidents/new", data=fields, follow_redirects=True).text
    for said in ("28/I0000001/26", "23h 0m left", "Not decided", person.label, "The victim"):
        assert said in page
    address = re.search(r'href="(/incidents/[^"]+/crime)"', page)[1]
    form = client.get(address).text
    for known in ('value="TH68010"', "Somebody took my cycle", "2 Mar 2026 09:00", "2 Mar 2026 11:00", str(person.id)):
        assert known in form
    assert 'value="counter" checked' in form


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client_for):
    answer = client_for(Role.OFFICER).post("/incidents/new", data=typed())
    assert answer.status_code == 422
    assert "Enter who reported it" in answer.text
    assert "Somebody took my cycle" in answer.text


def test_not_a_crime_is_decided_with_its_reason(build, client_for):
    incident, client = taken_down(build, category="rape"), client_for(Role.OFFICER)
    address = f"/incidents/{incident.id}/not-recorded"
    assert "N100/2" in client.get(address).text
    refused = client.post(address, data={"reason": "contrary-evidence", "why": "He was abroad"})
    assert refused.status_code == 422
    assert "Enter what shows this" in refused.text
    assert "A rape is reported" in refused.text
    fields = {"reason": "contrary-evidence", "why": "He was abroad", "evidence": "Passport", "n100": "N100/2"}
    page = client.post(address, data=fields, follow_redirects=True).text
    for said in ("Crime-related incident", "There is credible evidence to the contrary", "NC-2", "Decided in 2h"):
        assert said in page


def test_the_register_and_the_list_are_one(build, client_for):
    incident = taken_down(build)
    page = client_for(Role.OFFICER).get("/incidents/").text
    assert incident.reference in page
    assert "22h 0m left" in page
    assert "Nothing matches these filters" in client_for(Role.OFFICER).get("/incidents/?n100=yes").text
