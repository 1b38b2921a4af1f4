"""What the whiteboard keeps of a record is what the record says, after every kind of write by whichever domain."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention
from mips.custody.rules.board_clock import ClockLine
from mips.custody.usecases.arrival import identify_detainee
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_facts import worked_out
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.facts import correct_fact
from mips.record.model.case import Offence
from mips.record.usecases.markers import add_marker, remove_marker
from tests.build import NOON
from tests.custody.test_reviews_charge_and_release import kept, reviewed

NOTHING = {"offences": [], "markers": [], "apart": []}
LATER = [timedelta(minutes=each) for each in (0, 1, 59, 400, 1500)]


@pytest.fixture
def agrees(desk, db_session):
    """Says whether each line is what is worked out afresh, now and at later times."""

    def check():
        db.session.expire_all()
        for line in db_session.scalars(sa.select(BoardLine)):
            assert NOTHING | line.record == worked_out([line.detention_id])[line.detention_id]
            detention = db_session.get(Detention, line.detention_id)
            for after in LATER:
                same_clock(ClockLine.from_json(line.record["clock"]), detention, NOON + after)

    return check


def same_clock(line, detention, now):
    stands = standing_of(detention, now)
    assert (line.urgency(now), line.soonest) == (stands.urgency, stands.soonest)
    if stands.clock:
        told = (stands.clock.counted_minutes, stands.clock.minutes_left)
        assert (line.counted(now), line.left(now)) == told
    assert line.review == (stands.next_review.due if stands.next_review else None)
    assert line.began == (stands.began.at if stands.began else None)


def row(desk):
    board = read_whiteboard(desk.sergeant, suite_id=desk.suite.id)
    return [*board.waiting, *board.held][0]


def test_at_every_step_of_a_detention(desk, build, agrees):
    held = desk.arrived(attended_voluntarily=False)
    agrees()
    identify_detainee(desk.sergeant, detention_id=held.id, person_id=build.person().id)
    agrees()
    desk.arrested(held)
    agrees()
    desk.authorised(held)
    agrees()
    desk.charged(desk.detained(), after=kept())
    agrees()
    clock.hold_at(NOON + timedelta(hours=5))
    reviewed(desk.inspector(), held, held_at=NOON + timedelta(hours=5))
    agrees()


def test_when_times_are_corrected(desk, agrees):
    held = desk.detained()
    fact = next(each for each in held.facts if each.kind == "arrive_station")
    correct_fact(
        desk.sergeant, detention_id=held.id, fact_id=fact.id, at=fact.at - timedelta(minutes=3), why="Gate log"
    )
    agrees()
    assert row(desk).clock.began == fact.at - timedelta(minutes=3)


def test_when_a_marker_is_added_to_the_person_and_removed(desk, build, agrees):
    person = build.person()
    desk.detained(person)
    marker = add_marker(desk.sergeant, person_id=person.id, kind="violent", said_by="PC 1")
    agrees()
    assert row(desk).markers == ["violent"]
    remove_marker(build.actor(Role.SUPERVISOR), person_id=person.id, marker_id=marker.id, why="Wrong person")
    agrees()
    assert row(desk).markers == []


def test_a_marker_that_has_expired_is_not_on_the_board(desk, build):
    person = build.person()
    desk.detained(person)
    add_marker(
        desk.sergeant, person_id=person.id, kind="violent", said_by="PC 1", expires_on=NOON.date() + timedelta(days=2)
    )
    clock.hold_at(NOON + timedelta(days=3))
    assert row(desk).markers == []


def test_when_the_name_or_date_of_birth_is_put_right(desk, build, agrees):
    person = build.person(born_on=date(1990, 1, 1))
    held = desk.detained(person)
    before = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).state
    with build.scenery():
        theirs = desk.record(held).person
        theirs.family_name, theirs.born_on = "Corrected", date(2011, 1, 1)
    agrees()
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).state != before
    assert (row(desk).detainee, row(desk).child) == ("CORRECTED, Ada", True)


def test_when_an_offence_is_added_or_taken_away_elsewhere(desk, build, agrees):
    person = build.person()
    held = desk.detained(person)
    with build.scenery():
        robbery = Offence(code="TH68023", title="Robbery", person_id=person.id, detention_id=held.id, sequence=2)
        db.session.add(robbery)
    agrees()
    assert row(desk).offences == ["Theft from a shop", "Robbery"]
    with build.scenery():
        db.session.get(Offence, robbery.id).detention_id = None
    agrees()
    assert row(desk).offences == ["Theft from a shop"]


def test_a_person_who_may_not_be_seen_has_neither_name_offence_nor_marker(desk, build):
    person = build.person()
    desk.detained(person)
    add_marker(desk.sergeant, person_id=person.id, kind="violent", said_by="PC 1")
    with build.scenery():
        db.session.merge(person).restriction = "named"
    shown = row(desk)
    assert (shown.detainee, shown.initials, list(shown.offences), list(shown.markers)) == (
        "Restricted",
        "Restricted",
        [],
        [],
    )


def test_what_was_open_before_lines_were_kept_is_worked_out(desk, db_session):
    desk.detained()
    with desk.build.scenery():
        db_session.execute(sa.delete(BoardLine))
    shown = row(desk)
    assert shown.clock.left(NOON) == 23 * 60 + 30 and shown.offences == ["Theft from a shop"]


def test_the_cell_stands_on_the_board(desk):
    held = desk.detained()
    put_in_cell(desk.sergeant, detention_id=held.id, cell_id=desk.suite.cells[1].id)
    assert row(desk).cell == "M2"


def test_a_write_that_is_refused_leaves_the_line_as_it_was(desk, agrees):
    held = desk.detained()
    with pytest.raises(RuleBroken):
        correct_fact(desk.sergeant, detention_id=held.id, fact_id=held.facts[0].id, at=NOON, why="Gate log")
    agrees()
