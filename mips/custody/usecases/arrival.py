"""From the door to the desk: arrival, who it is, and what they were arrested for."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Arrested, announce
from mips.core import db
from mips.core.db import new_id
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.arrivals import ArrivalKind, check_pace, check_street_bail
from mips.custody.rules.authority import check_arrest
from mips.custody.rules.booking_in import Block
from mips.custody.rules.facts import (
    Arrest,
    ArriveStation,
    AttendAnswerStreetBail,
    AttendVoluntarily,
    ReleaseStreetBail,
)
from mips.custody.usecases.answering import where_held
from mips.custody.usecases.around import say_people
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.drafts import forget_draft
from mips.custody.usecases.offences import Particulars, gravest_class, take_in
from mips.custody.usecases.station import say_station
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
    escorted_by: str = "",
    condition: str = "",
    attended_voluntarily: bool = False,
    street_bailed_at: datetime | None = None,
    street_bail_broken: bool = False,
    offence_ids: Collection[uuid.UUID] = (),
) -> Detention:
    """Open a custody record at the moment somebody is at the station: the clock may run from here.

    Without a person it says what they look like. `offence_ids` are what they are brought in for, where that is known.
    With `street_bailed_at` they come to answer street bail, or `street_bail_broken` were arrested on it under s.30D:
    the clock runs from here (PACE 1984 s.41(2)(ca), s.41(2)(d)), and their arrest is the one before that bail.
    """
    suite, at = picked_suite(suite_id), moment_of(arrived_at)
    detention = open_record(
        suite,
        at,
        person=free_person(person_id) if person_id else None,
        described_as=described_as,
        escorted_by=escorted_by,
        condition=condition,
        attended_voluntarily=attended_voluntarily,
        arrival=_kind(street_bailed_at, broken=street_bail_broken),
    )
    take_in(detention, offence_ids)
    name_after(detention)
    if street_bailed_at:
        check_street_bail(street_bailed_at, arrived_at=at)
        happened(actor, detention, ReleaseStreetBail, street_bailed_at)
    if detention.arrival is ArrivalKind.STREET_BAIL:
        happened(actor, detention, AttendAnswerStreetBail, at)
    elif attended_voluntarily:
        happened(actor, detention, AttendVoluntarily, at)
    else:
        about = {"area": suite.force, "after_arrest": True, "designated": suite.designated}
        happened(actor, detention, ArriveStation, at, **about)
    if not suite.designated:
        say_station(detention)
    how = "Came to the station voluntarily" if attended_voluntarily else "Arrived under arrest"
    if street_bailed_at:
        street = "Arrested on street bail (s.30D)" if street_bail_broken else "Came to answer street bail"
        how = f"{street}, given {said(street_bailed_at)}"
    by = f", brought by {escorted_by}" if escorted_by else ""
    log(actor, detention, at, _sentence(f"{how}: {detention.detainee}{by}", condition), kind="arrival")
    return detention


def _kind(street_bailed_at: datetime | None, *, broken: bool) -> ArrivalKind:
    if street_bailed_at is None:
        return ArrivalKind.ARREST
    return ArrivalKind.STREET_BAIL_ARREST if broken else ArrivalKind.STREET_BAIL


def open_record(suite: Suite, at: datetime, *, person: Person | None, described_as: str, **about: Any) -> Detention:
    """A new custody record, of somebody known, who is free, or described. Code C 2.1."""
    if person is None and not described_as:
        raise InputInvalid({"described_as": ["Select the person, or say what they look like"]})
    detention = Detention(
        id=new_id(),
        suite=suite,
        force=suite.force,
        reference=_custody_number(suite, at),
        person=person,
        person_id=person and person.id,
        described_as=described_as,
        arrived_at=at,
        occurred_from=at,
        facts=[],
        **about,
    )
    db.session.add(detention)
    if person:
        db.session.add(Involvement(party_id=person.id, event=detention, part=Part.DETAINEE))
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def identify_detainee(
    actor: Actor, *, detention_id: uuid.UUID, person_id: uuid.UUID, how: str = "", at: datetime | None = None
) -> Detention:
    """Say who somebody in custody is. Their offences follow them, and whoever waits for the arrest hears of it."""
    detention = detention_with(detention_id)
    if detention.person_id:
        raise RuleBroken("This person has been identified already", rule="CUS-1", field="person_id")
    is_this_person(detention, person_id)
    for offence in detention.offences:
        offence.person_id = offence.person_id or person_id
    name_after(detention)
    log(actor, detention, moment_of(at), _sentence(f"Identified as {detention.detainee}", how), kind="identity")
    forget_draft(detention.id, Block.WHO, IDENTIFYING)
    say_people(detention)
    tell_of_arrest(detention)
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
    manner: Mapping[str, Any] | None = None,
) -> Detention:
    """When, where, by whom, by what power and for what somebody was arrested, and why that was necessary.

    `necessity` are codes of the list necessity. PACE 1984 s.24(5). `manner` has cautioned, caution_reply, arrest_force,
    arrest_force_detail, arrest_search, arrest_search_detail, and what decides the clock where another force had a part
    in it: arrest_area, sought_by (force codes), questioned_there. PACE 1984 s.41(3).
    """
    detention = detention_with(detention_id)
    if detention.arrested_at:
        raise RuleBroken("The arrest has been recorded already", rule="CUS-1")
    check_pace(detention.arrival, "no arrest for an offence brought them")
    check_arrest(arrested_at, arrived_at=detention.arrived_at, came_unarrested=detention.attended_voluntarily)
    detention.arrested_by = _officer(arrested_by_id) if arrested_by_id else None
    detention.arrested_by_id = arrested_by_id or None  # it is in their hands before it is written
    take_in(detention, offence_ids, other_offences)
    if not detention.offences:
        raise InputInvalid({"offence_ids": ["Select or add what they were arrested for"]})
    detention.arrested_at, detention.arrest_place = arrested_at, arrest_place
    detention.arrest_power, detention.arrest_reason = arrest_power, arrest_reason
    detention.necessity = [require_item("necessity", each, field="necessity").code for each in necessity]
    for name, value in (manner or {}).items():
        setattr(detention, name, value if value is not None or name in _OPEN else "")
    happened(actor, detention, Arrest, arrested_at, **arrest_facts(detention))
    for offence in detention.offences:
        offence.stage, offence.arrested_at = Stage.ARRESTED, arrested_at
    name_after(detention)
    by = f" by {detention.arrested_by.name}" if detention.arrested_by else ""
    log(actor, detention, arrested_at, f"Arrested at {arrest_place}{by} for {detention.summary}", kind="arrest")
    block_done(actor, detention, Block.ARREST)
    say_people(detention)
    tell_of_arrest(detention)
    return detention


_OPEN: Final = frozenset({"arrest_force", "arrest_search", "cautioned", "questioned_there"})
"""Those that may stay unanswered: None is not no."""


def arrest_facts(detention: Detention) -> dict[str, Any]:
    """What the arrest means for the clock; what another force had no part in is left out."""
    told: dict[str, Any] = {
        "area": detention.arrest_area or detention.force,
        "at_station": detention.attended_voluntarily or detention.arrested_at_station,
    }
    if detention.sought_by:
        told["sought_by"] = detention.sought_by
    if detention.questioned_there is not None:
        told["questioned_in_arrest_area"] = detention.questioned_there
    gravest = gravest_class(detention)
    for fact in detention.facts:
        if gravest and fact.kind == ArriveStation.name and fact.replaced_at is None:
            fact.details = fact.details | {"offence_class": gravest.value}
    return told


IDENTIFYING: Final = "identify"
"""The page of the block `who` that says who it is; the block itself is what is known of them, found still right."""


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


def free_person(person_id: uuid.UUID) -> Person:
    """Somebody who may be taken into custody. Raises RuleBroken when they are in custody already."""
    if there := where_held(person_id):
        already = f"This person has been in custody at {there.suite} since {said(there.since)}"
        raise RuleBroken(already, rule="Code C 2.1A", field="person_id")
    return picked(Person, person_id, field="person_id")


def is_this_person(detention: Detention, person_id: uuid.UUID) -> None:
    """Say who is in custody here. Raises RuleBroken when they are in custody elsewhere."""
    detention.person = free_person(person_id)
    part = {"party_id": person_id, "event_id": detention.id, "part": Part.DETAINEE}
    there_before = db.session.scalars(select(Involvement).filter_by(**part)).one_or_none()
    if there_before is None:
        db.session.add(Involvement(party_id=person_id, event=detention, part=Part.DETAINEE))
    else:  # thought to be somebody else meanwhile
        there_before.ended_at, there_before.note = None, ""
    db.session.flush()


def tell_of_arrest(detention: Detention) -> None:
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
