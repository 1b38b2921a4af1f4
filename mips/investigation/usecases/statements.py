"""Taking a statement: drafted, signed and so locked, corrected by a later one (CJA 1967 s.9, INV-6 right 2)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.statement import StatementSignature, WitnessStatement
from mips.investigation.rules import statements as rules
from mips.investigation.rules.statements import StatementKind
from mips.investigation.usecases.looked_after import looked_after
from mips.investigation.usecases.statement_drafts import forget_statement_draft
from mips.investigation.usecases.writing import log
from mips.record.lookup import change, fetch
from mips.record.model.event import Part
from mips.record.model.person import Person
from mips.record.model.signing import SignedHow
from mips.usecase import usecase

Told = Mapping[str, Any]


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def write_statement(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    text: str,
    over_18: bool,
    kind: StatementKind = StatementKind.WITNESS,
    slot: uuid.UUID | None = None,
    particulars: Told | None = None,
) -> WitnessStatement:
    """Save what was typed of a statement as a draft that others see too. `slot`: the id that it is to have.

    `particulars`: age, occupation, cannot_read, read_by, interpreter, language, interpreted_by, taken_where.
    """
    crime, party, part = looked_after(crime_id, party_id)
    if not isinstance(party, Person):
        raise RuleBroken("A statement is made by a person: add whoever speaks for it as a witness", rule=rules.NINE)
    if kind is StatementKind.PERSONAL and part is not Part.VICTIM:
        raise RuleBroken("A personal statement is made by a victim", rule="INV-6", field="kind")
    told = _told(text, over_18, particulars or {})
    statement = WitnessStatement(
        **({"id": slot} if slot else {}),
        crime_id=crime.id,
        party_id=party.id,
        kind=kind,
        begun_at=clock.now(),
        taken_by_id=actor.id,
        signatures=[],
        **told,
    )
    db.session.add(statement)
    _log(actor, crime, f"{kind.label} of {party.label} drafted")
    if slot:
        forget_statement_draft(actor.id, slot)
    return statement


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED)
def go_on_statement(
    actor: Actor,
    *,
    statement_id: uuid.UUID,
    text: str,
    over_18: bool,
    particulars: Told | None = None,
    version: int | None = None,
) -> WitnessStatement:
    """Write on at a statement that is not signed."""
    statement = fetch(WitnessStatement, statement_id)
    rules.check_open(signed=statement.signed_at is not None)
    change(statement, _told(text, over_18, particulars or {}), version=version)
    forget_statement_draft(actor.id, statement.id)
    return statement


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def sign_statement(
    actor: Actor,
    *,
    statement_id: uuid.UUID,
    read_over: bool,
    signature: Told,
    version: int | None = None,
) -> WitnessStatement:
    """The witness signs the declaration and every page: the statement stands as it is from now on."""
    statement = fetch(WitnessStatement, statement_id, selectinload(WitnessStatement.signatures))
    rules.check_open(signed=statement.signed_at is not None)
    rules.check_signing(text=statement.text, signed=SignedHow(signature["how"]).signed, read_over=read_over)
    now = clock.now()
    statement.signatures.append(
        StatementSignature(
            crime_id=statement.crime_id,
            party_id=statement.party_id,
            what="the declaration and each page",
            signed_at=now,
            by_id=actor.id,
            **signature,
        )
    )
    db.session.flush()  # the signature first: what is locked takes no more
    change(statement, {"signed_at": now}, version=version)
    crime, party, _ = looked_after(statement.crime_id, statement.party_id)
    _log(actor, crime, f"{statement.kind.label} of {party.label} signed")
    return statement


@usecase(Permission.INVESTIGATION_LOG_CREATE, verb=Verb.COLLECTED)
def correct_statement(actor: Actor, *, statement_id: uuid.UUID, why: str) -> WitnessStatement:
    """Begin a statement that corrects a signed one, with its text to go on from. The signed one stays as it is."""
    signed = fetch(WitnessStatement, statement_id)
    later = sa.select(WitnessStatement.id).where(WitnessStatement.corrects_id == signed.id)
    rules.check_corrects(signed=signed.signed_at is not None, last=db.session.scalar(later) is None)
    kept = {name: getattr(signed, name) for name in (*COPIED, "crime_id", "party_id", "kind")}
    statement = WitnessStatement(
        **kept,
        edition=signed.edition + 1,
        corrects_id=signed.id,
        corrects_why=why,
        begun_at=clock.now(),
        taken_by_id=actor.id,
        signatures=[],
    )
    db.session.add(statement)
    crime, party, _ = looked_after(signed.crime_id, signed.party_id)
    _log(actor, crime, f"{signed.kind.label} of {party.label}, correction begun: {why}")
    return statement


COPIED = (
    "text",
    "over_18",
    "age",
    "occupation",
    "cannot_read",
    "read_by",
    "interpreter",
    "language",
    "interpreted_by",
    "taken_where",
)
"""What a correction begins with, and what the form of a statement asks."""


def _told(text: str, over_18: bool, particulars: Told) -> dict[str, Any]:
    told: dict[str, Any] = {"age": None, "cannot_read": False, "interpreter": False} | dict.fromkeys(_TEXTS, "")
    told |= {name: value for name, value in particulars.items() if name in told and value is not None}
    rules.check_age(over_18=over_18, age=told["age"])
    rules.check_heard(**{name: told[name] for name in _HEARD})
    return told | {"text": text, "over_18": over_18}


_TEXTS = ("occupation", "read_by", "language", "interpreted_by", "taken_where")
_HEARD = ("cannot_read", "read_by", "interpreter", "language", "interpreted_by")


def _log(actor: Actor, crime: Crime, said: str) -> None:
    log(actor.id, crime, clock.now(), said, kind="statement")
