"""Everything a person's page shows, gathered in a counted number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

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
from mips.record.model.event import Event, Involvement, Part, inexact_kinds
from mips.record.model.person import Person, PersonIdentifier, WarningMarker
from mips.record.reference.titles import titles_of
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
)
"""A person with the short lists that tell them from others, in one query."""
WHOLE: Final = (*IDENTITY, selectinload(Person.identifiers), selectinload(Person.residences))
MORE: Final = {
    "addresses": [selectinload(Person.residences)],
    "provenance": [selectinload(Person.residences)],
    "images": [selectinload(Person.photographs), selectinload(Person.descriptions)],
}
"""What the tabs of the page show besides."""


class HadPart(NamedTuple):
    """An event that somebody had a part in, no more of it than one line tells, and the name of who entered it."""

    id: uuid.UUID
    kind: str
    label: str
    reference: str | None
    summary: str
    happened_at: datetime
    known_to: str
    entered_at: datetime
    part: Part
    by: str


class OpenMatter(NamedTuple):
    """An offence that has not come to its end."""

    title: str
    stage: Stage


@dataclass(frozen=True)
class PersonPage:
    """A person, what they had a part in, newest first, their offences still open, and where they are held.

    `titles` says what the codes on the person's own rows mean: (list, code) to title.
    """

    person: Person
    latest: Sequence[HadPart]
    open_matters: Sequence[OpenMatter]
    held: Held | None
    titles: Mapping[tuple[str, str], str]
    limited: bool = False
    """The masked form of ROL-4: identity and markers, nothing of health, nobody who said so."""

    def shown(self) -> Iterable[Base | uuid.UUID]:
        return [self.person, *(each.id for each in self.latest)]

    def title(self, list_name: str, code: str) -> str:
        """What a code means; one that no list has, as it stands."""
        return self.titles.get((list_name, code)) or code

    @property
    def markers(self) -> list[WarningMarker]:
        """Those in force, as they must be shown."""
        found = markers_in_force(self.person)
        return without_health(found) if self.limited else found


def markers_in_force(person: Person) -> list[WarningMarker]:
    today = in_london(clock.now()).date()
    return [marker for marker in person.markers if marker.in_force(today)]


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_person(actor: Actor, *, person_id: uuid.UUID, tab: str = "summary") -> PersonPage:
    """A person's page. Each tab loads what MORE says besides; the summary the latest that they had a part in.

    For roles with the limited form it is who they are and what to beware of (ROL-4).
    """
    limited = not actor.sees_some_whole(Permission.RECORD_PERSON_READ)
    person = fetch(Person, person_id, *IDENTITY, *(() if limited else MORE.get(tab, ())))
    set_committed_value(person, "identifiers", _identifiers(person_id))
    if limited:
        return PersonPage(person, (), (), None, _titles(person), limited=True)
    summary = tab == "summary"
    return PersonPage(
        person=person,
        latest=_latest(person_id) if summary else (),
        open_matters=_open_matters(person_id) if summary else (),
        held=questions.held_now(person_id),
        titles=_titles(person),
    )


def _titles(person: Person) -> Mapping[tuple[str, str], str]:
    """What the codes of a person mean."""
    coded = [(name, getattr(person, column)) for column, name in CODED.items()]
    coded += [(LIST, marker.kind) for marker in person.markers]
    return titles_of([(name, code) for name, code in coded if code])


def _identifiers(person_id: uuid.UUID) -> Sequence[PersonIdentifier]:
    """Beside the person's own query: joined to the other lists they would multiply, and an eager load of SQLAlchemy's
    own builds its statement anew each time.
    """
    return db.session.scalars(_numbers_and_contacts(), {"person_id": person_id}).all()


def _latest(person_id: uuid.UUID) -> list[HadPart]:
    """The latest that somebody had a part in."""
    return [HadPart(*row) for row in db.session.execute(_newest_parts(), {"person_id": person_id})]


def _open_matters(person_id: uuid.UUID) -> list[OpenMatter]:
    return [OpenMatter(*row) for row in db.session.execute(_newest_open_matters(), {"person_id": person_id})]


# Statements are made once: building one costs as much as executing it. Those over the record are made when first asked
# for, once every class is known.


@cache
def _numbers_and_contacts() -> sa.Select[PersonIdentifier]:
    his = PersonIdentifier.person_id == sa.bindparam("person_id")
    return sa.select(PersonIdentifier).where(his).order_by(*Person.identifiers.property.order_by)


@cache
def _newest_parts() -> sa.Select[*tuple[Any, ...]]:
    """Columns in the order of HadPart: when it happened, was reported or entered, and how exactly."""
    event = with_polymorphic(Event, inexact_kinds(), flat=True)
    at = sa.func.coalesce(event.occurred_from, event.reported_at, event.created_at)
    said = [getattr(event, kind.__name__).occurred_known_to for kind in inexact_kinds()]
    known_to = sa.case((event.occurred_from.is_(None), "minute"), else_=sa.func.coalesce(*said, "minute"))
    told = (event.id, event.kind, event.label, event.reference, event.summary, at, known_to, event.created_at)
    return (
        sa.select(*told, Involvement.part, sa.func.coalesce(User.name, ""))
        .select_from(Involvement)
        .join(Involvement.event.of_type(event))
        .outerjoin(User, User.id == event.owner_id)
        .where(Involvement.party_id == sa.bindparam("person_id"))
        .order_by(at.desc(), Involvement.id.desc())
        .limit(SUMMARY)
    )


@cache
def _newest_open_matters() -> sa.Select[str, Stage]:
    his = Offence.person_id == sa.bindparam("person_id")
    still_open = Offence.stage.not_in([Stage.RESULTED, Stage.ENDED])
    return sa.select(Offence.title, Offence.stage).where(his, still_open).order_by(Offence.id.desc()).limit(SHOWN)
