"""Scenery for the tests of reports: what one holds, complete, and one that was taken down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules.recording import Channel
from mips.investigation.usecases.incidents import report_incident
from tests.build import NOON, Build

RAPE = "SX03001A"


def said(**fields: Any) -> dict[str, Any]:
    """What report_incident takes: a neighbour says what they saw."""
    return {
        "reported_at": NOON - timedelta(hours=2),
        "channel": Channel.CALL,
        "reporter": {"capacity": "witness", "name": "A neighbour", "phone": "+442079460000"},
        "category": "crime",
        "summary": "Heard glass break next door",
    } | fields


def taken_down(build: Build, *, by: Actor | None = None, **fields: Any) -> ReportedIncident:
    return report_incident(by or build.actor(Role.OFFICER), **said(**fields))
