"""What is asked for a decision: authorising, refusing, reviewing, charging, letting go."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load

from mips.custody.model.care import ReviewMethod
from mips.custody.model.detention import Grounds
from mips.custody.rules.charging import BailRefusal
from mips.custody.rules.checks import PostponedBecause
from mips.custody.rules.disposals import ADMITTED, WAYS, Disposal
from mips.custody.rules.emergency_charge import Emergency
from mips.custody.rules.entitlements import AbsentBecause
from mips.custody.schemas.acting import ACTING, DecisionHereIn
from mips.custody.schemas.hearing import HeardIn
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.ending import AfterCharge
from mips.web import fields


class AuthorisationIn(DecisionHereIn):
    grounds = fields.Choices("Detention is necessary", Grounds, required=True, thing="why detention is necessary")
    grounds_reason = fields.LongText(
        "Grounds, as told to the detainee", required=True, thing="the grounds for detention", max=4000
    )
    present = fields.YesNo("Decided and told in their presence?")
    absent_why = fields.Choice("Why not", AbsentBecause, shown_when="present=no")
    detainee_comments = fields.LongText(
        "What the detainee said",
        hint="Write it down without inviting comment on the offence",
        max=4000,
        load_default="",
    )
    unfit_why = fields.Text(
        "Not fit for a decision on charge, because",
        hint="Only where there is enough evidence already (PACE s.37(9))",
        load_default="",
        max=1000,
    )
    wait_reason = fields.Text(
        "Why they waited so long for this decision", hint="Where it was longer than allowed", load_default="", max=1000
    )
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)


class RefusalIn(DecisionHereIn):
    refused_why = fields.LongText("Why detention is refused", required=True, thing="why detention is refused", max=4000)
    wait_reason = fields.Text(
        "Why they waited so long for this decision", hint="Where it was longer than allowed", load_default="", max=1000
    )
    refused_at = fields.Moment("Refused at", past=HAPPENED, hint=NOW)


class DetentionReviewIn(HeardIn):
    reason = fields.LongText(
        "Why detention is still necessary", required=True, thing="why detention is still necessary", max=4000
    )
    method = fields.Choice("How the review was held", ReviewMethod, load_default=ReviewMethod.IN_PERSON)
    remote_why = fields.Text(
        "Why a live link was not reasonably practicable", shown_when="method=telephone", load_default=""
    )
    recorded_by_id = fields.EntityRef(
        "Who at the station made the record", kind="officer", hint="Only where you were not there"
    )
    reminded = fields.Tick("The detainee was reminded of the right to free legal advice")
    held_at = fields.Moment("Held at", past=HAPPENED, hint=NOW)


class ReviewAfterChargeIn(DecisionHereIn, HeardIn):
    reason = fields.LongText(
        "Why detention is still necessary", required=True, thing="why detention is still necessary", max=4000
    )
    reminded = fields.Tick("The detainee was reminded of the right to free legal advice")
    held_at = fields.Moment("Held at", past=HAPPENED, hint=NOW)


class PostponementIn(Schema):
    because = fields.Choice(
        "Why it cannot be held when due", PostponedBecause, required=True, thing="why it cannot be held"
    )
    reason = fields.LongText("Reason", required=True, thing="the reason", max=2000)


class OffenceChargedIn(Schema):
    """One offence as it is charged; lengths are those the courts take (CAS-4)."""

    offence_id = fields.EntityRef("Offence", required=True, widget="hidden")
    charge = fields.Tick("Charge with this", load_default=True)
    wording = fields.LongText("Particulars", required=True, max=2500, thing="the particulars of the offence")
    committed_from = fields.Moment("Committed, or between", past=HAPPENED)
    committed_until = fields.Moment("And", past=HAPPENED, hint="Only where the moment is not known")
    location = fields.Text("Where", max=80, load_default="")


class BailIn(Schema):
    bailed = fields.YesNo("Grant bail?", required=True, thing="bail")
    bail_conditions = fields.LongText("Conditions of bail", max=2500, shown_when="bailed=yes", load_default="")
    bail_refused_because = fields.Choices("Bail is refused", BailRefusal, shown_when="bailed=no")
    bail_refused_reason = fields.LongText(
        "Reason bail is refused", hint="As told to the detainee", max=2000, shown_when="bailed=no", load_default=""
    )
    court = fields.Text("Court", required=True, max=80, thing="the court")
    court_at = fields.Moment("To appear", required=True, future=True, thing="when they are to appear")


class ChargesIn(DecisionHereIn, BailIn):
    charges = fields.Group("Charges", OffenceChargedIn, each="Offence", at_least=1)
    adult = fields.Text(
        "Appropriate adult present",
        hint="Needed for a child or vulnerable person",
        thing="the appropriate adult: a child is charged in their presence (Code C 16.1)",
        load_default="",
        max=120,
    )
    reply = fields.LongText("Reply to charge", hint="Word for word. Leave empty if none", max=2000, load_default="")
    charged_at = fields.Moment("Charged at", past=HAPPENED, hint=NOW)
    emergency_inspector_id = fields.EntityRef(
        "Inspector who authorised it", "officer", hint="Only in an emergency (PACE s.37A)"
    )
    emergency_why = fields.LongText(
        "Why the prosecutor\u2019s decision could not be had before detention must end",
        hint="The prosecutor is to ratify the charge as soon as possible",
        max=2000,
        load_default="",
    )


def as_charged(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of ChargesIn as charging takes them: only what is ticked, and what comes after as one."""
    rest = dict(fields)
    after = AfterCharge(
        court=rest.pop("court"),
        court_at=rest.pop("court_at"),
        bailed=rest.pop("bailed"),
        conditions=rest.pop("bail_conditions"),
        refused_because=rest.pop("bail_refused_because"),
        refused_reason=rest.pop("bail_refused_reason"),
    )
    charges = [each for each in rest.pop("charges") if each["charge"]]
    emergency = Emergency(inspector_id=rest.pop("emergency_inspector_id", None), why=rest.pop("emergency_why", ""))
    if emergency != Emergency():
        rest["emergency"] = emergency
    return {"charges": charges, "after": after, **rest}


