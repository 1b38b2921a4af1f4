"""The person escort record: drafted from what is known, confirmed and added to by somebody, signed by both (CUS-21)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.errors import InputInvalid
from mips.custody.model.detention import Detention
from mips.custody.model.escort import EscortRecord, EscortRiskAnswer
from mips.custody.model.property import PropertyItem
from mips.custody.rules.escort import (
    Destination,
    EscortBy,
    LegalStatus,
    check_move,
    status_of,
)
from mips.custody.rules.escort_risks import Answered, EscortRisk, KnownRisk, answers, became_known
from mips.custody.rules.property import Retained
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.caring import stay_now
from mips.custody.usecases.escort_known import KnownOf, known_of
from mips.custody.usecases.escort_records import (
    check_here,
    escorts_of,
    goes_to,
    must_be_there,
    open_record,
    say_escort,
)
from mips.custody.usecases.other_holds import hold_of
from mips.custody.usecases.property import property_held
from mips.custody.usecases.writing import detention_with, log
from mips.record.model.person import IdentifierKind, Person
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class EscortDraft:
    """What a person escort record begins with: what is known, what was said already, what property is held."""

    detention: Detention
    record: EscortRecord | None
    known: KnownOf
    held: Sequence[PropertyItem]
    destination: Destination | None
    numbers: Sequence[str]
    """As 'PNCID 2000/1234567A'."""
    to_name: str = ""
    """Of the court they go to, as the charge or their warrant names it."""
    due_at: datetime | None = None
    why: str = ""

    @property
    def news(self) -> list[str]:
        """What has become known since it was saved."""
        return became_known(self.known.lines, self.record.known) if self.record else []

    @property
    def status(self) -> LegalStatus | None:
        kept = self.detention.charged_at is not None and self.detention.bailed is False
        return status_of(self.detention.arrival, charged_and_kept=kept)

    def beside(self, risk: EscortRisk) -> list[KnownRisk]:
        return [each for each in self.known.risks if each.risk is risk]

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@dataclass(frozen=True, kw_only=True)
class EscortsShown:
    """Every escort of one detention, the latest first. `whole`: with risk and health, for who may read those."""

    detention: Detention
    records: Sequence[EscortRecord]
    whole: bool

    def shown(self) -> Iterable[Base]:
        return [self.detention]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_escorts(actor: Actor, *, detention_id: uuid.UUID) -> EscortsShown:
    """Every person escort record of a detainee; risk and health to those alone who may read them (ROL-4)."""
    whole = actor.sees_all_of(Permission.CUSTODY_RISK_READ) and actor.may(Permission.CUSTODY_HEALTH_READ)
    return EscortsShown(detention=detention_with(detention_id), records=escorts_of(detention_id), whole=whole)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.CONSULTED)
def draft_escort(actor: Actor, *, detention_id: uuid.UUID) -> EscortDraft:
    """Everything on the record that an escort must know, so that none of it is typed again (CUS-21)."""
    detention = detention_with(detention_id)
    record = open_record(detention_id)
    wanted = _wanted(detention)
    return EscortDraft(
        detention=detention,
        record=record,
        known=known_of(detention),
        held=property_held(detention_id),
        destination=record.destination if record else wanted,
        numbers=numbers_of(detention.person),
        **(_court(detention) if wanted is Destination.COURT else {}),
    )


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def save_escort_record(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    destination: Destination,
    legal_status: LegalStatus,
    escort_by: EscortBy,
    risks: Sequence[Mapping[str, Any]] = (),
    none_of_the_others: bool = False,
    to_name: str = "",
    to_suite_id: uuid.UUID | None = None,
    to_force: str = "",
    sought_for: str = "",
    questioned_about: bool | None = None,
    why: str = "",
    due_at: datetime | None = None,
    items: Collection[uuid.UUID] = (),
    told: Mapping[str, str] | None = None,
) -> EscortRecord:
    """Make the person escort record, or change it before the escort has signed; changed, it is to be signed anew.

    Each of `risks` has risk, applies (None: not answered), evidence and on. `told` are the texts: escorts, vehicle,
    restraint, managing, health, medicines, medicines_along, needs, property_note.
    """
    detention, now = detention_with(detention_id), clock.now()
    check_here(detention)
    sought = {"sought_for": sought_for, "questioned_about": questioned_about}
    where = _where(detention, destination, to_name, to_suite_id, to_force, sought)
    known = known_of(detention)
    found = answers(_given(risks), none_of_the_others=none_of_the_others, known=known.risks)
    fields = {
        "destination": destination,
        "legal_status": legal_status,
        "escort_by": escort_by,
        "why": why,
        "due_at": due_at,
        "items": [str(each) for each in _going(detention.id, items)],
        "known": known.lines,
        **where,
        **(told or {}),
    }
    record = open_record(detention.id) or _begun(actor, detention, now)
    for name, value in fields.items():
        setattr(record, name, value)
    again = record.signed_at is not None
    record.signed_at = record.signed_by_id = None
    db.session.flush()
    _keep_risks(record, found)
    db.session.refresh(record, ["risks", "to_suite", "signature"])
    verb = "changed, and to be signed anew" if again else "made"
    log(actor, detention, now, f"Person escort record {record.number} to {record.to} {verb}", kind="escort")
    say_escort(detention)
    return record


def numbers_of(person: Person | None) -> list[str]:
    """The numbers that others know somebody by: 'PNCID 2000/1234567A'."""
    known = person.identifiers if person else []
    return [f"{each.kind.label} {each.value}" for each in known if each.kind in _OFFICIAL and each.ended_at is None]


_OFFICIAL = frozenset({IdentifierKind.PNCID, IdentifierKind.CRO})


def _where(
    detention: Detention,
    destination: Destination,
    to_name: str,
    to_suite_id: uuid.UUID | None,
    to_force: str,
    sought: dict[str, Any],
) -> dict[str, Any]:
    """Where they go, as it is kept; what does not belong to that destination is left out."""
    check_move(
        destination,
        to_name=to_name,
        to_suite=to_suite_id is not None,
        to_force=to_force,
        questioned_about=sought["questioned_about"],
        charged=detention.charged_at is not None,
    )
    if destination is Destination.SUITE and to_suite_id:
        suite = picked_suite(to_suite_id)
        if suite.id == detention.suite_id:
            raise InputInvalid({"to_suite_id": ["Select another suite"]})
        return _NOWHERE | {"to_suite_id": suite.id}
    if destination is not Destination.OTHER_FORCE:
        return _NOWHERE | {"to_name": to_name}
    code = require_item("force", to_force, field="to_force").code
    return _NOWHERE | {"to_name": _named(to_name, code), "to_force": code} | sought


_NOWHERE: Final = {"to_name": "", "to_suite_id": None, "to_force": "", "sought_for": "", "questioned_about": None}


def _given(risks: Sequence[Mapping[str, Any]]) -> list[Answered]:
    return [
        Answered(risk=each["risk"], applies=each.get("applies"), evidence=each.get("evidence", ""), on=each.get("on"))
        for each in risks
    ]


def _begun(actor: Actor, detention: Detention, now: datetime) -> EscortRecord:
    code, year = detention.suite.code, day_of(now).year
    number = f"{code}/E{next_number(f'escort record {code}', year)}/{year % 100:02}"
    record = EscortRecord(detention_id=detention.id, number=number, made_at=now, made_by_id=actor.id)
    db.session.add(record)
    return record


def _wanted(detention: Detention) -> Destination | None:
    return Destination.HOSPITAL if stay_now(detention.id) else goes_to(detention)


def _court(detention: Detention) -> dict[str, Any]:
    """Which court, by when and why: of the charge, or of what they are held on."""
    due = must_be_there(detention)
    if hold := hold_of(detention.id):
        return {"to_name": hold.issued_by, "due_at": due, "why": hold.matter[:_WHY]}
    return {"to_name": detention.court, "due_at": due}


_WHY: Final = 300
"""Letters that the record has for why somebody is moved."""


def _named(to_name: str, to_force: str) -> str:
    """'Essex, Grays': saved again, the force is not said twice."""
    force = title_of("force", to_force) if to_force else ""
    return to_name if to_name.startswith(force) else f"{force}, {to_name}".strip(", ")


def _going(detention_id: uuid.UUID, items: Collection[uuid.UUID]) -> list[uuid.UUID]:
    held = {each.id for each in property_held(detention_id)}
    if not set(items) <= held:
        raise InputInvalid({"items": ["Select what goes along, from the list"]})
    return list(items)


def _keep_risks(record: EscortRecord, found: Sequence[Answered]) -> None:
    kept = {each.risk: each for each in record.risks}
    for place, each in enumerate(found, start=1):
        row = kept.get(each.risk) or EscortRiskAnswer(
            detention_id=record.detention_id, escort_record_id=record.id, risk=each.risk
        )
        row.place, row.applies, row.evidence, row.on = place, bool(each.applies), each.evidence, each.on
        db.session.add(row)
    db.session.flush()


def goes_along(items: Sequence[PropertyItem], destination: Destination | None) -> list[PropertyItem]:
    """What is ticked to begin with: everything but evidence, and nothing where they come back."""
    if destination is Destination.HOSPITAL:
        return []
    return [each for each in items if each.retained is not Retained.EVIDENCE]
