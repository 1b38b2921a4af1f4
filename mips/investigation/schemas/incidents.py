"""A report as it is taken, decided on, and passed to another force."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from mips.investigation.rules import incidents as rules
from mips.investigation.rules.incidents import Standing
from mips.investigation.rules.recording import Channel
from mips.investigation.schemas.changes import other_forces
from mips.investigation.schemas.recording import CrimePartyIn, CrimePlaceIn
from mips.record.reference.lookup import choices
from mips.web import fields

WHAT, REPORT = "What was reported", "The report"
WHEN = "now, 14:20 or yesterday 23:10. Leave blank for now"


class ReporterIn(Schema):
    capacity = fields.Choice("They are", choices(rules.CAPACITIES), required=True, thing="who reports", widget="radios")
    person_id = fields.PersonRef("Person", hint="Name, date of birth or number", thing="a person")
    organisation = fields.Text("Or the name of an organisation", max=200)
    name = fields.Text("Or their name, where they are not put on the record", max=200)
    phone = fields.Phone("Their telephone")


class ReportIncidentIn(Schema):
    """A report of whatever kind (NC-1)."""

    summary = fields.LongText("What was said", required=True, thing="what was said", group=WHAT)
    category = fields.Choice(
        "What it is about", choices(rules.CATEGORIES), required=True, thing="what it is about", group=WHAT
    )
    offence_code = fields.OffenceCode(
        "Offence alleged", hint="Words of the offence, or its code. Leave blank where none is alleged", group=WHAT
    )
    occurred_from = fields.Moment(
        "When it happened, or began", past=True, hint="Like yesterday 23:10 or 12/1/2026 14:20", group=WHAT
    )
    occurred_until = fields.Moment("When it ended, if it is not known exactly", past=True, group=WHAT)
    where = fields.Part("Where it happened", CrimePlaceIn)
    reporter = fields.Part("Who reports", ReporterIn, required=True)
    reported_at = fields.Moment(
        "When it was reported", required=True, past=True, hint="Decided on within 24 hours of this", group=REPORT
    )
    channel = fields.Choice("How it was reported", Channel, required=True, thing="how it was reported", group=REPORT)
    control_room = fields.Text("Control room number", max=40, width=20, group=REPORT)
    victims = fields.Group("Victims, where somebody else reports", CrimePartyIn, each="Victim")


class DecideNotRecordedIn(Schema):
    reason = fields.Choice("Reason", choices(rules.REASONS), required=True, thing="the reason", widget="radios")
    why = fields.LongText("Why that is so here", required=True, max=4000, thing="why that is so here")
    evidence = fields.LongText(
        "What shows it, and where that comes from",
        max=4000,
        needed="for a crime-related incident",
        thing="what shows it",
    )
    n100 = fields.Choice(
        "N100: why a reported rape is not recorded", choices(rules.N100), widget="radios", needed="for a reported rape"
    )
    new_facts = fields.LongText(
        "What has come to light since it was decided", max=4000, needed="where it was decided before"
    )
    version = fields.Version(required=False, load_default=None)


class JoinToCrimeIn(Schema):
    crime_number = fields.Text("Number of the crime", required=True, max=20, width=20, thing="the number of the crime")


class OfferElsewhereIn(Schema):
    force = fields.Choice("Force where it happened", other_forces, required=True, thing="the force", widget="select")
    evidence = fields.LongText(
        "Evidence sent along",
        required=True,
        max=4000,
        thing="the evidence sent along",
        hint="Statements, footage, exhibits",
    )
    sent_at = fields.Moment("When it was sent", past=True, hint=WHEN)


class AnswerElsewhereIn(Schema):
    accepted = fields.YesNo("Do they accept it?", required=True, thing="whether they accept it")
    answered_by = fields.Text("Who answered", required=True, max=200, thing="who answered")
    their_reference = fields.Text("Their crime number", max=60, shown_when="accepted=yes")
    why = fields.LongText("Why they refuse", max=4000, shown_when="accepted=no")
    answered_at = fields.Moment("When they answered", past=True, hint=WHEN)


class VictimToldIn(Schema):
    how = fields.Text(
        "How, and by whom", required=True, max=500, thing="how they were told", hint="Like by telephone, PC Khan"
    )
    told_at = fields.Moment("When the victim was told", past=True, hint=WHEN)


class IncidentFilters(Schema):
    number = fields.Text("Number", width=10, max=40)
    standing = fields.Choice("Held to be", Standing, widget="select")
    category = fields.Choice("About", choices(rules.CATEGORIES), widget="select")
    since = fields.Day("Reported from", width=10)
    until = fields.Day("Until", width=10)
    n100 = fields.Tick("N100 register only")
    late = fields.Tick("Decided late only")


class IncidentsWhereIn(IncidentFilters):
    """The filters as a machine gives them, each only when it is meant, and where in the list to begin."""

    standing = fields.Choice("Held to be", Standing, allow_none=False)
    category = fields.Choice("About", choices(rules.CATEGORIES), allow_none=False)
    since = fields.Day("Reported from", allow_none=False)
    until = fields.Day("Until", allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


def as_reported(incident: Any) -> dict[str, Any]:
    """What a report says, as the form of a crime holds it: nothing of it is asked again."""
    return {
        "offences": [{"code": incident.offence_code}] if incident.offence_code else [],
        "occurred_from": incident.occurred_from,
        "occurred_until": incident.occurred_until,
        "summary": incident.summary,
        "where": {"place_id": incident.place_id},
        "reported_at": incident.reported_at,
        "channel": incident.channel,
    }
