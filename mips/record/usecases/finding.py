"""Finding persons, as the one who looks may see them; the owners of silent records learn that they were come upon."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.question import read_question
from mips.record.identity.search import Found, Hit, find
from mips.record.model.entity import Entity
from mips.record.model.event import Event, Involvement
from mips.record.model.person import Person, WarningMarker
from mips.record.model.work import Task
from mips.record.usecases.markers import without_health
from mips.record.usecases.person_page import markers_in_force
from mips.usecase import usecase
from mips.web.spoken import PartialDate

TOLD_AGAIN_AFTER: Final = timedelta(hours=1)
"""The owner of a silent record is told once of somebody who types a name letter by letter."""


@dataclass(frozen=True)
class PersonsFound:
    """Hits, best first, and what each was last here for."""

    hits: Sequence[Hit] = ()
    last_seen: Mapping[uuid.UUID, Event] = field(default_factory=dict)
    limited: bool = False
    """Each person in the masked form of ROL-4."""

    def markers(self, person: Person) -> list[WarningMarker]:
        """Those to be shown beside a person."""
        found = markers_in_force(person)
        return without_health(found) if self.limited else found

    def shown(self) -> Iterable[Base]:
        return [hit.person for hit in self.hits]


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, also=(Verb.COLLECTED,), limited=Limited.MASKED)
def find_persons(actor: Actor, *, q: str, most: int = 25) -> PersonsFound:
    """Persons for what was typed into one box: names in any order, a date of birth, identifiers, a postcode."""
    return _found(actor, find(read_question(q), most=most))


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, also=(Verb.COLLECTED,), limited=Limited.MASKED)
def find_same(
    actor: Actor,
    *,
    family_name: str = "",
    given_names: str = "",
    born: PartialDate | None = None,
    sex: str = "",
    identifiers: Sequence[Mapping[str, Any]] = (),
    postcode: str = "",
    apart_from: uuid.UUID | None = None,
) -> PersonsFound:
    """Persons on the record who may be the one described: what is asked wherever a person can be created."""
    facts = facts_told(family_name, given_names, born, sex, identifiers, [postcode] if postcode else [])
    return _found(actor, find(facts, most=10, least=10.0, apart_from=[apart_from] if apart_from else []))


@dataclass(frozen=True)
class Everything:
    """What one box found: records that bear the number typed, and persons."""

    records: Sequence[Entity]
    people: PersonsFound

    def shown(self) -> Iterable[Base]:
        return [*self.records, *self.people.shown()]


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED, also=(Verb.COLLECTED,))
def search_everything(actor: Actor, *, q: str) -> Everything:
    """Records by their number - crime, custody, case - and, for those who may read persons, persons."""
    numbers = {q, q.upper(), "".join(q.upper().split())}
    records = db.session.scalars(sa.select(Entity).where(Entity.reference.in_(numbers)).limit(10)).all()
    sees_people = actor.may(Permission.RECORD_PERSON_READ)
    return Everything(records, _found(actor, find(read_question(q))) if sees_people else PersonsFound())


def facts_told(
    family_name: str,
    given_names: str,
    born: PartialDate | None,
    sex: str,
    identifiers: Sequence[Mapping[str, Any]],
    postcodes: Iterable[str],
) -> Facts:
    """What was told of somebody, as search compares it. `identifiers`: each with kind and canonical value."""
    return Facts(
        names=(Name(family_name, given_names),) if family_name or given_names else (),
        births=(Birth(born.year, born.month, born.day, born.circa),) if born else (),
        identifiers=tuple((str(each["kind"]), str(each["value"])) for each in identifiers),
        postcodes=tuple(code for code in postcodes if code),
        sex=sex,
    )


def _found(actor: Actor, found: Found) -> PersonsFound:
    tell_owners(actor, found.silent)
    if not actor.sees_some_whole(Permission.RECORD_PERSON_READ):
        return PersonsFound(found.hits, limited=True)
    return PersonsFound(found.hits, last_seen([hit.person.id for hit in found.hits]))


def last_seen(person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Event]:
    """The latest event each of these persons had a part in."""
    if not person_ids:
        return {}
    statement = (
        sa.select(Involvement.party_id, Event)
        .join(Involvement.event)
        .where(Involvement.party_id.in_(person_ids))
        .ext(distinct_on(Involvement.party_id))
        .order_by(Involvement.party_id, Involvement.created_at.desc())
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def tell_owners(actor: Actor, silent: Sequence[Entity]) -> None:
    """Raise a task with the owner of each silent record that was come upon. The one who searched learns nothing."""
    owned = {row.id: row.owner_id for row in silent if row.owner_id is not None}
    for entity_id in owned.keys() - _told_lately(actor, list(owned)):
        title = "Somebody came upon your silent record"
        detail = f"{actor.name} {actor.collar} searched and it matched. Reason: {actor.reason or 'none given'}."
        db.session.add(
            Task(entity_id=entity_id, title=title, detail=detail, assignee_id=owned[entity_id], raised_by_id=actor.id)
        )


def _told_lately(actor: Actor, entity_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    if not entity_ids:
        return set()
    since = clock.now() - TOLD_AGAIN_AFTER
    statement = sa.select(Task.entity_id).where(
        Task.entity_id.in_(entity_ids), Task.raised_by_id == actor.id, Task.created_at > since
    )
    told = db.session.scalars(statement, execution_options=UNSEEN_TOO).all()
    return {entity_id for entity_id in told if entity_id is not None}


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def name_person(actor: Actor, *, person_id: uuid.UUID) -> Person | None:
    """Who is meant by an id in a form; None where there is nobody, or nobody to be seen."""
    return db.session.scalars(sa.select(Person).where(Person.id == person_id)).one_or_none()
