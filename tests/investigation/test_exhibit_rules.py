"""Marks, seals and continuity, in tables (INV-9)."""

import uuid
from datetime import timedelta

import pytest

from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import (
    Last,
    Sealed,
    Where,
    Whereabouts,
    check_follows,
    check_open,
    check_seal,
    check_to,
    unsigned,
)
from mips.investigation.rules.marks import Mark, check_mark, initials_of, next_mark, next_part, read_mark
from mips.investigation.rules.seals import check_unused, read_seals
from tests.build import NOON

ME, OTHER, SHELF = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
MINE = Whereabouts(Where.IN_POSSESSION, user_id=ME, name="Me")
THEIRS = Whereabouts(Where.IN_POSSESSION, user_id=OTHER, name="Kim Ash")
STORED = Whereabouts(Where.IN_STORE, shelf_id=SHELF, name="Store 1, B12")
LAB = Whereabouts(Where.AT_LAB, name="North Lab")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Jane Smith", "JS"),
        ("Zo\u00eb \u00c9mile-O'Brien", "ZEO"),
        ("anna maria de la cruz lopez", "AMDLC"),
        ("\u5f20\u4f1f", ""),
        ("", ""),
    ],
)
def test_a_mark_begins_with_the_initials_of_who_produces_it(name, initials):
    assert initials_of(name) == initials


@pytest.mark.parametrize("typed", ["JS/1", "js1", " Js / 1 ", "js 1"])
def test_a_mark_is_read_however_it_is_typed(typed):
    assert read_mark(typed) == Mark("JS", 1)


@pytest.mark.parametrize("typed", ["", "JS", "1", "JS/0", "JS/12345", "JS/1ABCD", "J\u00e9/1", "JS-1"])
def test_what_is_no_mark_is_refused_at_its_field(typed):
    with pytest.raises(RuleBroken, match="like JS/1") as refused:
        read_mark(typed)
    assert refused.value.field == "mark"


def marks(*texts):
    return [read_mark(each) for each in texts]


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        pytest.param([], "JS/1", id="first"),
        pytest.param(["JS/1", "JS/2"], "JS/3", id="sequential"),
        pytest.param(["JS/7"], "JS/8", id="a gap is not filled"),
        pytest.param(["AB/9", "JS/1A"], "JS/2", id="another's numbers do not count, a part's does"),
    ],
)
def test_the_next_number_of_a_producer_is_proposed(taken, free):
    assert str(next_mark("JS", marks(*taken))) == free


@pytest.mark.parametrize(
    ("parent", "taken", "free"),
    [
        ("JS/1", ["JS/1"], "JS/1A"),
        ("JS/1", ["JS/1A", "JS/1B"], "JS/1C"),
        ("JS/1A", ["JS/1A"], "JS/1AA"),
    ],
)
def test_a_part_is_lettered_below_its_whole(parent, taken, free):
    assert str(next_part(read_mark(parent), marks(*taken))) == free


@pytest.mark.parametrize(
    ("mark", "parent", "said"),
    [
        ("JS/1", None, "The next free is JS/2"),
        ("JS/1A", None, "part of another exhibit"),
        ("JS/2", "JS/1", "is marked JS/1A"),
        ("JS/1AA", "JS/1", "is marked JS/1A"),
    ],
)
def test_a_mark_that_would_mislead_is_refused(mark, parent, said):
    with pytest.raises(RuleBroken, match=said):
        check_mark(read_mark(mark), marks("JS/1"), parent=read_mark(parent) if parent else None)


def test_bag_numbers_are_parted_and_capital():
    assert read_seals(" b123456, B123457 b123456") == ("B123456", "B123457")
    with pytest.raises(RuleBroken, match="no bag number"):
        read_seals("B1")


def test_a_bag_is_used_once():
    with pytest.raises(RuleBroken, match="sealed JS/1 already"):
        check_unused(["B123"], [("B123", "JS/1")])
    check_unused(["B124"], [("B123", "JS/1")])


LAST = Last(number=3, at=NOON, to=STORED, by="Kim Ash")


@pytest.mark.parametrize(
    ("left", "seen", "after", "said"),
    [
        pytest.param(STORED, 2, 1, "Kim Ash has moved it since", id="somebody was quicker"),
        pytest.param(MINE, 3, 1, "cannot leave from in possession: Me", id="a gap"),
        pytest.param(Whereabouts(Where.AT_LAB, name="South Lab"), 3, 1, "cannot leave from", id="another lab"),
        pytest.param(STORED, 3, -1, "Enter a later time", id="time runs back"),
        pytest.param(STORED, 3, 0, None, id="the same minute may follow"),
        pytest.param(Whereabouts(Where.IN_STORE, shelf_id=SHELF, name="Renamed"), 3, 1, None, id="a renamed shelf"),
    ],
)
def test_nothing_is_left_out_between_two_entries(left, seen, after, said):
    def check():
        check_follows(LAST, left=left, seen=seen, at=NOON + timedelta(minutes=after), said="noon")

    if said is None:
        check()
    else:
        with pytest.raises(RuleBroken, match=said):
            check()


@pytest.mark.parametrize(
    ("to", "field"),
    [
        (Whereabouts(Where.IN_POSSESSION), "officer_id"),
        (Whereabouts(Where.IN_STORE), "shelf_id"),
        (Whereabouts(Where.AT_COURT), "whom"),
        (MINE, "to"),
    ],
)
def test_where_it_goes_is_named_and_is_elsewhere(to, field):
    with pytest.raises(RuleBroken) as refused:
        check_to(MINE, to, actor_id=ME)
    assert refused.value.field == field


@pytest.mark.parametrize("state", [Where.RETURNED, Where.DESTROYED])
def test_what_is_gone_for_good_moves_no_more(state):
    with pytest.raises(RuleBroken, match="corrected by a later entry"):
        check_open(Whereabouts(state))


@pytest.mark.parametrize(
    ("seal", "field"),
    [
        pytest.param(Sealed(before="", intact=None, after="B1"), None, id="none before"),
        pytest.param(Sealed(before="B1", intact=None, after="B1"), "seal_intact", id="not looked at"),
        pytest.param(Sealed(before="B1", intact=True, after="B1"), None, id="whole"),
        pytest.param(Sealed(before="B1", intact=False, after="B1"), "seal_why", id="broken, no reason"),
        pytest.param(Sealed(before="B1", intact=True, after="B2"), "seal_why", id="opened, no reason"),
        pytest.param(Sealed(before="B1", intact=False, after="B2", why="Examined"), None, id="opened and resealed"),
    ],
)
def test_the_seal_is_looked_at_each_time(seal, field):
    if field is None:
        check_seal(seal)
    else:
        with pytest.raises(RuleBroken) as refused:
            check_seal(seal)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("now", "to", "who"),
    [
        pytest.param(MINE, STORED, [], id="my own into store: my sign-in is my signature"),
        pytest.param(MINE, THEIRS, ["receiver"], id="to another officer"),
        pytest.param(THEIRS, STORED, ["giver"], id="booked in from another"),
        pytest.param(STORED, MINE, [], id="out of store by me"),
        pytest.param(THEIRS, LAB, ["giver", "receiver"], id="two others"),
        pytest.param(LAB, MINE, [], id="back from the lab"),
        pytest.param(STORED, Whereabouts(Where.LOST), [], id="lost"),
    ],
)
def test_both_hands_sign(now, to, who):
    assert list(unsigned(now, to, actor_id=ME, gave=False, got=False)) == who
    assert list(unsigned(now, to, actor_id=ME, gave=True, got=True)) == []
