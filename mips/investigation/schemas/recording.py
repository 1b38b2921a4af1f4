"""A crime as it is recorded: what happened, where, to whom, by whom, and why it is a crime."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, validates_schema

from mips.investigation.rules.recording import Basis, Channel
from mips.record.reference.lookup import choices
from mips.web import fields

WHAT, REPORT, DECISION = "What happened", "The report", "Why it is a crime"


class CrimeOffenceIn(Schema):
    code = fields.OffenceCode("Offence", required=True, hint="Words of the offence, or its code", thing="the offence")


class CrimePlaceIn(Schema):
    place_id = fields.EntityRef(
        "A place already on the record", "place", hint="Postcode, or how the address begins", thing="a place"
    )
    address = fields.Text("Or its address", max=500, hint="Without the postcode")
    postcode = fields.Postcode("Postcode", width=10)
    point = fields.LatLong("Or a point on the map", hint="Latitude and longitude, like 51.5074, -0.1278")


class CrimePartyIn(Schema):
    """A person on the record, or an organisation by its name: one of the two."""

    person_id = fields.PersonRef("Person", hint="Name, date of birth or number", thing="a person")
    organisation = fields.Text("Or the name of an organisation", max=200)

    @validates_schema
    def _one_of_them(self, given: dict[str, Any], **_: Any) -> None:
        if bool(given.get("person_id")) == bool(given.get("organisation")):
            raise ValidationError("Select a person or enter an organisation, not both", "person_id")


class SuspectIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="a person")
    grounds = fields.LongText("Why they are suspected", required=True, max=2000, thing="why they are suspected")


class RecordCrimeIn(Schema):
    """A report that is recorded as a crime (NC-2)."""

    offences = fields.Group(
        "Offences",
        CrimeOffenceIn,
        each="Offence",
        at_least=1,
        at_most=20,
        hint="In any order: the most serious is the one that is counted",
        error_messages={"required": "Select the offence"},
    )
    occurred_from = fields.Moment(
        "When it happened, or began",
        required=True,
        past=True,
        hint="Like yesterday 23:10 or 12/1/2026 14:20",
        group=WHAT,
    )
    occurred_until = fields.Moment("When it ended, if it is not known exactly", past=True, group=WHAT)
    summary = fields.LongText("What happened", required=True, thing="what happened", group=WHAT)
    modus_operandi = fields.LongText(
        "How it was done", max=4000, hint="Way in, tools, words, what was taken", group=WHAT
    )
    where = fields.Part("Where it happened", CrimePlaceIn, required=True)
    reported_at = fields.Moment(
        "When it was reported", required=True, past=True, hint="Recorded within 24 hours of this", group=REPORT
    )
    channel = fields.Choice("How it was reported", Channel, required=True, thing="how it was reported", group=REPORT)
    victims = fields.Group(
        "Victims", CrimePartyIn, each="Victim", hint="Each has a crime of their own, however many people did it"
    )
    joint = fields.Tick("One crime against all of these victims, such as owners of one thing")
    witnesses = fields.Group("Witnesses", CrimePartyIn, each="Witness")
    suspects = fields.Group("Suspects", SuspectIn, each="Suspect")
    flags = fields.Choices(
        "Flags", choices("crime-flag"), hint="What this is a case of. Leave all blank where none fits"
    )
    basis = fields.Choice("Whom it is against", Basis, required=True, thing="whom it is against", group=DECISION)
    amounts_to_crime = fields.Tick(
        "On the balance of probability this is a crime in law, and there is no credible evidence to the contrary",
        group=DECISION,
    )
    evidence = fields.LongText(
        "Evidence that proves the points of the offence",
        max=4000,
        shown_when="basis=state-based",
        thing="the evidence",
        group=DECISION,
    )
    incident_id = fields.EntityRef(
        "The incident it is recorded from", "incident", hint="One is made where none is named"
    )


class RecordCrimeForm(RecordCrimeIn):
    """The same at a screen, where what is on the record already is shown before another crime is made of it."""

    none_of_these = fields.Tick("None of the crimes shown above is this one")
