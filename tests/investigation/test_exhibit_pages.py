"""The pages of exhibits: entered in a minute, moved by hand, refused with what may be done instead."""

import io
import re

import pytest

from mips.access.permissions import Role
from tests.investigation.crimes import recorded
from tests.investigation.property import entered, shelf

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082".replace(" ", "")
)


def seen_on(page):
    return re.search(r'name="seen" value="(\d+)"', page)[1]


def test_an_exhibit_is_entered_with_what_is_known_filled_in(build, client_for):
    crime = recorded(build)
    client = client_for(Role.OFFICER, name="Jane Smith")
    page = client.get(f"/crimes/{crime.id}/exhibits/new").text
    assert 'value="JS/1"' in page and 'value="1 Test Street SW1A 2AA"' in page
    fields = {
        "mark": "JS/1",
        "description": "Black phone",
        "seals": "B123456",
        "found_where": "Kitchen table",
        "seized_under": "pace-32",
        "photograph": (io.BytesIO(PIXEL), "phone.png"),
    }
    done = client.post(f"/crimes/{crime.id}/exhibits/new", data=fields, follow_redirects=True).text
    for said in ("JS/1 Black phone", "X280000001/26", "B123456", "PACE s.32", "Photograph of JS/1", "Jane Smith"):
        assert said in done
    assert 'value="JS/2"' in client.get(f"/crimes/{crime.id}/exhibits/new").text
    assert "JS/1" in client.get(f"/crimes/{crime.id}").text
    again = client.post(f"/crimes/{crime.id}/exhibits/new", data=fields | {"photograph": None, "seals": ""})
    assert again.status_code == 422 and "The next free is JS/2" in again.text and "Kitchen table" in again.text


def test_it_is_moved_and_corrected_on_its_page(build, client_for):
    officer = build.user(Role.OFFICER)
    exhibit, on = entered(build, by=officer.as_actor(), seals="B123456"), shelf(build)
    client = client_for(Role.EXHIBITS_OFFICER)
    page = client.get(f"/crimes/exhibits/{exhibit.id}/move").text
    assert on.name in page and "Is the seal whole?" in page
    fields = {"to": "in-store", "shelf_id": str(on.id), "purpose": "Booked in", "seen": seen_on(page)}
    refused = client.post(f"/crimes/exhibits/{exhibit.id}/move", data=fields)
    assert refused.status_code == 422 and "Say whether seal B123456 is whole" in refused.text
    fields |= {"seal_intact": "yes"}
    refused = client.post(f"/crimes/exhibits/{exhibit.id}/move", data=fields)
    assert "Whoever has it now signs" in refused.text and "Booked in" in refused.text
    fields |= {"giver-how": "on-paper"}
    done = client.post(f"/crimes/exhibits/{exhibit.id}/move", data=fields, follow_redirects=True).text
    assert f"In store: {on.name}" in done and "Signed on paper for giving it" in done
    stale = client.post(f"/crimes/exhibits/{exhibit.id}/move", data=fields)
    assert stale.status_code == 422 and "has moved it since you opened this page" in stale.text
    event = re.search(r"/continuity/([0-9a-f-]+)/correct", done)[1]
    page = client.get(f"/crimes/exhibits/{exhibit.id}/continuity/{event}/correct").text
    wrong = {"text": "It was shelf B13", "seen": seen_on(page)}
    done = client.post(f"/crimes/exhibits/{exhibit.id}/continuity/{event}/correct", data=wrong, follow_redirects=True)
    assert "Correction of entry 2: It was shelf B13" in done.text and "Corrects 2" in done.text


def test_it_is_found_by_its_number_its_bag_and_its_words(build, client_for):
    exhibit = entered(build, seals="B123456", description="Silver watch")
    client = client_for(Role.EXHIBITS_OFFICER)
    for asked in (exhibit.reference, "b123456", "silver"):
        assert exhibit.reference in client.get("/crimes/exhibits", query_string={"q": asked}).text
    assert exhibit.reference not in client.get("/crimes/exhibits?whereabouts=lost").text


def test_who_may_not_move_is_not_offered_it(build, client_for):
    exhibit = entered(build)
    page = client_for(Role.SUPERVISOR).get(f"/crimes/exhibits/{exhibit.id}").text
    assert "Move it" not in page and "Correct" not in page


@pytest.mark.parametrize("by", ["in-possession", "at-lab"])
def test_the_api_moves_it_too(build, client_for, by):
    officer = build.user(Role.OFFICER)
    exhibit, to = entered(build, by=officer.as_actor()), build.user(Role.OFFICER)
    api = f"/api/v1/investigation/exhibits/{exhibit.id}"
    client = client_for(Role.EXHIBITS_OFFICER)
    now = client.get(api).json
    signed = {"how": "on-paper"}
    told = {"to": by, "purpose": "x", "seen": now["moves"], "giver": signed, "receiver": signed}
    told |= {"officer_id": str(to.id)} if by == "in-possession" else {"whom": "North Lab"}
    answer = client.post(f"{api}/continuity", json=told)
    assert (answer.status_code, answer.json["number"]) == (201, 2)
    assert len(answer.json["signatures"]) == 2
    assert client.post(f"{api}/continuity", json=told).status_code == 409
