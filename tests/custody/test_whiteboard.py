"""The whiteboard: who stands where on it, and what a screen that refreshes itself costs and leaves."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.core import clock
from mips.custody.model.care import RightKind
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.care import RightGiven, give_rights, put_in_cell
from mips.custody.usecases.ending import release_detainee
from tests.build import NOON
from tests.custody.test_reviews_charge_and_release import kept, reviewed


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def address(desk):
    return f"/custody/suites/{desk.suite.id}"


def looks(session):
    return session.scalar(
        sa.select(sa.func.count()).select_from(JournalEntry).where(JournalEntry.usecase == read_whiteboard.name)
    )


def test_those_held_stand_worst_first_and_those_waiting_by_arrival(desk, build):
    fresh = desk.detained(build.person(family_name="Fresh"))
    old = desk.detained(build.person(family_name="Old"), arrived_at=NOON - timedelta(hours=23, minutes=50))
    charged = desk.charged(
        desk.detained(build.person(family_name="Charged"), arrived_at=NOON - timedelta(minutes=12)), after=kept()
    )
    late = desk.detained(build.person(family_name="Late"), arrived_at=NOON - timedelta(hours=7))
    reviewed(desk.inspector(), old, held_at=old.authorised_at + timedelta(hours=5))
    reviewed(desk.inspector(), old, held_at=old.authorised_at + timedelta(hours=13))
    reviewed(desk.inspector(), old, held_at=old.authorised_at + timedelta(hours=21))
    second = desk.arrived(build.person(), arrived_at=NOON - timedelta(minutes=5))
    first = desk.arrived(build.person(), arrived_at=NOON - timedelta(minutes=50))
    board = read_whiteboard(desk.sergeant, suite_id=desk.suite.id)
    assert [row.detention_id for row in board.held] == [late.id, old.id, fresh.id, charged.id]
    assert [row.detention_id for row in board.waiting] == [first.id, second.id]


def test_whoever_has_left_is_not_on_the_board(desk):
    detention = desk.charged(desk.detained())
    desk.cleared(detention)
    release_detainee(desk.sergeant, detention_id=detention.id)
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held == []


def test_a_cell_is_free_until_somebody_is_in_it(desk):
    detention = desk.detained()
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).cells_free == len(desk.suite.cells)
    put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=desk.suite.cells[0].id)
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).cells_free == len(desk.suite.cells) - 1


def test_the_board_says_what_each_needs_but_not_to_those_who_only_look_on(desk, build):
    detention = desk.detained()
    give_rights(desk.sergeant, detention_id=detention.id, given=[RightGiven(kind=RightKind.LEGAL_ADVICE, wanted=True)])
    needs = [
        read_whiteboard(who, suite_id=desk.suite.id).held[0].needs for who in (desk.sergeant, build.actor(Role.OFFICER))
    ]
    assert needs == [["Solicitor"], []]


def test_states_have_words(desk, sergeant):
    desk.detained(arrived_at=NOON - timedelta(hours=7))
    page = sergeant.get(address(desk)).text
    assert "50m OVERDUE" in page and "Review detention" in page and "17h 0m left" in page


def test_a_screen_that_holds_it_all_is_told_so_and_leaves_no_entry(desk, sergeant, db_session):
    desk.detained()
    first = sergeant.get(address(desk))
    before = looks(db_session)
    again = sergeant.get(address(desk), headers={"If-None-Match": first.headers["ETag"], "X-Refresh": "yes"})
    assert (again.status_code, again.data, looks(db_session)) == (304, b"", before)


def test_a_minute_later_the_clocks_move_on_and_still_there_is_no_entry(desk, sergeant, db_session):
    desk.detained()
    first = sergeant.get(address(desk))
    before = looks(db_session)
    clock.hold_at(NOON + timedelta(minutes=1))
    again = sergeant.get(address(desk), headers={"If-None-Match": first.headers["ETag"], "X-Refresh": "yes"})
    assert (again.status_code, looks(db_session)) == (200, before)
    assert "12:01" in again.text


@pytest.mark.parametrize("change", ["arrival", "cell", "name"])
def test_what_is_new_on_the_board_is_shown_and_journalled(desk, build, sergeant, db_session, change):
    person = build.person()
    detention = desk.detained(person)
    first = sergeant.get(address(desk))
    before = looks(db_session)
    match change:
        case "arrival":
            desk.arrived()
        case "cell":
            put_in_cell(desk.sergeant, detention_id=detention.id, cell_id=desk.suite.cells[0].id)
        case "name":
            with build.scenery():
                desk.record(detention).person.family_name = "Corrected"
    again = sergeant.get(address(desk), headers={"If-None-Match": first.headers["ETag"], "X-Refresh": "yes"})
    assert (again.status_code, looks(db_session)) == (200, before + 1)


def test_opening_the_page_by_hand_is_journalled_whatever_the_browser_holds(desk, sergeant, db_session):
    first = sergeant.get(address(desk))
    before = looks(db_session)
    again = sergeant.get(address(desk), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, looks(db_session)) == (200, before + 1)


def test_what_one_person_holds_says_nothing_to_another(desk, sergeant, client_for):
    desk.detained()
    held = sergeant.get(address(desk)).headers["ETag"]
    other = client_for(Role.OFFICER).get(address(desk), headers={"If-None-Match": held, "X-Refresh": "yes"})
    assert other.status_code == 200


def test_the_wall_shows_the_same_by_initials_and_without_links(desk, sergeant):
    detention = desk.detained()
    wall = sergeant.get(address(desk) + "/wall").text
    assert "<strong>AW</strong>" in wall and detention.detainee not in wall
    assert f"/custody/{detention.id}" not in wall


def test_an_empty_suite_says_what_would_be_there(desk, sergeant):
    assert "Nobody is in this suite" in sergeant.get(address(desk)).text


def test_the_board_costs_the_same_whoever_many_are_held(desk, engine, sergeant):
    def statements():
        found = []

        def note(*given):
            found.append(given[2])

        sa.event.listen(engine, "before_cursor_execute", note)
        sergeant.get(address(desk))
        sa.event.remove(engine, "before_cursor_execute", note)
        return len(found)

    desk.detained()
    alone = statements()
    for _ in range(3):
        desk.detained()
    assert statements() <= alone


def test_the_api_shows_the_same_board(desk, sergeant):
    detention = desk.detained()
    (row,) = sergeant.get(f"/api/v1/custody/suites/{desk.suite.id}/board").json["held"]
    assert row["detention"]["id"] == str(detention.id)
    assert row["standing"]["minutes_left"] == 23 * 60 + 30
    assert row["next"] == "rights"
