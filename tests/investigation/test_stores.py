"""Stores: what lies where, many booked in or out at once, labels that a scanner reads."""

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.investigation.rules.continuity import Where
from mips.investigation.usecases.exhibits import list_exhibits, read_exhibit
from mips.investigation.usecases.scanning import find_scanned, move_scanned
from mips.investigation.usecases.stores import list_stores, open_store
from tests.investigation.crimes import recorded
from tests.investigation.property import ON_PAPER, entered, shelf


def test_a_property_officer_opens_a_store_and_others_do_not(build):
    with pytest.raises(Forbidden):
        open_store(build.actor(Role.OFFICER), name="Store", shelves="A1")
    keeper = build.actor(Role.EXHIBITS_OFFICER)
    open_store(keeper, name="Store", shelves="b2 a1, A1")
    [store] = list_stores(keeper).stores
    assert {each.code for each in store.shelves} == {"A1", "B2"}
    with pytest.raises(RuleBroken, match="There is a store"):
        open_store(keeper, name="STORE", shelves="A1")


def test_everything_scanned_is_booked_in_or_nothing(build):
    officer, keeper, on = build.actor(Role.OFFICER), build.actor(Role.EXHIBITS_OFFICER), shelf(build)
    crime = recorded(build, by=officer)
    first, second = (entered(build, crime, by=officer, seals=f"B12345{n}") for n in (1, 2))
    told = {"to": Where.IN_STORE, "shelf_id": on.id, "purpose": "Booked in", "giver": ON_PAPER}
    codes = f"{first.reference}\nb123452 {first.reference}"
    with pytest.raises(RuleBroken) as refused:
        move_scanned(keeper, codes=codes, **told)
    assert {each.field for each in refused.value.every} == {"seals_whole"} and len(refused.value.every) == 2
    assert list_exhibits(keeper, shelf_id=on.id).rows == []
    assert len(move_scanned(keeper, codes=codes, seals_whole=True, **told)) == 2
    assert list_stores(keeper).counts == {on.id: 2}
    with pytest.raises(RuleBroken, match="No exhibit and no bag has the number X99"):
        move_scanned(keeper, codes="X99", seals_whole=True, **told)
    assert read_exhibit(keeper, exhibit_id=second.id).events[0].signatures


def test_a_label_or_a_bag_leads_to_its_exhibit(build, client_for):
    exhibit = entered(build, seals="B123456")
    client = client_for(Role.EXHIBITS_OFFICER)
    for code in (exhibit.reference.lower(), "b123456"):
        answer = client.get("/crimes/exhibits/scan", query_string={"code": code})
        assert answer.headers["Location"].endswith(f"/crimes/exhibits/{exhibit.id}")
    missing = client.get("/crimes/exhibits/scan?code=X1")
    assert missing.status_code == 404 and "No exhibit and no bag has the number X1" in missing.text
    with pytest.raises(NotFound):
        find_scanned(build.actor(Role.OFFICER), code="B999999")


def test_labels_and_receipt_are_printed_by_who_keeps_exhibits(build, client_for):
    exhibit = entered(build, hazards="Needle")
    client = client_for(Role.EXHIBITS_OFFICER)
    for path in (f"exhibit-label?exhibit_id={exhibit.id}", f"property-receipts?crime_id={exhibit.crime_id}"):
        answer = client.get(f"/documents/{path}")
        assert answer.status_code == 200 and answer.data.startswith(b"%PDF")


def test_the_pages_of_a_store_say_what_lies_where(build, client_for):
    keeper = client_for(Role.EXHIBITS_OFFICER)
    made = {"name": "North store", "shelves": "A1 A2", "station": "North"}
    assert "North store" in keeper.post("/crimes/stores/new", data=made, follow_redirects=True).text
    exhibit, on = entered(build), shelf(build)
    page = keeper.get("/crimes/exhibits/booking").text
    assert on.name in page and "data-scan" in page
    fields = {"codes": exhibit.reference, "to": "in-store", "shelf_id": str(on.id), "purpose": "In"}
    done = keeper.post(
        "/crimes/exhibits/booking", data=fields | {"giver-how": "refused", "giver-why": "Left"}, follow_redirects=True
    )
    assert f"1 exhibit moved: In store: {on.name}" in done.text
    assert exhibit.reference in keeper.get(f"/crimes/stores/shelves/{on.id}").text
