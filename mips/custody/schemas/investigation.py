"""What is asked about hand-overs, interviews, samples and drug tests, and shown of them."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.drug_tests import DrugResult
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import BreakReason, Caution, Interrupts, Purpose
from mips.custody.rules.samples import NationalStatus, SampleGround, SampleKind
from mips.custody.rules.unlawful import Unlawful
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.drug_hold import asked_on
from mips.record.reference.lookup import choices
from mips.web import fields


class HandOverIn(Schema):
    officer_id = fields.EntityRef("Officer who takes them", "officer", required=True, thing="the officer")
    purpose = fields.Choice("What for", Purpose, required=True, thing="what for")
    where = fields.Text("Where they go", load_default="", hint="Like: interview room 2")
    fit = fields.Choice("Fit to be interviewed", Fitness, shown_when="purpose=interview")
    fit_because = fields.Text(
        "Conditions, and how they are met",
        shown_when="purpose=interview",
        load_default="",
        hint="Like: break each hour",
    )
    interrupts = fields.Choice("If rest is owed now, why it must wait", Interrupts, shown_when="purpose=interview")
    interrupts_why = fields.Text("What makes it so", shown_when="purpose=interview", load_default="")
    handed_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class TakeBackIn(Schema):
    kept_codes = fields.YesNo("Does the officer report that the Act and the Codes were kept?", required=True)
    account = fields.LongText("If not, what was otherwise", load_default="", max=2000)
    returned_at = fields.Moment("When", past=HAPPENED, hint=NOW)


class InterviewIn(Schema):
    where = fields.Text("Where", required=True, thing="where", max=80, hint="Like: interview room 2, live link")
    caution = fields.Choice("Caution given", Caution, required=True, thing="the caution")
    present = fields.Text(
        "Who else is there", load_default="", hint="Like: Mr Bell (solicitor), Ann Day (appropriate adult)"
    )
    reminded = fields.Tick(
        "Reminded of the right to free legal advice, and that the interview can wait for it",
        hint="Just before it begins (Code C 11.2)",
    )
    recording = fields.Text("Reference of the recording", load_default="", max=80)
    not_recorded_why = fields.Text("If it is not recorded, why", load_default="")
    significant = fields.LongText("Significant statements or silences put to them", load_default="", max=4000)
    special_warning = fields.Text("Special warnings given", load_default="")
    started_at = fields.Moment("Began", past=HAPPENED, hint=NOW)


class BreakIn(Schema):
    reason = fields.Choice("Why", BreakReason, required=True, thing="why")
    note = fields.Text("More", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ResumeIn(Schema):
    short_why = fields.Text(
        "Why the break was shorter",
        hint="Only where a meal break lasted under 45 minutes, or one for refreshment under 15 (Code C 12.8)",
        max=500,
        load_default="",
    )
    at = fields.Moment("Resumed", past=HAPPENED, hint=NOW)


class InterviewEndIn(Schema):
    ended_why = fields.Text("Why it ended, if not simply done", load_default="")
    ended_at = fields.Moment("Ended", past=HAPPENED, hint=NOW)


class SampleIn(Schema):
    kind = fields.Choice("What was taken", SampleKind, required=True, thing="what was taken")
    material = fields.Text("Of what", load_default="", hint="Like: two mouth swabs, right palm, shoe sole", max=80)
    told = fields.Tick("They were told why, by what power, and that it may be searched against others")
    barcode = fields.Text("Barcode or number of the kit", load_default="", max=40, width=20)
    consent = fields.Tick("They consented in writing")
    ground = fields.Choice(
        "Power, if not simply that they are detained or charged", SampleGround, hint="Leave empty for the usual"
    )
    authority_id = fields.EntityRef("Authorised by", "officer", hint="Where an inspector is needed")
    again_why = fields.Text("If it was taken before: what was wrong with it", load_default="")
    taken_by = fields.Text("Taken by, if not you", load_default="", hint="Name and office")
    force = fields.Tick("Force was used")
    force_why = fields.Text("What force, and why", shown_when="force=yes", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class NoSampleIn(Schema):
    kind = fields.Choice("What was not taken", SampleKind, required=True, thing="what was not taken")
    not_taken_why = fields.Text("Why", required=True, thing="why it was not taken")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class SampleStatusIn(Schema):
    status = fields.Choice("National systems", NationalStatus, required=True, thing="how far it is")
    status_note = fields.Text("More", load_default="", hint="Like: arrest summons number, reason for rejection")


class UnlawfulIn(Schema):
    because = fields.Choice("What was wrong", Unlawful, required=True, thing="what was wrong")
    why = fields.LongText("How that was found", required=True, thing="how that was found", max=2000)
    authority_id = fields.EntityRef(
        "Decided by, for the chief officer", "officer", required=True, hint="An inspector or above (PACE s.63D(2))"
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class DestroyedIn(Schema):
    how = fields.LongText(
        "How, by whom, and which copies",
        required=True,
        thing="how it was destroyed",
        hint="Like: taken off the national database, card shredded, witness",
        max=2000,
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class DrugTestIn(Schema):
    notified = fields.Tick("Testing has been notified for this station")
    trigger = fields.Choice("Trigger offence", choices("drug-test-trigger"), load_default="")
    authority_id = fields.EntityRef("If none, the inspector who authorised it", "officer")
    authority_why = fields.Text("Why a drug is believed to have caused or contributed to the offence", load_default="")
    adult = fields.Text("Appropriate adult, by name", load_default="", hint="Under 18: there throughout")
    warned = fields.Tick("They were warned that failing to give a sample is an offence")
    result = fields.Choice("What came of it", DrugResult, required=True, thing="what came of it")
    drugs = fields.Choices("Drugs found", choices("drug-test-drug"))
    kit = fields.Text("Number of the kit", load_default="", max=40, width=20)
    note = fields.Text("More", load_default="", hint="Needed for a refusal: how, and the reason given")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class DrugHoldIn(Schema):
    notified = fields.Tick("Testing has been notified for this station")
    trigger = fields.Choice("Trigger offence they are held for", choices("drug-test-trigger"), load_default="")
    authority_id = fields.EntityRef("If none, the inspector who authorised it", "officer")
    authority_why = fields.Text("Why a drug is believed to have caused or contributed to the offence", load_default="")
    no_sergeant_why = fields.Text("Why no sergeant is available", load_default="")
    since = fields.Moment("When", past=HAPPENED, hint=NOW)


class HandOverOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    officer_id = plain.UUID()
    purpose = plain.Enum(Purpose, by_value=True)
    fit = plain.Enum(Fitness, by_value=True, allow_none=True)
    handed_at = plain.AwareDateTime()
    returned_at = plain.AwareDateTime(allow_none=True)
    kept_codes = plain.Boolean(allow_none=True)


class BreakOut(Schema):
    began_at = plain.AwareDateTime()
    resumed_at = plain.AwareDateTime(allow_none=True)
    reason = plain.Enum(BreakReason, by_value=True)


class InterviewOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.Integer()
    started_at = plain.AwareDateTime()
    ended_at = plain.AwareDateTime(allow_none=True)
    where = plain.String()
    caution = plain.Enum(Caution, by_value=True)
    present = plain.String()
    recording = plain.String()
    breaks = plain.List(plain.Nested(BreakOut))


class InvestigationOut(Schema):
    hand_overs = plain.List(plain.Nested(HandOverOut))
    interviews = plain.List(plain.Nested(InterviewOut))
    break_due = plain.AwareDateTime(allow_none=True)
    rest_must_begin_by = plain.AwareDateTime(attribute="rest.begin_by", allow_none=True)


class SampleOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    kind = plain.Enum(SampleKind, by_value=True)
    at = plain.AwareDateTime()
    power = plain.String()
    barcode = plain.String()
    taken = plain.Boolean()
    not_taken_why = plain.String()
    force = plain.Boolean()
    status = plain.Enum(NationalStatus, by_value=True)
    unlawful = plain.Enum(Unlawful, by_value=True, allow_none=True)
    unlawful_at = plain.AwareDateTime(allow_none=True)
    unlawful_why = plain.String()
    destroyed_at = plain.AwareDateTime(allow_none=True)


class DrugTestOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    at = plain.AwareDateTime()
    after_charge = plain.Boolean()
    counts_on_charge_from = plain.AwareDateTime(allow_none=True)
    trigger = plain.String()
    basis = plain.Function(asked_on, metadata={"type": "string"})
    result = plain.Enum(DrugResult, by_value=True)
    drugs = plain.List(plain.String())


class DrugHoldOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    since = plain.AwareDateTime()
    until = plain.AwareDateTime()
    after_charge = plain.Boolean()
    trigger = plain.String()
    ended_at = plain.AwareDateTime(allow_none=True)


class SamplesOut(Schema):
    samples = plain.List(plain.Nested(SampleOut))
    tests = plain.List(plain.Nested(DrugTestOut))
    owed = plain.List(plain.Enum(SampleKind, by_value=True))
    hold = plain.Nested(DrugHoldOut, allow_none=True)
