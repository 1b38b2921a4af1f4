"""Counting a store: what differs from the record, and who is asked about it (F135)."""

import uuid
from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.rules.continuity import Where
from mips.investigation.rules.stocktake import Counted, Differs, Recorded, differences
from mips.investigation.rules.two_persons import ShelfKind
from mips.investigation.usecases.stocktakes import (
    begin_stocktake,
    count_shelf,
    end_stocktake,
    list_stocktakes,
    settle_difference,
)
from tests.build import NOON
from tests.investigation.property import entered, moved, shelf

A, B, ELSEWHERE, IT = (uuid.uuid4() for _ in range(4))
BEFORE, BEGUN, READ, AFTER = (NOON + timedelta(minutes=n) for n in (-5, 0, 10, 20))


@pytest.mark.parametrize(
    ("on", "since", "counted_on", "found"),
    [
        pytest.param(A, BEFORE, A, None, id="where it should be"),
        pytest.param(A, BEFORE, None, Differs.MISSING, id="not read anywhere"),
        pytest.param(A, BEFORE, B, Differs.MISPLACED, id="on another shelf of the store"),
        pytest.param(ELSEWHERE, BEFORE, A, Differs.STRAY, id="recorded in another store"),
        pytest.param(None, BEFORE, A, Differs.STRAY, id="recorded in somebody's hands"),
        pytest.param(A, AFTER, None, None, id="booked in after its shelf was counted"),
        pytest.param(None, AFTER, A, None, id="read, then booked out"),
    ],
)
def test_what_differs(on, since, counted_on, found):
    counted = [Counted("X1", IT, counted_on, READ)] if counted_on else []
    got = list(differences({IT: Recorded(on, since)}, counted, shelves=frozenset({A, B}), begun_at=BEGUN))
    assert [each.differs for each in got] == ([found] if found else [])


def test_a_number_that_nothing_has_is_a_difference():
    [found] = differences({}, [Counted("X9", None, A, READ)], shelves=frozenset({A}), begun_at=BEGUN)
    assert (found.differs, found.code, found.counted_on) == (Differs.UNKNOWN, "X9", A)


@pytest.fixture
def keeper(build):
    return build.actor(Role.EXHIBITS_OFFICER)


def stored(build, on, **fields):
    officer = build.actor(Role.OFFICER)
    exhibit = entered(build, by=officer, **fields)
    moved(officer, exhibit, Where.IN_STORE, shelf_id=on.id)
    return exhibit


def test_a_store_is_counted_and_each_difference_settled(build, keeper):
    on = shelf(build)
    there, gone = stored(build, on, seals="B777777"), stored(build, on)
    clock.hold_at(NOON + timedelta(minutes=1))
    row = begin_stocktake(keeper, store_id=on.store_id)
    with pytest.raises(RuleBroken, match="being counted already"):
        begin_stocktake(keeper, store_id=on.store_id)
    count_shelf(keeper, stock_take_id=row.id, shelf_id=on.id, codes=f"{there.reference} b777777 X9")
    ended = end_stocktake(keeper, stock_take_id=row.id).stock_take
    assert ended.found == 1
    assert {(each.differs, each.exhibit_id, each.code) for each in ended.differences} == {
        (Differs.MISSING, gone.id, ""),
        (Differs.UNKNOWN, None, "X9"),
    }
    missing = ended.differences[0].id
    with pytest.raises(RuleBroken, match="has ended"):
        count_shelf(keeper, stock_take_id=row.id, shelf_id=on.id, codes="X1")
    assert settle_difference(keeper, difference_id=missing, how="Behind the shelf").settled_by_id == keeper.id
    with pytest.raises(RuleBroken, match="settled already"):
        settle_difference(keeper, difference_id=missing, how="Again")
    assert [each.id for each in list_stocktakes(keeper, store_id=on.store_id).rows] == [row.id]


def test_a_safe_is_counted_by_two(build, keeper):
    on = shelf(build, "S1")
    with build.scenery():
        on.shelf_kind = ShelfKind.SAFE
    row = begin_stocktake(keeper, store_id=on.store_id)
    with pytest.raises(RuleBroken, match="A safe is counted by two"):
        count_shelf(keeper, stock_take_id=row.id, shelf_id=on.id, codes="X1")
    end_stocktake(keeper, stock_take_id=row.id)
    with pytest.raises(RuleBroken, match="somebody else than you"):
        begin_stocktake(keeper, store_id=on.store_id, second_id=keeper.id)
    both = begin_stocktake(keeper, store_id=on.store_id, second_id=build.actor(Role.OFFICER).id)
    assert count_shelf(keeper, stock_take_id=both.id, shelf_id=on.id, codes="X1").shelves[0].counted == 1


def test_only_a_property_officer_counts(build):
    with pytest.raises(Forbidden):
        begin_stocktake(build.actor(Role.OFFICER), store_id=shelf(build).store_id)


def test_the_pages_lead_from_the_store_to_what_is_missing(build, client_for):
    on = shelf(build)
    missing = stored(build, on)
    clock.hold_at(NOON + timedelta(minutes=1))
    keeper = client_for(Role.EXHIBITS_OFFICER)
    assert f"/crimes/stores/{on.store_id}/stocktakes" in keeper.get("/crimes/stores").text
    begun = keeper.post(f"/crimes/stores/{on.store_id}/stocktakes/new", data={}, follow_redirects=True)
    assert "Count a shelf" in begun.text
    address = begun.request.path
    assert "Nothing was counted yet on: B12" in keeper.get(f"{address}/end").text
    ended = keeper.post(f"{address}/end", data={}, follow_redirects=True).text
    assert "Not found" in ended and missing.mark in ended and "report it lost" in ended
    reader = client_for(Role.OFFICER)
    assert "Settle" not in reader.get(address).text
