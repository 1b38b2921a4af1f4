"""Somebody on street bail comes to a station, or is brought: a custody record with all that is known already."""

from __future__ import annotations

import uuid
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.custody.model.detention import Detention
from mips.custody.model.street_bail import StreetBail
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.street_bail import StreetEnd, arrival_by, check_brought
from mips.custody.usecases.arrival import picked_suite, record_arrest, record_arrival
from mips.custody.usecases.station import to_designated_by
from mips.custody.usecases.street_bail import end_street_bail, note, standing_street_bail
from mips.custody.usecases.writing import log, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def arrive_on_street_bail(
    actor: Actor,
    *,
    street_bail_id: uuid.UUID,
    suite_id: uuid.UUID,
    because: StreetEnd = StreetEnd.ANSWERED,
    arrived_at: datetime | None = None,
    arrested_at: datetime | None = None,
    arrest_place: str = "",
    reason: str = "",
    escorted_by: str = "",
    condition: str = "",
) -> Detention:
    """Came to answer street bail, or was arrested under s.30D and brought in. PACE 1984 s.34(7), s.41(2)(ca), s.30D.

    They are held for the offences they were bailed for, and nothing about the arrest is asked again. Answering, the
    clock runs from coming; brought under s.30D, from arriving at the first station (s.41(2)(d)), all of it counted.
    """
    bail, suite, at = standing_street_bail(street_bail_id), picked_suite(suite_id), moment_of(arrived_at)
    check_brought(because, arrested_at=arrested_at, arrived_at=at, attend_at=bail.due_at, conditions=str(bail.terms))
    detention = record_arrival(
        actor,
        suite_id=suite.id,
        arrived_at=at,
        person_id=bail.person_id,
        escorted_by=escorted_by,
        condition=condition,
        street_bailed_at=bail.released_at,
        street_bail_broken=arrival_by(because) is ArrivalKind.STREET_BAIL_ARREST,
    )
    log(actor, detention, at, _goes_on_from(bail, because, arrested_at, arrest_place, reason), kind="arrival")
    if not suite.designated:
        _log_six_hours(actor, detention, at)
    _arrest_as_known(actor, detention, bail)
    end_street_bail(bail, because, at, reason)
    bail.detention_id = detention.id
    note(actor, bail, at, f"{because.label}. Custody record {detention.reference}. {reason}".strip(), kind="arrival")
    return detention


def _arrest_as_known(actor: Actor, detention: Detention, bail: StreetBail) -> None:
    """The arrest in the street, as it was written down there."""
    record_arrest(
        actor,
        detention_id=detention.id,
        arrested_at=bail.arrested_at,
        arrest_place=bail.arrest_place,
        arrest_reason=bail.arrest_reason,
        necessity=bail.necessity,
        arrested_by_id=bail.officer_id,
        arrest_power=bail.arrest_power,
        offence_ids=[each.offence_id for each in bail.arrested_for],
        manner={"cautioned": bail.cautioned, "caution_reply": bail.caution_reply},
    )


def _log_six_hours(actor: Actor, detention: Detention, at: datetime) -> None:
    """Answering there they are released or at a designated station within six hours; the board counts them too."""
    by, section = to_designated_by(detention), "s.30C(2)" if detention.arrival is ArrivalKind.STREET_BAIL else "s.30(6)"
    if by:
        to = f"Not a designated station: to one, or released, by {said(by)} ({section})"
        log(actor, detention, at, to, kind="arrival")


def _goes_on_from(bail: StreetBail, how: StreetEnd, arrested_at: datetime | None, where: str, why: str) -> str:
    """The log's line about the bail that was, and of an arrest on it when, where and why."""
    due = f"Street bail {bail.reference}, due {said(bail.due_at)} at {bail.suite.name}"
    if how is StreetEnd.ANSWERED or arrested_at is None:
        return due
    place = f", {where}" if where else ""
    return f"{due}. {how.label}, {said(arrested_at)}{place}. {why}".strip()
