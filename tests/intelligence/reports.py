"""Scenery for the tests of intelligence: the fields of a plain report, and a report that has been submitted."""

from __future__ import annotations

from datetime import date
from typing import Any

from mips.access.permissions import Role
from mips.access.policy import Handling
from mips.intelligence.model import IntelligenceReport
from mips.intelligence.rules import Assessment, Priority, Purpose, RetentionGroup, SourceEvaluation, SourceType
from mips.intelligence.usecases import release_report, submit_report
from mips.record.model.person import Person
from tests.build import Build

CONDITIONS: dict[str, Any] = {
    "handling": Handling.CONDITIONS,
    "instructions": "Unit only. Do not pass on.",
    "action_code": "A1",
    "sanitisation": "S2",
}


def an_item(**fields: Any) -> dict[str, Any]:
    return {
        "text": "Keeps stolen cycles in the shed",
        "assessment": Assessment.INDIRECT,
        "handling": Handling.PERMITTED,
    } | fields


def a_report(*people: Person, **fields: Any) -> dict[str, Any]:
    """What submit_report takes, complete."""
    return {
        "people": [{"person_id": person.id} for person in people],
        "items": [an_item()],
        "source_type": SourceType.PUBLIC,
        "source_evaluation": SourceEvaluation.UNTESTED,
        "information_on": date(2026, 3, 1),
        "provenance": "Said to a patrol in the street",
        "purpose": Purpose.PREVENT,
        "priority": Priority.LOW,
    } | fields


def submitted(build: Build, *people: Person, **fields: Any) -> IntelligenceReport:
    return submit_report(build.actor(Role.OFFICER), **a_report(*people or [build.person()], **fields))


def released(build: Build, report: IntelligenceReport, **fields: Any) -> IntelligenceReport:
    """The report with its grades confirmed by an intelligence manager."""
    return release_report(build.actor(Role.INTELLIGENCE_MANAGER), report_id=report.id, **an_assessment(**fields))


def an_assessment(**fields: Any) -> dict[str, Any]:
    return {
        "items": [],
        "source_evaluation": SourceEvaluation.UNTESTED,
        "retention_group": RetentionGroup.MISCELLANEOUS,
    } | fields
