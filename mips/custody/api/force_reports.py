"""Force used outside custody, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.force_report import ForceReport
from mips.custody.schemas.force_reports import ForceAfter, ForceOnOut, ForceReportIn, ForceReportOut, ForceReportsOut
from mips.custody.usecases.force_reports import (
    MyReports,
    list_force_on,
    list_my_force,
    read_force_report,
    report_force,
)
from mips.web.endpoints import current_actor


@resources.operation("/force-reports", does=list_my_force)
@resources.arguments(ForceAfter, location="query")
@resources.response(200, ForceReportsOut)
def get_my_force(query: dict[str, Any]) -> MyReports:
    """List the use of force forms of whoever asks"""
    return list_my_force(current_actor(), **query)


@resources.operation("/force-reports", does=report_force, methods=["POST"])
@resources.arguments(ForceReportIn)
@resources.response(201, ForceReportOut)
def post_force_report(fields: dict[str, Any]) -> ForceReport:
    """Write down force that an officer used outside a custody suite"""
    return report_force(current_actor(), **fields)


@resources.operation("/force-reports/<uuid:report_id>", does=read_force_report)
@resources.response(200, ForceReportOut)
def get_force_report(report_id: uuid.UUID) -> ForceReport:
    """Show one use of force form"""
    return read_force_report(current_actor(), report_id=report_id)


@resources.operation("/force-reports/of/<uuid:person_id>", does=list_force_on)
@resources.response(200, ForceOnOut)
def get_force_on(person_id: uuid.UUID) -> Any:
    """List the use of force forms about a person"""
    return {"reports": list_force_on(current_actor(), person_id=person_id)}
