"""Suspects who should be dealt with today: wanted, due back on bail, to be looked at again, to be interviewed (F36)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.questions import people_due
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.investigation.model.crime import Crime, SuspectStatus
from mips.investigation.model.wanted import Wanted
from mips.investigation.rules.suspects import SUSPECT
from mips.investigation.usecases.owed import Whose
from mips.record.model.case import Offence
from mips.record.model.person import Person
from mips.usecase import usecase

MOST: Final = 300


@dataclass(frozen=True, kw_only=True)
class Due:
    """One suspect and why they should be dealt with: since or by when, and for which crime."""

    person: Person
    crime: Crime
    what: str
    on: date
    at: datetime | None
    where: str = ""
    wanted: Wanted | None = None

    @property
    def wanted_id(self) -> uuid.UUID | None:
        return self.wanted.id if self.wanted else None


@dataclass(frozen=True)
class Today:
    """Everybody to be dealt with, those who are wanted first, then the first due."""

    rows: Sequence[Due]
    day: date

    def shown(self) -> Iterable[Base]:
        for each in self.rows:
            yield each.person
            yield each.crime


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_today(actor: Actor, *, whose: Whose = Whose.ALL) -> Today:
    """The suspects in crimes one may see who are wanted, or due by the end of today; the late ones too."""
    today = day_of(clock.now())
    wanted = _wanted() if actor.may(Permission.INVESTIGATION_WARRANT_READ) else []
    due = people_due(today)
    crimes = _crimes(actor, whose, [each.crime_id for each in wanted] + [one for each in due for one in each.crime_ids])
    people = _people([each.person_id for each in wanted] + [each.person_id for each in due])
    rows = [*_of_wanted(wanted, crimes, people)]
    for each in due:
        crime = next((crimes[one] for one in each.crime_ids if one in crimes), None)
        if crime and each.person_id in people:
            person = people[each.person_id]
            rows.append(Due(person=person, crime=crime, what=each.what, on=each.on, at=each.at, where=each.where))
    rows.sort(key=lambda row: (row.wanted is None, row.on, row.at or clock.now()))
    return Today(rows[:MOST], today)


def grounds_against(person_id: uuid.UUID, offence_ids: Sequence[uuid.UUID]) -> Sequence[str]:
    """Why somebody is suspected of the crimes of these offences, the latest first, as whoever asks may see."""
    of_them = sa.select(Offence.crime_id).where(Offence.id.in_(offence_ids), Offence.crime_id.is_not(None))
    ids = [each for each in db.session.scalars(of_them) if each]
    wanted = sa.select(Wanted.grounds).where(Wanted.person_id == person_id, Wanted.crime_id.in_(ids))
    suspected = sa.select(SuspectStatus.why).where(
        SuspectStatus.person_id == person_id,
        SuspectStatus.crime_id.in_(ids),
        SuspectStatus.status == SUSPECT,
        SuspectStatus.why != "",
    )
    found = [
        *db.session.scalars(wanted.order_by(Wanted.id.desc())),
        *db.session.scalars(suspected.order_by(SuspectStatus.id.desc())),
    ]
    return list(dict.fromkeys(found))


def _wanted() -> Sequence[Wanted]:
    now = sa.select(Wanted).where(Wanted.ended_at.is_(None)).order_by(Wanted.since).limit(MOST)
    return db.session.scalars(now).all()


def _crimes(actor: Actor, whose: Whose, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Crime]:
    found = sa.select(Crime).where(Crime.id.in_(set(ids))).options(joinedload(Crime.officer_in_case))
    if whose is Whose.MINE:
        found = found.where(Crime.officer_in_case_id == actor.id)
    if whose is Whose.TEAM:
        found = found.where(Crime.team_id.in_(actor.teams))
    return {crime.id: crime for crime in db.session.scalars(found)}


def _people(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Person]:
    return {each.id: each for each in db.session.scalars(sa.select(Person).where(Person.id.in_(set(ids))))}


def _of_wanted(
    wanted: Iterable[Wanted], crimes: Mapping[uuid.UUID, Crime], people: Mapping[uuid.UUID, Person]
) -> Iterator[Due]:
    for each in wanted:
        if each.crime_id in crimes and each.person_id in people:
            yield Due(
                person=people[each.person_id],
                crime=crimes[each.crime_id],
                what=f"Wanted: {each.risk}",
                on=day_of(each.since),
                at=each.since,
                wanted=each,
            )
