"""Somebody released where they were arrested is arrested again on new evidence, and brought to a station."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.custody.model.detention import Detention
from mips.custody.rules.rearrest import NewEvidence
from mips.custody.rules.street_bail import StreetEnd, check_rearrested
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.street_bail import end_street_bail, note, street_bail_with
from mips.custody.usecases.writing import log, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def rearrest_from_street(
    actor: Actor,
    *,
    street_bail_id: uuid.UUID,
    because: NewEvidence,
    evidence: str,
    arrested_at: datetime,
    arrest_place: str,
    necessity: Sequence[str],
    suite_id: uuid.UUID,
    arrested_by_id: uuid.UUID | None = None,
    arrived_at: datetime | None = None,
    condition: str = "",
) -> Detention:
    """Arrested again on new evidence or analysis since the release: a custody record is opened. PACE 1984 s.30C(4).

    It is an arrest like any other: the clock runs from arriving at the first station (s.41(2)(d)). Street bail ends.
    """
    bail, at = street_bail_with(street_bail_id), moment_of(arrived_at)
    check_rearrested(
        because,
        evidence=evidence,
        released_at=bail.released_at,
        arrested_at=arrested_at,
        arrived_at=at,
        ended=bail.ended_by if bail.detention_id is None else StreetEnd.REARRESTED,
    )
    detention = record_arrival(actor, suite_id=suite_id, arrived_at=at, person_id=bail.person_id, condition=condition)
    record_arrest(
        actor,
        detention_id=detention.id,
        arrested_at=arrested_at,
        arrest_place=arrest_place,
        arrest_reason=evidence,
        necessity=necessity,
        arrested_by_id=arrested_by_id,
        arrest_power=bail.arrest_power,
        offence_ids=[each.offence_id for each in bail.arrested_for],
    )
    before = f"Released in the street, {bail.reference}, {said(bail.released_at or bail.granted_at)}"
    log(actor, detention, arrested_at, f"{before}. {because.label} (s.30C(4)): {evidence}", kind="arrest")
    if bail.ended_at is None:
        end_street_bail(bail, StreetEnd.REARRESTED, arrested_at, evidence)
    bail.detention_id = detention.id
    again = f"{StreetEnd.REARRESTED.label}. Custody record {detention.reference}. {evidence}"
    note(actor, bail, arrested_at, again, kind="arrest")
    return detention
