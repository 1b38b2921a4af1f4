"""How intelligence joins the rest: what it answers, hears and offers."""

from __future__ import annotations

import uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between import questions
from mips.between.offers import NavLink, Panel, PersonAction, RecordPage, TimelineLines, offer
from mips.intelligence.api import resources
from mips.intelligence.model import IntelligenceReport
from mips.intelligence.pages import pages, queue
from mips.intelligence.timeline import lines_of
from mips.intelligence.usecases import ReportsShown, list_reports_about, submitted_about
from mips.record.model.event import Part
from mips.web.endpoints import Domain


def wire() -> Domain:
    questions.intelligence_from.answered_by(submitted_about)
    offer(
        NavLink(
            label="Intelligence",
            endpoint="intelligence.list_mine",
            permission=Permission.INTELLIGENCE_REPORT_CREATE,
            order=10,
        ),
        NavLink(
            label="Intelligence queue",
            endpoint="intelligence_queue.list_waiting",
            permission=Permission.INTELLIGENCE_RELEASE_APPROVE,
            order=11,
        ),
        Panel(
            key="intelligence",
            title="Intelligence",
            permission=Permission.INTELLIGENCE_SEARCH_READ,
            gather=_about,
            template="intelligence/person_panel.html",
            order=20,
        ),
        PersonAction(
            label="Submit intelligence",
            start="Submit intelligence",
            endpoint="intelligence.submit",
            permission=Permission.INTELLIGENCE_REPORT_CREATE,
            order=20,
        ),
        TimelineLines(
            key="intelligence",
            title="Intelligence",
            permission=Permission.INTELLIGENCE_SEARCH_READ,
            lines=lines_of,
            speaks_for=frozenset({(IntelligenceReport.kind_name, Part.SUBJECT.value)}),
            order=10,
        ),
        RecordPage(
            kind=IntelligenceReport.kind_name,
            title="Intelligence report",
            endpoint="intelligence.report",
            id_name="report_id",
        ),
    )
    return Domain(pages=[pages, queue], resources=[resources])


def _about(actor: Actor, person_id: uuid.UUID) -> ReportsShown | None:
    found = list_reports_about(actor, person_id=person_id)
    return found if found.reports else None
