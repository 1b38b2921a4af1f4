"""Each contact with a victim, what else they are owed, and why a promise was not kept (INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import RuleBroken
from mips.investigation.model.victim import VictimContact, VictimPromise
from mips.investigation.rules import victims as rules
from mips.investigation.usecases.looked_after import looked_after
from mips.investigation.usecases.promising import care_of, keep, open_of, owe, owe_update
from mips.investigation.usecases.victims import any_late, victim_of
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.event import Part
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@usecase(Permission.CASES_WITNESS_CARE_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def add_contact(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    party_id: uuid.UUID,
    method: str,
    reached: bool,
    said: str,
    at: datetime | None = None,
    keeps: Sequence[str] = (),
    why_late: str | None = None,
) -> VictimContact:
    """Write down a contact with a victim or witness, or an attempt. A victim who was reached has had their update,
    and the next is due.

    `keeps`: the codes of the promises that it keeps.
    """
    crime, party, part = looked_after(crime_id, party_id)
    item, when = require_item(rules.METHODS, method, field="method"), at or clock.now()
    kept = [each for each in open_of(crime.id, party.id) if _kept_by(each, reached, keeps)]
    if (unknown := set(keeps) - {each.code for each in kept}) and reached:
        raise RuleBroken(f"Not owed to them now: {', '.join(sorted(unknown))}", rule="INV-6", field="keeps")
    rules.check_contact(reached=reached, keeps=keeps, late=any_late(kept, day_of(when)), why_late=why_late or "")
    contact = VictimContact(
        crime_id=crime.id,
        party_id=party.id,
        at=when,
        method=method,
        reached=reached,
        said=said,
        keeps=[each.code for each in kept],
        by_id=actor.id,
    )
    db.session.add(contact)
    db.session.flush()
    keep(kept, when, actor.id, why=why_late or "", contact=contact)
    db.session.flush()
    if reached and part is Part.VICTIM:
        care = care_of(crime.id, party.id)
        owe_update(crime, party.id, when, (care and care.every_days) or rules.EVERY_DAYS)
    tried = "" if reached else ", not reached"
    log(
        actor.id,
        crime,
        when,
        f"{part.value.capitalize()} {party.label}, {item.title.lower()}{tried}: {said}",
        kind="contact",
    )
    return contact


@usecase(Permission.CASES_WITNESS_CARE_CREATE, verb=Verb.COLLECTED)
def owe_word(
    actor: Actor, *, crime_id: uuid.UUID, party_id: uuid.UUID, code: str, happened_at: datetime
) -> VictimPromise:
    """Say that something happened of which a victim must be told: it is due by the period of the code."""
    crime, party = victim_of(crime_id, party_id)
    return owe(crime, party.id, require_item(rules.CODE, code, field="code", on=day_of(happened_at)), happened_at)


@usecase(Permission.CASES_WITNESS_CARE_UPDATE, verb=Verb.ALTERED)
def give_up_promise(
    actor: Actor, *, crime_id: uuid.UUID, party_id: uuid.UUID, promise_id: uuid.UUID, why: str
) -> VictimPromise:
    """End a promise that will not be kept, with why. It counts as broken; a new update is then due."""
    crime, party = victim_of(crime_id, party_id)
    promise = fetch(VictimPromise, promise_id)
    rules.check_given_up(
        theirs=promise.crime_id == crime.id and promise.party_id == party.id, ended=bool(promise.ended_at)
    )
    now = clock.now()
    promise.ended_at, promise.ended_by_id, promise.broken, promise.why = now, actor.id, True, why
    if promise.code == rules.UPDATE:
        db.session.flush()
        care = care_of(crime.id, party.id)
        owe_update(crime, party.id, now, (care and care.every_days) or rules.EVERY_DAYS)
    return promise


def _kept_by(promise: VictimPromise, reached: bool, keeps: Sequence[str]) -> bool:
    return reached and (promise.code in keeps or promise.code == rules.UPDATE)
