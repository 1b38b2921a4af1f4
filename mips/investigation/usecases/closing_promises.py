"""What is owed to victims once a crime is finalised or cancelled, and again when it is opened (INV-5, INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.england import day_of
from mips.investigation.model.crime import Crime
from mips.investigation.model.victim import VictimPromise
from mips.investigation.rules import promises as rules
from mips.investigation.rules import victims
from mips.investigation.rules.promises import ClosedAs, Ending
from mips.investigation.usecases.promising import care_of, owe_update, victims_of
from mips.record.reference.lookup import ever_listed


def end_what_lapses(crime: Crime, closing: ClosedAs, by_id: uuid.UUID) -> None:
    """End what is no longer owed, with its reason; what was late already ends broken."""
    now, after = clock.now(), _after()
    standing = sa.select(VictimPromise).where(VictimPromise.crime_id == crime.id, VictimPromise.ended_at.is_(None))
    for each in db.session.scalars(standing.execution_options(**UNSEEN_TOO)).all():
        end = rules.ending(after.get(each.code, ()), closing, due=each.due_on, today=day_of(now))
        if end is not Ending.GOES_ON:
            each.ended_at, each.ended_by_id = now, by_id
            each.broken, each.why = end is Ending.BROKEN, rules.why_ended(closing, end)


def owe_updates_again(crime: Crime, since: datetime) -> None:
    """A crime that is opened again owes each of its victims the next update."""
    for party_id in victims_of(crime.id):
        care = care_of(crime.id, party_id)
        owe_update(crime, party_id, since, (care and care.every_days) or victims.EVERY_DAYS)


def _after() -> dict[str, Collection[str]]:
    """Code -> the closings after which it is still owed."""
    return {item.code: item.extra.get("after", ()) for item in ever_listed(victims.CODE)}
