"""Cash, drugs and firearms under two persons: as a rule, and where they are moved (INV-9, F141)."""

import uuid

import pytest

from mips.access.permissions import Rank, Role
from mips.core.errors import RuleBroken
from mips.investigation.rules.continuity import Where, Whereabouts
from mips.investigation.rules.two_persons import KEPT_ON, Present, ShelfKind, check_counted, check_shelf, check_two
from mips.investigation.usecases.exhibits import read_exhibit
from mips.investigation.usecases.scanning import move_scanned
from mips.record.model.object import ThingKind
from tests.investigation.property import ON_PAPER, entered, moved, shelf

ME, OTHER = uuid.uuid4(), uuid.uuid4()
SHELF = Whereabouts(Where.IN_STORE, shelf_id=uuid.uuid4(), name="B12")
LOST = Whereabouts(Where.LOST)
ALONE = Present(actor_id=ME)
WITH = Present(actor_id=ME, second_id=OTHER, second_signed=True)


def said(check, *given, **named):
    """The fields in which it is refused; empty when it is not."""
    try:
        check(*given, **named)
    except RuleBroken as refused:
        return [each.field for each in refused.every]
    return []


def test_what_is_kept_apart_is_a_kind_of_thing():
    assert set(KEPT_ON) == {ThingKind.CASH, ThingKind.DRUG, ThingKind.FIREARM}


@pytest.mark.parametrize(
    ("kind", "to", "present", "refused"),
    [
        ("phone", SHELF, ALONE, []),
        ("cash", SHELF, ALONE, ["second-officer_id"]),
        ("drug", SHELF, WITH, []),
        ("firearm", LOST, ALONE, []),
        ("firearm", SHELF, Present(actor_id=ME, hands={OTHER}), []),
        ("firearm", SHELF, Present(actor_id=ME, hands={ME}), ["second-officer_id"]),
        ("cash", SHELF, Present(actor_id=ME, second_id=ME, second_signed=True), ["second-officer_id"]),
        ("cash", SHELF, Present(actor_id=ME, second_id=OTHER), ["second-how"]),
    ],
)
def test_a_second_officer_puts_their_name_to_it(kind, to, present, refused):
    assert said(check_two, kind, to, present) == refused


@pytest.mark.parametrize(
    ("kind", "on", "refused"),
    [
        ("cash", ShelfKind.SAFE, []),
        ("cash", ShelfKind.SHELF, ["shelf_id"]),
        ("drug", ShelfKind.DRUGS, []),
        ("firearm", ShelfKind.SAFE, ["shelf_id"]),
        ("phone", ShelfKind.SHELF, []),
        ("phone", ShelfKind.COLD, []),
        ("phone", ShelfKind.FIREARMS, ["shelf_id"]),
        ("cash", None, []),
    ],
)
def test_it_lies_on_a_shelf_of_its_kind(kind, on, refused):
    assert said(check_shelf, kind, on) == refused


@pytest.mark.parametrize(
    ("kind", "counted", "opened", "refused"),
    [
        ("cash", "", True, ["counted"]),
        ("cash", "£410 in twenties and tens", True, []),
        ("drug", "", False, []),
        ("firearm", "", True, []),
    ],
)
def test_what_is_in_the_bag_is_counted_when_it_is_opened(kind, counted, opened, refused):
    assert said(check_counted, kind, counted, opened=opened) == refused


@pytest.fixture
def safe(build):
    on = shelf(build, "S1")
    with build.scenery():
        on.shelf_kind = ShelfKind.SAFE
    return on


def test_cash_goes_into_the_safe_with_a_second_officer(build, safe):
    officer, beside = build.actor(Role.OFFICER), build.actor(Role.OFFICER, name="Sam Lee", rank=int(Rank.CONSTABLE))
    cash = entered(build, by=officer, thing_kind=ThingKind.CASH, description="Bundle of notes")
    told = {"shelf_id": safe.id, "seal_after": "C123456"}
    with pytest.raises(RuleBroken, match="Cash moves under two persons"):
        moved(officer, cash, Where.IN_STORE, **told, counted="£410")
    both = {"second": {"officer_id": beside.id, **ON_PAPER}}
    with pytest.raises(RuleBroken, match="counted or weighed"):
        moved(officer, cash, Where.IN_STORE, **told, **both)
    moved(officer, cash, Where.IN_STORE, **told, **both, counted="£410")
    event = read_exhibit(officer, exhibit_id=cash.id).events[0]
    assert (event.second.name, event.counted) == ("Sam Lee", "£410")
    assert [each.part for each in event.signatures] == ["second"]


def test_of_many_that_are_booked_out_the_cash_asks_for_a_second_officer(build, safe):
    keeper, officer = build.actor(Role.EXHIBITS_OFFICER), build.actor(Role.OFFICER)
    cash = entered(build, by=officer, thing_kind=ThingKind.CASH)
    told = {"codes": cash.reference, "to": Where.IN_STORE, "shelf_id": safe.id, "purpose": "In", "giver": ON_PAPER}
    assert move_scanned(keeper, **told)[0].signatures, "who gives it is the second of the two"
    out = {"codes": cash.reference, "to": Where.IN_POSSESSION, "officer_id": keeper.id, "purpose": "To the bank"}
    with pytest.raises(RuleBroken, match=f"{cash.mark}: Cash moves under two persons"):
        move_scanned(keeper, **out)
    assert move_scanned(keeper, **out, second={"officer_id": officer.id, **ON_PAPER})


def test_the_page_asks_for_the_second_officer_only_where_one_is_needed(build, client_for):
    officer = client_for(Role.OFFICER)
    phone, cash = entered(build), entered(build, thing_kind=ThingKind.CASH)
    assert "The officer with you" not in officer.get(f"/crimes/exhibits/{phone.id}/move").text
    page = officer.get(f"/crimes/exhibits/{cash.id}/move").text
    assert "The officer with you" in page and "What you both counted" in page
