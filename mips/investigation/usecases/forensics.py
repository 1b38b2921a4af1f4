"""Forensic submissions: asked for, let go by a gatekeeper, sent, received, reported (INV-10)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.core.settings import settings
from mips.investigation.model.crime import Crime
from mips.investigation.model.forensic import ForensicReport, ForensicSubmission, SubmissionItem
from mips.investigation.rules import forensics as rules
from mips.investigation.rules.continuity import Where, Whereabouts
from mips.investigation.rules.forensics import Priority, ReportStage, Standing
from mips.investigation.usecases.exhibits import exhibits_on
from mips.investigation.usecases.moving import ManyMoved, Signed, move_many
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_item
from mips.usecase import usecase
from mips.web.keyset import Page, paged

EXAMINATIONS: Final = "forensic-examination"
DNA: Final = "dna"


@usecase(Permission.INVESTIGATION_FORENSIC_CREATE, verb=Verb.COLLECTED)
def ask_for_examination(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    exhibits: Sequence[uuid.UUID],
    examination: str,
    question: str,
    priority: Priority = Priority.ROUTINE,
    contamination: str | None = None,
) -> ForensicSubmission:
    """Ask the gatekeeper to let exhibits of a crime be examined."""
    crime, now = fetch(Crime, crime_id), clock.now()
    chosen = [each for each in exhibits_on(crime_id) if each.id in set(exhibits)]
    if not chosen or len(chosen) != len(set(exhibits)):
        raise InputInvalid({"exhibits": ["Select what is to be examined, from the list"]})
    item = require_item(EXAMINATIONS, examination, field="examination")
    states = {each.mark: each.whereabouts for each in chosen}
    rules.check_asked(states, contamination=contamination or "", dna=examination == DNA)
    serial = next_number(f"forensic {settings().force}", now.year)
    row = ForensicSubmission(
        crime_id=crime.id,
        number=f"F{settings().force}{serial:06}/{now.year % 100:02}",
        examination=examination,
        question=question,
        priority=priority,
        contamination=contamination or "",
        asked_by_id=actor.id,
        asked_at=now,
        reports=[],
    )
    row.items = [SubmissionItem(crime_id=crime.id, exhibit_id=each.id) for each in chosen]
    db.session.add(row)
    marks = ", ".join(states)
    log(actor.id, crime, now, f"Forensic submission {row.number}: {item.title} of {marks}", kind="forensic")
    return row


@usecase(Permission.INVESTIGATION_FORENSIC_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_examination(
    actor: Actor, *, submission_id: uuid.UUID, approved: bool, why: str | None = None
) -> ForensicSubmission:
    """Let a submission go, or reject it with the reason: the gatekeeper."""
    row = _alone(submission_id)
    decided = {"asked_by": row.asked_by_id, "decides": actor.id}
    rules.check_decision(row.standing, approved=approved, why=why or "", **decided)
    row.standing = Standing.APPROVED if approved else Standing.REJECTED
    row.decided_by_id, row.decided_at, row.decided_why = actor.id, clock.now(), why or ""
    _log(actor, row, f"{row.standing.label}{f'. {why}' if why else ''}")
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def send_to_lab(
    actor: Actor,
    *,
    submission_id: uuid.UUID,
    lab: str,
    lab_reference: str | None = None,
    accredited: bool | None = None,
    seals_whole: bool = False,
    at: datetime | None = None,
    giver: Signed | None = None,
    receiver: Signed | None = None,
    second: Signed | None = None,
) -> ForensicSubmission:
    """Send what was approved: each exhibit moves to the lab, with a continuity event of its own."""
    row = _alone(submission_id)
    rules.check_step(row.standing, Standing.SENT)
    when = at or clock.now()
    told = ManyMoved(
        to=Whereabouts(Where.AT_LAB, name=lab),
        purpose=f"Forensic submission {row.number}",
        seals_whole=seals_whole,
        at=at,
        giver=giver,
        receiver=receiver,
        second=second,
    )
    move_many(actor, [each.exhibit_id for each in row.items], told)
    row.standing, row.sent_at, row.lab = Standing.SENT, when, lab
    row.lab_reference, row.accredited = lab_reference or "", accredited
    _log(actor, row, f"Sent to {lab}")
    return row


@usecase(Permission.INVESTIGATION_FORENSIC_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def receive_at_lab(
    actor: Actor, *, submission_id: uuid.UUID, at: datetime | None = None, lab_reference: str | None = None
) -> ForensicSubmission:
    """Enter that the lab has confirmed what it received."""
    row, when = _alone(submission_id), at or clock.now()
    rules.check_step(row.standing, Standing.RECEIVED)
    if row.sent_at and when < row.sent_at:
        raise RuleBroken("This is before it was sent. Enter a later time", rule=rules.SECTION, field="at")
    row.standing, row.received_at = Standing.RECEIVED, when
    row.lab_reference = lab_reference or row.lab_reference
    _log(actor, row, f"Received at {row.lab}")
    return row


@usecase(Permission.INVESTIGATION_FORENSIC_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def report_result(
    actor: Actor,
    *,
    submission_id: uuid.UUID,
    stage: ReportStage,
    text: str,
    at: datetime | None = None,
    pence: int | None = None,
) -> ForensicReport:
    """Enter what the lab reported, a negative or inconclusive result too: it may have to be disclosed."""
    row, when = _alone(submission_id), at or clock.now()
    rules.check_step(row.standing, Standing.REPORTED)
    rules.check_report(stage, {each.stage for each in row.reports})
    report = ForensicReport(
        crime_id=row.crime_id, submission_id=row.id, stage=stage, reported_at=when, text=text, by_id=actor.id
    )
    row.reports.append(report)
    row.standing, row.pence = Standing.REPORTED, pence if pence is not None else row.pence
    _log(actor, row, f"{stage.value.upper()}. {text}")
    return report


@dataclass(frozen=True)
class SubmissionPage:
    """A submission with its crime, for a page."""

    row: ForensicSubmission
    crime: Crime

    def shown(self) -> Iterator[Base]:
        yield self.row


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_submission(actor: Actor, *, submission_id: uuid.UUID) -> SubmissionPage:
    """One submission with its exhibits and what was reported."""
    _check_reads(actor)
    row = fetch(ForensicSubmission, submission_id, *_WHOLE)
    return SubmissionPage(row, fetch(Crime, row.crime_id))


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_submissions(
    actor: Actor, *, standing: Standing | None = None, after: str | None = None
) -> Page[ForensicSubmission]:
    """Submissions of the force, the oldest first: what has waited longest stands at the top (F142)."""
    _check_reads(actor)
    found = sa.select(ForensicSubmission)
    if standing:
        found = found.where(ForensicSubmission.standing == standing)
    by = (ForensicSubmission.asked_at.asc(), ForensicSubmission.id.asc())
    return paged(db.session, found.options(joinedload(ForensicSubmission.crime)), by=by, after=after)


def _check_reads(actor: Actor) -> None:
    """Whoever asks for examinations reads them too, besides those who may read them all (ROL-3)."""
    if not (actor.may(Permission.INVESTIGATION_FORENSIC_READ) or actor.may(Permission.INVESTIGATION_FORENSIC_CREATE)):
        raise Forbidden(permission=Permission.INVESTIGATION_FORENSIC_READ)


_WHOLE: Final = (
    joinedload(ForensicSubmission.asked_by),
    joinedload(ForensicSubmission.decided_by),
    selectinload(ForensicSubmission.items).joinedload(SubmissionItem.exhibit),
    selectinload(ForensicSubmission.reports).joinedload(ForensicReport.by),
)


def _alone(submission_id: uuid.UUID) -> ForensicSubmission:
    """The submission, which nobody else takes a step with until we are done."""
    row = fetch(ForensicSubmission, submission_id)
    alone = sa.select(ForensicSubmission).where(ForensicSubmission.id == row.id).with_for_update()
    return db.session.scalars(alone.options(*_ITEMS).execution_options(populate_existing=True)).one()


_ITEMS: Final = (selectinload(ForensicSubmission.items), selectinload(ForensicSubmission.reports))


def _log(actor: Actor, row: ForensicSubmission, text: str) -> None:
    log(actor.id, fetch(Crime, row.crime_id), clock.now(), f"Forensic submission {row.number}: {text}", kind="forensic")
