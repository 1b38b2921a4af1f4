"""Everything a person's page shows, gathered in a counted number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import contains_eager, joinedload, selectinload, with_polymorphic

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.between import questions
from mips.between.questions import Held
from mips.core import clock, db
from mips.core.db import Base
from mips.record.lookup import fetch
from mips.record.model.case import Offence, Stage
from mips.record.model.event import Event, Involvement, inexact_kinds
from mips.record.model.person import Person, WarningMarker
from mips.record.reference.model import ReferenceItem
from mips.record.usecases.markers import LIST, without_health
from mips.usecase import usecase
from mips.web.spoken import in_london

SUMMARY: Final = 5
SHOWN: Final = 100
CODED: Final = {
    "self_defined_ethnicity": "ethnicity",
    "officer_defined_ethnicity": "officer-defined-ethnicity",
    "nationality": "country",
    "first_language": "language",
    "religion": "religion",
}
"""Columns of a person that hold codes, and their lists."""


IDENTITY: Final = (
    joinedload(Person.names),
    joinedload(Person.births),
    joinedload(Person.markers),
    selectinload(Person.identifiers),
)
"""A person with what tells them from others, in two queries: the short lists come with the row."""
WHOLE: Final = (*IDENTITY, selectinload(Person.residences))
MORE: Final = {
    "addresses": [selectinload(Person.residences)],
    "provenance": [selectinload(Person.residences)],
    "images": [selectinload(Person.photographs), selectinload(Person.descriptions)],
}
"""What the tabs of the page show besides."""


@dataclass(frozen=True)
class PersonPage:
    """A person, what they had a part in, newest first, each with who entered it, their offences, where they are held.

    `titles` says what the codes on the person's own rows mean: (list, code) to title.
    """

    person: Person
    involvements: Sequence[tuple[Involvement, str]]
    offences: Sequence[Offence]
    held: Held | None
    titles: Mapping[tuple[str, str], str]
    limited: bool = False
    """The masked form of ROL-4: identity and markers, nothing of health, nobody who said so."""

    def shown(self) -> Iterable[Base]:
        return [self.person, *(each.event for each, _ in self.involvements)]

    def title(self, list_name: str, code: str) -> str:
        """What a code means; one that no list has, as it stands."""
        return self.titles.get((list_name, code)) or code

    @property
    def markers(self) -> list[WarningMarker]:
        """Those in force, as they must be shown."""
        found = markers_in_force(self.person)
        return without_health(found) if self.limited else found

    @property
    def open_matters(self) -> list[Offence]:
        return [each for each in self.offences if each.stage not in (Stage.RESULTED, Stage.ENDED)]


def markers_in_force(person: Person) -> list[WarningMarker]:
    today = in_london(clock.now()).date()
    return [marker for marker in person.markers if marker.in_force(today)]


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_person(actor: Actor, *, person_id: uuid.UUID, tab: str = "summary") -> PersonPage:
    """A person's page. Each tab loads what MORE says besides; the summary the latest that they had a part in.

    For roles with the limited form it is who they are and what to beware of (ROL-4).
    """
    limited = not actor.sees_some_whole(Permission.RECORD_PERSON_READ)
    if limited:
        person = fetch(Person, person_id, *IDENTITY)
        return PersonPage(person, (), (), None, _titles(person), limited=True)
    person = fetch(Person, person_id, *IDENTITY, *MORE.get(tab, ()))
    summary = tab == "summary"
    return PersonPage(
        person=person,
        involvements=_involvements(person_id) if summary else (),
        offences=_offences(person_id) if summary else (),
        held=questions.held_now(person_id),
        titles=_titles(person),
    )


def happened(event: Event) -> datetime:
    """When an event is placed in a timeline: when it happened, else when it was reported, else when it was entered."""
    return event.occurred_from or event.reported_at or event.created_at


def _titles(person: Person) -> dict[tuple[str, str], str]:
    """One query for all the codes of a person; of an item that has changed, the newest title."""
    coded = [(name, getattr(person, column)) for column, name in CODED.items()]
    coded += [(LIST, marker.kind) for marker in person.markers]
    wanted = [(name, code) for name, code in coded if code]
    if not wanted:
        return {}
    lists, codes = (sorted(set(each)) for each in zip(*wanted, strict=True))
    return {(name, code): title for name, code, title in db.session.execute(_TITLES, {"lists": lists, "codes": codes})}


def _involvements(person_id: uuid.UUID) -> Sequence[tuple[Involvement, str]]:
    """The latest that somebody had a part in, with how exactly its time is known, which its own kind says."""
    rows = db.session.execute(_newest_involvements(), {"person_id": person_id})
    return [(row[0], row[1] or "") for row in rows]


def _offences(person_id: uuid.UUID) -> Sequence[Offence]:
    return db.session.scalars(_newest_offences(), {"person_id": person_id}).all()


# Statements are made once: building one costs as much as executing it. Those over the record are made when first asked
# for, once every class is known.


@cache
def _newest_involvements() -> sa.Select[Involvement, str]:
    event = with_polymorphic(Event, inexact_kinds(), flat=True)
    placed = sa.func.coalesce(event.occurred_from, event.reported_at, event.created_at)
    return (
        sa.select(Involvement, User.name)
        .join(Involvement.event.of_type(event))
        .outerjoin(User, User.id == event.owner_id)
        .where(Involvement.party_id == sa.bindparam("person_id"))
        .options(contains_eager(Involvement.event.of_type(event)))
        .order_by(placed.desc(), Involvement.id.desc())
        .limit(SUMMARY)
    )


@cache
def _newest_offences() -> sa.Select[Offence]:
    his = Offence.person_id == sa.bindparam("person_id")
    return sa.select(Offence).where(his).order_by(Offence.id.desc()).limit(SHOWN)


_texts: Final = ARRAY(sa.Text())
_TITLES: Final = (
    sa.select(ReferenceItem.list_name, ReferenceItem.code, ReferenceItem.title)
    .where(
        ReferenceItem.list_name == sa.bindparam("lists", type_=_texts).any_(),
        ReferenceItem.code == sa.bindparam("codes", type_=_texts).any_(),
    )
    .order_by(ReferenceItem.valid_from.asc().nulls_first())
)
