"""The first walk, step by step, as the people of it do it at their desks: nothing is done but through pages."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.desk import Desk

THEFT = "TH68010"
SAW = "Seen selling unmarked cycles behind the station"


@dataclass
class Story:
    """One suspect from the first report to the printed file. `number` sets each story's people apart."""

    number: int

    @property
    def family_name(self) -> str:
        return f"Quillfeather{'abcdefghij'[self.number // 10 % 10]}{'abcdefghij'[self.number % 10]}"

    @property
    def suspect(self) -> str:
        return f"Rosa {self.family_name}"

    @property
    def listed(self) -> str:
        """How lists name the suspect."""
        return f"{self.family_name.upper()}, Rosa"

    def report_intelligence(self, desk: Desk) -> None:
        """About somebody who is not on the record yet: they are added on the way, and nothing typed is lost."""
        desk.visit("/intelligence/new")
        desk.fill({"items-0-text": SAW, "items-0-assessment": "D", "items-0-handling": "P"})
        desk.fill({"people-0-person_id__q": f"{self.suspect} 3/5/1990"})
        desk.press("Not on the record: add person", expect="New person")
        assert desk.page.locator("#family_name").input_value() == self.family_name
        desk.fill({"sex": "female", "said_by": "a member of the public"})
        desk.send("Add person").send("Continue", expect=self.listed)
        assert desk.page.locator("#items-0-text").input_value() == SAW
        desk.fill({"source_type": "public", "source_evaluation": "3", "provenance": "Told at the front counter"})
        desk.fill({"source_reason": "Never met before", "information_on": "yesterday"})
        desk.fill({"purpose": "prevent", "priority": "low", "marking": "official"})
        desk.send("Submit report", expect="It waits for assessment")

    def record_crime(self, desk: Desk) -> None:
        """With the suspect found by name: the person of the report, not another."""
        desk.visit("/crimes/new")
        desk.pick("offences-0-code", THEFT, found=THEFT)
        desk.fill({"occurred_from": "yesterday 23:10", "summary": "A cycle was taken from the rack"})
        desk.fill({"where-address": "1 Station Road", "where-postcode": "NN1 1AA"})
        desk.fill({"reported_at": "now", "channel": "counter", "amounts_to_crime": "yes"})
        desk.pick("suspects-0-person_id", self.family_name, found=self.listed)
        desk.fill({"suspects-0-grounds": "Seen on the camera of the station"})
        desk.send("Record crime", expect="Theft")

    def find(self, desk: Desk) -> None:
        """From the search box that is on every page, to the page of the one person there is."""
        desk.page.locator("#mips-search").fill(self.suspect)
        desk.page.locator("#mips-search").press("Enter")
        desk.page.wait_for_load_state()
        desk.look().press(self.listed, expect="Born")

    def book_in(self, desk: Desk) -> None:
        """Arrival, arrest, decision, rights and a cell: what is known is there already."""
        desk.press("Record arrival in custody", expect="Record an arrival")
        assert self.listed in desk.text
        desk.fill({"suite_id": desk.option("suite_id", "Northmoor")}).send("Record arrival", expect=self.family_name)
        desk.press("Record the arrest", expect="Arrest")
        desk.fill({"arrested_at": "now", "arrest_place": "Station Road", "arrest_reason": "Seen with the cycle"})
        desk.fill({"necessity": ["investigation"]}).send("Save the arrest")
        desk.press("Authorise detention").fill({"grounds": ["obtain-by-questioning"]})
        desk.fill({"grounds_reason": "To be interviewed about the theft"}).send("Authorise detention")
        desk.press("Give rights").fill({"informed": "no", "advice": "yes", "solicitor": "Duty", "codes": "no"})
        desk.send("Save what was answered")
        desk.press("Put in a cell")
        desk.fill({"cell_id": desk.option("cell_id", "M1")}).send("Save", expect="M1")

    def see_whiteboard(self, desk: Desk) -> None:
        """The clock runs: what is left of 24 hours stands on the board."""
        desk.press("Northmoor whiteboard", expect=self.family_name.upper())

    def charge(self, desk: Desk) -> None:
        desk.press(self.listed)
        desk.fill({"text": "Asked for water and was given it"}).send("Add to the log", expect="Asked for water")
        desk.press("Charge", expect="What is on the record is filled in")
        desk.fill({"reply": "It was a misunderstanding", "bailed": "yes"}).send("Charge", expect="Charged")
