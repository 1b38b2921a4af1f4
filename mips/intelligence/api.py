"""Intelligence over HTTP for machines."""

from __future__ import annotations

import uuid
from typing import Any

from mips.intelligence.model import IntelligenceReport
from mips.intelligence.schemas import (
    ReleaseReportIn,
    ReportLineOut,
    ReportOut,
    ReportPageOut,
    ReportsAboutOut,
    ReportsWhereIn,
    SubmitReportIn,
)
from mips.intelligence.usecases import (
    ReportShown,
    ReportsShown,
    list_my_reports,
    list_queue,
    list_reports_about,
    read_report,
    release_report,
    submit_report,
)
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page

resources = Resources(
    "intelligence_api", __name__, url_prefix="/api/v1/intelligence", description="Intelligence reports, graded 3x5x2"
)


@resources.operation("/reports", does=submit_report, methods=["POST"])
@resources.arguments(SubmitReportIn)
@resources.response(201, ReportLineOut)
def post_report(fields: dict[str, Any]) -> IntelligenceReport:
    """Submit a report"""
    return submit_report(current_actor(), **fields)


@resources.operation("/reports", does=list_my_reports)
@resources.arguments(ReportsWhereIn, location="query")
@resources.response(200, ReportPageOut)
def get_my_reports(where: dict[str, Any]) -> Page[IntelligenceReport]:
    """List the reports one has submitted"""
    return list_my_reports(current_actor(), **where)


@resources.operation("/queue", does=list_queue)
@resources.arguments(ReportsWhereIn, location="query")
@resources.response(200, ReportPageOut)
def get_queue(where: dict[str, Any]) -> Page[IntelligenceReport]:
    """List what waits for assessment"""
    return list_queue(current_actor(), **where)


@resources.operation("/reports/<uuid:report_id>", does=read_report)
@resources.response(200, ReportOut)
def get_report(report_id: uuid.UUID) -> ReportShown:
    """Read a report"""
    return read_report(current_actor(), report_id=report_id)


@resources.operation("/reports/<uuid:report_id>/release", does=release_report, methods=["POST"])
@resources.arguments(ReleaseReportIn)
@resources.response(200, ReportLineOut)
def post_release(fields: dict[str, Any], report_id: uuid.UUID) -> IntelligenceReport:
    """Assess a report and release it"""
    return release_report(current_actor(), report_id=report_id, **fields)


@resources.operation("/persons/<uuid:person_id>/reports", does=list_reports_about)
@resources.response(200, ReportsAboutOut)
def get_reports_about(person_id: uuid.UUID) -> ReportsShown:
    """List the newest reports on a person"""
    return list_reports_about(current_actor(), person_id=person_id)
