"""A supervisor's week: a crime given, reviewed, worked, one found silent, one handed over, and one closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Rank, Role
from mips.core import clock
from tests.build import Build
from tests.build_accounts import account
from tests.investigation.crimes import recorded

pytestmark = pytest.mark.journey


def test_a_crime_is_given_directed_worked_handed_over_and_closed(town, open_desk):
    with town.building() as build:
        people, crime, silent = a_team(build)
    sergeant, officer = (open_desk().sign_in(each) for each in people)
    sergeant.visit("/crimes/allocation").fill({"crime_ids": crime, "officer_id": str(people[1].user.id)})
    sergeant.send("Give to them", expect="Crime given")
    sergeant.visit(f"/crimes/{crime}/supervision/new")
    sergeant.fill({"looked_at": ["log"], "found": "Well begun", "direction": "Get the film"})
    sergeant.fill({"actions-0-text": "Get the film from the shop"})
    sergeant.send("Enter the review for good", expect="1 Get the film from the shop")
    officer.visit(f"/crimes/{crime}/plan").press("1", exact=True)
    officer.press("Enter the result").fill({"result": "It was wiped"}).send("Save the result", expect="It was wiped")
    sergeant.visit("/crimes/team").page.locator('main td a[href*="what=silent"]').filter(has_text="1").click()
    sergeant.look()
    assert silent in sergeant.text and "Nothing for 20 days" in sergeant.text
    officer.visit(f"/crimes/{crime}/hand-overs/new").pick("to_id", people[0].collar_number, found="Ola Sergeant")
    officer.send("Hand it over", expect="Action 1 resulted: It was wiped")
    sergeant.visit("/").press("A hand-over for you").press("I take it", expect="Taken")
    closed(crime, sergeant, officer)


def closed(crime, sergeant, officer):
    """All that stands in the way is mended from the closing page, and somebody else signs."""
    officer.visit(f"/crimes/{crime}/closing").press("Say that there is none to submit")
    officer.fill({"text": "Nobody is named"}).send("Save").press("Set the group").fill({"group": "4"}).send("Save")
    assert "1 to do before it can be finalised" in officer.text
    told = {"code": "18", "decided_on": "today", "rationale": "The film was wiped", "victim_told_on": "today"}
    told["evidence"] = "The film of the shop, and its neighbours"
    told["evidence"] = "The shop's film, house to house"
    officer.press("Propose an outcome").fill(told).send("Propose", expect="Waits to be signed off")
    sergeant.visit(f"/crimes/{crime}/closing").press("Sign off outcome 18")
    sergeant.send("Sign off and finalise", expect="Finalised")


def a_team(build: Build):
    """A sergeant and an officer; a crime that nobody has, and one of twenty days ago that nobody touched since."""
    now, works = datetime.now(UTC), (Role.OFFICER, Role.OFFICER_IN_CASE)
    once, rank = f"{now:%H%M%S%f}"[:9], int(Rank.SERGEANT)
    team = build.team(name=f"Response {once}")
    both = (Role.SUPERVISOR, Role.OFFICER)
    sergeant = account(build, *both, team=team, name="Ola Sergeant", collar_number=f"S{once}", rank=rank)
    early = account(build, *works, team=team, name=f"Ann {once}", collar_number=f"E{once}")
    for each in (sergeant, early):
        each.collar_number = each.user.collar_number
    clock.hold_at(now - timedelta(days=20))
    silent = reported(build, early.user.as_actor(reason="x"), now - timedelta(days=20))
    clock.hold_at(None)
    clerk = build.actor(Role.CASE_BUILDER, team=team, collar_number=f"C{once}")
    return (sergeant, early), str(reported(build, clerk, now).id), silent.reference


def reported(build, by, at):
    return recorded(build, by=by, reported_at=at - timedelta(hours=1), occurred_from=at - timedelta(hours=3))
