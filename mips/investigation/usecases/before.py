"""What is on the record already of a victim, a place or the very crime, shown while it is recorded and on its page."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.settings import settings
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules.alike import NEAR, Outline, why_alike
from mips.record.model.entity import Entity
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Organisation, Place
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase

MOST: Final = 50
"""Crimes that are counted of one victim or place, and that are compared: past so many, the number says no more."""


@dataclass(frozen=True)
class Alike:
    """A crime that this one may be, and why."""

    crime: Crime
    why: Sequence[str]


@dataclass(frozen=True)
class Repeat:
    """A victim or place with crimes before this one, the newest first, as far as the reader may see them."""

    entity: Entity
    part: str
    crimes: Sequence[Crime]

    @property
    def said(self) -> str:
        """'4 crimes', '50 crimes or more'."""
        number = len(self.crimes)
        return f"{number} {'crime' if number == 1 else 'crimes'}{' or more' if number == MOST else ''}"


@dataclass(frozen=True)
class Before:
    """What there was before. `days`: how far back it is looked for."""

    alike: Sequence[Alike]
    repeats: Sequence[Repeat]
    days: int

    def shown(self) -> Iterable[Crime]:
        return {crime.id: crime for crime in self._crimes()}.values()

    def _crimes(self) -> Iterable[Crime]:
        yield from (each.crime for each in self.alike)
        for each in self.repeats:
            yield from each.crimes


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def look_before(
    actor: Actor,
    *,
    where: Mapping[str, Any] | None = None,
    victims: Sequence[Mapping[str, Any]] = (),
    occurred_from: datetime | None = None,
    occurred_until: datetime | None = None,
    offence_code: str | None = None,
    but_not: uuid.UUID | None = None,
    not_of: uuid.UUID | None = None,
) -> Before:
    """Likely duplicates of a crime with why, and the crimes of its victims and place in the year before.

    `where` and `victims` as record_crime takes them; nothing is made of them. `but_not`: the crime itself;
    `not_of`: the incident whose own crimes are left out.
    """
    places, parties = _places(where or {}), _parties(victims)
    back = clock.now() - timedelta(days=settings().repeat_days)
    counting = _counting(back, but_not, not_of)
    at_place = _at(counting, [each.id for each in places])
    of_victims = _against(counting, list(parties))
    outline = Outline(
        place=places[0].id if places else None,
        occurred_from=occurred_from,
        occurred_until=occurred_until,
        offence_code=offence_code or "",
        ho_class=_class_of(offence_code),
        victims=frozenset(parties),
    )
    repeats = [Repeat(parties[party], "victim", crimes) for party, crimes in of_victims.items()]
    repeats += [Repeat(places[0], "place", at_place)] if at_place else []
    found = {crime.id: crime for crimes in (at_place, *of_victims.values()) for crime in crimes}
    return Before(_alike(outline, list(found.values()), of_victims), repeats, settings().repeat_days)


def _alike(outline: Outline, crimes: Sequence[Crime], of_victims: Mapping[uuid.UUID, Sequence[Crime]]) -> list[Alike]:
    near = [each for each in crimes if outline.occurred_from is None or _near(each, outline.occurred_from)]
    found = [Alike(each, why_alike(outline, _outline(each, of_victims))) for each in near]
    return sorted((each for each in found if each.why), key=lambda each: -len(each.why))


def _near(crime: Crime, at: datetime) -> bool:
    return crime.occurred_from is not None and abs(crime.occurred_from - at) <= 30 * NEAR


def _outline(crime: Crime, of_victims: Mapping[uuid.UUID, Sequence[Crime]]) -> Outline:
    victims = (party for party, crimes in of_victims.items() if any(each.id == crime.id for each in crimes))
    return Outline(
        place=crime.place_id,
        occurred_from=crime.occurred_from,
        occurred_until=crime.occurred_until,
        offence_code=crime.offence_code,
        ho_class=crime.ho_class,
        victims=frozenset(victims),
    )


def _at(counting: sa.Select[Crime], places: Sequence[uuid.UUID]) -> Sequence[Crime]:
    if not places:
        return []
    return db.session.scalars(counting.where(Crime.place_id.in_(places)).limit(MOST)).all()


def _against(counting: sa.Select[Crime], parties: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Crime]]:
    """Of each victim the crimes against them; a victim without any is left out."""
    found: dict[uuid.UUID, list[Crime]] = defaultdict(list)
    if not parties:
        return found
    crimes = counting.join(Involvement, Involvement.event_id == Crime.id)
    theirs = crimes.where(
        Involvement.party_id.in_(parties), Involvement.part == Part.VICTIM, Involvement.ended_at.is_(None)
    )
    for crime, party in db.session.execute(theirs.add_columns(Involvement.party_id).limit(MOST * len(parties))):
        if len(found[party]) < MOST:
            found[party].append(crime)
    return found


def _counting(back: datetime, but_not: uuid.UUID | None, not_of: uuid.UUID | None) -> sa.Select[Crime]:
    """Crimes since then, the newest first; those that are cancelled count for nothing (INV-4)."""
    crimes = sa.select(Crime).where(Crime.status != CrimeStatus.CANCELLED, Crime.reported_at >= back)
    if but_not:
        crimes = crimes.where(Crime.id != but_not)
    if not_of:
        crimes = crimes.where(Crime.incident_id.is_distinct_from(not_of))
    return crimes.order_by(Crime.id.desc())


def _places(where: Mapping[str, Any]) -> Sequence[Place]:
    """The place that was picked, or those with the address that was typed."""
    places = sa.select(Place).order_by(Place.id).limit(MOST)
    if where.get("place_id"):
        return db.session.scalars(places.where(Place.id == where["place_id"])).all()
    address, postcode = where.get("address"), where.get("postcode")
    if not address or not postcode:
        return []
    same = places.where(Place.postcode == postcode, sa.func.lower(Place.address) == address.lower())
    return db.session.scalars(same).all()


def _parties(victims: Sequence[Mapping[str, Any]]) -> Mapping[uuid.UUID, Entity]:
    """The people who were picked, and the organisations of the names that were typed."""
    ids = [each["person_id"] for each in victims if each.get("person_id")]
    names = [each["organisation"].lower() for each in victims if each.get("organisation")]
    found: list[Entity] = list(db.session.scalars(sa.select(Entity).where(Entity.id.in_(ids)))) if ids else []
    if names:
        named = sa.select(Organisation).where(sa.func.lower(Organisation.name).in_(names))
        found += db.session.scalars(named.limit(MOST))
    return {each.id: each for each in found}


def _class_of(code: str | None) -> str:
    if not code:
        return ""
    newest = ListedOffence.valid_from.desc().nulls_last()
    listed = sa.select(ListedOffence.ho_class).where(ListedOffence.code == code).order_by(newest).limit(1)
    return db.session.scalar(listed) or ""
