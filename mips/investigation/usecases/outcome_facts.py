"""What is known of a crime when its outcome is decided: its suspects, offences, time limit and enquiries (INV-3)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.investigation.model.crime import Crime
from mips.investigation.model.plan import LineOfEnquiry
from mips.investigation.rules import outcome_needs as needs
from mips.investigation.rules.flags import in_force
from mips.investigation.rules.outcomes import Facts
from mips.investigation.rules.suspects import Suspect
from mips.investigation.rules.time_limits import SUMMARY, Limit, ToCharge, limit_of_all
from mips.investigation.rules.victims import DOMESTIC_ABUSE
from mips.investigation.usecases.promising import victims_of
from mips.investigation.usecases.writing import offences_of
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.record.reference.lookup import listed
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase

EITHER_WAY = "CE"


@dataclass(frozen=True)
class BeforeOutcome:
    """What is known already of a crime whose outcome is to be proposed: until when to charge, and the plan's lines."""

    crime: Crime
    limit: Limit
    lines: int

    def shown(self) -> Iterable[Crime]:
        return [self.crime]


@usecase(Permission.INVESTIGATION_OUTCOME_CREATE, verb=Verb.CONSULTED)
def look_before_outcome(actor: Actor, *, crime_id: uuid.UUID) -> BeforeOutcome:
    """What the outcome of a crime depends on and nobody needs to type."""
    crime = fetch(Crime, crime_id, selectinload(Crime.flags))
    return BeforeOutcome(crime, _limit(crime, to_charge(crime)), _lines(crime.id))


def facts_of_outcome(crime: Crime, **told: Any) -> Facts:
    """What is told of the outcome beside all that is on the record, hidden or not: an outcome counts for it too."""
    occurred, offences = crime.occurred_from, to_charge(crime)
    return Facts(
        occurred_on=day_of(occurred) if occurred else None,
        suspects=suspects_of(crime),
        has_victim=bool(victims_of(crime.id)),
        offences=offences,
        penalty=_all_listed(offences, needs.PENALTY),
        cannabis=_all_listed(offences, needs.CANNABIS),
        minor=bool(offences) and all(_is_minor(each, crime.ho_class) for each in offences),
        limit=_limit(crime, offences),
        lines=_lines(crime.id),
        **told,
    )


def suspects_of(crime: Crime) -> list[Suspect]:
    """What the rules need of each suspect, those hidden from this actor included: an outcome counts for them too."""
    involved = sa.select(Involvement).where(
        Involvement.event_id == crime.id, Involvement.part == Part.SUSPECT, Involvement.ended_at.is_(None)
    )
    rows = db.session.scalars(involved.execution_options(**UNSEEN_TOO)).all()
    ids = [row.party_id for row in rows]
    people = sa.select(Person).where(Person.id.in_(ids)).execution_options(**UNSEEN_TOO)
    born = {person.id: person.born_on for person in db.session.scalars(people)}
    offences, before_court = offences_of(crime.id), _before_court(ids)
    return [_suspect(row, born.get(row.party_id), offences, row.party_id in before_court) for row in rows]


def to_charge(crime: Crime) -> list[ToCharge]:
    """The offences of a crime, each once, with how they are tried."""
    rows = {row.code: row for row in offences_of(crime.id)}
    codes = sa.select(ListedOffence.code, ListedOffence.category).where(ListedOffence.code.in_(rows))
    newest = codes.order_by(ListedOffence.valid_from.asc().nulls_first())
    category = {row.code: row.category for row in db.session.execute(newest)}
    return [
        ToCharge(title=row.title, code=code, category=category.get(code, ""), committed_on=_committed_on(row, crime))
        for code, row in rows.items()
    ]


def _committed_on(row: Offence, crime: Crime) -> Any:
    """The last day it may have been committed on: time is not over while it may have been then."""
    at = row.committed_until or row.committed_from or crime.occurred_until or crime.occurred_from
    return day_of(at) if at else None


def _limit(crime: Crime, offences: Sequence[ToCharge]) -> Limit:
    today = day_of(clock.now())
    abuse = any(each.flag == DOMESTIC_ABUSE and in_force(each.from_on, each.until_on, today) for each in crime.flags)
    reported_on = day_of(crime.reported_at) if crime.reported_at else None
    return limit_of_all(offences, domestic_abuse=abuse, reported_on=reported_on)


def _lines(crime_id: uuid.UUID) -> int:
    count = sa.select(sa.func.count(LineOfEnquiry.id)).where(LineOfEnquiry.crime_id == crime_id)
    return db.session.scalar(count.execution_options(**UNSEEN_TOO)) or 0


def _all_listed(offences: Collection[ToCharge], name: str) -> bool:
    codes = {item.code for item in listed(name)}
    return bool(offences) and all(each.code in codes for each in offences)


def _is_minor(offence: ToCharge, ho_class: str) -> bool:
    never = tuple(item.code for item in listed(needs.NEVER_MINOR))
    return offence.category in SUMMARY or (offence.category == EITHER_WAY and not ho_class.startswith(never))


def _before_court(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of them who have a court case, for whatever crime."""
    of_them = sa.select(Offence.person_id).where(Offence.person_id.in_(people), Offence.case_id.is_not(None))
    return {each for each in db.session.scalars(of_them.execution_options(**UNSEEN_TOO)) if each}


def _suspect(involved: Involvement, born_on: Any, offences: Iterable[Offence], before_court: bool) -> Suspect:
    theirs = [each for each in offences if each.person_id == involved.party_id]
    charged = [day_of(each.charged_at) for each in theirs if each.charged_at]
    return Suspect(
        status=involved.status, born_on=born_on, charged_on=min(charged, default=None), before_court=before_court
    )
