"""THRIVE at call, attendance and allocation; solvability with the screening decision; stalking and hate (INV-7)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime, CrimeFlag
from mips.investigation.rules import assessment as rules
from mips.investigation.rules.assessment import Level, Stage
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.reference.lookup import listed, require_item, title_of
from mips.usecase import usecase
from mips.web.spoken import in_london


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def assess_thrive(
    actor: Actor, *, crime_id: uuid.UUID, stage: Stage, grades: Mapping[str, Level], texts: Mapping[str, str]
) -> Assessment:
    """Threat, harm, risk, investigation, vulnerability, engagement: each in words and by grade. INV-7."""
    crime = fetch(Crime, crime_id)
    rules.check_thrive(texts)
    worst = max(grades.values())
    answers: dict[str, Any] = {"stage": stage.value}
    answers |= {name: {"grade": int(grades[name]), "text": texts[name]} for name in rules.THRIVE}
    found = _kept(actor, crime, AssessmentKind.THRIVE, answers, level=worst)
    log(actor.id, crime, found.at, f"THRIVE at {stage.label.lower()}: {worst.label}", kind="assessment")
    return found


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def screen_crime(
    actor: Actor, *, crime_id: uuid.UUID, investigate: bool, why: str, factors: Sequence[str] = ()
) -> Assessment:
    """What there is to solve it by, and whether it is investigated. Never out: violence, sexual, abuse, hate. INV-7."""
    crime = fetch(Crime, crime_id)
    codes = [require_item(rules.SOLVABILITY, each, field="factors").code for each in factors]
    never = [item.code for item in listed(rules.NEVER_OUT)]
    rules.check_screening(
        investigate=investigate, why=why, flags=flags_of(crime.id), ho_class=crime.ho_class, never=never
    )
    answers = dict.fromkeys(codes, "yes")
    found = _kept(actor, crime, AssessmentKind.SOLVABILITY, answers, account=why, decision=investigate)
    said = "Investigated" if investigate else "Screened out"
    log(actor.id, crime, found.at, f"{said}: {why}", kind="decision")
    return found


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def screen_stalking(actor: Actor, *, crime_id: uuid.UUID, signs: Sequence[str], account: str) -> Assessment:
    """Fixated, obsessive, unwanted, repeated: with two of them it is stalking, and the crime is flagged so. INV-7."""
    crime = fetch(Crime, crime_id)
    codes = [require_item(rules.STALKING_QUESTIONS, each, field="signs").code for each in signs]
    stalking = rules.is_stalking(len(codes))
    answers = dict.fromkeys(codes, "yes")
    found = _kept(actor, crime, AssessmentKind.STALKING, answers, account=account, decision=stalking)
    if stalking and rules.STALKING not in flags_of(crime.id):
        db.session.add(CrimeFlag(crime_id=crime.id, flag=rules.STALKING, from_on=in_london(found.at).date()))
    said = ", ".join(title_of(rules.STALKING_QUESTIONS, each).partition(":")[0].lower() for each in codes) or "no sign"
    log(actor.id, crime, found.at, f"Stalking screening: {'yes' if stalking else 'no'}, {said}", kind="assessment")
    return found


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def assess_hate(actor: Actor, *, crime_id: uuid.UUID, level: Level, account: str) -> Assessment:
    """How great the risk of more is to somebody who was made a victim for who they are. INV-7, INV-13."""
    crime = fetch(Crime, crime_id)
    rules.check_hate(flags_of(crime.id))
    found = _kept(actor, crime, AssessmentKind.HATE, {}, account=account, level=level)
    log(actor.id, crime, found.at, f"Hate crime risk: {level.label}", kind="assessment")
    return found


def flags_of(crime_id: uuid.UUID) -> set[str]:
    """The flags a crime has today."""
    today = in_london(clock.now()).date()
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= today)
    return set(db.session.scalars(sa.select(CrimeFlag.flag).where(CrimeFlag.crime_id == crime_id, running)))


def _kept(actor: Actor, crime: Crime, kind: AssessmentKind, answers: Mapping[str, Any], **said: Any) -> Assessment:
    level = said.pop("level", None)
    found = Assessment(crime_id=crime.id, kind=kind, answers=dict(answers), by_id=actor.id, at=clock.now(), **said)
    found.level = found.first_level = None if level is None else int(level)
    db.session.add(found)
    db.session.flush()
    return found
