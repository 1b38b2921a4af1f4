"""Reports, what is decided of them, and those passed to another force, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.incident import IncidentTransfer, ReportedIncident
from mips.investigation.schemas.incidents import (
    AnswerElsewhereIn,
    DecideNotRecordedIn,
    IncidentsWhereIn,
    JoinToCrimeIn,
    OfferElsewhereIn,
    ReportIncidentIn,
    VictimToldIn,
)
from mips.investigation.schemas.investigating import CrimeLogEntryIn
from mips.investigation.schemas.shown import CrimeLogEntryOut
from mips.investigation.schemas.shown_incidents import (
    IncidentLineOut,
    IncidentOut,
    IncidentPageOut,
    IncidentTransferOut,
)
from mips.investigation.schemas.waiting import WaitingOut, WaitingWhereIn
from mips.investigation.usecases.deciding import decide_not_recorded, join_to_crime
from mips.investigation.usecases.elsewhere import answer_elsewhere, offer_elsewhere, tell_victim_of_transfer
from mips.investigation.usecases.incident_reading import IncidentPage, list_incidents, read_incident
from mips.investigation.usecases.incidents import report_incident
from mips.investigation.usecases.log import add_incident_entry
from mips.investigation.usecases.waiting import Waiting, list_waiting
from mips.record.model.work import LogEntry
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/incidents", does=report_incident, methods=["POST"])
@resources.arguments(ReportIncidentIn)
@resources.response(201, IncidentLineOut)
def post_incident(fields: dict[str, Any]) -> ReportedIncident:
    """Take a report down"""
    return report_incident(current_actor(), **fields)


@resources.operation("/incidents", does=list_incidents)
@resources.arguments(IncidentsWhereIn, location="query")
@resources.response(200, IncidentPageOut)
def get_incidents(where: dict[str, Any]) -> Page[ReportedIncident]:
    """List reports"""
    return list_incidents(current_actor(), **where)


@resources.operation("/incidents/waiting", does=list_waiting)
@resources.arguments(WaitingWhereIn, location="query")
@resources.response(200, WaitingOut)
def get_waiting(where: dict[str, Any]) -> Waiting:
    """List reports to be decided on, the first to breach first, with the forecast by unit"""
    return list_waiting(current_actor(), **where)


@resources.operation("/incidents/<uuid:incident_id>", does=read_incident)
@resources.response(200, IncidentOut)
def get_incident(incident_id: uuid.UUID) -> IncidentPage:
    """Read a report"""
    return read_incident(current_actor(), incident_id=incident_id)


@resources.operation("/incidents/<uuid:incident_id>/decisions", does=decide_not_recorded, methods=["POST"])
@resources.arguments(DecideNotRecordedIn)
@resources.response(201, IncidentLineOut)
def post_decision(fields: dict[str, Any], incident_id: uuid.UUID) -> ReportedIncident:
    """Leave a report unrecorded, with the reason"""
    return decide_not_recorded(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/crime", does=join_to_crime, methods=["POST"])
@resources.arguments(JoinToCrimeIn)
@resources.response(200, IncidentLineOut)
def post_join(fields: dict[str, Any], incident_id: uuid.UUID) -> ReportedIncident:
    """Join a report to a crime that is recorded already"""
    return join_to_crime(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/log", does=add_incident_entry, methods=["POST"])
@resources.arguments(CrimeLogEntryIn)
@resources.response(201, CrimeLogEntryOut)
def post_incident_entry(fields: dict[str, Any], incident_id: uuid.UUID) -> LogEntry:
    """Add to the log of a report"""
    return add_incident_entry(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/transfers", does=offer_elsewhere, methods=["POST"])
@resources.arguments(OfferElsewhereIn)
@resources.response(201, IncidentTransferOut)
def post_transfer(fields: dict[str, Any], incident_id: uuid.UUID) -> IncidentTransfer:
    """Offer a report to the force where it happened"""
    return offer_elsewhere(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/transfers/answer", does=answer_elsewhere, methods=["POST"])
@resources.arguments(AnswerElsewhereIn)
@resources.response(200, IncidentTransferOut)
def post_transfer_answer(fields: dict[str, Any], incident_id: uuid.UUID) -> IncidentTransfer:
    """Write down the other force's answer"""
    return answer_elsewhere(current_actor(), incident_id=incident_id, **fields)


@resources.operation("/incidents/<uuid:incident_id>/transfers/victim", does=tell_victim_of_transfer, methods=["POST"])
@resources.arguments(VictimToldIn)
@resources.response(200, IncidentTransferOut)
def post_transfer_told(fields: dict[str, Any], incident_id: uuid.UUID) -> IncidentTransfer:
    """Write down that the victim was told which force deals with it"""
    return tell_victim_of_transfer(current_actor(), incident_id=incident_id, **fields)
