"""What people do with intelligence: submit a report, assess and release it, read what is known of somebody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import Team
from mips.access.permissions import Permission
from mips.access.policy import Actor, Handling, Limited, Marking
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.core.settings import settings
from mips.intelligence import rules
from mips.intelligence.model import IntelligenceItem, IntelligenceReport, ItemGrading
from mips.intelligence.rules import Priority, Purpose, SourceEvaluation, SourceType, State
from mips.record.lookup import change, fetch, picked
from mips.record.model.entity import Entity
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.record.numbers import next_number
from mips.usecase import usecase
from mips.web.keyset import Page, paged

Fields = Mapping[str, Any]

ON_A_PERSON: Final = 20
"""How many reports a person's page shows."""


@dataclass(frozen=True)
class ReportShown:
    """A report with whom and where it is about. Without `whole` only its outline may be shown: the L of ROL-3."""

    report: IntelligenceReport
    subjects: Sequence[Entity]
    whole: bool
    place: Place | None = None

    def shown(self) -> Iterator[IntelligenceReport]:
        yield self.report


@dataclass(frozen=True)
class ReportsShown:
    """Several reports, each as much of it as may be shown."""

    reports: Sequence[ReportShown]

    def shown(self) -> Iterator[IntelligenceReport]:
        return (each.report for each in self.reports)


@usecase(Permission.INTELLIGENCE_REPORT_CREATE, verb=Verb.COLLECTED)
def submit_report(
    actor: Actor,
    *,
    people: Sequence[Fields],
    items: Sequence[Fields],
    source_type: SourceType,
    source_evaluation: SourceEvaluation,
    information_on: date,
    provenance: str,
    purpose: Purpose,
    priority: Priority,
    source_reason: str | None = None,
    source_reference: str | None = None,
    risk: str | None = None,
    marking: Marking = Marking.OFFICIAL_SENSITIVE,
    place_id: uuid.UUID | None = None,
) -> IntelligenceReport:
    """Submit a 3x5x2 report for assessment (INT-1, INT-2).

    `people`: each `person_id`. `items`: each `text` and its grade, as the columns of ItemGrading name them.
    """
    _refuse_incomplete(items, source_evaluation, source_reason, priority, risk)
    about = [picked(Person, each["person_id"], field=f"people-{n}-person_id") for n, each in enumerate(people)]
    unit, now = _unit_of(actor), clock.now()
    report = IntelligenceReport(
        reference=rules.report_number(unit, now.year, next_number(f"intelligence {unit}", now.year)),
        label=f"Intelligence on {about[0].label}" if about else "Intelligence",
        force=settings().force,
        marking=int(marking),
        handling=Handling.CONDITIONS,
        unit=unit,
        place_id=picked(Place, place_id, field="place_id").id if place_id else None,
        reported_at=now,
        submitted_at=now,
        submitted_by_id=actor.id,
        source_type=source_type,
        source_reference=source_reference or "",
        information_on=information_on,
        provenance=provenance,
        purpose=purpose,
        priority=priority,
        risk=risk or "",
        items=[IntelligenceItem(sequence=n, text=item["text"]) for n, item in enumerate(items, start=1)],
    )
    db.session.add(report)
    db.session.add_all(Involvement(party=person, event=report, part=Part.SUBJECT) for person in dict.fromkeys(about))
    db.session.flush()
    source = {"source": source_evaluation, "source_reason": source_reason}
    for item, grade in zip(report.items, items, strict=True):
        _grade(item, actor, {**grade, **source})
    return report


@usecase(Permission.INTELLIGENCE_RELEASE_APPROVE, verb=Verb.ALTERED)
def release_report(
    actor: Actor,
    *,
    report_id: uuid.UUID,
    items: Sequence[Fields],
    source_evaluation: SourceEvaluation,
    retention_group: int,
    source_reason: str | None = None,
    note: str | None = None,
    version: int | None = None,
) -> IntelligenceReport:
    """Confirm or change each grade and release the report to those its handling allows (INT-2, INT-9).

    `items`: each `item_id` and its grade; one that is not named keeps its own. The submitter's grades stay.
    """
    report = fetch(IntelligenceReport, report_id, *_WITH_ITEMS)
    rules.check_release(report.state, submitted_by=report.submitted_by_id, released_by=actor.id)
    _refuse_incomplete(items, source_evaluation, source_reason)
    released = {
        "state": State.RELEASED,
        "released_at": clock.now(),
        "released_by_id": actor.id,
        "release_note": note or "",
        "retention_group": retention_group,
    }
    change(report, released, version=version)
    given = {item["item_id"]: item for item in items}
    source = {"source": source_evaluation, "source_reason": source_reason}
    for item in report.items:
        _grade(item, actor, {**given.get(item.id, _as_fields(item.grading)), **source})
    report.handling = _strictest(report.items)
    return report


