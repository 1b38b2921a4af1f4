"""Property from the desk to the door, and searches, as those who write them down meet them."""

import re
from datetime import date, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.rules.booking_in import Block
from mips.custody.rules.property import PropertyEnd, Retained
from mips.custody.rules.searches import Adult, DoneBy, PlaceKind, SearchKind
from mips.custody.usecases.blocks import blocks_done
from mips.custody.usecases.property import clothes_taken, end_property, property_held, read_property, record_property
from mips.custody.usecases.searches import need_no_search, read_searches, record_search
from mips.record.model.person import Sex
from mips.record.model.signing import SignedHow
from tests.build import NOON

NAMED = {"kind", "location", "authorised_by_id", "authorised_at", "searcher_id", "second_id", "at"}
RING = {"description": "Silver ring"}
JEANS = {"description": "Jeans", "effects": True, "clothing": True, "retained": Retained.EVIDENCE}
PAPER = {"how": SignedHow.ON_PAPER, "drawn": "", "why": ""}


@pytest.fixture
def held(desk):
    return desk.detained()


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def taken(desk, held, **fields):
    given = {"items": [RING], "signature": PAPER, "seal": "B100"} | fields
    return record_property(desk.sergeant, detention_id=held.id, **given)


def test_several_items_and_cash_are_one_page_and_complete_the_block(desk, build, held):
    money = {"counted": {2000: 1, 50: 1}, "total_pence": 2050, "seal": "C7"}
    rows = taken(desk, held, items=[RING, {"description": "Keys", "quantity": 3}], cash=money)
    assert [(each.number, each.name, each.seal) for each in rows] == [
        (1, "Silver ring", "B100"),
        (2, "3 x Keys", "B100"),
        (3, "Cash \u00a320.50", "C7"),
    ]
    with build.scenery():
        assert Block.PROPERTY in blocks_done(held.id)


def test_nothing_at_all_is_said_and_not_left_empty(desk, build, held):
    with pytest.raises(InputInvalid):
        record_property(desk.sergeant, detention_id=held.id)
    assert record_property(desk.sergeant, detention_id=held.id, nothing=True) == []
    with pytest.raises(InputInvalid):
        taken(desk, held, nothing=True)


def test_numbers_go_on_when_more_is_found(desk, held):
    taken(desk, held)
    assert taken(desk, held)[0].number == 2


def test_what_is_given_back_is_held_no_more(desk, build, held):
    rows = taken(desk, held, items=[RING, {"description": "Glasses", "effects": True, "with_detainee": True}])
    with build.scenery():
        assert [each.name for each in property_held(held.id)] == ["Silver ring"]
    given = {"detention_id": held.id, "items": [rows[0].id], "end": PropertyEnd.RETURNED}
    with pytest.raises(RuleBroken, match="signed"):
        end_property(desk.sergeant, **given)
    end_property(desk.sergeant, **given, signature=PAPER)
    with build.scenery():
        assert property_held(held.id) == []
    with pytest.raises(RuleBroken, match="no longer held"):
        end_property(desk.sergeant, **given, signature=PAPER)


def test_property_of_another_detention_cannot_go(desk, build, held):
    other = desk.detained(build.person(family_name="Hall"))
    row = taken(desk, other)[0]
    with pytest.raises(InputInvalid):
        end_property(desk.sergeant, detention_id=held.id, items=[row.id], end=PropertyEnd.RETURNED)


def test_clothes_that_were_taken_are_replaced(desk, build, held):
    with pytest.raises(RuleBroken, match="offered instead"):
        taken(desk, held, items=[JEANS])
    taken(desk, held, items=[JEANS], replaced="Grey tracksuit")
    with build.scenery():
        assert clothes_taken(held.id) == (True, True)


def test_the_limited_form_shows_no_property(desk, build, held):
    taken(desk, held)
    assert read_property(build.actor(Role.OFFICER), detention_id=held.id).items == ()
    assert len(read_property(build.actor(Role.SUPERINTENDENT, rank=5), detention_id=held.id).items) == 1


def strip(desk, held, **fields):
    given = {
        "kind": SearchKind.STRIP,
        "location": "Search room 1",
        "why": "Seen to push a wrap into the waistband",
        "same_sex": True,
        "half_clothed": True,
        "searcher_id": desk.detention_officer.id,
    } | fields
    named = {name: given.pop(name) for name in NAMED & given.keys()}
    return record_search(desk.sergeant, detention_id=held.id, how=given, **named)


def test_a_tick_says_that_no_search_is_needed(desk, build, held):
    need_no_search(desk.sergeant, detention_id=held.id)
    with build.scenery():
        assert Block.SEARCHES in blocks_done(held.id)


