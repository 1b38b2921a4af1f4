"""What a custody record offers to be done: what is due stands open, the rest under headings that need no script."""

import re
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.custody.rules.mentions import Column, Mention
from mips.custody.usecases.board_line import say_on_board
from tests.build import NOON

_HEADING = re.compile(r'custody-do__heading">([^<]+)<')


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def page_of(client, detention):
    return client.get(f"/custody/{detention.id}").text


def due_now_on(page):
    return re.search(r'<ul class="mips-do" aria-label="Now">(.*?)</ul>', page, re.DOTALL)[1]


def test_the_headings_stand_in_the_order_a_sergeant_needs_them(desk, sergeant):
    page = page_of(sergeant, desk.detained())
    assert _HEADING.findall(page) == [
        "Care",
        "Clock and reviews",
        "People and rights",
        "Investigation",
        "Property",
        "Leaving",
        "Papers",
    ]
    assert page.count('<details class="custody-do">') == 7


def test_what_comes_next_stands_open_above_every_heading(desk, sergeant):
    page = page_of(sergeant, desk.arrived())
    assert "Record the arrest" in due_now_on(page)
    assert "Book in" in due_now_on(page)


def test_a_check_that_is_due_is_offered_now_with_its_time_and_stays_under_care(desk, sergeant):
    detention = desk.detained()
    with desk.build.scenery():
        say_on_board(detention.id, "care", [check(due_in=5)])
    page = page_of(sergeant, detention)
    assert "Check now" in due_now_on(page) and "L2 5m left" in due_now_on(page)
    assert "Record a check" in page.partition("custody-do__list")[2]


def test_where_what_comes_next_is_for_others_the_next_of_ones_own_stands_first(desk, sergeant):
    detention = desk.detained(arrived_at=NOON - timedelta(hours=6))
    with desk.build.scenery():
        say_on_board(detention.id, "care", [check(due_in=5)])
    now = due_now_on(page_of(sergeant, detention))
    assert now.index("Check now") < now.index("Review detention")
    assert 'class="govuk-button"' in now.partition("Check now")[0]


def test_a_check_that_is_hours_away_is_not(desk, sergeant):
    detention = desk.detained()
    with desk.build.scenery():
        say_on_board(detention.id, "care", [check(due_in=180)])
    assert "Check now" not in page_of(sergeant, detention)


def test_it_is_not_offered_to_whoever_may_not_do_it(desk, client_for):
    detention = desk.detained()
    with desk.build.scenery():
        say_on_board(detention.id, "care", [check(due_in=5)])
    page = page_of(client_for(Role.REVIEWING_INSPECTOR, rank=3), detention)
    assert "Do</h2>" in page
    assert "Check now" not in page


def test_who_has_left_has_papers_only(desk, sergeant, build):
    detention = desk.charged(desk.detained())
    desk.cleared(detention)
    sergeant.post(f"/custody/{detention.id}/release", data={})
    assert "Papers" in _HEADING.findall(page_of(sergeant, detention))


@pytest.mark.parametrize("booked", [False, True], ids=["to be booked in", "booked in"])
def test_a_row_of_the_board_leads_to_booking_in_until_it_is_done(desk, build, sergeant, booked):
    detention = desk.detained()
    with build.scenery():
        detention.booked_in_at = NOON if booked else None
    page = sergeant.get(f"/custody/suites/{desk.suite.id}").text
    assert (f"/custody/{detention.id}/booking-in" in page) is not booked


def test_whoever_cannot_book_in_is_shown_no_way_there(desk, client_for):
    detention = desk.arrived()
    page = client_for(Role.REVIEWING_INSPECTOR, rank=3).get(f"/custody/suites/{desk.suite.id}").text
    assert str(detention.id) in page
    assert "booking-in" not in page


@pytest.mark.parametrize("path", ["pack", "visitor"])
def test_the_board_leads_to_what_is_kept_and_shown_of_the_suite(desk, sergeant, path):
    assert f'/custody/suites/{desk.suite.id}/{path}"' in sergeant.get(f"/custody/suites/{desk.suite.id}").text


def test_the_board_leads_to_where_paper_is_typed_in(desk, sergeant):
    assert 'href="/custody/paper"' in sergeant.get(f"/custody/suites/{desk.suite.id}").text


@pytest.mark.parametrize(
    ("path", "lit"), [("/custody/bail", ["Custody", "Bail diary"]), ("/custody/overview", ["Custody"])]
)
def test_the_part_one_is_in_is_lit_and_of_its_entries_the_page_one_is_on(desk, sergeant, path, lit):
    page = sergeant.get(path).text
    assert re.findall(r'active-fallback">([^<]+)<', page) == lit


def check(*, due_in):
    due_at = NOON + timedelta(minutes=due_in)
    return Mention(column=Column.CHECK, words="L2", due_at=due_at, page="custody.check", todo="Check now")
