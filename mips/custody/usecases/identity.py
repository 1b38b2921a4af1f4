"""Who a detainee is: what is known of them found still right or changed, fingerprints, somebody else after all.

What is told of the person is saved on the person, so that nobody asks for it again.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import Fingerprints, IdentityCheck
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.known import Known, changed, check_each_group, check_ethnicity
from mips.custody.usecases.arrival import is_this_person, tell_of_arrest
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.care import detention_held
from mips.custody.usecases.writing import log, moment_of, name_after
from mips.record.lookup import fetch
from mips.record.model.event import Involvement, Part
from mips.record.model.person import IdentifierKind, Person, PersonIdentifier, Residence
from mips.record.usecases.person_parts import add_identifier, add_residence, end_fact
from mips.record.usecases.persons import change_person
from mips.usecase import usecase

_APART: Final = frozenset({"address", "postcode", "telephone"})
"""Told of a person as rows of their own; the rest are columns of the person."""
_ASKED_ABOUT: Final = (selectinload(Person.residences), selectinload(Person.identifiers))


def lives_at(person: Person) -> Residence | None:
    """Where they live, as far as is known."""
    return next((each for each in reversed(person.residences) if each.ended_at is None and not each.until_on), None)


def telephone_of(person: Person) -> PersonIdentifier | None:
    """The number they were last reached on."""
    phones = [each for each in person.identifiers if each.kind is IdentifierKind.PHONE and each.ended_at is None]
    return phones[-1] if phones else None


def known_of(person: Person) -> dict[str, Any]:
    """What is known of a person, by the names under which it is asked."""
    home, phone = lives_at(person), telephone_of(person)
    columns = (
        "self_defined_ethnicity",
        "ethnicity_not_stated_why",
        "officer_defined_ethnicity",
        "nationality",
        "first_language",
        "interpreter_needed",
        "religion",
        "next_of_kin",
        "dependants",
        "occupation",
    )
    apart = {
        "address": home.address if home else "",
        "postcode": home.postcode if home else "",
        "telephone": phone.value if phone else "",
    }
    return apart | {name: getattr(person, name) for name in columns}


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def confirm_who(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    confirmed: Collection[Known] = (),
    search_as: str | None = None,
    fingerprints: Fingerprints | None = None,
    told: Mapping[str, Any],
) -> Detention:
    """What is known of the detainee, group by group: still right, or as `told` now (names of rules.known.ASKED)."""
    detention = detention_held(detention_id)
    if detention.person_id is None:
        raise RuleBroken("Say who this is first", rule="CUS-1")
    person = fetch(Person, detention.person_id, *_ASKED_ABOUT)
    known = known_of(person)
    check_each_group(known, told, confirmed)
    now = {**known, **told}
    check_ethnicity(now["self_defined_ethnicity"] or "", now["ethnicity_not_stated_why"] or "")
    differing = changed(known, told)
    _save(actor, detention, person, differing)
    detention.search_as = search_as or ""
    log(actor, detention, clock.now(), _confirmed(confirmed, differing), kind="identity")
    block_done(actor, detention, Block.WHO)
    if fingerprints:
        check_fingerprints(actor, detention_id=detention_id, result=fingerprints)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def check_fingerprints(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    result: Fingerprints,
    detail: str = "",
    checked_at: datetime | None = None,
) -> IdentityCheck:
    """What the fingerprint check said, typed from its screen."""
    detention, at = detention_held(detention_id), moment_of(checked_at)
    check_here_then(at, since=detention.here_since, field="checked_at")
    check = IdentityCheck(
        detention_id=detention.id,
        result=result,
        detail=detail,
        person_id=detention.person_id,
        checked_at=at,
        by_id=actor.id,
    )
    db.session.add(check)
    more = f": {detail}" if detail else ""
    log(actor, detention, at, f"Fingerprints {result.label[:1].lower()}{result.label[1:]}{more}", kind="identity")
    return check


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def correct_identity(actor: Actor, *, detention_id: uuid.UUID, person_id: uuid.UUID, why: str) -> Detention:
    """Say that a detainee is somebody else than was thought. Their offences follow; the other is let be.

    Refused once they have been charged: the charge names a person.
    """
    detention = detention_held(detention_id)
    if detention.charged_at:
        raise RuleBroken("They were charged under this name. Tell the court and the CPS first", rule="CUS-20")
    if detention.person_id == person_id:
        raise RuleBroken("That is who they are on the record already", rule="CUS-1", field="person_id")
    before, thought = detention.person_id, detention.detainee
    _let_be(detention, before, why)
    is_this_person(detention, person_id)
    for offence in detention.offences:
        if offence.person_id in (None, before):
            offence.person_id = person_id
    name_after(detention)
    log(actor, detention, clock.now(), f"Not {thought} but {detention.detainee}: {why}", kind="identity")
    tell_of_arrest(detention)
    return detention


def checks_of(detention_id: uuid.UUID) -> list[IdentityCheck]:
    """Every check of who they are, the latest first."""
    of_it = select(IdentityCheck).where(IdentityCheck.detention_id == detention_id)
    latest = of_it.order_by(IdentityCheck.checked_at.desc()).options(joinedload(IdentityCheck.by))
    return list(db.session.scalars(latest))


def _let_be(detention: Detention, person_id: uuid.UUID | None, why: str) -> None:
    """The part of whoever it was thought to be ends."""
    part = select(Involvement).where(
        Involvement.event_id == detention.id, Involvement.party_id == person_id, Involvement.part == Part.DETAINEE
    )
    for each in db.session.scalars(part):
        each.ended_at, each.note = clock.now(), why


def _save(actor: Actor, detention: Detention, person: Person, differing: Mapping[str, Any]) -> None:
    said_by = f"Themselves, {detention.reference}"
    columns = {name: value for name, value in differing.items() if name not in _APART}
    if columns:
        change_person(actor, person_id=person.id, version=None, fields=columns)
    if differing.get("telephone"):
        _end(actor, person, "identifiers", telephone_of(person), said_by)
        number = {"kind": IdentifierKind.PHONE, "value": differing["telephone"]}
        add_identifier(actor, person_id=person.id, said_by=said_by, **number)
    if differing.keys() & {"address", "postcode"}:
        home = {**known_of(person), **differing}
        _end(actor, person, "residences", lives_at(person), said_by)
        if home["address"]:
            where = {"address": home["address"], "postcode": home["postcode"]}
            add_residence(actor, person_id=person.id, said_by=said_by, **where)


def _end(actor: Actor, person: Person, part: str, row: Residence | PersonIdentifier | None, said_by: str) -> None:
    if row is not None:
        end_fact(actor, person_id=person.id, part=part, fact_id=row.id, why=f"Given anew. {said_by}")


def _confirmed(confirmed: Collection[Known], differing: Mapping[str, Any]) -> str:
    """What the log says of it: which groups stand and what was changed, not to what."""
    still = ", ".join(each.label.lower() for each in Known if each in set(confirmed))
    anew = ", ".join(name.replace("_", " ") for name in differing)
    said = [f"Found still right: {still}" if still else "", f"Told anew: {anew}" if anew else ""]
    return ". ".join(part for part in said if part) or "Nothing is known of them but their name"
