"""Taking a report: every one becomes an incident, crime or not (INV-1 NC-1)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules import incidents as rules
from mips.investigation.rules.recording import Channel, check_times, record_by
from mips.investigation.usecases.drafts import forget_report_draft
from mips.investigation.usecases.parties import party_told
from mips.investigation.usecases.places import place_told
from mips.investigation.usecases.writing import involve, log
from mips.record.model.event import Part
from mips.record.numbers import next_number
from mips.record.reference.lookup import listed, require_item, require_offence_code
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase

Fields = Mapping[str, Any]
TOLD = ("place_id", "address", "point")
"""Any of which says where something happened."""


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED)
def report_incident(
    actor: Actor,
    *,
    reported_at: datetime,
    channel: Channel,
    reporter: Fields,
    category: str,
    summary: str,
    occurred_from: datetime | None = None,
    occurred_until: datetime | None = None,
    offence_code: str | None = None,
    where: Fields | None = None,
    control_room: str | None = None,
    victims: Sequence[Fields] = (),
    draft_id: uuid.UUID | None = None,
) -> ReportedIncident:
    """Take a report down: who said what, when and how. What it is held to be is decided within 24 hours (NC-4).

    `reporter`: `capacity`, and `person_id`, `organisation`, or `name` and `phone` of one who is not on the record.
    `victims` as record_crime takes them, `where` as usecases.places.place_told does. `draft_id`: what was kept of it
    while it was typed, which is then gone.
    """
    if occurred_from:
        check_times(occurred_from, occurred_until, reported_at)
    named = any(reporter.get(each) for each in ("person_id", "organisation", "name"))
    rules.check_reporter(reporter["capacity"], named=named)
    about = require_item(rules.CATEGORIES, category, field="category")
    require_item(rules.CAPACITIES, reporter["capacity"], field="reporter-capacity")
    offence = require_offence_code(offence_code, field="offence_code") if offence_code else None
    _only_once(control_room or "")
    place = place_told(where) if where and any(where.get(each) for each in TOLD) else None
    db.session.flush()  # a new place has no id before
    incident = opened(
        reported_at=reported_at,
        channel=channel,
        label=", ".join(part for part in (offence.title if offence else about.title, place and place.label) if part),
        category=category,
        capacity=reporter["capacity"],
        reporter_name=reporter.get("name") or "",
        reporter_phone=reporter.get("phone") or "",
        control_room=control_room or "",
        summary=summary,
        place_id=place.id if place else None,
        occurred_from=occurred_from,
        occurred_until=occurred_until,
        offence_code=offence.code if offence else "",
        offence_title=offence.title if offence else "",
        rape=bool(about.extra.get("rape")) or is_rape(offence),
    )
    _involve(incident, reporter, victims)
    log(actor.id, incident, clock.now(), f"{about.title}. {channel.label}", kind="report")
    if draft_id:
        forget_report_draft(actor, draft_id)
    return incident


def opened(*, reported_at: datetime, **fields: Any) -> ReportedIncident:
    """A new incident, with its number and until when it must be decided on."""
    now = clock.now()
    serial = next_number(f"incident {settings().force}", now.year)
    incident = ReportedIncident(
        reference=rules.incident_number(settings().force, serial, now.year),
        force=settings().force,
        reported_at=reported_at,
        decide_by=record_by(reported_at),
        **fields,
    )
    db.session.add(incident)
    db.session.flush()  # what follows names it by its id
    return incident


def is_rape(offence: ListedOffence | None) -> bool:
    """Whether an offence is one of the classes that the N100 register is kept for (NC-7)."""
    prefixes = [item.code for item in listed(rules.SPECIFIED) if item.extra.get("rape")]
    return offence is not None and rules.under(offence.ho_class, prefixes)


def speaks(incident: ReportedIncident) -> bool:
    """Whether the victim reported, or somebody who speaks for them (NC-5). Of one who was not asked: as the victim."""
    capacities = {item.code: item for item in listed(rules.CAPACITIES)}
    return not incident.capacity or bool(capacities[incident.capacity].extra.get("speaks"))


def _involve(incident: ReportedIncident, reporter: Fields, victims: Sequence[Fields]) -> None:
    if reporter.get("person_id") or reporter.get("organisation"):
        party = party_told(reporter, field="reporter-")
        involve(incident, party, Part.REPORTED_BY)
        if reporter["capacity"] == rules.VICTIM:
            involve(incident, party, Part.VICTIM)
        db.session.flush()
    for n, each in enumerate(victims):
        involve(incident, party_told(each, field=f"victims-{n}-"), Part.VICTIM)
        db.session.flush()


def _only_once(control_room: str) -> None:
    """What the control room sent twice is one report; one that may not be seen is not named."""
    if not control_room:
        return
    same = sa.select(ReportedIncident.reference).where(ReportedIncident.control_room == control_room)
    if db.session.scalar(same.execution_options(**UNSEEN_TOO)):
        seen = db.session.scalar(same)
        said = f"This is already on the record as {seen}" if seen else "This number is already on the record"
        raise RuleBroken(said, rule="NC-1", field="control_room")
