"""What is asked of somebody who comes into custody otherwise than under arrest for an offence."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.custody.rules.arrivals import OTHERWISE, ArrivalKind
from mips.custody.rules.hold_checks import HoldCheckKind
from mips.custody.schemas.booking import open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.web import fields
from mips.web.field.offered import OneOf

_PAPERS = "Warrant, order or power"
_SAFETY = "Why a police station (MHA s.136A)"

_ASKED: Final = ("issued_by", "number", "ordered_at", "due_at", "murder", "removal_set")
_OF_SAFETY: Final = ("risk", "nowhere_else", "inspector_id", "health_there")
PAPERS: Final = (*_ASKED, *_OF_SAFETY)
_BY_KIND: Final[dict[ArrivalKind, tuple[str, ...]]] = {
    ArrivalKind.WARRANT: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.WARRANT_BAIL: ("issued_by", "number", "due_at", "arrested_at", "arrest_place"),
    ArrivalKind.COURT_BAIL: ("issued_by", "due_at", "murder", "arrested_at", "arrest_place"),
    ArrivalKind.RECALL: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.PEACE: ("arrested_at", "arrest_place"),
    ArrivalKind.EXTRADITION: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.EXTRADITION_PROVISIONAL: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.EXTRADITION_PART_2: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.EXTRADITION_74A: ("issued_by", "number", "arrested_at", "arrest_place"),
    ArrivalKind.PLACE_OF_SAFETY: ("arrested_at", "arrest_place", *_OF_SAFETY),
    ArrivalKind.IMMIGRATION: ("issued_by", "number", "removal_set"),
    ArrivalKind.REMAND: ("issued_by", "number", "ordered_at"),
    ArrivalKind.PRODUCED: ("issued_by", "number", "due_at"),
}


def left_out_for(kind: ArrivalKind) -> tuple[str, ...]:
    """What is not asked of a kind."""
    return tuple(each for each in (*PAPERS, "arrested_at", "arrest_place") if each not in _BY_KIND[kind])


class OtherArrivalIn(Schema):
    kind = fields.Choice(
        "What brings them",
        [(each.value, each.label) for each in OTHERWISE],
        required=True,
        widget="hidden",
        thing="what brings them",
    )
    arrived_at = fields.Moment(
        "Arrived at the station", required=True, past=HAPPENED, hint=NOW, thing="when they arrived"
    )
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    person_id = fields.PersonRef("Person", hint="Name, date of birth or number. Leave empty if nobody knows yet")
    described_as = fields.Text(
        "If nobody knows yet, what do they look like?", hint="Like: male, white, about 30, red jacket", load_default=""
    )
    escorted_by = fields.Text("Escorting officers", hint="Collar numbers or names", load_default="")
    condition = fields.Text("How they are", hint="Like: calm, smells of drink, cut on the left hand", load_default="")
    matter = fields.Text(
        "What it is about", required=True, hint="As the papers say it", thing="what it is about", group=_PAPERS
    )
    issued_by = fields.Text("Court, prison or office", group=_PAPERS, load_default="", max=120)
    number = fields.Text("Its number", group=_PAPERS, load_default="", max=60)
    ordered_at = fields.Moment("Ordered by the court at", past=HAPPENED, group=_PAPERS)
    due_at = fields.Moment(
        "When they are due",
        hint="To surrender to court, to attend it, or to be back in prison",
        group=_PAPERS,
    )
    murder = fields.Tick("They are charged with murder", group=_PAPERS)
    removal_set = fields.Tick("Directions for their removal are set", group=_PAPERS)
    arrested_at = fields.Moment("Arrested or removed at", past=HAPPENED, hint="Like 13:05", group=_PAPERS)
    arrest_place = fields.Text("Where", group=_PAPERS, load_default="")
    risk = fields.LongText("Imminent risk of serious injury or death", group=_SAFETY, load_default="", max=2000)
    nowhere_else = fields.LongText(
        "Why no other place of safety can take them", group=_SAFETY, load_default="", max=2000
    )
    inspector_id = fields.EntityRef("Inspector who agreed", "officer", hint="Collar number or name", group=_SAFETY)
    health_there = fields.Tick("A nurse or doctor is there throughout", group=_SAFETY)

    @post_load
    def _with_papers(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        papers = {name: given.pop(name) for name in PAPERS if name in given}
        return given | {"kind": ArrivalKind(given["kind"]), "papers": papers}


class AcceptedIn(Schema):
    no_sergeant_why = fields.Text(
        "Why was no custody sergeant readily available?",
        hint="Only where you act below sergeant (PACE s.36(4))",
        load_default="",
    )
    reason = fields.LongText(
        "Why they are accepted", hint="The papers that you have seen", required=True, thing="why", max=2000
    )
    accepted_at = fields.Moment("Accepted at", past=HAPPENED, hint=NOW)


class WelfareIn(Schema):
    found = fields.LongText("How they are, and what was done", required=True, max=2000, thing="how they are")
    professional = fields.Text(
        "Nurse or doctor who checked", hint="Leave empty if it was you", load_default="", max=120
    )
    at = fields.Moment("Checked at", past=HAPPENED, hint=NOW)


class PeaceIn(Schema):
    goes_on = fields.YesNo(
        "Is a breach of the peace likely soon if they go?", required=True, thing="whether a breach is likely"
    )
    found = fields.LongText(
        "Why, on what you know now", hint="A real likelihood, not a fanciful one", required=True, max=2000, thing="why"
    )
    no_sergeant_why = fields.Text(
        "Why was no custody sergeant readily available?",
        hint="Only where you act below sergeant (PACE s.36(4))",
        load_default="",
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class HoldCheckOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    kind = plain.Enum(HoldCheckKind, by_value=True)
    at = plain.AwareDateTime()
    due_at = plain.AwareDateTime()
    professional = plain.String()
    found = plain.String()
    goes_on = plain.Boolean()


class SafetyLongerIn(Schema):
    doctor = fields.Text("Doctor who allows it", required=True, max=120, thing="the doctor")
    why = fields.LongText("Why the assessment could not be finished", required=True, max=2000, thing="why")
    at = fields.Moment("Agreed at", past=HAPPENED, hint=NOW)
