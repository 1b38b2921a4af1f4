"""Owing a victim what an event makes due, and ending it: kept, kept late, or not kept (INV-6)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.england import day_of
from mips.investigation.model.crime import Crime, CrimeOutcome, CrimeStatus
from mips.investigation.model.victim import VictimCare, VictimContact, VictimPromise
from mips.investigation.rules import victims as rules
from mips.investigation.rules.outcome_needs import REVIEWABLE
from mips.investigation.rules.promises import ClosedAs, goes_on
from mips.record.model.event import Involvement, Part
from mips.record.reference.lookup import Listed, listed
from mips.web.spoken import midnight

_CLOSED = {CrimeStatus.FINALISED: ClosedAs.FINALISED, CrimeStatus.CANCELLED: ClosedAs.CANCELLED}


def owe_new_victim(crime: Crime, party_id: uuid.UUID) -> None:
    """What is owed because of the report to somebody who was no victim of the crime before, and the first update."""
    at, closed = crime.reported_at or crime.recorded_at or clock.now(), closing_of(crime)
    for item in _begun_by("reported", at):
        if closed is None or goes_on(item.extra.get("after", ()), closed):
            db.session.add(_owed(crime, party_id, item, at, None))
    owe_update(crime, party_id, at, rules.EVERY_DAYS)


def owe_outcome(crime: Crime, outcome: CrimeOutcome, by_id: uuid.UUID) -> None:
    """Word of an outcome that is no charge, kept where the victim was told before it was signed off."""
    decided, told = midnight(outcome.decided_on) or clock.now(), midnight(outcome.victim_told_on)
    made = owe_all(crime, "not-charged" if outcome.code in REVIEWABLE else "no-charge", decided)
    if told:
        keep(made, max(told, decided), by_id, why="Told on the day that the outcome says")


def owe_all(crime: Crime, begins: str, at: datetime) -> list[VictimPromise]:
    """What an event makes due to every victim of the crime, whether or not whoever acts may see them."""
    items = _begun_by(begins, at)
    parties = victims_of(crime.id) if items else ()
    told_before = _of_event(crime.id, at) if parties else set()
    return [
        owe(crime, party_id, item, at)
        for party_id in parties
        for item in items
        if (party_id, item.code) not in told_before
    ]


def _of_event(crime_id: uuid.UUID, at: datetime) -> set[tuple[uuid.UUID, str]]:
    """What this very event made due already: an arrest is announced again with each offence added to it."""
    same = sa.select(VictimPromise.party_id, VictimPromise.code).where(
        VictimPromise.crime_id == crime_id, VictimPromise.happened_at == at
    )
    return {(party_id, code) for party_id, code in db.session.execute(same.execution_options(**UNSEEN_TOO))}


def owe(crime: Crime, party_id: uuid.UUID, item: Listed, at: datetime) -> VictimPromise:
    """One right because of what happened `at`, by the period that this victim has."""
    promise = _owed(crime, party_id, item, at, care_of(crime.id, party_id))
    db.session.add(promise)
    return promise


def owe_begun(crime: Crime, party_id: uuid.UUID, begins: str, at: datetime) -> None:
    """What an event makes due to one victim."""
    for item in _begun_by(begins, at):
        owe(crime, party_id, item, at)


def owe_update(crime: Crime, party_id: uuid.UUID, since: datetime, every_days: int) -> None:
    """The next update, so many days after they were last told something; one that is open moves there.

    None of a crime that is closed: there is nothing to tell of how it goes.
    """
    if closing_of(crime):
        return
    due = rules.next_update(day_of(since), every_days)
    standing = next((each for each in open_of(crime.id, party_id) if each.code == rules.UPDATE), None)
    if standing is None:
        db.session.add(_update(crime.id, party_id, since, due))
    else:
        standing.happened_at, standing.due_on = since, due


def date_anew(care: VictimCare) -> None:
    """The open promises by the periods that count now that enhanced rights are decided on."""
    for each in open_of(care.crime_id, care.party_id):
        for item in listed(rules.CODE, on=day_of(each.happened_at)):
            if item.code == each.code:
                each.due_on = rules.due_on(day_of(each.happened_at), _days(item, care))


def keep(
    promises: Iterable[VictimPromise],
    at: datetime,
    by_id: uuid.UUID,
    *,
    why: str = "",
    contact: VictimContact | None = None,
) -> None:
    """End promises as kept `at`."""
    for each in promises:
        each.kept_at, each.ended_at, each.ended_by_id = at, clock.now(), by_id
        each.broken = not rules.kept_in_time(each.due_on, day_of(at))
        each.why = why if each.broken else ""
        each.contact_id = contact.id if contact else None


def victims_of(crime_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Every victim of the crime, whether or not whoever acts may see them."""
    victims = sa.select(Involvement.party_id).where(
        Involvement.event_id == crime_id, Involvement.part == Part.VICTIM, Involvement.ended_at.is_(None)
    )
    return db.session.scalars(victims.order_by(Involvement.id).execution_options(**UNSEEN_TOO)).all()


