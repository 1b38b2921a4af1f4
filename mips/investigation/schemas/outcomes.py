"""What is told of the outcome a crime ends with: each field is asked for the outcomes that need it (INV-3)."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.investigation.rules import outcome_needs as needs
from mips.investigation.rules import outcomes
from mips.record.reference.lookup import choices, listed
from mips.web import fields

PARTICULARS: Final = (
    "admitted",
    "consented",
    "sufficient",
    "adult",
    "decided_by",
    "evidence",
    "victim_view",
    "activity",
    "provider",
    "review_told",
)


def _outcomes() -> list[tuple[str, str]]:
    """Those a force may set, by number and title."""
    return [
        (item.code, f"{item.code} {item.title}") for item in listed(outcomes.LIST) if item.extra.get("selectable", True)
    ]


def _for(*fields_: str, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """Asked where one of these outcomes is chosen, and needed there."""
    codes = [*(code for name in fields_ for code in needs.needing(name)), *also]
    return {"shown_when": f"code={'|'.join(dict.fromkeys(codes))}", "needed": "where the outcome asks for it"}


class ProposeOutcomeIn(Schema):
    code = fields.Choice("Outcome", _outcomes, required=True, thing="the outcome")
    decided_on = fields.Day("Day of the decision", required=True, past=True, hint="Like today or 12/1/2026")
    rationale = fields.LongText("Reasons", required=True, thing="the reasons", max=4000)
    sufficient = fields.YesNo("Is there enough evidence to charge?", **_for("sufficient"))
    admitted = fields.YesNo(
        "Did the suspect admit it?",
        hint="For a community resolution: do they accept responsibility?",
        **_for("admitted"),
    )
    consented = fields.YesNo("Does the suspect consent to the caution?", **_for("consented"))
    adult = fields.Text("Appropriate adult who was with them", max=200, **_for("adult"))
    decided_by = fields.Choice("Who decided", choices(needs.DECIDERS), widget="radios", **_for("decided_by"))
    decision_reference = fields.Text(
        "Reference",
        hint="For 4 the case and the signed MG18, for 9 the CPS decision on the MG3, for 20 the agency",
        max=100,
        **_for(also=("4", "9", "20")),
    )
    activity = fields.Choice("The activity", choices(needs.ACTIVITIES), widget="radios", **_for("activity"))
    provider = fields.Text("Who provided it", max=200, **_for("provider"))
    completed_on = fields.Day("Day the activity was completed", past=True, **_for(also=("22",)))
    evidence = fields.LongText(
        "What it rests on",
        max=2000,
        hint="For 5 the proof of death, 11 the safeguarding referral, 12 the medical evidence, 14 and 16 the victim's "
        "statement or withdrawal, 15 the key gap, 18 the reasonable lines of enquiry, 20 who deals with it, 22 what "
        "shows that it was completed",
        **_for("evidence"),
    )
    victim_supports = fields.YesNo("Does the victim support the investigation?")
    victim_view = fields.LongText("What the victim said of it", max=2000, **_for("victim_view"))
    victim_told_on = fields.Day("Day the victim was told", past=True)
    review_told = fields.YesNo("Was the victim told that they may ask for a review?", **_for("review_told"))

    @post_load
    def _together(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What only some outcomes ask for, as one mapping."""
        particulars = {name: given.pop(name) for name in PARTICULARS if name in given}
        return given | {"particulars": particulars}


class SignOffOutcomeIn(Schema):
    version = fields.Version()


class BeforeOutcomeOut(Schema):
    """What is on the record already of a crime whose outcome is to be proposed."""

    crime_id = fields.EntityRef(attribute="crime.id")
    charge_by = plain.Date(attribute="limit.last_on", allow_none=True)
    limit_said = fields.Text(attribute="limit.said")
    lines = plain.Integer()
