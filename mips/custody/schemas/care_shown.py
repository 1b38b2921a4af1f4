"""What custody shows other programs of the care of a detainee."""

from __future__ import annotations

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.incidents import FollowUp, IncidentKind
from mips.custody.rules.medication import DoseOutcome
from mips.custody.rules.observation import Finding
from mips.custody.rules.risk import Reply
from mips.custody.rules.welfare import ProvisionKind


class RiskAnswerOut(Schema):
    code = plain.String()
    wording = plain.String()
    wording_from = plain.Date(allow_none=True)
    answer = plain.Enum(Reply, by_value=True)
    detail = plain.String()


class RiskOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    asked_at = plain.AwareDateTime()
    refused = plain.Boolean()
    observed = plain.List(plain.String())
    contradictions = plain.List(plain.String())
    suggested_level = plain.Integer()
    suggested_rousing = plain.Boolean()
    suggested_hcp = plain.Boolean()
    suggested_why = plain.List(plain.String())
    answers = plain.List(plain.Nested(RiskAnswerOut))


class CarePlanOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    level = plain.Integer()
    rousing = plain.Boolean()
    every_minutes = plain.Integer()
    reason = plain.String()
    set_at = plain.AwareDateTime()
    due_at = plain.AwareDateTime(allow_none=True)


class CheckOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    at = plain.AwareDateTime()
    due_at = plain.AwareDateTime(allow_none=True)
    late_minutes = plain.Integer()
    finding = plain.Enum(Finding, by_value=True)
    text = plain.String()


class ProvisionOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    kind = plain.Enum(ProvisionKind, by_value=True)
    at = plain.AwareDateTime()
    declined = plain.Boolean()


class CareOut(Schema):
    """`limited`: the level alone, for roles with the limited form."""

    detention_id = plain.UUID(attribute="detention.id")
    limited = plain.Boolean()
    plan = plain.Nested(CarePlanOut, allow_none=True)
    assessments = plain.List(plain.Nested(RiskOut))
    checks = plain.List(plain.Nested(CheckOut))
    provisions = plain.List(plain.Nested(ProvisionOut))
    meals_owed = plain.String(attribute="owed.words")
    rest_must_begin_by = plain.AwareDateTime(attribute="rest.begin_by", allow_none=True)


class QuestionOut(Schema):
    code = plain.String()
    text = plain.String()
    block = plain.String(attribute="block.value")
    earlier = plain.List(plain.String())


class RiskDraftOut(Schema):
    questions = plain.List(plain.Nested(QuestionOut))


class RoundRowOut(Schema):
    detention_id = plain.UUID(attribute="detention.id")
    detainee = plain.String(attribute="detention.detainee")
    plan = plain.Nested(CarePlanOut)


class RoundOut(Schema):
    rows = plain.List(plain.Nested(RoundRowOut))


class CallOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    purposes = plain.List(plain.String())
    urgent = plain.Boolean()
    called_at = plain.AwareDateTime()
    arrived_at = plain.AwareDateTime(allow_none=True)
    seen_at = plain.AwareDateTime(allow_none=True)
    left_at = plain.AwareDateTime(allow_none=True)


class InstructionOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    at = plain.AwareDateTime()
    todo = plain.String()
    call_again = plain.String()
    fit = plain.Dict(keys=plain.String(), values=plain.String())
    hospital = plain.Boolean()


class DoseOut(Schema):
    id = plain.UUID()
    due_at = plain.AwareDateTime(allow_none=True)
    outcome = plain.Enum(DoseOutcome, by_value=True, allow_none=True)
    at = plain.AwareDateTime(allow_none=True)
    reason = plain.String()


class MedicineOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    drug = plain.String()
    dose = plain.String()
    route = plain.String()
    controlled = plain.Boolean()
    stopped_at = plain.AwareDateTime(allow_none=True)
    doses = plain.List(plain.Nested(DoseOut))


class NoteOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    findings = plain.String()
    injuries = plain.String()
    forensic = plain.String()


class HealthOut(Schema):
    """Notes only for healthcare professionals."""

    detention_id = plain.UUID(attribute="detention.id")
    calls = plain.List(plain.Nested(CallOut))
    instructions = plain.List(plain.Nested(InstructionOut))
    medicines = plain.List(plain.Nested(MedicineOut))
    notes = plain.List(plain.Nested(NoteOut))


class PatientOut(Schema):
    detention_id = plain.UUID(attribute="detention.id")
    detainee = plain.String(attribute="detention.detainee")
    suite = plain.String(attribute="detention.suite.name")
    call = plain.Nested(CallOut, allow_none=True)


class ForceOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    officer_id = plain.UUID()
    at = plain.AwareDateTime()
    location = plain.String()
    tactics = plain.List(plain.String())
    reasons = plain.List(plain.String())
    effective = plain.Boolean()
    body_worn = plain.Boolean()


class IncidentOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    kind = plain.Enum(IncidentKind, by_value=True)
    at = plain.AwareDateTime()
    referral_due_at = plain.AwareDateTime(allow_none=True)
    referred_at = plain.AwareDateTime(allow_none=True)
    owed = plain.List(plain.Enum(FollowUp, by_value=True))
    equipment = plain.List(plain.String())
    necessary_why = plain.String()
    approved_by_id = plain.UUID(allow_none=True)
    watched = plain.Integer(allow_none=True)
    restraint_ended_at = plain.AwareDateTime(allow_none=True)
    restraint_ended_by_id = plain.UUID(allow_none=True)


class IncidentStepOut(Schema):
    id = plain.UUID()
    incident_id = plain.UUID()
    step = plain.Enum(FollowUp, by_value=True)
    at = plain.AwareDateTime()
    how = plain.String()


class ComplaintOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    at = plain.AwareDateTime()
    inspector_id = plain.UUID()
    assault = plain.Boolean()


class EventsOut(Schema):
    force = plain.List(plain.Nested(ForceOut))
    incidents = plain.List(plain.Nested(IncidentOut))
    complaints = plain.List(plain.Nested(ComplaintOut))


class HospitalStayOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    hospital = plain.String()
    left_at = plain.AwareDateTime()
    returned_at = plain.AwareDateTime(allow_none=True)
    admitted_on = plain.Date(allow_none=True)
    discharged_on = plain.Date(allow_none=True)