@usecase(Permission.INTELLIGENCE_SEARCH_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_report(actor: Actor, *, report_id: uuid.UUID) -> ReportShown:
    """One report, as much of it as this reader may see."""
    report = fetch(IntelligenceReport, report_id, *_WITH_ITEMS)
    return _shown(actor, [report])[0]


@usecase(Permission.INTELLIGENCE_SEARCH_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def list_reports_about(actor: Actor, *, person_id: uuid.UUID) -> ReportsShown:
    """The newest reports on a person that this reader may see."""
    fetch(Person, person_id)
    subject = sa.select(Involvement.event_id).where(
        Involvement.party_id == person_id, Involvement.part == Part.SUBJECT, Involvement.ended_at.is_(None)
    )
    newest = sa.select(IntelligenceReport).where(IntelligenceReport.id.in_(subject))
    reports = db.session.scalars(
        newest.order_by(IntelligenceReport.submitted_at.desc()).limit(ON_A_PERSON).options(*_WITH_ITEMS)
    ).all()
    return ReportsShown(_shown(actor, reports))


@usecase(Permission.INTELLIGENCE_REPORT_CREATE, verb=Verb.CONSULTED)
def list_my_reports(actor: Actor, *, after: str | None = None) -> Page[IntelligenceReport]:
    """What the actor has submitted, newest first."""
    mine = sa.select(IntelligenceReport).where(IntelligenceReport.submitted_by_id == actor.id)
    newest = (IntelligenceReport.submitted_at.desc(), IntelligenceReport.id.desc())
    return paged(db.session, mine.options(*_WITH_ITEMS), by=newest, after=after)


@usecase(Permission.INTELLIGENCE_RELEASE_APPROVE, verb=Verb.CONSULTED)
def list_queue(actor: Actor, *, after: str | None = None) -> Page[IntelligenceReport]:
    """What waits for assessment: the most urgent first, then the longest waiting."""
    rank = sa.case({Priority.HIGH: 0, Priority.MEDIUM: 1}, value=IntelligenceReport.priority, else_=2)
    waiting = sa.select(IntelligenceReport).where(IntelligenceReport.state == State.REQUIRES_ASSESSMENT)
    order = (rank, IntelligenceReport.submitted_at, IntelligenceReport.id)
    return paged(db.session, waiting.options(*_WITH_ITEMS), by=order, after=after)


_WITH_ITEMS: Final = (
    selectinload(IntelligenceReport.items).selectinload(IntelligenceItem.gradings).joinedload(ItemGrading.graded_by),
    joinedload(IntelligenceReport.submitted_by),
    joinedload(IntelligenceReport.released_by),
)
_GRADE: Final = (
    "assessment",
    "assessment_reason",
    "handling",
    "instructions",
    "action_code",
    "usage",
    "sanitisation",
)
_CODES: Final = ("action_code", "sanitisation")


def _as_fields(grading: ItemGrading) -> Fields:
    return {name: getattr(grading, name) for name in _GRADE}


def _grade(item: IntelligenceItem, actor: Actor, grade: Fields) -> None:
    """Put one more grading beside those there are; blank texts are stored as such."""
    plain = {name: grade.get(name) if name in _CODES else grade.get(name) or "" for name in _GRADE}
    item.gradings.append(
        ItemGrading(
            report_id=item.report_id,
            graded_by_id=actor.id,
            source=grade["source"],
            source_reason=grade["source_reason"] or "",
            **plain,
        )
    )


def _strictest(items: Sequence[IntelligenceItem]) -> Handling:
    """A report is handled as the most sensitive thing in it."""
    codes = {item.grading.handling for item in items}
    return Handling.CONDITIONS if Handling.CONDITIONS in codes else Handling.PERMITTED


def _refuse_incomplete(
    items: Sequence[Fields],
    source: SourceEvaluation,
    source_reason: str | None,
    priority: Priority | None = None,
    risk: str | None = None,
) -> None:
    missing = rules.missing_about_source(source, source_reason) | rules.missing_about_urgency(priority, risk)
    for place, item in enumerate(items):
        grade = {name: item.get(name) for name in _GRADE}
        missing |= {f"items-{place}-{field}": text for field, text in rules.missing_about_item(**grade).items()}
    if missing:
        raise InputInvalid({field: [text] for field, text in missing.items()})


def _unit_of(actor: Actor) -> str:
    team = db.session.get(Team, actor.teams[0]) if actor.teams else None
    return (team.unit if team else "") or settings().force


def _shown(actor: Actor, reports: Sequence[IntelligenceReport]) -> list[ReportShown]:
    about: dict[uuid.UUID, list[Entity]] = {report.id: [] for report in reports}
    subjects = sa.select(Involvement).where(
        Involvement.event_id.in_(about), Involvement.part == Part.SUBJECT, Involvement.ended_at.is_(None)
    )
    for each in db.session.scalars(subjects.options(joinedload(Involvement.party)).order_by(Involvement.id)):
        about[each.event_id].append(each.party)
    places = _places([report.place_id for report in reports if report.place_id])
    return [
        ReportShown(report, about[report.id], shows_whole(actor, report), places.get(report.place_id))
        for report in reports
    ]


def _places(ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID | None, Place]:
    found = db.session.scalars(sa.select(Place).where(Place.id.in_(ids))) if ids else ()
    return {place.id: place for place in found}


def shows_whole(actor: Actor, report: IntelligenceReport) -> bool:
    """Its author sees all of it; others what the permission for its handling code shows them (ROL-3)."""
    conditional = report.handling is Handling.CONDITIONS
    needed = Permission.INTELLIGENCE_RESTRICTED_READ if conditional else Permission.INTELLIGENCE_SEARCH_READ
    return report.submitted_by_id == actor.id or actor.sees_all_of(needed)


def submitted_about(people: Sequence[uuid.UUID], officers: Sequence[uuid.UUID], since: datetime) -> int:
    """How many reports these officers submitted since then about these people. Nothing of what the reports say."""
    about = sa.select(Involvement.event_id).where(Involvement.party_id.in_(people), Involvement.part == Part.SUBJECT)
    reports = sa.select(sa.func.count(IntelligenceReport.id)).where(
        IntelligenceReport.id.in_(about),
        IntelligenceReport.submitted_by_id.in_(officers),
        IntelligenceReport.submitted_at >= since,
    )
    return db.session.scalar(reports.execution_options(**UNSEEN_TOO)) or 0
