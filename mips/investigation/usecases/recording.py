"""Recording crime from a report: the decision by rule, one crime for each victim, and their numbers (INV-1, INV-13)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.settings import settings
from mips.investigation.model.crime import Crime
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules import recording as rules
from mips.investigation.rules.flags import LIST as FLAGS
from mips.investigation.rules.grouping import KINDS
from mips.investigation.rules.incidents import SPECIFIED, Standing, check_recordable
from mips.investigation.rules.recording import Basis, Channel
from mips.investigation.rules.seriousness import LIST as SERIOUSNESS
from mips.investigation.rules.seriousness import crimes_for
from mips.investigation.rules.victims import CODE
from mips.investigation.usecases.incidents import is_rape, opened
from mips.investigation.usecases.making import Told, in_order, make_crime
from mips.investigation.usecases.places import place_told
from mips.record.lookup import fetch
from mips.record.numbers import next_number
from mips.record.reference.lookup import read_together, require_item, require_offence_codes
from mips.usecase import usecase

Fields = Mapping[str, Any]


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED)
def record_crime(
    actor: Actor,
    *,
    offences: Sequence[Fields],
    basis: Basis,
    amounts_to_crime: bool,
    reported_at: datetime,
    channel: Channel,
    occurred_from: datetime,
    where: Fields,
    summary: str,
    occurred_until: datetime | None = None,
    evidence: str | None = None,
    modus_operandi: str | None = None,
    victims: Sequence[Fields] = (),
    joint: bool = False,
    witnesses: Sequence[Fields] = (),
    suspects: Sequence[Fields] = (),
    flags: Sequence[str] = (),
    incident_id: uuid.UUID | None = None,
) -> Crime:
    """Record crime from a report: one crime for each victim, or one for all where they were hurt as one (`joint`).

    The first of them is given; all belong to one incident. `incident_id`: the report they are recorded from; where
    there is none yet, one is made of what is told here (NC-1). `offences`: each `code`, in any order. `victims`,
    `witnesses`: each `person_id`, or `organisation` by name. `suspects`: each `person_id` and why they are suspected as
    `grounds`. `where`: as usecases.places.place_told takes it. `flags`: items of the list `crime-flag`.
    """
    rules.check_times(occurred_from, occurred_until, reported_at)
    rules.check_decision(basis, amounts_to_crime=amounts_to_crime, evidence=evidence or "")
    rules.check_victims(basis, len(victims))
    read_together(SERIOUSNESS, KINDS, SPECIFIED, CODE)
    places = [f"offences-{n}-code" for n in range(len(offences))]
    named = require_offence_codes([each["code"] for each in offences], fields=places)
    for flag in flags:
        require_item(FLAGS, flag, field="flags")
    counted, why = in_order(named)
    place = place_told(where)
    db.session.flush()  # a new place has no id before
    told = Told(
        offences=counted,
        basis=basis,
        reported_at=reported_at,
        channel=channel,
        occurred_from=occurred_from,
        occurred_until=occurred_until,
        place=place,
        summary=summary,
        modus_operandi=modus_operandi or "",
        evidence=evidence or "",
        why_principal=why,
        witnesses=witnesses,
        suspects=suspects,
        flags=flags,
        at=clock.now(),
    )
    incident = _reported_in(incident_id) or _opened(told)
    shares = crimes_for(len(victims), joint=joint)
    first, *_ = [
        make_crime(actor, told, incident, number, {n: victims[n] for n in share})
        for share, number in zip(shares, _numbers(len(shares), told.at), strict=True)
    ]
    return first


def _reported_in(incident_id: uuid.UUID | None) -> ReportedIncident | None:
    """The report, which is still ours to record."""
    if incident_id is None:
        return None
    incident = fetch(ReportedIncident, incident_id)
    check_recordable(incident.standing)
    return incident


def _opened(told: Told) -> ReportedIncident:
    """The report that was not taken down before its crime."""
    return opened(
        reported_at=told.reported_at,
        channel=told.channel,
        label=told.label,
        summary=told.summary,
        place_id=told.place.id,
        occurred_from=told.occurred_from,
        occurred_until=told.occurred_until,
        offence_code=told.principal.code,
        offence_title=told.principal.title,
        rape=is_rape(told.principal),
        standing=Standing.CRIME,
        decided_at=told.at,
    )


def _numbers(count: int, at: datetime) -> list[str]:
    first = next_number(f"crime {settings().force}", at.year, block=count)
    return [rules.crime_number(settings().force, first + n, at.year) for n in range(count)]
