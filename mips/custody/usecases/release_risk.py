"""Before somebody leaves: the risk of it assessed, and a child refused bail placed or certified."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.release import ChildAfterCharge, PreRelease
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.child_after_charge import WhyNotMoved, check_child_placed
from mips.custody.rules.release_risk import GoingRisk, check_assessment
from mips.custody.rules.sources import S39_1
from mips.custody.rules.sources_of_bail import S38_6
from mips.custody.usecases.departure import Hindrance, before_leaving
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.model.person import Person, Precision
from mips.record.numbers import next_number
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RISK_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def assess_release(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    risks: Sequence[GoingRisk] = (),
    none_of_these: bool = False,
    refused: bool = False,
    feeling: str = "",
    action_plan: str = "",
    transport: str = "",
    medication: str = "",
    told: str = "",
    leaflet: bool = False,
    assessed_at: datetime | None = None,
) -> PreRelease:
    """The risk assessment before release, made for everybody who leaves (CUS-12)."""
    detention, at = detention_with(detention_id), moment_of(assessed_at)
    check_here_then(at, since=detention.here_since, field="assessed_at")
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=S39_1.section)
    check_assessment(
        risks,
        refused=refused,
        none_of_these=none_of_these,
        feeling=feeling,
        action_plan=action_plan,
        transport=transport,
    )
    row = PreRelease(
        detention_id=detention.id,
        assessed_at=at,
        by_id=actor.id,
        refused=refused,
        risks=[each.value for each in risks],
        feeling=feeling,
        action_plan=action_plan,
        transport=transport,
        medication=medication,
        told=told,
        leaflet=leaflet,
    )
    db.session.add(row)
    found = "would not answer" if refused else "risk found, planned for" if risks else "none found"
    log(actor, detention, at, f"Risk assessed before release: {found}. {action_plan}".strip(), kind="release-risk")
    return row


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def place_child(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    authority: str,
    contacted_at: datetime,
    contacted_who: str,
    secure: bool,
    answer: str,
    moved: bool,
    because: WhyNotMoved | None = None,
    reason: str = "",
) -> ChildAfterCharge:
    """A child refused bail goes to the local authority, or is certified why not. PACE 1984 s.38(6)-(7)."""
    detention, now = detention_with(detention_id), moment_of(None)
    if not _child_kept(detention):
        raise RuleBroken("This is for a child who was charged and refused bail", rule=S38_6.section)
    age = _years(detention.person, now)
    check_child_placed(moved=moved, because=because, reason=reason, secure_asked=secure, age=age)
    year = day_of(now).year
    series = f"child certificate {detention.suite.code}"
    row = ChildAfterCharge(
        detention_id=detention.id,
        number=f"{detention.suite.code}/C{next_number(series, year)}/{year % 100:02}",
        authority=authority,
        contacted_at=contacted_at,
        contacted_who=contacted_who,
        secure=secure,
        answer=answer,
        moved=moved,
        because=None if moved else because,
        reason=reason,
        certified_at=now,
        by_id=actor.id,
    )
    db.session.add(row)
    why = f"Certificate {row.number}: {because.label}. {reason}" if because and not moved else "Moved to them"
    log(actor, detention, now, f"{authority} asked for {_kind(secure)}: {answer}. {why}", kind="child")
    return row


def assessments_of(detention_id: uuid.UUID) -> list[PreRelease]:
    """Every assessment before release, the latest first."""
    found = select(PreRelease).where(PreRelease.detention_id == detention_id)
    return list(db.session.scalars(found.order_by(PreRelease.assessed_at.desc())))


def placements_of(detention_id: uuid.UUID) -> list[ChildAfterCharge]:
    """What became of a child refused bail, the latest first."""
    found = select(ChildAfterCharge).where(ChildAfterCharge.detention_id == detention_id)
    return list(db.session.scalars(found.order_by(ChildAfterCharge.certified_at.desc())))


CHILD_TO_GO: Final = "move the child to the local authority, or certify why not (s.38(6))"


def _lacking(detention_id: uuid.UUID) -> Iterator[Hindrance]:
    """What of this topic still stands in the way of leaving."""
    detention = detention_with(detention_id)
    if not any(each.assessed_at >= detention.here_since for each in assessments_of(detention_id)):
        yield Hindrance("assess the risk of release", "custody.release_risk")
    if _child_kept(detention) and not placements_of(detention_id):
        yield Hindrance(CHILD_TO_GO, "custody.child")


def _child_kept(detention: Detention) -> bool:
    charged = detention.charged_at
    return charged is not None and detention.bailed is False and is_child(detention.person, charged)


def _kind(secure: bool) -> str:
    return "secure accommodation" if secure else "accommodation"


def _years(person: Person | None, at: datetime) -> int | None:
    """Age in whole years where the date of birth is exact."""
    if person is None or person.born_on is None or person.born_precision is not Precision.DAY:
        return None
    return _between(person.born_on, day_of(at))


def _between(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


before_leaving(_lacking)
