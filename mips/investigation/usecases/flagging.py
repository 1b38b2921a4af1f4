"""Setting a flag on a crime after it was recorded, and ending it; those that ended stay with their dates (INV-13)."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound
from mips.investigation.model.crime import Crime, CrimeFlag
from mips.investigation.rules import flags as rules
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase
from mips.web.filters import day
from mips.web.spoken import in_london


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def set_flag(actor: Actor, *, crime_id: uuid.UUID, flag: str, from_on: date | None = None, why: str = "") -> CrimeFlag:
    """Set a flag, from today unless said."""
    crime, item = fetch(Crime, crime_id), require_item(rules.LIST, flag, field="flag")
    rules.check_set(already=standing_flag(crime.id, flag) is not None)
    since = from_on or in_london(clock.now()).date()
    set_ = CrimeFlag(crime_id=crime.id, flag=flag, from_on=since)
    db.session.add(set_)
    said = f"Flag set from {day(since)}: {item.title}" + (f". {why}" if why else "")
    log(actor.id, crime, clock.now(), said, kind="flag")
    return set_


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_flag(actor: Actor, *, crime_id: uuid.UUID, flag: str, why: str, until_on: date | None = None) -> CrimeFlag:
    """End a flag, today unless said."""
    crime, standing = fetch(Crime, crime_id), standing_flag(crime_id, flag)
    if standing is None:
        raise NotFound("No such flag is set")
    last = until_on or in_london(clock.now()).date()
    rules.check_ended(standing.from_on, last)
    standing.until_on = last
    log(actor.id, crime, clock.now(), f"Flag ended {day(last)}: {title_of(rules.LIST, flag)}. {why}", kind="flag")
    return standing


def standing_flag(crime_id: uuid.UUID, flag: str) -> CrimeFlag | None:
    """The flag that nobody has ended."""
    set_ = sa.select(CrimeFlag).where(
        CrimeFlag.crime_id == crime_id, CrimeFlag.flag == flag, CrimeFlag.until_on.is_(None)
    )
    return db.session.scalars(set_.limit(1)).first()
