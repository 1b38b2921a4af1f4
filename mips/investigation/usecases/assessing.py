"""Assessing the risk to a victim of domestic abuse, and the second look of a specialist (INV-7)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime
from mips.investigation.rules import assessment as rules
from mips.investigation.rules.assessment import Answer, Level, Tool
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.work import TaskUrgency
from mips.record.reference.lookup import listed
from mips.record.usecases.tasks import raise_task
from mips.usecase import usecase

LISTS: Final = {Tool.DASH: rules.DASH_QUESTIONS, Tool.DARA: rules.DARA_QUESTIONS}
REFER_WITHIN: Final = timedelta(hours=24)


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def assess_domestic_abuse(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    answers: Mapping[str, Answer],
    level: Level,
    account: str,
    child_present: bool,
    tool: Tool = Tool.DASH,
    escalation: bool = False,
    judgement: bool = False,
) -> Assessment:
    """What the victim answered, and how great the risk is. It may be raised by another, lowered by a specialist only.

    High risk, many answers of yes, escalation or judgement refers it to MARAC; a child there tells the school. INV-7.
    """
    crime = fetch(Crime, crime_id)
    asked = [item.code for item in listed(LISTS[tool])]
    if not asked:
        raise InputInvalid({"tool": [f"This force has no questions of {tool.label}: they are in its code lists"]})
    rules.check_answers(asked, answers)
    ticks = sum(answers[code] == Answer.YES for code in asked)
    before = latest_risk(crime.id)
    rules.check_level(level, before.risk if before else None, ticks=ticks)
    found = Assessment(
        crime_id=crime.id,
        kind=AssessmentKind(tool.value),
        answers={code: Answer(answers[code]).value for code in asked},
        level=int(level),
        first_level=int(level),
        account=account,
        child_present=child_present,
        marac=rules.marac_because(level, ticks, escalation=escalation, judgement=judgement),
        by_id=actor.id,
        at=clock.now(),
    )
    db.session.add(found)
    log(actor.id, crime, found.at, f"{tool.label}: {level.label} risk, {ticks} of {len(asked)} yes", kind="assessment")
    _refer(actor, crime, found)
    return found


def _refer(actor: Actor, crime: Crime, found: Assessment) -> None:
    if found.marac:
        _refer_to_marac(actor, crime, f"Because {', and '.join(found.marac)}")
    if found.child_present:
        title = f"Tell the school and refer for safeguarding: {crime.reference or crime.label}"
        detail = "A child was there or is linked (Operation Encompass)"
        due = rules.school_told_by(found.at)
        raise_task(actor, title=title, detail=detail, entity_id=crime.id, urgency=TaskUrgency.URGENT, due_at=due)


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def look_again(actor: Actor, *, assessment_id: uuid.UUID, level: Level, why: str | None = None) -> Assessment:
    """The specialist's second look at a domestic abuse assessment: confirms, raises or, with why, lowers its level."""
    found = fetch(Assessment, assessment_id)
    if found.risk is None or not found.kind.of_domestic_abuse:
        raise RuleBroken("Only a domestic abuse assessment is looked at again", rule="INV-7")
    if found.looked_at is not None:
        raise RuleBroken("It was looked at already. A new assessment may be made", rule="INV-7")
    rules.check_second_look(level, found.risk, own=found.by_id == actor.id, rank=actor.rank, why=why or "")
    crime, was = fetch(Crime, found.crime_id), found.risk
    found.level, found.looked_by_id, found.looked_at, found.looked_why = int(level), actor.id, clock.now(), why or ""
    said = f"Second look: {level.label}" if level is was else f"Second look: {was.label} to {level.label}"
    log(actor.id, crime, found.looked_at, f"{said}. {why or ''}".strip(), kind="assessment")
    if level is Level.HIGH and not found.marac:
        found.marac = ["the risk is high"]
        _refer_to_marac(actor, crime, "Because the second look found the risk high")
    return found


def _refer_to_marac(actor: Actor, crime: Crime, detail: str) -> None:
    title, due = f"Refer to MARAC: {crime.reference or crime.label}", clock.now() + REFER_WITHIN
    raise_task(actor, title=title, detail=detail, entity_id=crime.id, urgency=TaskUrgency.URGENT, due_at=due)


def latest_risk(crime_id: uuid.UUID) -> Assessment | None:
    """The domestic abuse assessment that counts: the last."""
    kinds = (AssessmentKind.DASH, AssessmentKind.DARA)
    of_it = sa.select(Assessment).where(Assessment.crime_id == crime_id, Assessment.kind.in_(kinds))
    return db.session.scalars(of_it.order_by(Assessment.id.desc()).limit(1)).first()
