"""From the door to the desk: arrival, who it is, and what they were arrested for."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Arrested, announce
from mips.core import db
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.authority import check_arrest
from mips.custody.rules.booking_in import Block
from mips.custody.rules.facts import Arrest, ArriveStation, AttendVoluntarily
from mips.custody.usecases.answering import where_held
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.offences import Particulars, take_in
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, name_after, said
from mips.record.lookup import fetch, picked
from mips.record.model.case import Stage
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_arrival(
    actor: Actor,
    *,
    suite_id: uuid.UUID,
    arrived_at: datetime | None = None,
    person_id: uuid.UUID | None = None,
    described_as: str = "",
    attended_voluntarily: bool = False,
    offence_ids: Collection[uuid.UUID] = (),
) -> Detention:
    """Open a custody record at the moment somebody is at the station: the clock may run from here.

    Without a person it says what they look like. `offence_ids` are what they are brought in for, where that is known.
    """
    suite, at = picked_suite(suite_id), moment_of(arrived_at)
    if person_id is None and not described_as:
        raise InputInvalid({"described_as": ["Select the person, or say what they look like"]})
    detention = Detention(
        suite=suite,
        force=suite.force,
        reference=_custody_number(suite, at),
        described_as=described_as,
        attended_voluntarily=attended_voluntarily,
        arrived_at=at,
        occurred_from=at,
    )
    db.session.add(detention)
    if attended_voluntarily:
        happened(actor, detention, AttendVoluntarily, at)
    else:
        about = {"area": suite.force, "after_arrest": True, "designated": suite.designated}
        happened(actor, detention, ArriveStation, at, **about)
    if person_id:
        _is(detention, person_id)
    take_in(detention, offence_ids)
    name_after(detention)
    how = "Came to the station voluntarily" if attended_voluntarily else "Arrived under arrest"
    log(actor, detention, at, f"{how}: {detention.detainee}", kind="arrival")
    if person_id:
        block_done(actor, detention.id, Block.WHO)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def identify_detainee(
    actor: Actor, *, detention_id: uuid.UUID, person_id: uuid.UUID, how: str = "", at: datetime | None = None
) -> Detention:
    """Say who somebody in custody is. Their offences follow them, and whoever waits for the arrest hears of it."""
    detention = detention_with(detention_id)
    if detention.person_id:
        raise RuleBroken("This person has been identified already", rule="CUS-1", field="person_id")
    _is(detention, person_id)
    for offence in detention.offences:
        offence.person_id = offence.person_id or person_id
    name_after(detention)
    log(actor, detention, moment_of(at), _sentence(f"Identified as {detention.detainee}", how), kind="identity")
    block_done(actor, detention.id, Block.WHO)
    _tell_of_arrest(detention)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_arrest(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    arrested_at: datetime,
    arrest_place: str,
    arrest_reason: str,
    necessity: Sequence[str],
    arrested_by_id: uuid.UUID | None = None,
    arrest_power: str = "PACE 1984 s.24",
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
) -> Detention:
    """When, where, by whom, by what power and for what somebody was arrested, and why that was necessary.

    `necessity` are codes of the list necessity. PACE 1984 s.24(5).
    """
    detention = detention_with(detention_id)
    if detention.arrested_at:
        raise RuleBroken("The arrest has been recorded already", rule="CUS-1")
    check_arrest(arrested_at, arrived_at=detention.arrived_at, came_unarrested=detention.attended_voluntarily)
    detention.arrested_by = _officer(arrested_by_id) if arrested_by_id else None
    take_in(detention, offence_ids, other_offences)
    if not detention.offences:
        raise InputInvalid({"offence_ids": ["Select or add what they were arrested for"]})
    detention.arrested_at, detention.arrest_place = arrested_at, arrest_place
    detention.arrest_power, detention.arrest_reason = arrest_power, arrest_reason
    detention.necessity = [require_item("necessity", each, field="necessity").code for each in necessity]
    happened(actor, detention, Arrest, arrested_at, area=detention.force, at_station=detention.attended_voluntarily)
    for offence in detention.offences:
        offence.stage, offence.arrested_at = Stage.ARRESTED, arrested_at
    name_after(detention)
    by = f" by {detention.arrested_by.name}" if detention.arrested_by else ""
    log(actor, detention, arrested_at, f"Arrested at {arrest_place}{by} for {detention.summary}", kind="arrest")
    block_done(actor, detention.id, Block.ARREST)
    _tell_of_arrest(detention)
    return detention


def picked_suite(suite_id: uuid.UUID) -> Suite:
    """A suite that was chosen in a form."""
    try:
        return fetch(Suite, suite_id)
    except NotFound:
        raise InputInvalid({"suite_id": ["Select a custody suite"]}) from None


def _officer(user_id: uuid.UUID) -> User:
    try:
        return fetch(User, user_id)
    except NotFound:
        raise InputInvalid({"arrested_by_id": ["Select an officer"]}) from None


def _is(detention: Detention, person_id: uuid.UUID) -> None:
    if there := where_held(person_id):
        already = f"This person has been in custody at {there.suite} since {said(there.since)}"
        raise RuleBroken(already, rule="Code C 2.1A", field="person_id")
    detention.person = picked(Person, person_id, field="person_id")
    db.session.add(Involvement(party_id=person_id, event=detention, part=Part.DETAINEE))
    db.session.flush()


def _tell_of_arrest(detention: Detention) -> None:
    """Once there is both an arrest and a person who was arrested."""
    if detention.person_id is None or detention.arrested_at is None:
        return
    announce(
        Arrested(
            detention_id=detention.id,
            person_id=detention.person_id,
            offence_ids=tuple(offence.id for offence in detention.offences),
            at=detention.arrested_at,
        )
    )


def _custody_number(suite: Suite, at: datetime) -> str:
    year = at.astimezone(LONDON).year
    return f"{suite.code}/{next_number(f'custody {suite.code}', year)}/{year % 100:02}"


def _sentence(text: str, more: str) -> str:
    return f"{text}: {more}" if more else text
