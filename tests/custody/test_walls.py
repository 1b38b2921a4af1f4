"""A wall screen shows one suite's board and opens nothing else; and all suites at a glance."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.model import JournalEntry
from mips.core import clock
from mips.core.errors import Forbidden
from mips.custody.model.suite import Suite, WallNames
from mips.custody.model.wall import WallToken
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.overview import read_overview
from mips.custody.usecases.suites import change_suite
from mips.custody.usecases.wall import begin_wall, digest_of, make_wall, revoke_wall
from tests.build import NOON

TOKEN = "a-token-of-the-test"
OWN = {"custody.wall_begin", "custody.wall_screen"}


@pytest.fixture
def wall(desk):
    return make_wall(desk.sergeant, suite_id=desk.suite.id, name="Desk", days=30, digest=digest_of(TOKEN))


@pytest.fixture
def screen(app, wall):
    browser = app.test_client()
    assert browser.get(f"/custody/wall/{TOKEN}").location == "/custody/wall"
    return browser


def entries(session, name, actor_id):
    which = (JournalEntry.usecase == name, JournalEntry.actor_id == actor_id)
    return session.scalar(sa.select(sa.func.count()).select_from(JournalEntry).where(*which))


def test_the_screen_shows_its_suite_by_initials(desk, build, screen):
    desk.detained(build.person(family_name="Webb", given_names="Ada"))
    page = screen.get("/custody/wall").text
    assert "<strong>AW</strong>" in page and "WEBB" not in page and "Sign out" not in page
    assert "/custody/suites/" not in page


def test_where_the_suite_wants_it_names_stand_in_full(desk, build, screen):
    desk.detained(build.person(family_name="Webb", given_names="Ada"))
    change_suite(desk.sergeant, suite_id=desk.suite.id, name="Northmoor", wall_names=WallNames.FULL)
    assert "WEBB, Ada" in screen.get("/custody/wall").text


def test_a_screen_that_holds_it_all_is_told_so(desk, screen):
    desk.detained()
    tag = screen.get("/custody/wall").headers["ETag"]
    assert screen.get("/custody/wall", headers={"If-None-Match": tag, "X-Refresh": "yes"}).status_code == 304


def test_a_screen_opens_no_other_page(app, desk, screen):
    held = desk.detained()
    opened = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OWN or not hasattr(app.view_functions[rule.endpoint], "does"):
            continue
        address = re.sub(r"<[^>]*suite_id>", str(desk.suite.id), rule.rule)
        address = re.sub(r"<(uuid:)?[^>]*>", str(held.id), address)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            if screen.open(address, method=method).status_code not in (302, 303, 400, 401, 404):
                opened.add(rule.endpoint)
    assert opened == set()
    assert screen.get(f"/custody/suites/{desk.suite.id}").location.startswith("/sign-in")
    assert screen.get(f"/api/v1/custody/suites/{desk.suite.id}/board").status_code == 401


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_token_that_has_ended_shows_nothing(desk, app, wall, screen, end):
    if end == "revoked":
        revoke_wall(desk.sergeant, wall_id=wall.id)
    else:
        clock.hold_at(NOON + timedelta(days=30))
    assert screen.get("/custody/wall").status_code in (303, 401)
    assert app.test_client().get(f"/custody/wall/{TOKEN}").status_code == 404


def test_a_wrong_token_and_no_token_show_nothing(app, wall):
    assert app.test_client().get("/custody/wall/another").status_code == 404
    assert app.test_client().get("/custody/wall").status_code in (303, 401)


def test_that_a_screen_began_and_what_it_showed_is_journalled(desk, screen, wall, db_session):
    desk.detained()
    screen.get("/custody/wall")
    assert entries(db_session, begin_wall.name, wall.id) == 1
    assert entries(db_session, read_whiteboard.name, wall.id) == 1


def test_the_token_is_kept_nowhere(desk, client_for, db_session):
    browser = client_for(Role.CUSTODY_OFFICER, rank=2)
    page = browser.post(f"/custody/suites/{desk.suite.id}/walls/new", data={"name": "Corridor", "days": "90"}).text
    token = re.search(r"/custody/wall/([\w-]{40,})", page)[1]
    row = db_session.scalars(sa.select(WallToken)).one()
    assert (row.digest, row.name) == (digest_of(token), "Corridor")
    listed = browser.get(f"/custody/suites/{desk.suite.id}/walls").text
    assert "Corridor" in listed and token not in listed
    assert browser.post(f"/custody/walls/{row.id}/revoke").status_code == 303
    assert (
        "Corridor" not in browser.get(f"/custody/suites/{desk.suite.id}/walls").text.split("<main")[1].split("</h1>")[1]
    )


@pytest.mark.parametrize("role", [Role.DETENTION_OFFICER, Role.OFFICER])
def test_screens_are_not_set_up_by(desk, build, role):
    with pytest.raises(Forbidden):
        make_wall(build.actor(role), suite_id=desk.suite.id, name="Desk", days=1, digest="x")


def test_an_opened_board_is_journalled_whoever_drew_it(desk, build, db_session):
    held = desk.detained()
    other = build.actor(Role.CUSTODY_OFFICER, rank=2)
    for actor in (desk.sergeant, other, other):
        assert list(read_whiteboard(actor, suite_id=desk.suite.id).named) == [held.id]
    assert entries(db_session, read_whiteboard.name, desk.sergeant.id) == 1
    assert entries(db_session, read_whiteboard.name, other.id) == 2


def test_those_who_see_less_never_get_the_drawing_of_those_who_see_all(desk, client_for):
    desk.arrived()
    whole, limited = client_for(Role.CUSTODY_OFFICER, rank=2), client_for(Role.OFFICER)
    address = f"/custody/suites/{desk.suite.id}"
    assert "Not identified" in whole.get(address).text
    assert "Not identified" not in limited.get(address).text
    assert "Not identified" in whole.get(address).text


def test_what_has_changed_within_the_minute_is_drawn_anew(desk, client_for):
    browser, address = client_for(Role.CUSTODY_OFFICER, rank=2), f"/custody/suites/{desk.suite.id}"
    assert "Not identified" not in browser.get(address).text
    desk.arrived()
    assert "Not identified" in browser.get(address).text


def test_every_open_suite_is_on_one_page_with_what_is_held_and_free(desk, build, client_for):
    build.add(Suite(name="Southmoor", code="SM", force="01", station="ZE"))
    desk.detained()
    desk.arrived()
    shown = read_overview(desk.sergeant)
    found = {each.name: (each.held, each.waiting, each.places_free, each.places) for each in shown.lines}
    assert found == {"Northmoor": (1, 1, 3, 3), "Southmoor": (0, 0, 0, 0)}
    assert (shown.total.held, shown.total.waiting) == (1, 1)
    page = client_for(Role.CUSTODY_OFFICER).get("/custody/overview").text
    assert "Southmoor" in page and "Nobody on duty" in page


def test_the_overview_asks_as_much_of_many_suites_as_of_one(desk, build, db_session):
    def asked():
        seen = []
        count = lambda *given: seen.append(given[2])  # noqa: E731
        sa.event.listen(sa.Engine, "before_cursor_execute", count)
        read_overview(desk.sergeant)
        sa.event.remove(sa.Engine, "before_cursor_execute", count)
        return len(seen)

    few = asked()
    for number in range(5):
        build.add(Suite(name=f"Suite {number}", code=f"S{number}", force="01", station="ZE"))
    assert asked() == few


@pytest.mark.parametrize(("sought", "found"), [("webb", 1), ("ada we", 1), ("NM/1/", 1), ("smith", 0)])
def test_somebody_held_is_found_by_name_or_number(desk, build, sought, found):
    desk.detained(build.person(family_name="Webb", given_names="Ada"))
    assert len(read_overview(desk.sergeant, sought=sought).found) == found


def test_whom_one_may_not_see_is_not_found(desk, build):
    held = desk.detained(build.person(family_name="Webb", given_names="Ada"))
    with build.scenery():
        row = desk.record(held)
        row.restriction, row.owner_id = "named", desk.sergeant.id
    assert read_overview(build.actor(Role.CUSTODY_OFFICER), sought="webb").found == []
