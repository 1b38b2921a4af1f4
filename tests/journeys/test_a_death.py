"""A death in custody: the record is locked, those who must act are told, and the time for the referral runs.

It begins after booking-in, which test_the_walk goes through on its pages.
"""

from __future__ import annotations

import pytest

from tests.journeys.booked_in import booked_in
from tests.journeys.desk import Desk
from tests.journeys.detainee import Detainee, refused

pytestmark = pytest.mark.journey


def test_a_death_locks_the_record_and_tells_who_must_act(town, known, cast, open_desk):
    detainee, superintendent, auditor = known("Ellis"), cast("superintendent"), cast("auditor")
    sergeant = open_desk().sign_in(cast("sergeant"))
    booked_in(town, detainee, 120)
    note(sergeant, detainee)
    entry, time = opened(sergeant, detainee)
    found_dead(sergeant, detainee)
    locked(sergeant, detainee, entry, time)
    told(open_desk().sign_in(superintendent), detainee)
    told(open_desk().sign_in(auditor), detainee)
    refer(sergeant, detainee)


def note(desk: Desk, detainee: Detainee) -> None:
    detainee.open(desk).fill({"text": "Asked for a blanket"}).send("Add", expect="Asked for a blanket")


def found_dead(desk: Desk, detainee: Detainee) -> None:
    desk.press("Force, incident or complaint", expect="Force, incidents and complaints").press("Incident", exact=True)
    assert "locks this record" in desk.text
    refused(desk, "Save", "what kind of incident", "what happened")
    desk.fill({"kind": "death", "location": f"Cell {detainee.cell}", "account": "Found not breathing at the check"})
    desk.fill({"done": "CPR, ambulance, scene kept", "at": desk.ago(10), "noticed_at": desk.ago(12)})
    refused(desk, "Save", "before it happened")
    desk.fill({"noticed_at": desk.ago(10)}).send("Save", expect="Incident recorded")
    desk.fill({"purpose": "custody", "text": "Death in custody"}).send("Continue", expect="Record locked")


def opened(desk: Desk, detainee: Detainee) -> tuple[str, str]:
    """The pages on which an entry, and a time, would have been put right."""
    entry = desk.press("Correct", expect="Correct an entry").path
    desk.visit(f"{detainee.record}?tab=clock").press("Correct", expect="Correct a time")
    time = desk.path
    detainee.open(desk)
    return entry, time


def locked(desk: Desk, detainee: Detainee, entry: str, time: str) -> None:
    """What was written stands as it is; what is added says that it came after."""
    assert "Record locked" in desk.text and "refer to IOPC" in desk.text
    row = detainee.on_board(desk)
    assert "LOCKED" in row and "refer to IOPC" in row
    desk.visit(entry).fill({"text": "Asked for two blankets"})
    refused(desk, "Save the correction", "Add an entry to the log")
    assert desk.page.locator("#text").input_value() == "Asked for two blankets"
    desk.visit(time).fill({"at": desk.ago(115), "why": "Clock of the van"})
    refused(desk, "Save the correction", "Add an entry to the log")
    for tab in ("log", "clock"):
        desk.visit(f"{detainee.record}?tab={tab}")
        assert not desk.page.get_by_role("link", name="Correct").count()
    detainee.open(desk).fill({"text": "Coroner told"})
    desk.send("Add", expect="Added after the record was locked: Coroner told")


def told(desk: Desk, detainee: Detainee) -> None:
    desk.visit("/")
    assert "Death in custody" in desk.text and "refer to the IOPC" in desk.text


def refer(desk: Desk, detainee: Detainee) -> None:
    desk.visit(f"{detainee.record}?tab=events")
    assert "Refer to the IOPC without delay" in desk.text and "left" in desk.text
    desk.press("Record the referral", expect="Referral to the IOPC")
    desk.fill({"reference": "2026/123456", "referred_at": desk.ago(30)})
    refused(desk, "Save the referral", "before it came to notice")
    desk.fill({"referred_at": "now"}).send("Save the referral", expect="Referral recorded")
    assert "refer to IOPC" not in detainee.on_board(desk)
    desk.visit(f"{detainee.record}?tab=events")
    assert "2026/123456" in desk.text
