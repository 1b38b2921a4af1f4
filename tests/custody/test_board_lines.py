"""What topics say on the whiteboard: each its own part, at once if need be, and to those who see the whole record."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.custody.model.board import BoardLine
from mips.custody.rules.booking_in import Block
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.blocks import blocks_done
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.board_line import say_on_board
from tests.build import NOON

CHECK = Mention(
    column=Column.CHECK, words="L2 rousing", due_at=NOON + timedelta(minutes=9), page="custody.record", todo="Check now"
)


@pytest.mark.parametrize(
    "mention",
    [CHECK, Mention(column=Column.NEEDS, words="AA waiting", tone=Tone.LATE, since=NOON)],
    ids=["due", "waiting"],
)
def test_what_is_said_is_kept_as_it_was_said(mention):
    assert Mention.from_json(mention.as_json()) == mention


def said(desk):
    return [each.words for each in read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0].mentions]


def test_each_topic_replaces_only_its_own(desk, build):
    detention = desk.detained()
    with build.scenery():
        say_on_board(detention.id, "care", [CHECK])
        say_on_board(detention.id, "people", [Mention(column=Column.NEEDS, words="AA waiting")])
        say_on_board(detention.id, "people", [])
    assert said(desk) == ["L2 rousing"]


def test_the_nearest_time_stands_first_in_a_column(desk, build):
    detention = desk.detained()
    later, words = Mention(column=Column.NEEDS, words="Insulin", due_at=NOON + timedelta(hours=2)), "Solicitor"
    sooner = Mention(column=Column.NEEDS, words="Inhaler", due_at=NOON + timedelta(hours=1))
    with build.scenery():
        say_on_board(detention.id, "care", [Mention(column=Column.NEEDS, words=words), later, sooner])
    row = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).held[0]
    assert row.needs == ["Inhaler", "Insulin", "Solicitor"]


def test_who_only_looks_on_is_told_nothing_of_it(desk, build):
    detention = desk.detained()
    with build.scenery():
        say_on_board(detention.id, "care", [CHECK])
    row = read_whiteboard(build.actor(Role.OFFICER), suite_id=desk.suite.id).held[0]
    assert list(row.mentions) == []


def test_saying_something_new_changes_the_board_for_screens_that_hold_it(desk, build):
    detention = desk.detained()
    before = read_whiteboard(desk.sergeant, suite_id=desk.suite.id).state
    with build.scenery():
        say_on_board(detention.id, "care", [CHECK])
    assert read_whiteboard(desk.sergeant, suite_id=desk.suite.id).state != before


def test_the_check_due_stands_on_the_page(desk, build, client_for):
    detention = desk.detained()
    with build.scenery():
        say_on_board(detention.id, "care", [CHECK])
    page = client_for(Role.CUSTODY_OFFICER, rank=2).get(f"/custody/suites/{desk.suite.id}").text
    assert "L2 rousing" in page and "12:09" in page, page[page.index("custody-said") :][:600]


def test_booking_in_remembers_who_did_a_block_first(desk):
    detention = desk.detained()
    done = blocks_done(detention.id)
    assert set(done) == {Block.ARREST, Block.DECISION}
    assert {each.by.name for each in done.values()} == {"Pat Lowe"}


def test_a_detention_has_one_line(desk, build):
    detention = desk.detained()
    with build.scenery():
        for topic in ("care", "people"):
            say_on_board(detention.id, topic, [])
    assert db.session.scalar(sa.select(sa.func.count()).select_from(BoardLine)) == 1
