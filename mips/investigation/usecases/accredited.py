"""Which accreditation a crime asks for of whoever investigates it, and what somebody holds (F29)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from mips.access.model import Accreditation, User
from mips.core import clock, db
from mips.core.england import day_of
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime, CrimeFlag
from mips.investigation.rules import allocation as rules
from mips.investigation.rules.allocation import Kind
from mips.record.reference.lookup import Listed, listed


def needs_of(crimes: Sequence[Crime]) -> dict[uuid.UUID, Kind | None]:
    """For each crime the kind for which it asks an accreditation; None: anybody investigates it."""
    ids = [crime.id for crime in crimes]
    kinds = [_kind(item) for item in listed(rules.KINDS)]
    flags, risks = _flags(ids), _risks(ids)
    return {
        crime.id: rules.needed(kinds, ho_class=crime.ho_class, flags=flags[crime.id], risk=risks.get(crime.id))
        for crime in crimes
    }


def level_of(user: User) -> int:
    """The highest level that somebody is accredited at today; 0: none."""
    levels = _levels()
    return max((levels.get(each.kind, 0) for each in held_today(user)), default=0)


def held_today(user: User) -> list[Accreditation]:
    """What somebody is accredited as today."""
    today = day_of(clock.now())
    return [each for each in user.accreditations if each.holds_on(today)]


def _kind(item: Listed) -> Kind:
    extra = item.extra
    about = {"classes": extra.get("classes", ()), "flag": extra.get("flag", ""), "risk": extra.get("risk", 0)}
    return Kind(title=item.title, level=_levels().get(extra["needs"], 0), **about)


def _levels() -> dict[str, int]:
    return {item.code: int(item.extra["level"]) for item in listed(rules.ACCREDITATIONS)}


def _flags(ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, set[str]]:
    today = day_of(clock.now())
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= today)
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for row in db.session.scalars(sa.select(CrimeFlag).where(CrimeFlag.crime_id.in_(ids), running)):
        found[row.crime_id].add(row.flag)
    return found


def _risks(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How high the risk to a victim was last assessed."""
    of_them = sa.select(Assessment).where(
        Assessment.crime_id.in_(ids), Assessment.kind.in_((AssessmentKind.DASH, AssessmentKind.DARA))
    )
    rows = db.session.scalars(of_them.order_by(Assessment.id))
    return {row.crime_id: row.level for row in rows if row.level is not None}
