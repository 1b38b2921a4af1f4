"""A fact that is on the record is shown, never asked again: the story is walked and every question of it listed."""

from __future__ import annotations

import re
import sys

import pytest

from mips.access.permissions import Rank, Role
from tests.build import signed_in
from tests.custody.answers import ON_ARREST, RIGHTS
from tests.custody.scenery import Desk
from tests.pages.asked import Walker

NAME, BORN, WHAT, WHEN, WHERE, VICTIM, SUSPECT = (
    "the person's name", "their date of birth", "the offence", "when it happened", "where it happened",
    "the victim", "who is suspected",
)  # fmt: skip
STORY = "what happened"

FACTS = {
    "family_name": NAME,
    "given_names": NAME,
    "born": BORN,
    "sex": "their sex",
    "people-person_id": "whom the report is about",
    "items-text": "what the source said",
    "items-assessment": "how the source knows",
    "items-handling": "how it is handled",
    "source_type": "the kind of source",
    "source_evaluation": "how far the source is trusted",
    "provenance": "how the information came",
    "information_on": "when the information is from",
    "purpose": "the policing purpose",
    "priority": "how urgent the report is",
    "marking": "the marking of the report",
    "offences-code": WHAT,
    "other_offences-code": WHAT,
    "occurred_from": WHEN,
    "charges-committed_from": WHEN,
    "where-address": WHERE,
    "charges-location": WHERE,
    "summary": STORY,
    "reported_at": "when it was reported",
    "channel": "how it was reported",
    "basis": "whom it is against",
    "victims-organisation": VICTIM,
    "suspects-person_id": SUSPECT,
    "person_id": SUSPECT,
    "suspects-grounds": "why they are suspected",
    "arrived_at": "when they arrived",
    "suite_id": "which suite",
    "arrested_at": "when they were arrested",
    "arrest_place": "where they were arrested",
    "arrested_by_id": "who arrested them",
    "arrest_power": "the power of arrest",
    "arrest_reason": "the circumstances of the arrest",
    "necessity": "why the arrest was necessary",
    "grounds": "why detention is necessary",
    "grounds_reason": "the grounds of detention",
    "informed": "whether somebody is to be told",
    "advice": "whether a solicitor is wanted",
    "codes": "whether the Codes are wanted",
    "telephone": "whether they want to telephone",
    "notice": "what became of the written notice",
    "signature-how": "how they signed for their rights",
    "cautioned": "whether they were cautioned",
    "arrest_force": "whether force was used at the arrest",
    "arrest_search": "whether they were searched at the arrest",
    "present": "whether they were there for the decision",
    "cell_id": "the cell",
    "text": "the entry in the log",
    "charges-wording": "the particulars of the charge",
    "bailed": "whether bail is given",
    "court": "the court",
    "court_at": "when they are to appear",
    "first_hearing_at": "when they are to appear",
    "anticipated_plea": "the expected plea",
    "strengths": "the strengths and weaknesses",
}
"""What each question of the story is about. Two of the same meaning may not both be asked."""
ROSA = {"family_name": "Quillfeather", "given_names": "Rosa", "born": "3/5/1990"}


@pytest.fixture
def walkers(app, build):
    """An officer and a custody sergeant at one force: what one has told, the other is not asked."""
    known, forms = {}, []
    officer = signed_in(app, build.user(Role.OFFICER, Role.OFFICER_IN_CASE, name="Alex Grant"))
    sergeant = signed_in(app, build.user(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT)))
    return Walker(officer, FACTS, known, forms), Walker(sergeant, FACTS, known, forms)


def test_no_fact_on_the_record_is_asked_again(walkers, build):
    officer, sergeant = walkers
    suite = Desk(build).suite
    person = id_in(officer.answer("/people/new", ROSA))
    officer.answer(
        f"/intelligence/new?person={person}",
        {
            "items-0-text": "Sells unmarked cycles",
            "items-0-assessment": "D",
            "items-0-handling": "P",
            "source_type": "public",
            "source_evaluation": "2",
            "provenance": "Told at the counter",
            "information_on": "yesterday",
            "purpose": "prevent",
            "priority": "low",
            "marking": "official",
        },
    )
    officer.answer(
        f"/crimes/new?person={person}",
        {
            "offences-0-code": "TH68010",
            "occurred_from": "yesterday 23:10",
            "summary": "A cycle was taken",
            "where-address": "1 Station Road",
            "channel": "counter",
            "amounts_to_crime": "yes",
            "victims-0-organisation": "Northmoor Cycles",
            "suspects-0-grounds": "Seen on camera",
        },
    )
    held = id_in(sergeant.answer(f"/custody/arrive?person={person}", {"suite_id": str(suite.id)}))
    custody = f"/custody/{held}"
    sergeant.answer(
        f"{custody}/arrest",
        {
            "arrested_at": "11:40",
            "arrest_place": "Station Road",
            "arrest_reason": "Seen with it",
            "necessity": ["investigation"],
            **ON_ARREST,
        },
    )
    sergeant.answer(
        f"{custody}/authorise",
        {"grounds": ["obtain-by-questioning"], "grounds_reason": "To be interviewed", "present": "yes"},
    )
    sergeant.answer(f"{custody}/rights", RIGHTS)
    sergeant.answer(f"{custody}/cell", {"cell_id": str(suite.cells[0].id)})
    sergeant.answer(f"{custody}/log", {"text": "Given water"})
    sergeant.answer(f"{custody}/charge", {"bailed": "yes"})
    case = re.search(r"/cases/[0-9a-f-]{36}", officer.client.get("/cases?whose=all").text)[0]
    officer.answer(f"{case}/front-sheet", {"anticipated_plea": "not-guilty"})
    officer.answer(f"{case}/forms/mg5", {"interview": "No reply"})
    officer.answer(f"{case}/forms/mg6", {"strengths": "A good recording"})
    sys.stdout.write("\n\n".join(officer.forms))
    assert officer.repeated + sergeant.repeated == []


def test_a_fact_that_is_asked_again_is_noticed(walkers):
    officer, sergeant = walkers
    officer.answer("/people/new", ROSA)
    sergeant.answer("/people/new", {"family_name": "Mossgrove"})
    assert officer.repeated == []
    assert sergeant.repeated == [f"New person asks 'Surname': {NAME}, known since 'New person'"]


def id_in(address):
    return re.search(r"[0-9a-f-]{36}", address)[0]
