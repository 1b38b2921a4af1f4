"""What investigation hears from custody and answers to others: arrest, charge, and the facts of a crime."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.visibility import UNSEEN_TOO, actor_id
from mips.between.notices import Arrested, Charged, Released
from mips.between.questions import CrimeFacts
from mips.core import db
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules import suspects
from mips.investigation.usecases.closing_promises import owe_updates_again
from mips.investigation.usecases.outcomes import charged_outcome, put_in_force
from mips.investigation.usecases.promising import owe_all
from mips.investigation.usecases.writing import give_status, log
from mips.record.model.case import Offence
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.web.spoken import in_london


def on_arrest(notice: Arrested) -> None:
    """Whoever was arrested for a crime is its arrested suspect."""
    for crime in _crimes_behind(notice.offence_ids):
        _now_is(crime, notice.person_id, suspects.ARRESTED, notice.at, "Arrested")
        owe_all(crime, "arrested", notice.at)


def on_charge(notice: Charged) -> None:
    """A charge is the crime's outcome 1, from the day of the charge (INV-3)."""
    by = _whoever_acts()
    for crime in _crimes_behind(notice.offence_ids):
        _now_is(crime, notice.person_id, suspects.CHARGED, notice.at, "Charged")
        owe_all(crime, "charged", notice.at)
        if crime.status in {CrimeStatus.CHARGED, CrimeStatus.AWAITING_COURT}:
            continue
        outcome = charged_outcome(crime, in_london(notice.at).date(), by)
        crime.outcomes.append(outcome)
        reopened = crime.status == CrimeStatus.FINALISED
        put_in_force(crime, outcome, notice.at, CrimeStatus.CHARGED)
        if reopened:
            owe_updates_again(crime, notice.at)
        log(by, crime, notice.at, f"Outcome 1: {outcome.title}", kind="outcome")


def on_release(notice: Released) -> None:
    """Whoever is released on bail or under investigation stands so in their crimes; victims are owed word (INV-6)."""
    after = suspects.AFTER_RELEASE.get(notice.disposal)
    if after is None:
        return
    of_them = sa.select(Offence.id).where(Offence.detention_id == notice.detention_id, Offence.charged_at.is_(None))
    for crime in _crimes_behind(db.session.scalars(of_them.execution_options(**UNSEEN_TOO)).all()):
        if after.status:
            _now_is(crime, notice.person_id, after.status, notice.at, after.said)
        owe_all(crime, after.owes, notice.at)


def _crimes_behind(offence_ids: Sequence[uuid.UUID]) -> Sequence[Crime]:
    """The crimes these offences stand in, whether or not the officer who arrests or charges may see them."""
    of_them = sa.select(Offence.crime_id).where(Offence.id.in_(offence_ids), Offence.crime_id.is_not(None))
    ids = set(db.session.scalars(of_them.execution_options(**UNSEEN_TOO)))
    crimes = sa.select(Crime).where(Crime.id.in_(ids)).options(selectinload(Crime.outcomes)).order_by(Crime.id)
    return db.session.scalars(crimes.execution_options(**UNSEEN_TOO)).all()


def _now_is(crime: Crime, person_id: uuid.UUID, status: str, at: datetime, said: str) -> None:
    by = _whoever_acts()
    found = sa.select(Involvement).where(
        Involvement.event_id == crime.id, Involvement.party_id == person_id, Involvement.part == Part.SUSPECT
    )
    involved = db.session.scalars(found.execution_options(**UNSEEN_TOO)).one_or_none()
    if involved is None:
        involved = Involvement(party_id=person_id, event_id=crime.id, part=Part.SUSPECT)
        db.session.add(involved)
    if involved.status == status:
        return
    involved.ended_at = None
    give_status(by, involved, status, at)
    name = db.session.scalars(
        sa.select(Person.label).where(Person.id == person_id).execution_options(**UNSEEN_TOO)
    ).one()
    log(by, crime, at, f"{said}: {name}", kind="suspect")


def _whoever_acts() -> uuid.UUID:
    by = actor_id()
    if by is None:
        raise RuntimeError("custody announced something outside a use case")
    return by


def officers_of(crime_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, uuid.UUID]:
    """Crime -> its officer in the case, whether or not whoever asks may see the crime."""
    of_them = sa.select(Crime.id, Crime.officer_in_case_id).where(
        Crime.id.in_(crime_ids), Crime.officer_in_case_id.is_not(None)
    )
    rows = db.session.execute(of_them, execution_options=UNSEEN_TOO)
    return {crime_id: officer_id for crime_id, officer_id in rows if officer_id}


def facts_of(crime_ids: Sequence[uuid.UUID]) -> Sequence[CrimeFacts]:
    """What is known of these crimes, as far as whoever asks may see them, in the order asked for."""
    crimes = sa.select(Crime).where(Crime.id.in_(crime_ids)).options(joinedload(Crime.officer_in_case))
    found = {crime.id: crime for crime in db.session.scalars(crimes)}
    places = _places(found.values())
    parties = _parties(list(found))
    wanted = [found[each] for each in dict.fromkeys(crime_ids) if each in found]
    return [_facts(crime, places.get(crime.place_id), parties.get(crime.id, [])) for crime in wanted]


def _places(crimes: Iterable[Crime]) -> Mapping[uuid.UUID | None, str]:
    wanted = [crime.place_id for crime in crimes if crime.place_id]
    places = db.session.scalars(sa.select(Place).where(Place.id.in_(wanted)))
    return {place.id: place.label for place in places}


def _parties(crime_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Involvement]]:
    found: dict[uuid.UUID, list[Involvement]] = {}
    parties = sa.select(Involvement).where(
        Involvement.event_id.in_(crime_ids),
        Involvement.part.in_((Part.VICTIM, Part.WITNESS)),
        Involvement.ended_at.is_(None),
    )
    for each in db.session.scalars(parties.options(joinedload(Involvement.party)).order_by(Involvement.id)):
        found.setdefault(each.event_id, []).append(each)
    return found


def _facts(crime: Crime, location: str | None, parties: Sequence[Involvement]) -> CrimeFacts:
    return CrimeFacts(
        crime_id=crime.id,
        reference=crime.reference or "",
        title=crime.offence_title or crime.label,
        summary=crime.summary,
        location=location or "",
        committed_from=crime.occurred_from,
        committed_until=crime.occurred_until,
        officer_id=crime.officer_in_case_id,
        officer=crime.officer_in_case.name if crime.officer_in_case else "",
        victims=[_named(each) for each in parties if each.part == Part.VICTIM],
        witnesses=[_named(each) for each in parties if each.part == Part.WITNESS],
    )


def _named(each: Involvement) -> Mapping[str, str]:
    return {"id": str(each.party_id), "name": each.party.label, "part": each.part.value}
