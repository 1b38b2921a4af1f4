"""Healthcare, medicine, force and incidents, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.schemas.care_shown import (
    CallOut,
    ComplaintOut,
    DoseOut,
    EventsOut,
    ForceOut,
    HealthOut,
    IncidentOut,
    IncidentStepOut,
    InstructionOut,
    MedicineOut,
    PatientOut,
)
from mips.custody.schemas.health import (
    CallIn,
    ComplaintIn,
    DoseIn,
    ExaminationIn,
    FollowUpIn,
    ForceIn,
    IncidentIn,
    PrescriptionIn,
    ReferralIn,
    RestraintOverIn,
    StopIn,
    VisitIn,
)
from mips.custody.usecases.healthcare import call_hcp, examine, list_patients, note_visit, read_health
from mips.custody.usecases.incidents import (
    read_events,
    record_complaint,
    record_follow_up,
    record_force,
    record_incident,
    record_referral,
)
from mips.custody.usecases.medication import administer_dose, prescribe, record_dose, stop_prescription
from mips.custody.usecases.restraints import end_restraint
from mips.web.endpoints import current_actor


@resources.operation("/patients", does=list_patients)
@resources.response(200, PatientOut(many=True))
def get_list_patients() -> Any:
    """List everybody in custody for a healthcare professional"""
    return list_patients(current_actor())


@resources.operation("/detentions/<uuid:detention_id>/health", does=read_health)
@resources.response(200, HealthOut)
def get_read_health(detention_id: uuid.UUID) -> Any:
    """Show calls, instructions and medicine; notes to healthcare professionals only"""
    return read_health(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/healthcare-calls", does=call_hcp, methods=["POST"])
@resources.arguments(CallIn)
@resources.response(201, CallOut)
def post_call_hcp(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record a call to a healthcare professional"""
    return call_hcp(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/healthcare-calls/<uuid:call_id>/visit", does=note_visit, methods=["POST"])
@resources.arguments(VisitIn)
@resources.response(201, CallOut)
def post_note_visit(fields: dict[str, Any], call_id: uuid.UUID) -> Any:
    """Record when a healthcare professional came and left"""
    return note_visit(current_actor(), call_id=call_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/examinations", does=examine, methods=["POST"])
@resources.arguments(ExaminationIn)
@resources.response(201, InstructionOut)
def post_examine(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Keep an examination and tell staff what to do"""
    return examine(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/prescriptions", does=prescribe, methods=["POST"])
@resources.arguments(PrescriptionIn)
@resources.response(201, MedicineOut)
def post_prescribe(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Direct a medicine"""
    return prescribe(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/prescriptions/<uuid:prescription_id>/stop", does=stop_prescription, methods=["POST"])
@resources.arguments(StopIn)
@resources.response(201, MedicineOut)
def post_stop_prescription(fields: dict[str, Any], prescription_id: uuid.UUID) -> Any:
    """Stop a medicine"""
    return stop_prescription(current_actor(), prescription_id=prescription_id, **fields)


@resources.operation("/prescriptions/<uuid:prescription_id>/doses", does=record_dose, methods=["POST"])
@resources.arguments(DoseIn)
@resources.response(201, DoseOut)
def post_record_dose(fields: dict[str, Any], prescription_id: uuid.UUID) -> Any:
    """Record a dose given, refused or missed, as custody staff"""
    return record_dose(current_actor(), prescription_id=prescription_id, **fields)


@resources.operation("/prescriptions/<uuid:prescription_id>/administrations", does=administer_dose, methods=["POST"])
@resources.arguments(DoseIn)
@resources.response(201, DoseOut)
def post_administer_dose(fields: dict[str, Any], prescription_id: uuid.UUID) -> Any:
    """Record a dose given, refused or missed, as a healthcare professional"""
    return administer_dose(current_actor(), prescription_id=prescription_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/events", does=read_events)
@resources.response(200, EventsOut)
def get_read_events(detention_id: uuid.UUID) -> Any:
    """List force, incidents and complaints"""
    return read_events(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/force", does=record_force, methods=["POST"])
@resources.arguments(ForceIn)
@resources.response(201, ForceOut)
def post_record_force(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record one officer's use of force"""
    return record_force(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/incidents", does=record_incident, methods=["POST"])
@resources.arguments(IncidentIn)
@resources.response(201, IncidentOut)
def post_record_incident(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record an incident; a death or serious injury locks the record"""
    return record_incident(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/restraint-over", does=end_restraint, methods=["POST"])
@resources.arguments(RestraintOverIn)
@resources.response(201, IncidentOut)
def post_restraint_over(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Record that a restraint in a cell was taken off"""
    return end_restraint(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/follow-ups", does=record_follow_up, methods=["POST"])
@resources.arguments(FollowUpIn)
@resources.response(201, IncidentStepOut)
def post_record_follow_up(fields: dict[str, Any], incident_id: uuid.UUID) -> Any:
    """Write down what was seen to after a death or serious injury"""
    return record_follow_up(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/referral", does=record_referral, methods=["POST"])
@resources.arguments(ReferralIn)
@resources.response(201, IncidentOut)
def post_record_referral(fields: dict[str, Any], incident_id: uuid.UUID) -> Any:
    """Record a referral to the IOPC"""
    return record_referral(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/complaints", does=record_complaint, methods=["POST"])
@resources.arguments(ComplaintIn)
@resources.response(201, ComplaintOut)
def post_record_complaint(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Report a complaint to an uninvolved inspector"""
    return record_complaint(current_actor(), detention_id=detention_id, **fields)
