"""The first hours of serious crimes: which have a checklist, its clock, and who ticked what (F43)."""

from datetime import timedelta

import pytest

from mips.access.permissions import Role
from mips.core import clock
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.investigation.rules.golden import Checklist, Item, check_tick, checklist_for, due_at
from mips.investigation.usecases.golden import read_golden_board, read_golden_hour, tick_golden
from mips.investigation.usecases.reading import read_crime
from tests.build import NOON
from tests.investigation.crimes import ROBBERY, recorded

TOUR = Item(code="tour", title="Tour the area", minutes=30)
ROBBERIES = Checklist(kind="robbery", title="Robbery", classes=["034"], items=[TOUR])


@pytest.mark.parametrize(
    ("ho_class", "found"),
    [
        pytest.param("034/01", ROBBERIES, id="F43: by its class"),
        pytest.param("046/00", None, id="F43: not serious"),
        pytest.param("", None, id="F43: not known"),
    ],
)
def test_which_crimes_have_a_checklist(ho_class, found):
    assert checklist_for(ho_class, [ROBBERIES]) is found
    assert due_at(TOUR, NOON) == NOON + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({"item": "other"}, "no such item", id="F43: of another list"),
        pytest.param({"checklist": None}, "no such item", id="F43: the crime has none"),
        pytest.param({"ticked": True}, "ticked already", id="F43: twice"),
        pytest.param({"needed": False}, "why it is not needed", id="F43: not needed without a reason"),
    ],
)
def test_what_is_not_ticked(facts, said):
    with pytest.raises(RuleBroken, match=said):
        check_tick(**{"item": "tour", "checklist": ROBBERIES, "ticked": False, "needed": True, "note": ""} | facts)


def test_a_robbery_is_live_with_its_clock_and_each_tick_is_kept(build):
    officer = build.actor(Role.OFFICER, name="Ann Lee")
    crime_id = recorded(build, by=officer, offences=[{"code": ROBBERY}]).id
    recorded(build, by=officer)
    (live,) = read_golden_board(officer).live
    assert (live.crime.id, live.next_due) == (crime_id, live.since + timedelta(minutes=30))
    tick_golden(officer, crime_id=crime_id, item="robbery-tour", note="Nobody seen")
    tick_golden(officer, crime_id=crime_id, item="robbery-track", needed=False, note="Only cash was taken")
    live = read_golden_hour(officer, crime_id=crime_id)
    assert live.ticks["robbery-tour"].by.name == "Ann Lee" and not live.ticks["robbery-track"].needed
    said = [each.text for each in read_crime(officer, crime_id=crime_id).log]
    assert "Tour the area with the victim: done. Nobody seen" in said
    with pytest.raises(RuleBroken, match="ticked already"):
        tick_golden(officer, crime_id=crime_id, item="robbery-tour")
    clock.hold_at(NOON + timedelta(hours=25))
    assert read_golden_board(officer).live == []
    with pytest.raises(NotFound):
        read_golden_hour(officer, crime_id=recorded(build, by=officer).id)
    with pytest.raises(Forbidden, match="limited form"):
        read_golden_board.admit(build.actor(Role.CRIME_REGISTRAR))
    with pytest.raises(Forbidden):
        tick_golden.admit(build.actor(Role.SUPERINTENDENT))


def test_an_item_is_ticked_on_its_page(build, client_for):
    crime_id = recorded(build, offences=[{"code": ROBBERY}]).id
    client = client_for(Role.OFFICER, name="Jane Smith")
    assert "0 of 4 done" in client.get("/crimes/golden-hour").text
    page = client.get(f"/crimes/{crime_id}/golden-hour/tick?item=robbery-film").text
    assert "Secure cameras, buses and trains too" in page
    told = {"item": "robbery-film", "needed": "no"}
    refused = client.post(f"/crimes/{crime_id}/golden-hour/tick", data=told)
    assert refused.status_code == 422 and "Say why it is not needed" in refused.text
    page = client.post(
        f"/crimes/{crime_id}/golden-hour/tick", data=told | {"needed": "yes"}, follow_redirects=True
    ).text
    assert "Jane Smith" in page and "Done" in page
