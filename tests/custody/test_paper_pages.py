"""Typing paper in: the next row begins as the last, and what is missing is asked for by suite. The log is put right."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.observation import Level
from mips.custody.usecases.incidents import record_incident
from mips.custody.usecases.observation import set_care_plan
from tests.build import NOON


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


@pytest.fixture
def held(desk):
    held = desk.detained(arrived_at=NOON - timedelta(minutes=60))
    since = held.authorised_at
    set_care_plan(desk.sergeant, detention_id=held.id, level=Level.INTERMITTENT, reason="Low in mood", set_at=since)
    return held


def test_the_next_row_begins_with_the_number_and_the_colleague_of_the_last(desk, held, sergeant):
    by = desk.sergeant.collar
    row = {
        "custody_number": held.reference,
        "at": "2 Mar 2026 11:30",
        "kind": "log",
        "text": "Asked for a book",
        "by": by,
    }
    answer = sergeant.post("/custody/paper", data=row | {"by": by}, follow_redirects=True)
    assert "Entered, marked as late" in answer.text
    assert f'name="custody_number" value="{held.reference}"' in answer.text
    assert f'name="by" value="{by}"' in answer.text and "Asked for a book" not in answer.text


def test_what_was_due_meanwhile_is_listed_by_suite(desk, held, sergeant):
    address = f"/custody/suites/{desk.suite.id}/gaps"
    assert "Say when the server went" in sergeant.get(address).text
    found = sergeant.get(address, query_string={"since": "2 Mar 2026 11:10", "until": "2 Mar 2026 12:00"}).text
    assert "1 thing due with no entry" in found and held.reference in found and "11:40" in found


def test_a_stretch_that_ends_before_it_begins_is_refused_beside_its_field(desk, held, sergeant):
    asked = {"since": "2 Mar 2026 11:00", "until": "2 Mar 2026 10:00"}
    answer = sergeant.get(f"/custody/suites/{desk.suite.id}/gaps", query_string=asked)
    assert answer.status_code == 422 and 'href="#until"' in answer.text


def test_an_entry_is_put_right_from_the_log_beginning_with_what_it_says(held, sergeant):
    sergeant.post(f"/custody/{held.id}/log", data={"text": "Asked for a blanket"})
    page = sergeant.get(f"/custody/{held.id}?tab=log").text
    address = page.partition("Asked for a blanket")[2].partition('href="')[2].partition('"')[0]
    form = sergeant.get(address).text
    assert "Correct an entry" in form and "Asked for a blanket</textarea>" in form


def test_nothing_of_a_locked_record_is_offered_to_be_put_right(desk, held, sergeant):
    record_incident(
        desk.sergeant, detention_id=held.id, kind=IncidentKind.SERIOUS_INJURY, location="M1", account="Not breathing"
    )
    for tab in ("log", "clock"):
        page = sergeant.get(f"/custody/{held.id}?tab={tab}").text
        assert "Record locked" in page and ">Correct<" not in page
