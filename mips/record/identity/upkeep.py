"""Keeps each person's search keys and version in step with what is known of them, within the flush that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction, attributes

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock
from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.keys import keys_of
from mips.record.model.identity import PersonKey
from mips.record.model.person import DateOfBirth, OfPerson, Person, PersonIdentifier, PersonName, Residence

FINDING = (PersonName, DateOfBirth, PersonIdentifier, Residence)
"""The parts of a person that one may be found by."""

Part = TypeVar("Part", PersonName, DateOfBirth, PersonIdentifier, Residence)


def facts_of(
    person: Person,
    *,
    names: Iterable[PersonName],
    births: Iterable[DateOfBirth],
    identifiers: Iterable[PersonIdentifier],
    residences: Iterable[Residence],
) -> Facts:
    """What keys and scores are made of; what has ended still helps to find."""
    known = [Name(person.family_name or "", person.given_names or "")]
    known += [Name(name.family_name, name.given_names or "") for name in names]
    born = [Birth.known_to(person.born_on, person.born_precision or "day")] if person.born_on else []
    born += [Birth.known_to(birth.born_on, birth.precision or "day") for birth in births]
    return Facts(
        names=tuple(dict.fromkeys(known)),
        births=tuple(dict.fromkeys(born)),
        identifiers=tuple(dict.fromkeys((str(each.kind), each.value) for each in identifiers)),
        postcodes=tuple(dict.fromkeys(each.postcode for each in residences if each.postcode)),
        sex=str(person.sex or ""),
    )


def start_keeping_keys() -> None:
    event.listen(Session, "before_flush", _keep_in_step)


def _keep_in_step(session: Session, context: UOWTransaction, instances: object) -> None:
    changed = [row for row in (*session.new, *session.dirty, *session.deleted) if _matters(session, row)]
    for person in {id(person): person for row in changed if (person := _person_of(session, row))}.values():
        if person not in session.new:
            person.changed_at = clock.now()
        if any(row is person or isinstance(row, FINDING) for row in changed):
            _write_keys(session, person)


def _matters(session: Session, row: object) -> bool:
    return isinstance(row, Person | OfPerson) and (row in session.new or session.is_modified(row))


def _person_of(session: Session, row: Person | OfPerson) -> Person | None:
    if isinstance(row, Person):
        return row
    known: Person | None = inspect(row).dict.get("person")
    if known is not None or row.person_id is None:
        return known
    seen = [each for each in session.new if isinstance(each, Person) and each.id == row.person_id]
    return seen[0] if seen else _unseen(session, sa.select(Person).where(Person.id == row.person_id))


def _unseen(session: Session, statement: sa.Select[Any]) -> Any:
    with session.no_autoflush:
        return session.scalars(statement.execution_options(**UNSEEN_TOO)).unique().one_or_none()


def _write_keys(session: Session, person: Person) -> None:
    new = person in session.new
    facts = facts_of(
        person,
        names=_parts(session, person, PersonName, stored=not new),
        births=_parts(session, person, DateOfBirth, stored=not new),
        identifiers=_parts(session, person, PersonIdentifier, stored=not new),
        residences=_parts(session, person, Residence, stored=not new),
    )
    keys = None if new else _unseen(session, sa.select(PersonKey).where(PersonKey.person_id == person.id))
    if keys is None:
        keys = PersonKey(person=person)
        session.add(keys)
    keys.keys, keys.facts = sorted(keys_of(facts)), facts.as_json()


def _parts(session: Session, person: Person, kind: type[Part], *, stored: bool) -> Iterator[Part]:
    """The stored parts and those that are about to be."""
    if stored:
        statement = sa.select(kind).where(kind.person_id == person.id).order_by(kind.created_at)
        with session.no_autoflush:
            rows = session.scalars(statement.execution_options(**UNSEEN_TOO)).all()
        yield from (row for row in rows if row not in session.deleted)
    for row in session.new:
        if isinstance(row, kind) and _belongs(row, person):
            yield row


def _belongs(row: OfPerson, person: Person) -> bool:
    if attributes.instance_dict(row).get("person") is person:
        return True
    return row.person_id is not None and row.person_id == person.id
