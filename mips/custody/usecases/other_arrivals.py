"""Coming into custody otherwise than under arrest for an offence: on a warrant, on recall, to a place of safety..."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.settings import settings
from mips.custody.model.detention import Detention
from mips.custody.model.other_hold import OtherHold
from mips.custody.rules.arrivals import (
    ArrivalKind,
    HeldFor,
    check_arrival_kind,
    check_longer_place_of_safety,
    check_otherwise,
    check_place_of_safety,
    check_station_is_one,
    check_times_given,
    own_limit,
)
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_authorisation
from mips.custody.rules.facts import DetentionAuthorised
from mips.custody.usecases.around import say_people
from mips.custody.usecases.arrival import free_person, open_record, picked_suite
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.escort_records import say_escort
from mips.custody.usecases.hold_checks import say_hold
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.other_holds import hold_of
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_other_arrival(
    actor: Actor,
    *,
    kind: ArrivalKind,
    suite_id: uuid.UUID,
    matter: str,
    arrived_at: datetime | None = None,
    person_id: uuid.UUID | None = None,
    described_as: str = "",
    escorted_by: str = "",
    condition: str = "",
    arrested_at: datetime | None = None,
    arrest_place: str = "",
    papers: Mapping[str, Any] | None = None,
) -> Detention:
    """Open a custody record for somebody held otherwise than for an offence, with the limit that they have.

    `papers` has, as each kind asks: issued_by, number, ordered_at, due_at, murder, removal_set; and of a place of
    safety risk, nowhere_else, inspector_id, health_there. MCA 1980 s.117, s.125, s.128, Bail Act 1976 s.7, MHA s.136.
    """
    suite, at = picked_suite(suite_id), moment_of(arrived_at)
    hold = OtherHold(kind=kind, matter=matter, **papers or {})
    check_arrival_kind(kind, came_at=at, since=arrested_at, issued_by=hold.issued_by or "")
    check_times_given(kind, due_at=hold.due_at, ordered_at=hold.ordered_at)
    about: dict[str, Any] = {"escorted_by": escorted_by, "condition": condition, "arrival": kind}
    person = free_person(person_id) if person_id else None
    detention = open_record(suite, at, person=person, described_as=described_as, **about)
    db.session.flush()
    if kind is ArrivalKind.PLACE_OF_SAFETY:
        _check_safety(detention, hold, at)
    detention.arrested_at, detention.arrest_place = arrested_at, arrest_place
    detention.arrest_power = kind.about.source.section
    detention.label, detention.summary = f"Detention of {detention.detainee}", kind.said(whole=False)
    hold.detention_id = detention.id
    db.session.add(hold)
    detention.held_until = own_limit(_held_for(detention, hold))
    by = f", brought by {escorted_by}" if escorted_by else ""
    came = f"{kind.label}: {matter}. {detention.detainee}{by}. {condition}".strip()
    log(actor, detention, at, came, kind="arrival")
    log(actor, detention, at, _papers_said(detention, hold), kind="arrival")
    block_done(actor, detention, Block.ARREST)
    say_hold(detention)
    return detention


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def accept_detainee(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    reason: str,
    accepted_at: datetime | None = None,
    no_sergeant_why: str = "",
) -> Detention:
    """Accept somebody who is held otherwise than for an offence: the custody officer answers for them. PACE 1984 s.39.

    No detention is authorised under s.37; of somebody remanded by a court the reviews of s.40 run from here.
    """
    detention, at = detention_with(detention_id), moment_of(accepted_at)
    check_otherwise(detention.arrival, accepted=detention.authorised_at is not None, held=detention.held)
    check_custody_officer(actor.rank_at(at), no_sergeant_why)
    check_authorisation(at, relevant_time=detention.arrived_at, grounds=reason, involved_in_investigation=False)
    if detention.arrival is ArrivalKind.REMAND:
        happened(actor, detention, DetentionAuthorised, at, area=detention.force)
    detention.authorised_at, detention.authorised_by_id = at, actor.id
    detention.grounds_reason, detention.no_sergeant_why = reason, no_sergeant_why
    log(actor, detention, at, f"Accepted into custody: {detention.arrival.label}. {reason}", kind="authorised")
    block_done(actor, detention, Block.DECISION)
    say_hold(detention)
    say_people(detention)
    say_escort(detention)
    return detention


@usecase(Permission.CUSTODY_EXTENSION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def extend_place_of_safety(
    actor: Actor, *, detention_id: uuid.UUID, doctor: str, why: str, at: datetime | None = None
) -> Detention:
    """Twelve hours more in a place of safety: the doctor allows them and a superintendent agrees. MHA 1983 s.136B."""
    detention, when = detention_with(detention_id), moment_of(at)
    hold = hold_of(detention.id)
    check_longer_place_of_safety(
        detention.arrival,
        held=detention.held,
        rank=actor.rank_at(when),
        extended=hold is not None and hold.extended_at is not None,
        ends=detention.held_until,
        at=when,
    )
    assert hold is not None  # noqa: S101 - a place of safety has one
    hold.extended_at, hold.extended_by_id, hold.doctor, hold.extended_why = when, actor.id, doctor, why
    detention.held_until = own_limit(_held_for(detention, hold))
    ends = said(detention.held_until) if detention.held_until else ""
    log(actor, detention, when, f"Place of safety until {ends}, allowed by {doctor}. {why}", kind="authority")
    say_escort(detention)
    return detention


def _check_safety(detention: Detention, hold: OtherHold, at: datetime) -> None:
    check_station_is_one(at, no_longer_from=settings().no_place_of_safety_from)
    inspector: User | None = officer_named(hold.inspector_id, "inspector_id") if hold.inspector_id else None
    check_place_of_safety(
        child=is_child(detention.person, at),
        risk=hold.risk or "",
        nowhere_else=hold.nowhere_else or "",
        inspector=inspector.rank_at(at) if inspector else None,
        health_there=bool(hold.health_there),
    )


def _held_for(detention: Detention, hold: OtherHold) -> HeldFor:
    return HeldFor(
        kind=hold.kind,
        arrived_at=detention.arrived_at,
        arrested_at=detention.arrested_at,
        due_at=hold.due_at,
        ordered_at=hold.ordered_at,
        child=is_child(detention.person, detention.arrived_at),
        murder=bool(hold.murder),
        removal_set=bool(hold.removal_set),
        extended=hold.extended_at is not None,
    )


def _papers_said(detention: Detention, hold: OtherHold) -> str:
    """The log's line about by whom, under what and until when."""
    until = f"Limit {said(detention.held_until)}" if detention.held_until else "No instant is set in law"
    parts = (
        f"Held for {hold.issued_by}" if hold.issued_by else "",
        f"number {hold.number}" if hold.number else "",
        f"{until} ({hold.kind.about.source.section})",
        hold.kind.about.must,
        f"Risk: {hold.risk}" if hold.risk else "",
        f"No other place: {hold.nowhere_else}" if hold.nowhere_else else "",
    )
    return ". ".join(part for part in parts if part)
