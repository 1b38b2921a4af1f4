"""Voluntary attendance for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.detention import Detention
from mips.custody.model.volunteer import Volunteer, VolunteerBreak, VolunteerInterview, VolunteerLeave
from mips.custody.schemas.shown import DetentionOut
from mips.custody.schemas.volunteers import (
    AttendanceEntryIn,
    AttendanceIn,
    AttendanceOutcomeIn,
    BegunIn,
    InformedIn,
    VolunteerArrestIn,
    VolunteerBreakIn,
    VolunteerBreakOut,
    VolunteerInterviewEndIn,
    VolunteerInterviewIn,
    VolunteerInterviewOut,
    VolunteerLeaveIn,
    VolunteerLeaveOut,
    VolunteerOut,
    VolunteerResumeIn,
    VolunteersAsked,
    VolunteersOut,
    VolunteerWholeOut,
    as_outcome,
)
from mips.custody.usecases.volunteer_interviews import (
    allow_volunteer_interview,
    arrest_volunteer,
    begin_volunteer_break,
    begin_volunteer_interview,
    end_volunteer_interview,
    resume_volunteer_interview,
)
from mips.custody.usecases.volunteer_reading import list_volunteers, read_volunteer
from mips.custody.usecases.volunteering import (
    add_to_attendance,
    begin_attendance,
    decide_attendance,
    inform_volunteer,
    plan_attendance,
)
from mips.record.model.work import LogEntry
from mips.record.schemas.work import LogEntryOut
from mips.web.endpoints import current_actor

_OF = "/volunteers/<uuid:volunteer_id>"


@resources.operation("/volunteers", does=list_volunteers)
@resources.arguments(VolunteersAsked, location="query")
@resources.response(200, VolunteersOut)
def get_volunteers(query: dict[str, Any]) -> dict[str, Any]:
    """List who attends voluntarily: today, planned, or left and not decided"""
    found = list_volunteers(current_actor(), **query)
    return {"volunteers": found.page.rows, "next": found.page.next_cursor}


@resources.operation("/volunteers", does=plan_attendance, methods=["POST"])
@resources.arguments(AttendanceIn)
@resources.response(201, VolunteerOut)
def post_volunteer(fields: dict[str, Any]) -> Volunteer:
    """Plan or begin a voluntary attendance"""
    return plan_attendance(current_actor(), **fields)


@resources.operation(_OF, does=read_volunteer)
@resources.response(200, VolunteerWholeOut)
def get_volunteer(volunteer_id: uuid.UUID) -> Volunteer:
    """Show a voluntary attendance"""
    return read_volunteer(current_actor(), volunteer_id=volunteer_id).volunteer


@resources.operation(f"{_OF}/arrival", does=begin_attendance, methods=["POST"])
@resources.arguments(BegunIn)
@resources.response(201, VolunteerOut)
def post_came(fields: dict[str, Any], volunteer_id: uuid.UUID) -> Volunteer:
    """Record that they came"""
    return begin_attendance(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/rights", does=inform_volunteer, methods=["POST"])
@resources.arguments(InformedIn)
@resources.response(201, VolunteerOut)
def post_informed(fields: dict[str, Any], volunteer_id: uuid.UUID) -> Volunteer:
    """Record what a volunteer was told, and which help they need"""
    return inform_volunteer(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/interviews", does=begin_volunteer_interview, methods=["POST"])
@resources.arguments(VolunteerInterviewIn)
@resources.response(201, VolunteerInterviewOut)
def post_volunteer_interview(fields: dict[str, Any], volunteer_id: uuid.UUID) -> VolunteerInterview:
    """Begin an interview of a volunteer"""
    return begin_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/interviews/end", does=end_volunteer_interview, methods=["POST"])
@resources.arguments(VolunteerInterviewEndIn)
@resources.response(201, VolunteerInterviewOut)
def post_volunteer_interview_end(fields: dict[str, Any], volunteer_id: uuid.UUID) -> VolunteerInterview:
    """End the interview under way"""
    return end_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/interviews/breaks", does=begin_volunteer_break, methods=["POST"])
@resources.arguments(VolunteerBreakIn)
@resources.response(201, VolunteerBreakOut)
def post_volunteer_break(fields: dict[str, Any], volunteer_id: uuid.UUID) -> VolunteerBreak:
    """Break off the interview under way"""
    return begin_volunteer_break(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/interviews/resume", does=resume_volunteer_interview, methods=["POST"])
@resources.arguments(VolunteerResumeIn)
@resources.response(201, VolunteerInterviewOut)
def post_volunteer_resume(fields: dict[str, Any], volunteer_id: uuid.UUID) -> VolunteerInterview:
    """Resume the interview after a break"""
    return resume_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/leave", does=allow_volunteer_interview, methods=["POST"])
@resources.arguments(VolunteerLeaveIn)
@resources.response(201, VolunteerLeaveOut)
def post_volunteer_leave(fields: dict[str, Any], volunteer_id: uuid.UUID) -> VolunteerLeave:
    """Allow an interview of a volunteer without somebody who should be there"""
    return allow_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/outcome", does=decide_attendance, methods=["POST"])
@resources.arguments(AttendanceOutcomeIn)
@resources.response(201, VolunteerOut)
def post_outcome(fields: dict[str, Any], volunteer_id: uuid.UUID) -> Volunteer:
    """Say what came of a voluntary attendance"""
    return decide_attendance(current_actor(), volunteer_id=volunteer_id, **as_outcome(fields))


@resources.operation(f"{_OF}/arrest", does=arrest_volunteer, methods=["POST"])
@resources.arguments(VolunteerArrestIn)
@resources.response(201, DetentionOut)
def post_volunteer_arrest(fields: dict[str, Any], volunteer_id: uuid.UUID) -> Detention:
    """Arrest a volunteer and open a custody record with all that is known"""
    return arrest_volunteer(current_actor(), volunteer_id=volunteer_id, **fields)


@resources.operation(f"{_OF}/log", does=add_to_attendance, methods=["POST"])
@resources.arguments(AttendanceEntryIn)
@resources.response(201, LogEntryOut)
def post_volunteer_entry(fields: dict[str, Any], volunteer_id: uuid.UUID) -> LogEntry:
    """Add to the log of a voluntary attendance"""
    return add_to_attendance(current_actor(), volunteer_id=volunteer_id, **fields)