class LeavingIn(DecisionHereIn):
    disposal = fields.Choice(
        "How detention ends",
        [(each.value, f"{each.label} ({way.code})") for each, way in WAYS.items()],
        thing="how detention ends",
        hint="Bail before charge has a page of its own",
    )
    reason = fields.LongText("Reason", max=2000, load_default="")
    notice_given = fields.Tick(
        "Written notice that they will not be prosecuted was given",
        shown_when=f"disposal={Disposal.NO_ACTION}",
        load_default=False,
    )
    admitted = fields.Tick("The offence was admitted", shown_when=f"disposal={'|'.join(ADMITTED)}", load_default=False)
    appropriate_adult = fields.Text("Appropriate adult present", load_default="")
    released_at = fields.Moment("Left at", past=HAPPENED, hint=NOW)

    @post_load
    def _as_disposal(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | ({"disposal": Disposal(given["disposal"])} if given.get("disposal") else {})


class LeavingUnchargedIn(LeavingIn):
    """The same where no charge says how they leave."""

    disposal = fields.Choice(
        "How detention ends",
        [(each.value, f"{each.label} ({way.code})") for each, way in WAYS.items()],
        required=True,
        thing="how detention ends",
        hint="Bail before charge has a page of its own",
    )
    reason = fields.LongText("Reason", max=2000, required=True, thing="why the person is released")


BEFORE_CHARGE_ONLY = (
    "disposal",
    "reason",
    "notice_given",
    "admitted",
    "appropriate_adult",
    "no_sergeant_why",
    *ACTING,
)
"""What is not asked once a charge says how somebody leaves."""

OF_AN_OFFENCE = ("notice_given", "admitted", "appropriate_adult", "no_sergeant_why", *ACTING)
"""What is not asked of somebody held otherwise than for an offence."""
