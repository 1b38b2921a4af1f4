"""Forensic submissions over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.forensic import ForensicReport, ForensicSubmission
from mips.investigation.schemas.forensics import (
    ExaminationDecisionIn,
    ExaminationIn,
    ForensicReportOut,
    ReceivedIn,
    ResultIn,
    SendIn,
    SubmissionLineOut,
    SubmissionOut,
    SubmissionPageOut,
    SubmissionsWhereIn,
)
from mips.investigation.usecases.forensics import (
    SubmissionPage,
    ask_for_examination,
    decide_examination,
    list_submissions,
    read_submission,
    receive_at_lab,
    report_result,
    send_to_lab,
)
from mips.web.endpoints import current_actor
from mips.web.keyset import Page

_ONE = "/forensic-submissions/<uuid:forensic_submission_id>"


@resources.operation("/crimes/<uuid:crime_id>/forensic-submissions", does=ask_for_examination, methods=["POST"])
@resources.arguments(ExaminationIn)
@resources.response(201, SubmissionLineOut)
def post_submission(fields: dict[str, Any], crime_id: uuid.UUID) -> ForensicSubmission:
    """Ask for an examination"""
    return ask_for_examination(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/forensic-submissions", does=list_submissions)
@resources.arguments(SubmissionsWhereIn, location="query")
@resources.response(200, SubmissionPageOut)
def get_submissions(where: dict[str, Any]) -> Page[ForensicSubmission]:
    """List forensic submissions"""
    return list_submissions(current_actor(), **where)


@resources.operation(_ONE, does=read_submission)
@resources.response(200, SubmissionOut)
def get_submission(forensic_submission_id: uuid.UUID) -> SubmissionPage:
    """Read a forensic submission"""
    return read_submission(current_actor(), submission_id=forensic_submission_id)


@resources.operation(f"{_ONE}/decision", does=decide_examination, methods=["POST"])
@resources.arguments(ExaminationDecisionIn)
@resources.response(200, SubmissionLineOut)
def post_submission_decision(fields: dict[str, Any], forensic_submission_id: uuid.UUID) -> ForensicSubmission:
    """Let a submission go, or reject it"""
    return decide_examination(current_actor(), submission_id=forensic_submission_id, **fields)


@resources.operation(f"{_ONE}/sending", does=send_to_lab, methods=["POST"])
@resources.arguments(SendIn)
@resources.response(200, SubmissionLineOut)
def post_sending(fields: dict[str, Any], forensic_submission_id: uuid.UUID) -> ForensicSubmission:
    """Send the exhibits to the lab"""
    return send_to_lab(current_actor(), submission_id=forensic_submission_id, **fields)


@resources.operation(f"{_ONE}/receipt", does=receive_at_lab, methods=["POST"])
@resources.arguments(ReceivedIn)
@resources.response(200, SubmissionLineOut)
def post_receipt(fields: dict[str, Any], forensic_submission_id: uuid.UUID) -> ForensicSubmission:
    """Enter that the lab has received it"""
    return receive_at_lab(current_actor(), submission_id=forensic_submission_id, **fields)


@resources.operation(f"{_ONE}/reports", does=report_result, methods=["POST"])
@resources.arguments(ResultIn)
@resources.response(201, ForensicReportOut)
def post_report(fields: dict[str, Any], forensic_submission_id: uuid.UUID) -> ForensicReport:
    """Enter what the lab reported"""
    return report_result(current_actor(), submission_id=forensic_submission_id, **fields)
