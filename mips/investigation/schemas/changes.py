"""What is proposed of a recorded crime and decided by another, flags, and how they are shown."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.core.settings import settings
from mips.investigation.rules import cancelling
from mips.record.reference.lookup import choices, listed
from mips.web import fields


def other_forces() -> list[tuple[str, str]]:
    """Every force but our own."""
    return [(item.code, item.title) for item in listed("force") if item.code != settings().force]


class ProposeClassIn(Schema):
    offence_code = fields.OffenceCode(
        "What it is", required=True, hint="Words of the offence, or its code", thing="the offence"
    )
    why = fields.LongText("Why", required=True, max=4000, thing="why")


class DecideIn(Schema):
    approve = fields.YesNo("Do you approve it?", required=True, thing="whether you approve it")
    why = fields.LongText("Why", max=4000)


def _grounds() -> list[tuple[str, str]]:
    return [(item.code, f"{item.code} {item.title}") for item in listed(cancelling.LIST)]


class ProposeCancellationIn(Schema):
    code = fields.Choice("Grounds", _grounds, required=True, thing="the grounds", widget="radios")
    why = fields.LongText(
        "Explain", required=True, max=4000, thing="the explanation", hint="What shows it, and where that can be seen"
    )
    force = fields.Choice(
        "Force where it was committed", other_forces, widget="select", shown_when="code=C1", thing="the force"
    )
    their_reference = fields.Text("Its crime number", max=60, shown_when="code=C1")
    accepted_by = fields.Text("Who of that force accepted it", max=200, shown_when="code=C1")
    source = fields.Choice(
        "Where the verifiable information comes from",
        choices(cancelling.SOURCES),
        widget="select",
        needed="for C2 and C5",
    )
    other_number = fields.Text("Number of the other crime", max=20, width=20, shown_when="code=C3")


class AppointRegistrarIn(Schema):
    user_id = fields.EntityRef("Who", "user", required=True, hint="Name or collar number", thing="a colleague")


class ReclassificationOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    from_code = fields.Text()
    from_title = fields.Text()
    from_class = fields.Text()
    to_code = fields.Text()
    to_title = fields.Text()
    to_class = fields.Text()
    lowers = plain.Boolean()
    rests_on = fields.Text()
    why = fields.Text()
    proposed_at = fields.Moment()
    decided_at = fields.Moment()
    approved = plain.Boolean(allow_none=True)
    decided_why = fields.Text()


class CancellationOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    code = fields.Text()
    title = fields.Text()
    why = fields.Text()
    source = fields.Text()
    force = fields.Text()
    their_reference = fields.Text()
    accepted_by = fields.Text()
    other_number = fields.Text()
    specified = plain.Boolean()
    proposed_at = fields.Moment()
    decided_at = fields.Moment()
    approved = plain.Boolean(allow_none=True)
    decided_why = fields.Text()
    victim_told_at = fields.Moment()
    victim_told_how = fields.Text()


class CrimeRegistrarOut(Schema):
    id = fields.EntityRef()
    user_id = fields.EntityRef()
    from_at = fields.Moment()
    until_at = fields.Moment()


class CrimeHistoryOut(Schema):
    """What was proposed of a crime, the newest first; each absent for those who may not read it."""

    reclassifications = plain.List(plain.Nested(ReclassificationOut), allow_none=True)
    cancellations = plain.List(plain.Nested(CancellationOut), allow_none=True)


class ProposalsOut(Schema):
    reclassifications = plain.List(plain.Nested(ReclassificationOut))
    cancellations = plain.List(plain.Nested(CancellationOut))
