"""Reading statements: one with what it is printed with, and how far each person's is (INV-8)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.statement import StatementSignature, WitnessStatement
from mips.investigation.model.victim import VictimCare
from mips.investigation.rules import statements as rules
from mips.investigation.rules.statements import StatementState
from mips.investigation.rules.victims import MEASURES, METHODS
from mips.investigation.usecases.promising import care_of
from mips.record.lookup import fetch
from mips.record.model.person import Person
from mips.record.reference.lookup import title_of
from mips.usecase import usecase

REACHED = frozenset({"phone", "mobile", "email"})
"""Kinds of identifier by which somebody is reached."""


@dataclass(frozen=True)
class StatementShown:
    """A statement with who made it, what they need, and the exhibits of the crime. `reference` names its file."""

    statement: WitnessStatement
    crime: Crime
    person: Person
    care: VictimCare | None
    """None too for those who may not read a witness's needs (ROL-3)."""
    exhibits: Mapping[str, str]
    """Mark -> description, as far as they may be seen."""
    corrected_by: WitnessStatement | None

    @property
    def reference(self) -> str:
        return self.crime.reference or ""

    @property
    def mentioned(self) -> Sequence[tuple[str, str]]:
        """Exhibits that the text names, each with what it is."""
        return [(mark, self.exhibits[mark]) for mark in rules.marks_in(self.statement.text) if mark in self.exhibits]

    @property
    def unknown(self) -> Sequence[str]:
        return rules.unknown_marks(self.statement.text, self.exhibits)

    @property
    def signature(self) -> StatementSignature | None:
        return self.statement.signatures[-1] if self.statement.signatures else None

    @property
    def declaration(self) -> str:
        return rules.DECLARATION

    @property
    def back_page(self) -> Sequence[tuple[str, str]]:
        """The witness's own details: never on the page that is served."""
        return [*_reached(self.person), *(_needs(self.care) if self.care else ())]

    def shown(self) -> Iterable[Base]:
        return [self.crime, self.person]


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_statement(actor: Actor, *, statement_id: uuid.UUID) -> StatementShown:
    """One statement of a witness or victim."""
    people = (joinedload(WitnessStatement.taken_by), joinedload(WitnessStatement.corrects))
    signed = selectinload(WitnessStatement.signatures).joinedload(StatementSignature.by)
    statement = fetch(WitnessStatement, statement_id, *people, signed)
    crime = fetch(Crime, statement.crime_id)
    person = fetch(Person, statement.party_id, selectinload(Person.residences), selectinload(Person.identifiers))
    later = sa.select(WitnessStatement).where(WitnessStatement.corrects_id == statement.id)
    may_care = actor.may(Permission.CASES_WITNESS_CARE_READ)
    return StatementShown(
        statement,
        crime,
        person,
        care_of(crime.id, person.id) if may_care else None,
        _exhibits(crime.id),
        db.session.scalars(later).one_or_none(),
    )


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def print_statement(actor: Actor, *, statement_id: uuid.UUID) -> StatementShown:
    """One statement as it is printed: the text and the declaration, and the witness's details on a page apart."""
    return read_statement(actor, statement_id=statement_id)


def statements_of(crime_id: uuid.UUID, party_id: uuid.UUID | None = None) -> Sequence[WitnessStatement]:
    """The statements in a crime, of one person or of all, the latest first."""
    of_it = sa.select(WitnessStatement).where(WitnessStatement.crime_id == crime_id)
    if party_id:
        of_it = of_it.where(WitnessStatement.party_id == party_id)
    return db.session.scalars(of_it.order_by(WitnessStatement.id.desc())).all()


def states_of(crime_id: uuid.UUID) -> Mapping[uuid.UUID, StatementState]:
    """Person -> how far their statement is; whoever is not in it has made none and was not asked for one."""
    made: dict[uuid.UUID, list[WitnessStatement]] = {}
    for each in statements_of(crime_id):
        made.setdefault(each.party_id, []).append(each)
    care = sa.select(VictimCare.party_id).where(
        VictimCare.crime_id == crime_id, VictimCare.statement_asked_at.is_not(None)
    )
    asked = set(db.session.scalars(care))
    return {
        party_id: rules.state_of(
            asked=party_id in asked,
            drafted=bool(made.get(party_id)),
            signed=any(each.signed_at for each in made.get(party_id, ())),
        )
        for party_id in asked | made.keys()
    }


def _reached(person: Person) -> Iterable[tuple[str, str]]:
    homes = [f"{each.address} {each.postcode}".strip() for each in person.residences]
    yield "Name", person.full_name
    yield "Date of birth", f"{person.born_on:%d/%m/%Y}" if person.born_on else ""
    yield "Home address", homes[-1] if homes else ""
    yield (
        "Telephone and email",
        ", ".join(each.raw or each.value for each in person.identifiers if each.kind in REACHED),
    )


def _needs(care: VictimCare) -> Iterable[tuple[str, str]]:
    yield "Reached by", f"{title_of(METHODS, care.method)} {care.reached_at}".strip() if care.method else ""
    yield "Never", care.avoid
    yield "Dates to avoid", care.dates_to_avoid
    yield "Communication", care.communication
    yield "Interpreter", care.language if care.interpreter else ""
    yield "Special measures asked for", ", ".join(title_of(MEASURES, each) for each in care.measures)
    yield "Because", ", ".join(title_of(rules.VULNERABLE, each) for each in care.vulnerable)
    offered = f"Offered {care.vps_offered_on:%d/%m/%Y}" if care.vps_offered_on else "Not offered yet"
    answer = {True: ", wanted", False: ", declined", None: ""}[care.vps_wanted]
    yield "Victim personal statement", offered + answer
    yield "To be heard", title_of(rules.ALOUD, care.vps_aloud) if care.vps_aloud else ""


def _exhibits(crime_id: uuid.UUID) -> dict[str, str]:
    of_it = sa.select(Exhibit.mark, Exhibit.description).where(Exhibit.crime_id == crime_id).order_by(Exhibit.mark)
    return {row.mark: row.description for row in db.session.execute(of_it)}