def test_a_strip_search_keeps_what_is_counted(desk, build):
    held = desk.detained(build.person(born_on=date(1990, 5, 1), sex=Sex.FEMALE))
    search = strip(desk, held, item_found=True, found="Wrap of powder")
    assert (search.age, search.searcher_sex, search.authorised_rank) == (35, Sex.FEMALE, Rank.SERGEANT)
    assert read_searches(desk.sergeant, detention_id=held.id).searches[0].found == "Wrap of powder"


def test_a_strip_search_is_authorised_by_a_custody_officer_who_does_not_investigate(desk, build, held):
    with pytest.raises(RuleBroken, match="custody officer"):
        strip(desk, held, authorised_by_id=desk.detention_officer.id)
    with pytest.raises(RuleBroken, match="custody officer"):
        strip(desk, held, authorised_by_id=desk.arresting_officer.id)


def test_a_childs_strip_search_waits_for_the_adult(desk, build):
    held = desk.detained(build.person(born_on=date(2010, 1, 1)))
    with pytest.raises(RuleBroken, match="appropriate adult"):
        strip(desk, held)
    assert strip(desk, held, adult=Adult.PRESENT, adult_why="Ann Day, mother").under_18


def test_an_intimate_search_needs_the_rank_of_that_moment(desk, held):
    inspector = desk.inspector()
    given = {
        "kind": SearchKind.INTIMATE,
        "location": "City Hospital",
        "done_by": DoneBy.DOCTOR,
        "place": PlaceKind.HOSPITAL,
        "parts": "Rectum",
    }
    with pytest.raises(RuleBroken, match="inspector"):
        strip(desk, held, **given)
    assert strip(desk, held, **given, authorised_by_id=inspector.id).authorised_rank == Rank.INSPECTOR


def test_a_search_is_neither_before_arrival_nor_authorised_afterwards(desk, held):
    with pytest.raises(RuleBroken, match="before they arrived"):
        strip(desk, held, at=held.arrived_at - timedelta(minutes=1))
    with pytest.raises(RuleBroken, match="after it was done"):
        strip(desk, held, at=NOON - timedelta(minutes=9), authorised_at=NOON - timedelta(minutes=5))


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.CUSTODY_OFFICER, True, True),
        (Role.DETENTION_OFFICER, True, True),
        (Role.REVIEWING_INSPECTOR, True, False),
        (Role.SUPERINTENDENT, True, False),
        (Role.OFFICER, False, False),
        (Role.OFFICER_IN_CASE, False, False),
        (Role.HEALTHCARE_PROFESSIONAL, False, False),
    ],
)
def test_who_reads_and_writes_searches(desk, build, held, role, reads, writes):
    actor = build.actor(role, rank=3)
    for allowed, act in (
        (reads, lambda: read_searches(actor, detention_id=held.id)),
        (writes, lambda: need_no_search(actor, detention_id=held.id)),
    ):
        db.session.expire_all()
        if allowed:
            act()
        else:
            with pytest.raises(Forbidden):
                act()


def test_property_is_taken_and_given_back_on_its_pages(desk, build, sergeant, held):
    page = sergeant.get(f"/custody/{held.id}/property").text
    assert "They have no property" in page
    sent = {
        "items-0-description": "Silver ring",
        "has_cash": "yes",
        "cash-of_2000": "1",
        "cash-total": "20.50",
        "signature-how": "on-paper",
        "seal": "B1",
    }
    answer = sergeant.post(f"/custody/{held.id}/property", data=sent)
    assert answer.status_code == 422 and "add up to" in answer.text and 'value="Silver ring"' in answer.text
    answer = sergeant.post(f"/custody/{held.id}/property", data=sent | {"cash-total": "20.00"})
    assert answer.status_code == 302, re.findall(r"error-message.*", answer.text)
    assert "Silver ring" in sergeant.get(f"/custody/{held.id}?tab=property").text
    page = sergeant.get(f"/custody/{held.id}/property/out").text
    ids = re.findall(r'name="items" [^>]*value="([^"]+)"|value="([0-9a-f-]{36})"[^>]*name="items"', page)
    assert len(ids) == 2


def test_searches_are_recorded_on_the_page_of_their_kind(desk, sergeant, held):
    assert "No search needed" in sergeant.get(f"/custody/{held.id}/searches").text
    for kind in SearchKind:
        assert sergeant.get(f"/custody/{held.id}/search/{kind.value}").status_code == 200, kind
    answer = sergeant.post(f"/custody/{held.id}/search/strip", data={"location": "Cell M1", "why": "Wrap"})
    assert answer.status_code == 422 and "Cell M1" in answer.text and "sex" in answer.text
    assert sergeant.post(f"/custody/{held.id}/searches", data={}).status_code == 302
    assert sergeant.get(f"/custody/{held.id}?tab=searches").status_code == 200
