"""Being asked why on the way to something: once, without losing anything, and for a while (INT-10)."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.core import clock
from tests.build import NOON
from tests.intelligence.reports import released, submitted

SAID = {"purpose": "investigation", "text": "01/123456/26"}


@pytest.fixture
def report(build):
    return released(build, submitted(build))


@pytest.fixture
def officer(client_for):
    return client_for(Role.OFFICER)


def asked(client, path):
    """Where the browser is sent to say why."""
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.location.startswith("/reason?")
    return answer.location


def test_the_page_says_what_is_asked_and_goes_on_to_what_was_wanted(officer, report):
    prompt = asked(officer, f"/intelligence/{report.id}")
    page = officer.get(prompt).text
    assert "Say why you need this" in page
    assert "30 minutes" in page
    assert "s.62" not in page
    answer = officer.post(prompt, data=SAID)
    assert (answer.status_code, answer.location) == (303, f"/intelligence/{report.id}")
    assert "Keeps stolen cycles" in officer.get(answer.location).text


@pytest.mark.parametrize("missing", ["purpose", "text"])
def test_both_parts_are_needed_and_what_was_typed_stays(officer, report, missing):
    prompt = asked(officer, f"/intelligence/{report.id}")
    answer = officer.post(prompt, data=SAID | {missing: ""})
    assert answer.status_code == 422
    kept = {"purpose": SAID["text"], "text": 'value="investigation" checked'}[missing]
    assert kept in answer.text
    assert officer.get(f"/intelligence/{report.id}").status_code == 303


def test_a_reason_holds_for_the_same_record_for_half_an_hour(officer, report):
    path = f"/intelligence/{report.id}"
    officer.post(asked(officer, path), data=SAID)
    clock.hold_at(NOON + timedelta(minutes=19))
    assert officer.get(path).status_code == 200
    clock.hold_at(NOON + timedelta(minutes=31))
    assert officer.get(path).status_code == 303


def test_another_record_asks_again_and_offers_what_was_said_last(build, officer, report):
    other = released(build, submitted(build))
    officer.post(asked(officer, f"/intelligence/{report.id}"), data=SAID)
    page = officer.get(asked(officer, f"/intelligence/{other.id}")).text
    assert SAID["text"] in page
    assert "what you last said" in page


def test_another_sign_in_of_the_same_desk_has_no_share_in_it(client_for, officer, report):
    officer.post(asked(officer, f"/intelligence/{report.id}"), data=SAID)
    assert client_for(Role.OFFICER).get(f"/intelligence/{report.id}").status_code == 303


def test_the_journal_has_the_answer_and_who_looked_with_it(officer, report, db_session):
    path = f"/intelligence/{report.id}"
    officer.post(asked(officer, path), data=SAID)
    officer.get(path)
    reasons = db_session.scalars(
        sa.select(JournalEntry.reason).where(JournalEntry.usecase == "intelligence.usecases.read_report")
    ).all()
    assert "Investigating a crime: 01/123456/26" in reasons
    given = JournalEntry.usecase == "accounts.usecases.reasons.give_reason"
    assert db_session.scalar(sa.select(sa.func.count()).where(given)) == 1


def test_a_foreign_address_is_not_gone_on_to(officer):
    answer = officer.post("/reason?next=https://elsewhere.example/&about=x&why=role", data=SAID)
    assert answer.location == "/"


def test_the_panel_of_a_person_waits_for_the_reason(build, officer):
    person = build.person()
    released(build, submitted(build, person))
    page = officer.get(f"/people/{person.id}/intelligence").text
    assert "Keeps stolen cycles" not in page
    link = page.split('href="/reason?')[1].split('"')[0].replace("&amp;", "&")
    query = parse_qs(link)
    assert query["about"] == [str(person.id)]
    answer = officer.post(f"/reason?{link}", data=SAID)
    assert urlsplit(answer.location).path == f"/people/{person.id}/intelligence"
    assert "Keeps stolen cycles" in officer.get(answer.location).text


def test_a_program_is_told_and_says_it_in_a_header(officer, report):
    path = f"/api/v1/intelligence/reports/{report.id}"
    refused = officer.get(path)
    assert (refused.status_code, refused.mimetype) == (428, "application/problem+json")
    assert refused.json["type"] == "/problems/reason-needed"
    assert officer.get(path, headers={"X-Reason": "Op Heron"}).status_code == 200


def test_a_post_without_a_reason_is_carried_through_the_question(officer, report):
    """Nothing typed is lost when the reason is asked in the middle of sending a form."""
    carried = officer.post("/reason?next=/intelligence/new&about=x&why=role&carry=1", data={"provenance": "In a pub"})
    assert carried.status_code == 200
    assert 'name="_kept:provenance" value="In a pub"' in carried.text
    kept = {"_kept_path": "/intelligence/new", "_kept:provenance": "In a pub"}
    back = officer.post("/reason?next=/intelligence/new&about=x&why=role&carry=1", data=SAID | kept)
    assert "Your reason is noted" in back.text
    assert 'action="/intelligence/new"' in back.text
    assert 'name="provenance" value="In a pub"' in back.text
