"""The first walk, step by step, as the people of it do it at their desks: nothing is done but through pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.custody.answers import ON_ARREST, RIGHTS
from tests.journeys.desk import Desk

THEFT = "TH68010"
STOLEN = "A cycle was taken from the rack"
SAW = "Seen selling unmarked cycles behind the station"
SURNAMES = (
    "Quillfeather", "Mossgrove", "Thistlewick", "Brandywood", "Oakhollow", "Zephyrstone", "Fernleigh-Holt", "Umberdale",
    "Wrenlockhart", "Gadsbywick", "Prestonholme", "Yarrowdene", "Kestrelmoor", "Ivoryslade", "Nettlescombe",
    "Larkspurling", "Drumblemead", "Copperwaithe", "Heronsgarth", "Juniperholt", "Vellacottery", "Tansybrook",
    "Gorsefielding", "Applethwaite", "Rookshallow", "Sedgewinter", "Marlinspyke",
)  # fmt: skip
"""Unlike one another: whoever is added must not be taken for somebody of another story."""
LONDON = ZoneInfo("Europe/London")
CELLS = tuple(f"M{place}" for place, _ in enumerate(SURNAMES, 1))


def minutes_ago(count: int, now: datetime | None = None) -> str:
    """A time as somebody in London types it."""
    return f"{((now or datetime.now(UTC)) - timedelta(minutes=count)).astimezone(LONDON):%d/%m/%Y %H:%M}"


@dataclass
class Story:
    """One suspect from the first report to the printed file. `number` sets each story's people apart."""

    number: int

    @property
    def family_name(self) -> str:
        return SURNAMES[self.number]

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
        desk.fill({"people-0-person_id__q": f"{self.suspect} 3/5/{1970 + self.number}"})
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
        """With the suspect found by name: the person of the report, not another. No other story has its shop."""
        desk.visit("/crimes/new")
        desk.pick("offences-0-code", THEFT, found=THEFT)
        desk.fill({"occurred_from": "yesterday 23:10", "summary": STOLEN})
        desk.fill({"where-address": f"{self.number + 1} Station Road", "where-postcode": "NN1 1AA"})
        desk.fill({"reported_at": "now", "channel": "counter", "amounts_to_crime": "yes"})
        desk.fill({"victims-0-organisation": f"{self.family_name} Cycles"})
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
        desk.fill({"suite_id": desk.option("suite_id", "Northmoor")}).send("Record arrival", expect=self.listed)
        desk.press("Record the arrest", expect="Arrest")
        desk.fill(
            {"arrested_at": minutes_ago(20), "arrest_place": "Station Road", "arrest_reason": "Seen with the cycle"}
        )
        desk.fill({"necessity": ["investigation"]} | ON_ARREST).send("Save the arrest")
        desk.press("Authorise detention").fill({"grounds": ["obtain-by-questioning"], "present": "yes"})
        desk.fill({"grounds_reason": "To be interviewed about the theft"}).send("Authorise detention")
        desk.press("Give rights").fill(RIGHTS | {"advice": "yes", "solicitor": "Duty"})
        desk.send("Save what was answered")
        desk.press("Put in a cell")
        cell = CELLS[self.number]
        desk.fill({"cell_id": desk.option("cell_id", cell)}).send("Save", expect=cell)

    def see_whiteboard(self, desk: Desk) -> None:
        """The clock runs: what is left of 24 hours stands on the board."""
        desk.press("Northmoor whiteboard", expect=self.listed)

    def charge(self, desk: Desk) -> None:
        desk.press(self.listed)
        desk.fill({"text": "Asked for water and was given it"}).send("Add", expect="Asked for water")
        desk.press("Charge", expect="What is on the record is filled in")
        desk.fill({"reply": "It was a misunderstanding", "bailed": "yes"}).send("Charge", expect="Charged")

    def write_case(self, desk: Desk) -> str:
        """The case has opened by itself; its MG5 begins with what the crime report says. Gives its address."""
        desk.visit("/cases?whose=all").press(f"R v {self.family_name.upper()}")
        address = desk.path
        desk.press("Write MG5")
        assert STOLEN in desk.page.locator("#summary").input_value()
        desk.fill({"interview": "No reply to any question", "finished": "yes"}).send("Save", expect="MG5 is saved")
        return address

    def read_the_person(self, desk: Desk) -> None:
        """Everything is on one page, with who did it."""
        self.find(desk)
        desk.press("Timeline", expect=STOLEN)
        desk.press("Give a reason to see all of this")
        desk.fill({"purpose": "investigation", "text": "The theft of a cycle"}).send("Continue", expect=STOLEN)
        for happened in ("Intelligence graded", "Arrived at Northmoor", "Theft", "Charged", "Officer 1", "Sergeant 1"):
            assert happened in desk.text, f"{happened!r} is not on the timeline:\n{desk.text}"
