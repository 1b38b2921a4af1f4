"""Victims told to the end: of a burglary that nobody is found for, and of domestic abuse that is charged."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.core.england import day_of, working_days_after
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.usecases.recording import record_crime
from tests.build import Build
from tests.investigation.crimes import nothing_left
from tests.journeys.booked_in import booked_in
from tests.journeys.detainee import Detainee
from tests.journeys.story import CELLS, Story, minutes_ago

pytestmark = pytest.mark.journey

ALL_UNKNOWN = (
    """document.querySelectorAll('main input[name^="q"][value="not-known"]').forEach(one => one.checked = true)"""
)
"""Each of the questions answered at one stroke."""


_numbers = itertools.count(1)


def somebody(build: Build) -> Actor:
    """An officer nobody has been yet: the town outlives each journey."""
    return build.actor(Role.OFFICER, Role.OFFICER_IN_CASE, collar_number=f"V{next(_numbers):03}")


@pytest.fixture
def victim(town, story: Story):
    with town.building() as build:
        return build.person(family_name=story.family_name, given_names="Vera")


def test_a_burglary_is_worked_through_and_its_victim_told_to_the_end(cast, open_desk, town, victim):
    desk = open_desk("desktop").sign_in(cast("officer"))
    desk.visit(f"/incidents/new?person={victim.id}")
    desk.fill({"summary": "Back door forced while she was at work", "category": "crime"})
    desk.pick("offence_code", "TH68026", found="TH68026")
    desk.fill({"occurred_from": minutes_ago(300), "where-address": "14 Mill Lane", "channel": "call"})
    desk.send("Take it down", expect="It is not decided whether this is a crime")
    desk.press("Record a crime")
    desk.fill({"basis": "victim-based", "amounts_to_crime": "yes"}).send("Record crime", expect="Why it was recorded")
    crime = desk.path
    desk.press("Contact and rights", expect="Referral to a support service")
    desk.press("Needs assessment").fill({"support": "A new lock"}).send("Save", expect="A new lock")
    desk.visit("/crimes/victims").press("Referral to a support service", expect="Contact with a victim or witness")
    desk.fill({"method": "mobile", "reached": "yes", "said": "Referred to the support service"})
    desk.send("Add", expect="Kept: Victim update, Referral to a support service")
    desk.visit(f"{crime}/outcome")
    told = {
        "code": "18",
        "decided_on": "today",
        "rationale": "No trace, no witness, no image",
        "evidence": "Scene, CCTV",
    }
    desk.fill(told | {"victim_told_on": "today"}).send("Propose", expect="Waits to be signed off")
    with town.building() as build:
        nothing_left(somebody(build), uuid.UUID(crime.rpartition("/")[2]))
    desk = open_desk("phone").sign_in(cast("supervisor"))
    desk.visit(crime).press("Sign off outcome 18", expect="No trace, no witness, no image")
    desk.send("Sign off and finalise", expect="Finalised")
    desk.visit(
        "/crimes/victims/missed",
    ).visit("/crimes/victims/reviews")
    desk.visit(f"{crime}/victims/{victim.id}")
    assert "no longer owed" in desk.text and "Nothing is owed now" in desk.text


@pytest.fixture
def assault(town, story: Story):
    """A common assault by somebody known, of domestic abuse, as an officer recorded it."""
    with town.building() as build:
        suspect = build.person(family_name=story.family_name, given_names="Carl")
        victim = build.person(family_name=story.family_name, given_names="Dora")
        at = datetime.now(UTC)
        crime = record_crime(
            somebody(build),
            offences=[{"code": "CJ88001"}],
            basis=Basis.VICTIM,
            amounts_to_crime=True,
            reported_at=at - timedelta(hours=2),
            channel=Channel.CALL,
            occurred_from=at - timedelta(hours=3),
            where={"address": "3 Mill Lane"},
            summary="Slapped her in the kitchen",
            victims=[{"person_id": victim.id}],
            suspects=[{"person_id": suspect.id, "grounds": "Named by her"}],
            flags=["domestic-abuse"],
        )
        who = Detainee(str(suspect.id), f"{story.family_name.upper()}, Carl", CELLS[story.number])
        return f"/crimes/{crime.id}", victim, who


def test_a_victim_of_domestic_abuse_is_told_of_the_charge_the_next_working_day(cast, open_desk, town, assault):
    crime, victim, who = assault
    desk = open_desk("phone").sign_in(cast("officer"))
    desk.visit(f"{crime}/assessments/dash")
    told = {"level": "3", "child_present": "no", "account": "He has begun to follow her"}
    desk.page.evaluate(ALL_UNKNOWN)
    desk.fill(told).send("Save the assessment", expect="High")
    desk.visit(f"{crime}/victims/{victim.id}").press("Enhanced rights").send("Confirm", expect="Enhanced")
    booked_in(town, who, 90)
    sergeant = open_desk("desktop").sign_in(cast("sergeant"))
    who.open(sergeant).press("Charge", expect="What is on the record is filled in")
    sergeant.fill({"reply": "She started it", "bailed": "yes"}).send("Charge", expect="Charged")
    desk.visit(f"{crime}/victims/{victim.id}")
    assert "Word of the charge and the first hearing" in desk.text
    due = f"{working_days_after(day_of(datetime.now(UTC)), 1):%-d %b %Y}, right 6"
    assert desk.text.count(due) >= 2, desk.text
    desk.page.locator('a[href*="keeps=charged"]').click()
    desk.fill({"method": "mobile", "reached": "yes", "said": "Told of the charge and the court"})
    desk.send("Add", expect="Word of the charge and the first hearing")
    desk.visit(crime)
    assert "1 Charged or summonsed" in desk.text
