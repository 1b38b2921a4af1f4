"""The people around a detainee, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.people import (
    AdultDecision,
    Attendance,
    Consultation,
    ContactAttempt,
    InterviewAuthority,
)
from mips.custody.schemas.people import (
    AdultDecisionIn,
    AdultDecisionOut,
    AdultsWantedOut,
    AllowInterviewIn,
    ArrivesIn,
    AskForIn,
    AttendanceOut,
    ConsultationOut,
    ConsultIn,
    ContactAttemptOut,
    CoordinatedOut,
    CoordinatorIn,
    InterviewAuthorityOut,
    LeavesIn,
    PeopleOut,
    StandDownIn,
    TryToReachIn,
)
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.coordinating import list_adults_wanted, name_coordinator
from mips.custody.usecases.interviewing import allow_interview
from mips.custody.usecases.people import (
    PeopleShown,
    arrives,
    ask_for,
    begin_consultation,
    end_consultation,
    leaves,
    read_people,
    stand_down,
    try_to_reach,
)
from mips.web.endpoints import current_actor


@resources.operation("/detentions/<uuid:detention_id>/people", does=read_people)
@resources.response(200, PeopleOut)
def get_people(detention_id: uuid.UUID) -> PeopleShown:
    """Show who was asked for and came, and whether anybody may interview now"""
    return read_people(current_actor(), detention_id=detention_id)


@resources.operation("/detentions/<uuid:detention_id>/people", does=ask_for, methods=["POST"])
@resources.arguments(AskForIn)
@resources.response(201, AttendanceOut)
def post_person_asked_for(fields: dict[str, Any], detention_id: uuid.UUID) -> Attendance:
    """Ask somebody to come to a detainee"""
    return ask_for(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/appropriate-adult", does=decide_adult, methods=["POST"])
@resources.arguments(AdultDecisionIn)
@resources.response(201, AdultDecisionOut)
def post_adult_decision(fields: dict[str, Any], detention_id: uuid.UUID) -> AdultDecision:
    """Decide whether an appropriate adult is needed"""
    return decide_adult(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/interview-authorities", does=allow_interview, methods=["POST"])
@resources.arguments(AllowInterviewIn)
@resources.response(201, InterviewAuthorityOut)
def post_interview_authority(fields: dict[str, Any], detention_id: uuid.UUID) -> InterviewAuthority:
    """Allow an interview without somebody who should be there"""
    return allow_interview(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/attempts", does=try_to_reach, methods=["POST"])
@resources.arguments(TryToReachIn)
@resources.response(201, ContactAttemptOut)
def post_contact_attempt(fields: dict[str, Any], attendance_id: uuid.UUID) -> ContactAttempt:
    """Record an attempt to reach somebody who was asked for"""
    return try_to_reach(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/arrival", does=arrives, methods=["POST"])
@resources.arguments(ArrivesIn)
@resources.response(201, AttendanceOut)
def post_person_arrived(fields: dict[str, Any], attendance_id: uuid.UUID) -> Attendance:
    """Record that somebody who was asked for is here"""
    return arrives(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/departure", does=leaves, methods=["POST"])
@resources.arguments(LeavesIn)
@resources.response(201, AttendanceOut)
def post_person_left(fields: dict[str, Any], attendance_id: uuid.UUID) -> Attendance:
    """Record that somebody left"""
    return leaves(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/stand-down", does=stand_down, methods=["POST"])
@resources.arguments(StandDownIn)
@resources.response(201, AttendanceOut)
def post_stand_down(fields: dict[str, Any], attendance_id: uuid.UUID) -> Attendance:
    """Record that somebody is no longer waited for"""
    return stand_down(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/consultations", does=begin_consultation, methods=["POST"])
@resources.arguments(ConsultIn)
@resources.response(201, ConsultationOut)
def post_consultation(fields: dict[str, Any], attendance_id: uuid.UUID) -> Consultation:
    """Record that the detainee speaks with somebody in private"""
    return begin_consultation(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/people/<uuid:attendance_id>/consultations/end", does=end_consultation, methods=["POST"])
@resources.arguments(LeavesIn)
@resources.response(201, ConsultationOut)
def post_consultation_over(fields: dict[str, Any], attendance_id: uuid.UUID) -> Consultation:
    """Record that a private talk is over"""
    return end_consultation(current_actor(), attendance_id=attendance_id, **fields)


@resources.operation("/adults-wanted", does=list_adults_wanted)
@resources.response(200, AdultsWantedOut)
def get_adults_wanted() -> Any:
    """List the requests for an appropriate adult in the hands of whoever asks"""
    return {"wanted": list_adults_wanted(current_actor())}


@resources.operation("/detentions/<uuid:detention_id>/coordinator", does=name_coordinator, methods=["POST"])
@resources.arguments(CoordinatorIn)
@resources.response(200, CoordinatedOut)
def post_coordinator(fields: dict[str, Any], detention_id: uuid.UUID) -> Any:
    """Put a request for an appropriate adult into a coordinator's hands"""
    return name_coordinator(current_actor(), detention_id=detention_id, **fields)
