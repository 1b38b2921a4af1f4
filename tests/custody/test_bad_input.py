"""What cannot have happened, or nobody may do: refused with why, by which section, and what may be done instead."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from mips.custody.usecases.cells import close_cell
from tests.build import NOON, signed_in
from tests.custody.answers import ON_ARREST, RIGHTS

TYPED = "As it was typed at four in the morning"
GROUNDS = {"grounds": ["obtain-by-questioning"], "grounds_reason": TYPED, "present": "yes"}
HEARD = {"detainee_heard": "said", "detainee_said": TYPED, "solicitor_heard": "absent", "reminded": "yes"}
REVIEW = HEARD | {"reason": TYPED, "method": "in-person"}
DELAY = {"grounds": ["alerting"], "reason": TYPED}
HOSPITAL = {"hospital": "General", "reason": "treatment", "why": TYPED, "escorts": "PC 1 Grant"}
RISK = {"none_of": ["body", "medicine", "mind", "substances", "needs", "wishes"], "nothing_seen": "yes"}


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT))


@pytest.fixture
def inspector(client_for):
    return client_for(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))


def refused(browser, page, sent, *said, beside=""):
    """The page again with what was typed; what is `said` stands on it, the error beside the field of that name."""
    answer = browser.post(page, data=sent)
    text = unescape(answer.text)
    assert answer.status_code == 422, text
    for each in (*said, TYPED):
        assert each in text, each
    assert not beside or f'id="{beside}-error"' in text
    return text


def as_drawn(browser, held):
    """Which questions the page of the risk assessment asks."""
    page = browser.get(f"/custody/{held.id}/risk").text
    return dict(re.findall(r'name="(answers-\d+-code)" value="([^"]+)"', page))


@pytest.mark.parametrize(
    ("page", "sent", "field"),
    [
        ("rights", RIGHTS | {"advice_reason": TYPED}, "offered_at"),
        ("cell", {"why": TYPED}, "from_at"),
        ("risk", RISK | {"feeling": TYPED}, "asked_at"),
        ("care-plan", {"level": "1", "reason": TYPED}, "set_at"),
        ("hospital", HOSPITAL, "left_at"),
        ("provide", {"given": ["drink"], "note": TYPED}, "at"),
        ("release-risk", {"none_of_these": "yes", "feeling": TYPED, "transport": "Walks"}, "assessed_at"),
    ],
    ids=["rights", "cell", "risk", "level", "hospital", "meal", "release"],
)
def test_nothing_is_done_for_somebody_before_they_arrive(desk, sergeant, page, sent, field):
    held = desk.detained()
    also = {"cell_id": str(desk.suite.cells[0].id)} if page == "cell" else {}
    also |= as_drawn(sergeant, held) if page == "risk" else {}
    said = ("This is before they arrived, at 2 Mar 11:30", "Enter a later time")
    refused(sergeant, f"/custody/{held.id}/{page}", sent | also | {field: "11:00"}, *said, beside=field)


def test_a_review_before_detention_was_authorised_is_out_of_order(desk, inspector):
    said = ("cannot come before detention was authorised, at 2 Mar 11:40", "PACE 1984 s.40(3)(a)", "Enter a later time")
    page = f"/custody/{desk.detained().id}/review/before-charge"
    refused(inspector, page, REVIEW | {"held_at": "11:35"}, *said, beside="held_at")


def test_somebody_brought_under_arrest_was_arrested_before(desk, build, sergeant):
    held = desk.arrived(build.person())
    sent = {"arrested_at": "11:45", "arrest_place": "High Street", "arrest_reason": TYPED, "necessity": ["name"]}
    sent |= ON_ARREST | {"other_offences-0-code": "TH68010"}
    said = ("the arrest cannot be after they arrived", "PACE 1984 s.30(1)", "Enter an earlier time")
    refused(sergeant, f"/custody/{held.id}/arrest", sent, *said, beside="arrested_at")


def test_detention_is_not_authorised_before_they_are_under_arrest_at_the_station(desk, build, sergeant):
    held = desk.arrested(desk.arrived(build.person()))
    said = ("before the person is at the station under arrest", "PACE 1984 s.37(1)", "Enter a later time")
    page = f"/custody/{held.id}/authorise"
    refused(sergeant, page, GROUNDS | {"authorised_at": "11:20"}, *said, beside="authorised_at")


def test_nothing_has_happened_in_the_future(desk, build, sergeant):
    held = desk.arrested(desk.arrived(build.person()))
    said = ("12:30 is in the future", "PACE 1984 s.39(1)", "Enter a time that has passed")
    page = f"/custody/{held.id}/authorise"
    refused(sergeant, page, GROUNDS | {"authorised_at": "12:30"}, *said, beside="authorised_at")


def test_a_time_that_came_twice_is_asked_back(app, desk, build):
    clock.hold_at(datetime(2026, 10, 25, 3, 0, tzinfo=UTC))
    sergeant = signed_in(app, build.user(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT)))
    held = desk.arrested(desk.arrived(build.person(), arrived_at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC)))
    said = ("01:30 came twice", "Summer Time Act 1972 s.1", "Say which: 01:30 BST", "01:30 GMT")
    page = f"/custody/{held.id}/authorise"
    refused(sergeant, page, GROUNDS | {"authorised_at": "01:30"}, *said, beside="authorised_at")


def test_whoever_investigates_does_not_review(app, desk, build):
    user = build.user(Role.REVIEWING_INSPECTOR, rank=int(Rank.INSPECTOR))
    held = desk.authorised(desk.arrested(desk.arrived(build.person()), arrested_by_id=user.id))
    said = ("not be directly involved in the investigation", "PACE 1984 s.40(1)(b)", "Ask another inspector")
    refused(signed_in(app, user), f"/custody/{held.id}/review/before-charge", REVIEW, *said)


@pytest.mark.parametrize(
    ("role", "rank", "page", "sent", "said"),
    [
        pytest.param(
            Role.REVIEWING_INSPECTOR,
            Rank.SERGEANT,
            "review/before-charge",
            REVIEW,
            ("an inspector or above must review", "PACE 1984 s.40(1)(b)", "Ask one who is not involved"),
            id="s.40: a sergeant reviews",
        ),
        pytest.param(
            Role.SUPERINTENDENT,
            Rank.CHIEF_INSPECTOR,
            "delay/legal-advice",
            DELAY,
            ("It takes a superintendent or above", "PACE 1984 s.58(6)", "Ask a superintendent"),
            id="s.58: a chief inspector puts off legal advice",
        ),
        pytest.param(
            Role.REVIEWING_INSPECTOR,
            Rank.SERGEANT,
            "delay/someone-informed",
            DELAY,
            ("It takes an inspector or above", "PACE 1984 s.56(2)", "Ask an inspector"),
            id="s.56: a sergeant puts off informing",
        ),
    ],
)
def test_an_authority_takes_its_rank(desk, client_for, role, rank, page, sent, said):
    held = desk.detained()
    refused(client_for(role, rank=int(rank)), f"/custody/{held.id}/{page}", sent, *said)


def test_the_second_of_two_custody_officers_is_told_what_the_first_decided(desk, build, sergeant):
    held = desk.arrested(desk.arrived(build.person()))
    desk.authorised(held)
    said = f"Detention was authorised already, at 2 Mar 11:40 by {desk.sergeant.name}"
    shown = refused(sergeant, f"/custody/{held.id}/authorise", GROUNDS, said, "PACE 1984 s.37(1)")
    assert f'href="/custody/{held.id}"' in shown


def test_a_cell_closed_meanwhile_is_not_given(desk, sergeant):
    held, cell = desk.detained(), desk.suite.cells[0]
    close_cell(desk.sergeant, cell_id=cell.id, why="Flooded")
    said = ("M1 is closed. Free: M2, F1", "Code C 8.1")
    refused(sergeant, f"/custody/{held.id}/cell", {"cell_id": str(cell.id), "why": TYPED}, *said, beside="cell_id")


def test_a_fact_that_does_not_fit_the_record_says_so_in_words(desk, sergeant):
    held = desk.detained()
    for when in (NOON - timedelta(minutes=10), NOON):
        clock.hold_at(when)
        answer = sergeant.post(f"/custody/{held.id}/hospital", data=HOSPITAL)
    assert answer.status_code == 422
    for said in ("away at hospital already", "PACE 1984 s.39(1)", "Enter another time", TYPED):
        assert said in unescape(answer.text)


def test_all_that_is_wrong_with_a_search_is_said_at_once(desk, sergeant):
    page = f"/custody/{desk.detained().id}/search"
    refused(
        sergeant, f"{page}/strip", {"others": TYPED}, "Enter where exactly", "Enter what was looked for", "searched"
    )
    user = str(desk.arresting_officer.id)
    sent = {"location": "Cell M1", "why": TYPED, "searcher_id": user, "exposed": "yes"}
    said = ("of the detainee\u2019s sex", "at least two people", "all clothing at once", "Code C Annex A 11")
    refused(sergeant, f"{page}/strip", sent, *said, beside="half_clothed")


def test_all_that_an_assessment_lacks_is_said_at_once(desk, sergeant):
    held = desk.detained()
    said = ("Tick what you see", "Answer each question, or tick none of these, under: illness and injury")
    sent = as_drawn(sergeant, held) | {"feeling": TYPED}
    refused(sergeant, f"/custody/{held.id}/risk", sent, *said, beside="observed")