def closing_of(crime: Crime) -> ClosedAs | None:
    """How the crime was closed; None while it is open."""
    return _CLOSED.get(crime.status)


def open_of(crime_id: uuid.UUID, party_id: uuid.UUID) -> Sequence[VictimPromise]:
    """The promises to this victim that have not ended, the first due first."""
    standing = _of(crime_id).where(VictimPromise.party_id == party_id, VictimPromise.ended_at.is_(None))
    by = (VictimPromise.due_on, VictimPromise.id)
    return db.session.scalars(standing.order_by(*by).execution_options(**UNSEEN_TOO)).all()


def next_promises(crime_id: uuid.UUID) -> Sequence[VictimPromise]:
    """Of each victim that may be seen the one promise that is due first."""
    standing = _of(crime_id).where(VictimPromise.ended_at.is_(None)).order_by(VictimPromise.due_on, VictimPromise.id)
    first: dict[uuid.UUID, VictimPromise] = {}
    for each in db.session.scalars(standing):
        first.setdefault(each.party_id, each)
    return list(first.values())


def care_of(crime_id: uuid.UUID, party_id: uuid.UUID) -> VictimCare | None:
    """What is known of this victim's needs and rights; None: nothing was asked yet."""
    of_them = sa.select(VictimCare).where(VictimCare.crime_id == crime_id, VictimCare.party_id == party_id)
    return db.session.scalars(of_them.execution_options(**UNSEEN_TOO)).one_or_none()


def _owed(crime: Crime, party_id: uuid.UUID, item: Listed, at: datetime, care: VictimCare | None) -> VictimPromise:
    return VictimPromise(
        crime_id=crime.id,
        party_id=party_id,
        code=item.code,
        title=item.title,
        right=item.extra["right"],
        happened_at=at,
        due_on=rules.due_on(day_of(at), _days(item, care)),
    )


def _update(crime_id: uuid.UUID, party_id: uuid.UUID, since: datetime, due: date) -> VictimPromise:
    return VictimPromise(
        crime_id=crime_id,
        party_id=party_id,
        code=rules.UPDATE,
        title=rules.UPDATE_TITLE,
        right=6,
        happened_at=since,
        due_on=due,
    )


def _begun_by(begins: str, at: datetime) -> Sequence[Listed]:
    """What such an event makes due, by the edition of the code on that day."""
    return [item for item in listed(rules.CODE, on=day_of(at)) if item.extra.get("begins") == begins]


def _days(item: Listed, care: VictimCare | None) -> int:
    return rules.days_of(
        standard=item.extra["standard"], enhanced=item.extra["enhanced"], has_enhanced=bool(care and care.enhanced)
    )


def _of(crime_id: uuid.UUID) -> sa.Select[VictimPromise]:
    return sa.select(VictimPromise).where(VictimPromise.crime_id == crime_id)
