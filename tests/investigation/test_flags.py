"""Flags of a crime: set when it is recorded or later, ended, and kept with their dates (INV-13)."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Role
from mips.core.errors import Forbidden, InputInvalid, NotFound, RuleBroken
from mips.investigation.rules.flags import in_force
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.investigation.usecases.reading import read_crime
from tests.build import NOON
from tests.investigation.crimes import recorded

TODAY = NOON.date()


@pytest.mark.parametrize(
    ("from_on", "until_on", "counts"),
    [
        pytest.param(TODAY, None, True, id="INV-13: from its first day"),
        pytest.param(TODAY + timedelta(1), None, False, id="INV-13: not before"),
        pytest.param(None, TODAY, True, id="INV-13: to its last day"),
        pytest.param(None, TODAY - timedelta(1), False, id="INV-13: not after"),
    ],
)
def test_when_a_flag_counts(from_on, until_on, counts):
    assert in_force(from_on, until_on, TODAY) is counts


def test_flags_are_set_at_recording_and_later_and_ended_once(build):
    officer = build.actor(Role.OFFICER)
    crime = recorded(build, by=officer, flags=["knife"])
    set_flag(officer, crime_id=crime.id, flag="domestic-abuse", from_on=date(2026, 2, 1))
    with pytest.raises(RuleBroken, match="set already"):
        set_flag(officer, crime_id=crime.id, flag="knife")
    with pytest.raises(RuleBroken, match="before it begins"):
        end_flag(officer, crime_id=crime.id, flag="knife", why="It was a pen", until_on=date(2026, 1, 1))
    end_flag(officer, crime_id=crime.id, flag="knife", why="It was a pen")
    with pytest.raises(NotFound):
        end_flag(officer, crime_id=crime.id, flag="knife", why="Again")
    set_flag(officer, crime_id=crime.id, flag="knife")
    found = read_crime(officer, crime_id=crime.id).crime.flags
    assert [(each.flag, each.from_on, each.until_on) for each in found] == [
        ("knife", TODAY, TODAY),
        ("domestic-abuse", date(2026, 2, 1), None),
        ("knife", TODAY, None),
    ]


def test_a_flag_that_is_in_no_list_is_refused(build):
    with pytest.raises(InputInvalid):
        recorded(build, flags=["unheard-of"])


def test_who_reads_only_sets_no_flag(build):
    with pytest.raises(Forbidden):
        set_flag.admit(build.actor(Role.WITNESS_CARE))


def test_a_flag_is_seen_and_ended_on_the_page(build, client_for):
    crime, client = recorded(build), client_for(Role.OFFICER)
    page = client.post(f"/crimes/{crime.id}/flags", data={"flag": "stalking"}, follow_redirects=True).text
    assert "Stalking" in page
    fields = {"why": "Another person"}
    page = client.post(f"/crimes/{crime.id}/flags/stalking/end", data=fields, follow_redirects=True).text
    assert "until 2 Mar 2026" in page
