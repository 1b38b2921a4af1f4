"""What is asked and shown about bail before charge."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, post_load, validates_schema
from marshmallow import fields as plain

from mips.core.errors import RuleBroken
from mips.custody.model.bail import BailEnd
from mips.custody.model.detention import Grounds
from mips.custody.rules.bail_extension import Decider
from mips.custody.rules.bail_release import (
    BailCondition,
    BailPower,
    EarlyReturn,
    Regard,
    ViewsOfVictim,
    check_pre_conditions,
)
from mips.custody.rules.disposals import ADMITTED, WAYS, Disposal, InvestigationEnd
from mips.custody.rules.kinds.values import BailCase
from mips.custody.schemas.acting import DecisionHereIn, DecisionIn
from mips.custody.schemas.booking import open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.bailing import Views, WhyBail
from mips.web import fields
from mips.web.field.offered import OneOf

_WHY = "Necessary and proportionate (PACE s.50A)"
_NOT_ASKED = "unless the prosecutor decides"
_TERMS = "Conditions"
_VICTIM = "The alleged victim (PACE s.47ZZA)"
_BACK = "Return"


class PreChargeBailIn(DecisionHereIn):
    power = fields.Choice("Why they are bailed", BailPower, required=True, widget="select", thing="why they are bailed")
    regard = fields.Choices("Bail is needed", Regard, group=_WHY, needed=_NOT_ASKED)
    necessary_why = fields.LongText(
        "Why it is necessary and proportionate", max=4000, group=_WHY, load_default="", needed=_NOT_ASKED
    )
    representations = fields.LongText(
        "What the person or their solicitor said about bail",
        hint="Or: nothing",
        max=4000,
        group=_WHY,
        load_default="",
        needed=_NOT_ASKED,
    )
    conditions = fields.Choices("Conditions", BailCondition, group=_TERMS)
    conditions_words = fields.LongText(
        "In words, as the notice says them", hint="Addresses, hours, names", max=4000, group=_TERMS, load_default=""
    )
    victim_views = fields.Choice(
        "Views on conditions", ViewsOfVictim, required=True, group=_VICTIM, thing="whether the victim was asked"
    )
    victim_said = fields.LongText(
        "What was said", max=2000, group=_VICTIM, load_default="", needed="where somebody was asked"
    )
    victim_not_asked_why = fields.Text(
        "Why asking was not practicable", group=_VICTIM, shown_when="victim_views=not-practicable", load_default=""
    )
    return_at = fields.Moment("Return at", required=True, thing="when they are to return", group=_BACK)
    return_suite_id = OneOf("Station", open_suite_options, required=True, thing="where they are to return", group=_BACK)
    early = fields.Choice(
        "If before the bail period ends, why",
        EarlyReturn,
        allow_none=True,
        widget="select",
        group=_BACK,
        load_default=None,
    )
    case = fields.Choice(
        "Whose investigation",
        [(each.value, each.label) for each in BailCase if each is not BailCase.AGENCY],
        load_default=BailCase.STANDARD,
        hint="In a case of the SFO, FCA, HMRC or NCA the period is 6 months at first (PACE s.47ZB)",
        group=_BACK,
    )
    released_at = fields.Moment("Left at", past=HAPPENED, hint=NOW, group=_BACK)

    @validates_schema(skip_on_field_errors=False)
    def _in_one_breath(self, data: dict[str, Any], **_: Any) -> None:
        """Where something else is missing, the pre-conditions that are not met are said with it, not after it."""
        waits = [name for name, each in self.fields.items() if each.required and name not in data]
        if not waits or not data.get("power"):
            return
        heard = {"regard": data.get("regard") or [], "heard": data.get("representations", "")}
        try:
            check_pre_conditions(data["power"], necessary_why=data.get("necessary_why", ""), **heard)
        except RuleBroken as broken:
            raise ValidationError({each.field or "": [each.said] for each in broken.every}) from None

    @post_load
    def _as_case(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"case": BailCase(given["case"])}


def as_bail(given: dict[str, Any]) -> dict[str, Any]:
    """The fields of PreChargeBailIn as releasing takes them."""
    rest = dict(given)
    why = WhyBail(
        necessary_why=rest.pop("necessary_why"),
        regard=rest.pop("regard", None) or [],
        representations=rest.pop("representations"),
    )
    views = Views(
        asked=rest.pop("victim_views"),
        said=rest.pop("victim_said"),
        not_asked_why=rest.pop("victim_not_asked_why"),
    )
    return {"why": why, "views": views, **rest, "conditions": rest.get("conditions") or []}


class ConditionsIn(DecisionIn):
    conditions = fields.Choices("Conditions", BailCondition)
    conditions_words = fields.LongText("In words, as the notice says them", max=4000, load_default="")
    asked_by_suspect = fields.Tick("The suspect asked for the change", load_default=False)
    victim_said = fields.LongText(
        "What the alleged victim said about it", hint="Where practicable (s.47ZZA)", max=2000, load_default=""
    )
    reason = fields.LongText("Why the conditions change", required=True, max=2000, thing="why the conditions change")
    notice_given = fields.Tick("Written notice of the conditions was given", load_default=False)


class ReturnIn(DecisionIn):
    return_at = fields.Moment("Return at", required=True, thing="when they are to return")
    return_suite_id = OneOf("Station", open_suite_options, required=True, thing="where they are to return")
    early = fields.Choice(
        "If before the bail period ends, why", EarlyReturn, allow_none=True, widget="select", load_default=None
    )
    reason = fields.LongText("Why it changes", required=True, max=2000, thing="why it changes")
    notice_given = fields.Tick("Written notice of the change was given", load_default=False)


class EndBailIn(Schema):
    disposal = fields.Choice(
        "How it ends",
        [(each.value, f"{each.label} ({way.code})") for each, way in WAYS.items() if way.code != "WA"],
        required=True,
        thing="how it ends",
    )
    reason = fields.LongText("Reason", max=2000, required=True, thing="the reason")
    notice_given = fields.Tick(
        "Written notice that they will not be prosecuted was given",
        shown_when=f"disposal={Disposal.NO_ACTION}",
        load_default=False,
    )
    admitted = fields.Tick("The offence was admitted", shown_when=f"disposal={'|'.join(ADMITTED)}", load_default=False)
    appropriate_adult = fields.Text("Appropriate adult present", load_default="")

    @post_load
    def _as_disposal(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"disposal": Disposal(given["disposal"])}


class VictimToldIn(Schema):
    how = fields.Text("How they were told", required=True, thing="how they were told")
    told_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class AnswerIn(Schema):
    suite_id = OneOf("Station", open_suite_options, required=True, thing="the station")
    arrived_at = fields.Moment("At the station", past=HAPPENED, hint=NOW)


class BreachIn(Schema):
    because = fields.Choice(
        "Arrested for",
        [(each.value, each.label) for each in (BailEnd.NOT_ANSWERED, BailEnd.BREACH)],
        required=True,
        thing="what they were arrested for",
    )
    reason = fields.LongText("What they did, or did not do", required=True, max=4000, thing="what they did")
    arrested_at = fields.Moment("Arrested at", required=True, past=HAPPENED, thing="when they were arrested")
    arrest_place = fields.Text("Where", required=True, thing="where they were arrested")
    suite_id = OneOf("Station", open_suite_options, required=True, thing="the station")
    arrived_at = fields.Moment("At the station", past=HAPPENED, hint=NOW)
    elsewhere_why = fields.Text("If not the station they were to return to, why", load_default="")

    @post_load
    def _as_end(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"because": BailEnd(given["because"])}


class AuthorisedAgainIn(DecisionHereIn):
    grounds = fields.Choices("Detention is necessary", Grounds, required=True, thing="why detention is necessary")
    grounds_reason = fields.LongText(
        "Grounds, as told to the detainee", required=True, thing="the grounds for detention", max=4000
    )
    detainee_comments = fields.LongText(
        "What the detainee said", hint="Without inviting comment on the offence", max=4000, load_default=""
    )
    authorised_at = fields.Moment("Authorised at", past=HAPPENED, hint=NOW)


class LongerAskedIn(Schema):
    suspects_guilt = fields.LongText(
        "A: reasonable grounds to suspect guilt", required=True, max=4000, thing="how condition A is met"
    )
    more_time = fields.LongText(
        "B: what is still to be done, and by when", required=True, max=4000, thing="how condition B is met"
    )
    diligent = fields.LongText(
        "C: how it has been done diligently and expeditiously", required=True, max=4000, thing="how condition C is met"
    )
    necessary = fields.LongText(
        "D: why bail is still necessary and proportionate", required=True, max=4000, thing="how condition D is met"
    )


class LongerDecidedIn(Schema):
    told = fields.Text(
        "Who was told that a decision would be taken, and when", required=True, thing="who was told", max=500
    )
    representations = fields.LongText(
        "What they said", hint="Or: nothing", required=True, max=4000, thing="what they said"
    )
    granted = fields.YesNo("Extend?", required=True, thing="whether it is extended")
    reason = fields.LongText("Reasons", required=True, max=4000, thing="the reasons")
    result_told = fields.Text("How the result was told to the suspect or solicitor", load_default="", max=500)


class LongerElsewhereIn(Schema):
    decider = fields.Choice(
        "Decided by",
        [(each.value, each.label) for each in (Decider.COURT, Decider.COMMANDER, Decider.AGENCY)],
        required=True,
        thing="who decided",
    )
    decided_by = fields.Text("Which court, or which officer", required=True, max=120, thing="which court or officer")
    granted = fields.YesNo("Extended?", required=True, thing="whether it was extended")
    until = fields.Day("New last day of the period", allow_none=True, load_default=None)
    decided_at = fields.Moment("Decided at", required=True, past=HAPPENED, thing="when it was decided")
    reason = fields.LongText("Reasons, or the nature of the enquiries", max=2000, load_default="")

    @post_load
    def _as_decider(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"decider": Decider(given["decider"])}


class ProsecutorAskedIn(DecisionIn):
    asked_on = fields.Day("Day of the request", past=True, required=True, thing="the day of the request")
    items = fields.LongText("What they ask for", required=True, max=2000, thing="what they ask for")


class ProsecutorHasItIn(Schema):
    met_on = fields.Day("Supplied on", past=True, required=True, thing="when it was supplied")


class InPatientIn(Schema):
    hospital = fields.Text("Hospital", required=True, thing="the hospital")
    admitted_on = fields.Day("Admitted on", past=True, required=True, thing="when they were admitted")
    discharged_on = fields.Day("Discharged on", past=True, allow_none=True, load_default=None)


class StillUnderInvestigationIn(Schema):
    reason = fields.LongText("Why it goes on, and what is still to be done", required=True, max=2000, thing="why")


class InvestigationEndIn(Schema):
    end = fields.Choice("What became of it", InvestigationEnd, required=True, thing="what became of it")
    reason = fields.LongText("Why", required=True, max=2000, thing="why")
    notice_given = fields.Tick(
        "They were given the written notice that they are not prosecuted",
        shown_when=f"end={InvestigationEnd.NO_ACTION}",
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class BailOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.Integer()
    released_at = plain.AwareDateTime()
    power = plain.Enum(BailPower, by_value=True)
    conditions = plain.List(plain.String())
    conditions_words = plain.String()
    return_at = plain.AwareDateTime()
    return_suite_id = plain.UUID()
    months = plain.Integer()
    period_ends = plain.Date(allow_none=True)
    ended_at = plain.AwareDateTime(allow_none=True)
    ended_by = plain.Enum(BailEnd, by_value=True, allow_none=True)


class LongerOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    decider = plain.Enum(Decider, by_value=True)
    to_months = plain.Integer(allow_none=True)
    until = plain.Date(allow_none=True)
    asked_at = plain.AwareDateTime()
    decided_at = plain.AwareDateTime(allow_none=True)
    granted = plain.Boolean(allow_none=True)
    reason = plain.String()


class BailFileOut(Schema):
    bails = plain.List(plain.Nested(BailOut))
    extensions = plain.List(plain.Nested(LongerOut))


class DiaryRowOut(Schema):
    detention_id = plain.UUID(attribute="detention.id")
    reference = plain.String(attribute="detention.reference")
    detainee = plain.String(attribute="detention.detainee")
    return_at = plain.AwareDateTime(attribute="bail.return_at")
    period_ends = plain.Date(attribute="bail.period_ends", allow_none=True)
    months = plain.Integer(attribute="bail.months")
    overdue = plain.Boolean()


class ReviewedReleaseOut(Schema):
    detention_id = plain.UUID(attribute="id")
    reference = plain.String()
    detainee = plain.String()
    review_on = plain.Date(allow_none=True)


class DiaryOut(Schema):
    on_bail = plain.List(plain.Nested(DiaryRowOut))
    under_investigation = plain.List(plain.Nested(ReviewedReleaseOut))
    next = plain.String(allow_none=True)
