"""Saying what an investigation waits for, and that it waits no longer: it is not silent meanwhile (F31)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.supervision import CrimeWait
from mips.investigation.rules import silence as rules
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def wait_for(actor: Actor, *, crime_id: uuid.UUID, on: str, until_on: date, why: str | None = None) -> CrimeWait:
    """Say what a crime waits for, until a day. What it was said to wait for before ends."""
    crime, item = fetch(Crime, crime_id), require_item(rules.WAITS_FOR, on, field="on")
    now = clock.now()
    rules.check_wait(until_on, today=day_of(now))
    for before in open_waits(crime.id):
        before.ended_at = now
    row = CrimeWait(crime_id=crime.id, on=on, until_on=until_on, why=why or "", by_id=actor.id, at=now)
    db.session.add(row)
    said = f"Waits for {item.title} until {until_on:%-d %b %Y}. {why or ''}"
    log(actor.id, crime, now, said.strip(), kind="waiting")
    return row


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def wait_no_longer(actor: Actor, *, crime_id: uuid.UUID) -> Crime:
    """Say that what a crime waited for has come, or is given up."""
    crime = fetch(Crime, crime_id)
    waits = open_waits(crime.id)
    if not waits:
        raise RuleBroken("It waits for nothing", rule=rules.SECTION)
    for each in waits:
        each.ended_at = clock.now()
    log(actor.id, crime, clock.now(), "Waits no longer", kind="waiting")
    return crime


def open_waits(crime_id: uuid.UUID) -> Sequence[CrimeWait]:
    """What it waits for now, or did until its day passed."""
    standing = sa.select(CrimeWait).where(CrimeWait.crime_id == crime_id, CrimeWait.ended_at.is_(None))
    return db.session.scalars(standing.options(joinedload(CrimeWait.by)).order_by(CrimeWait.id)).all()
