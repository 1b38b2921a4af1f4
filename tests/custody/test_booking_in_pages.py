"""Booking-in as it is clicked: the list of tasks, saving and coming back."""

import pytest

from mips.access.permissions import Role
from tests.custody.answers import RIGHTS

BY_SCRIPT = {"X-Requested-With": "mips"}


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


@pytest.fixture
def record(desk, build):
    return f"/custody/{desk.arrived(build.person()).id}"


def test_the_record_leads_to_the_list_and_the_list_to_each_block(sergeant, record):
    page = sergeant.get(record).text
    assert page.index("Book in") < page.index("Record the arrest")
    listed = sergeant.get(f"{record}/booking-in").text
    assert f"{record}/arrest?then=booking-in" in listed
    assert "Cannot start yet" in listed and "The arrest is not recorded yet" in listed
    assert f"{record}/authorise" not in listed


def test_saving_and_coming_back_keeps_what_was_typed_for_another_screen(sergeant, client_for, record):
    sent = {"arrest_place": "12 High Street", "necessity": ["investigation", "name"], "_keep": "yes"}
    answer = sergeant.post(f"{record}/arrest?then=booking-in", data=sent)
    assert answer.headers["Location"] == f"{record}/booking-in"
    assert "Draft kept" in sergeant.get(f"{record}/booking-in").text
    other = client_for(Role.DETENTION_OFFICER).get(f"{record}/arrest").text
    assert 'value="12 High Street"' in other and "not on the record yet" in other
    assert other.count(" checked") >= 2
    assert "12 High Street" not in sergeant.get(record).text


def test_script_keeps_what_is_typed_and_is_told_when(sergeant, record):
    answer = sergeant.post(f"{record}/rights", data={"informed": "yes", "_keep": "auto"}, headers=BY_SCRIPT)
    assert answer.status_code == 200 and answer.json["version"] == 1
    assert answer.json["said"].startswith("Draft kept")


def test_script_does_not_save_over_a_colleague_and_the_button_says_so_first(sergeant, client_for, record):
    other = client_for(Role.DETENTION_OFFICER)
    other.post(f"{record}/rights", data={"informed": "no", "_keep": "yes"})
    sent = {"informed": "yes", "_draft": "0"}
    refused = sergeant.post(f"{record}/rights", data=sent | {"_keep": "auto"}, headers=BY_SCRIPT)
    assert refused.status_code == 409 and "has kept a draft" in refused.json["said"]
    page = sergeant.post(f"{record}/rights", data=sent | {"_keep": "yes"})
    assert page.status_code == 422 and 'name="_draft" value="1"' in page.text
    assert sergeant.post(f"{record}/rights", data=sent | {"_keep": "yes", "_draft": "1"}).status_code == 303


def test_what_is_saved_for_good_goes_back_to_the_list_and_leaves_no_draft(sergeant, record):
    sergeant.post(f"{record}/rights", data={"advice_reason": "none given", "_keep": "yes"})
    answer = sergeant.post(f"{record}/rights?then=booking-in", data=RIGHTS)
    assert answer.headers["Location"] == f"{record}/booking-in"
    listed = sergeant.get(f"{record}/booking-in").text
    assert 'mips-tag">Done' in listed and 'mips-tag">Draft kept' not in listed
    assert "none given" not in sergeant.get(f"{record}/rights").text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.SUPERVISOR])
def test_who_does_not_book_in_has_no_list(client_for, record, role):
    assert client_for(role).get(f"{record}/booking-in").status_code in (403, 404)
