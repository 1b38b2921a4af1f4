"""Adding one fact about a person, and ending one that no longer holds: nothing that was known is overwritten."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.record.lookup import fetch
from mips.record.model.person import (
    DateOfBirth,
    Description,
    IdentifierKind,
    NameKind,
    OfPerson,
    Person,
    PersonIdentifier,
    PersonName,
    Photograph,
    Precision,
    Residence,
)
from mips.record.usecases.attachments import hang
from mips.usecase import usecase
from mips.web.fields import Uploaded
from mips.web.spoken import PartialDate

Fact = PersonName | DateOfBirth | PersonIdentifier | Residence | Description | Photograph
FACTS: Final[dict[str, type[Fact]]] = {
    "names": PersonName,
    "births": DateOfBirth,
    "identifiers": PersonIdentifier,
    "residences": Residence,
    "descriptions": Description,
    "photographs": Photograph,
}
"""What may be ended, by the name under which a person has it. Markers are removed by those who may."""


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED, also=(Verb.ALTERED,))
def add_name(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    kind: NameKind,
    family_name: str,
    given_names: str | None = None,
    said_by: str | None = None,
    main: bool = False,
) -> PersonName:
    """Another name of a person. `main` makes it the one by which lists and pages name them."""
    person = fetch(Person, person_id)
    name = PersonName(
        person_id=person.id,
        kind=kind,
        family_name=family_name,
        given_names=given_names or "",
        said_by=said_by or "",
    )
    db.session.add(name)
    if main:
        person.family_name, person.given_names = name.family_name, name.given_names
        person.label = person.full_name
    return name


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED, also=(Verb.ALTERED,))
def add_birth(
    actor: Actor, *, person_id: uuid.UUID, born: PartialDate, said_by: str | None = None, main: bool = False
) -> DateOfBirth:
    """Another date of birth. The first is the one in use until another is made `main`."""
    person = fetch(Person, person_id)
    birth = DateOfBirth(
        person_id=person.id, born_on=born.starts, precision=Precision(born.precision), said_by=said_by or ""
    )
    db.session.add(birth)
    if main or person.born_on is None:
        person.born_on, person.born_precision = birth.born_on, birth.precision
    return birth


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def add_identifier(
    actor: Actor, *, person_id: uuid.UUID, kind: IdentifierKind, value: str, raw: str = "", said_by: str | None = None
) -> PersonIdentifier:
    """A number or address that leads to a person. `value` is canonical, `raw` as it was given."""
    person = fetch(Person, person_id)
    row = PersonIdentifier(person_id=person.id, kind=kind, value=value, raw=raw or value, said_by=said_by or "")
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def add_residence(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    address: str,
    postcode: str | None = None,
    place_id: uuid.UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    said_by: str | None = None,
) -> Residence:
    """Where a person lives or lived."""
    if from_on and until_on and until_on < from_on:
        raise RuleBroken("They cannot leave before they come", rule="residence-order", field="until_on")
    row = Residence(
        person_id=fetch(Person, person_id).id,
        address=address,
        postcode=postcode or "",
        place_id=place_id,
        from_on=from_on,
        until_on=until_on,
        said_by=said_by or "",
    )
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED)
def add_description(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    height_cm: int | None = None,
    weight_kg: Decimal | None = None,
    build: str | None = None,
    hair: str | None = None,
    eyes: str | None = None,
    marks: str | None = None,
    said_by: str | None = None,
) -> Description:
    """What a person looks like, as somebody saw them now."""
    row = Description(
        person_id=fetch(Person, person_id).id,
        height_cm=height_cm,
        weight_kg=weight_kg,
        build=build or "",
        hair=hair or "",
        eyes=eyes or "",
        marks=marks or "",
        said_by=said_by or "",
        described_at=clock.now(),
    )
    db.session.add(row)
    return row


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.COLLECTED, also=(Verb.ALTERED,))
def add_photograph(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    file: Uploaded,
    taken_at: datetime | None = None,
    retention_basis: str | None = None,
    said_by: str | None = None,
    main: bool = False,
) -> Photograph:
    """A photograph of a person. `retention_basis` says by what right it is kept."""
    person = fetch(Person, person_id)
    attachment = hang(person.id, file)
    db.session.flush()  # the photograph needs its id
    row = Photograph(
        person_id=person.id,
        attachment_id=attachment.id,
        taken_at=taken_at,
        retention_basis=retention_basis or "",
        said_by=said_by or "",
    )
    db.session.add(row)
    if main or person.photograph_id is None:
        person.photograph_id = attachment.id
    return row


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.ALTERED)
def end_fact(actor: Actor, *, person_id: uuid.UUID, part: str, fact_id: uuid.UUID, why: str) -> OfPerson:
    """Say that a fact no longer holds, or never did. It is still shown as past, and still helps to find.

    `part` is a key of FACTS. The name and date of birth in use cannot be ended before another is in use.
    """
    person = fetch(Person, person_id)
    if part not in FACTS:
        raise NotFound
    row: Fact = fetch(FACTS[part], fact_id)
    if row.person_id != person.id:
        raise NotFound
    if row.ended_at is not None:
        raise RuleBroken("This has already been ended", rule="fact-ended")
    if _in_use(person, row):
        raise RuleBroken("This is the one in use. Add the right one first and put it in use", rule="fact-in-use")
    row.ended_at, row.ended_why = clock.now(), why
    return row


def _in_use(person: Person, row: Fact) -> bool:
    if isinstance(row, PersonName):
        return (row.family_name, row.given_names) == (person.family_name, person.given_names)
    return isinstance(row, DateOfBirth) and (row.born_on, row.precision) == (person.born_on, person.born_precision)
