"""Making a person's record and changing what it says of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.record.identity.scoring import SURE
from mips.record.identity.search import Hit, find
from mips.record.lookup import change, fetch
from mips.record.model.identity import Distinction
from mips.record.model.person import (
    DateOfBirth,
    NameKind,
    OfPerson,
    Person,
    PersonIdentifier,
    PersonName,
    Precision,
    Residence,
    Sex,
)
from mips.record.usecases.finding import facts_told, tell_owners
from mips.record.usecases.person_page import WHOLE
from mips.usecase import usecase
from mips.web.filters import day
from mips.web.spoken import PartialDate


@usecase(Permission.RECORD_PERSON_CREATE, verb=Verb.COLLECTED)
def create_person(
    actor: Actor,
    *,
    family_name: str,
    given_names: str | None = None,
    born: PartialDate | None = None,
    sex: Sex | None = None,
    self_defined_ethnicity: str | None = None,
    officer_defined_ethnicity: str | None = None,
    nationality: str | None = None,
    first_language: str | None = None,
    names: Sequence[Mapping[str, Any]] = (),
    identifiers: Sequence[Mapping[str, Any]] = (),
    residences: Sequence[Mapping[str, Any]] = (),
    said_by: str | None = None,
    different_because: str | None = None,
) -> Person:
    """A new person. `names`: kind, family_name, given_names; `identifiers`: kind, value (canonical), raw;
    `residences`: address, postcode, from_on, until_on.

    Raises RuleBroken, on `different_because`, when somebody on the record is most likely the same and no reason is
    given why not.
    """
    postcodes = [each.get("postcode") or "" for each in residences]
    told = facts_told(family_name, given_names or "", born, sex or "", identifiers, postcodes)
    found = find(told, most=5, least=SURE)
    tell_owners(actor, found.silent)
    if found.hits and not different_because:
        raise _same(found.hits)
    person = Person(
        family_name=family_name,
        given_names=given_names or "",
        sex=sex or Sex.UNKNOWN,
        self_defined_ethnicity=self_defined_ethnicity or "",
        officer_defined_ethnicity=officer_defined_ethnicity or "",
        nationality=nationality or "",
        first_language=first_language or "",
        force=settings().force,
    )
    person.label = person.full_name
    _tell_of(person, born=born, names=names, identifiers=identifiers, residences=residences, said_by=said_by or "")
    db.session.add(person)
    db.session.flush()  # the judgements need its id
    for hit in found.hits:
        db.session.add(
            Distinction(one_id=person.id, other_id=hit.person.id, why=different_because, judged_by_id=actor.id)
        )
    return person


def _tell_of(
    person: Person,
    *,
    born: PartialDate | None,
    names: Iterable[Mapping[str, Any]],
    identifiers: Iterable[Mapping[str, Any]],
    residences: Iterable[Mapping[str, Any]],
    said_by: str,
) -> None:
    legal = PersonName(kind=NameKind.LEGAL, family_name=person.family_name, given_names=person.given_names)
    person.names = [legal, *(PersonName(**_plain(each)) for each in names)]
    if born is not None:
        person.born_on, person.born_precision = born.starts, Precision(born.precision)
        person.births = [DateOfBirth(born_on=born.starts, precision=person.born_precision)]
    person.identifiers = [PersonIdentifier(**_plain(each)) for each in identifiers]
    person.markers = []
    person.residences = [Residence(**_plain(each)) for each in residences]
    parts: list[OfPerson] = [*person.names, *person.births, *person.identifiers, *person.residences]
    for part in parts:
        part.said_by = said_by


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, without what was left open: columns have their own way to say nothing."""
    return {name: value for name, value in fields.items() if value is not None}


def _same(hits: Sequence[Hit]) -> RuleBroken:
    who = "; ".join(f"{hit.person.full_name}{_born(hit.person)}" for hit in hits)
    return RuleBroken(
        f"This is very likely somebody already on the record: {who}. Choose them, or say why this is someone else",
        rule="same-person",
        field="different_because",
        matches=[hit.person.id for hit in hits],
    )


def _born(person: Person) -> str:
    if person.born_on is None:
        return ""
    return f", born {day(PartialDate.known_to(person.born_on, person.born_precision))}"


@usecase(Permission.RECORD_PERSON_UPDATE, verb=Verb.ALTERED)
def change_person(actor: Actor, *, person_id: uuid.UUID, version: int | None, fields: Mapping[str, Any]) -> Person:
    """Change what is said of a person. `fields` are columns of Person other than names and birth, which have a history.

    Raises Stale when somebody else has changed the record since `version`; None says that it does not matter.
    """
    blank = {"sex": Sex.UNKNOWN}
    optional = {"interpreter_needed", "died_on"}
    said = {n: v if v is not None or n in optional else blank.get(n, "") for n, v in fields.items()}
    return change(fetch(Person, person_id, *WHOLE), said, version=version)
