"""What intelligence tells of somebody's life: the reports on them, each as far as its reader may see it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.policy import Actor
from mips.between.timeline import Line, Stretch, midday
from mips.core import db
from mips.intelligence.model import IntelligenceItem, IntelligenceReport
from mips.intelligence.usecases import shows_whole
from mips.record.model.event import Involvement, Part

SHORT: Final = 240
"""Letters of a report that a line shows."""


def lines_of(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """Reports on somebody by the day of the information: grade for all, words and author for who sees the whole."""
    subject = sa.select(Involvement.event_id).where(
        Involvement.party_id == person_id, Involvement.part == Part.SUBJECT, Involvement.ended_at.is_(None)
    )
    reports = (
        sa.select(IntelligenceReport)
        .where(IntelligenceReport.id.in_(subject))
        .options(
            selectinload(IntelligenceReport.items).selectinload(IntelligenceItem.gradings),
            joinedload(IntelligenceReport.submitted_by),
        )
    )
    at = midday(IntelligenceReport.information_on)
    for report, when in db.session.execute(stretch.of(reports, at, IntelligenceReport.id)):
        whole = shows_whole(actor, report)
        yield Line(
            id=report.id,
            at=when,
            title=f"Intelligence graded {', '.join(report.codes)}",
            row=report,
            precision="day",
            entered_at=report.submitted_at,
            by=report.submitted_by.name if whole else "",
            text=_short(report.items[0].text) if whole and report.items else "",
            tag=report.reference or "",
        )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}\u2026"
