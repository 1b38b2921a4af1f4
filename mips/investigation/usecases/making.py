"""One crime of a report: its row, its decision, its offences and its people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.core import db
from mips.core.settings import settings
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus, RecordingDecision
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.rules.grouping import KINDS, kind_of
from mips.investigation.rules.recording import Basis, Channel, RecordingRule, rule_for
from mips.investigation.rules.seriousness import LIST, PRINCIPAL_RULE, Graded, principal, why_principal
from mips.investigation.rules.suspects import SUSPECT
from mips.investigation.usecases.deciding import decided_as_crime
from mips.investigation.usecases.holding import TOOK_IT, begin_holding
from mips.investigation.usecases.parties import party_told
from mips.investigation.usecases.writing import accuse, give_status, involve, involve_first, log
from mips.record.lookup import picked
from mips.record.model.case import Offence, Stage
from mips.record.model.entity import Entity
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.record.reference.lookup import listed
from mips.record.reference.model import ListedOffence
from mips.web.spoken import in_london

Fields = Mapping[str, Any]
Order = Sequence[tuple[str, str]]
INVESTIGATORS = frozenset({Role.OFFICER, Role.OFFICER_IN_CASE})


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of crimes that are recorded together; each has its own victims."""

    offences: Sequence[ListedOffence]
    """The one that counts first."""
    basis: Basis
    reported_at: datetime
    channel: Channel
    occurred_from: datetime
    occurred_until: datetime | None
    place: Place
    summary: str
    modus_operandi: str
    evidence: str
    why_principal: str
    witnesses: Sequence[Fields]
    suspects: Sequence[Fields]
    flags: Sequence[str]
    at: datetime

    @property
    def principal(self) -> ListedOffence:
        return self.offences[0]

    @property
    def label(self) -> str:
        return f"{self.principal.title}, {self.place.label}"


def graded(offence: ListedOffence) -> Graded:
    """An offence of the list, as its seriousness is judged by."""
    return Graded(title=offence.title, ho_class=offence.ho_class, category=offence.category)


def kind_named(ho_class: str) -> str:
    """The kind of crime that an offence of this class is grouped under."""
    return kind_of(ho_class, [(item.title, item.extra.get("classes", ())) for item in listed(KINDS)])


def seriousness_order() -> Order:
    """The force's order of kinds of crime, as it is today."""
    return [(item.code, item.title) for item in listed(LIST)]


def in_order(offences: Sequence[ListedOffence]) -> tuple[list[ListedOffence], str]:
    """Each offence once, the one that counts first, and why it is that one (NC-8)."""
    once = list({offence.code: offence for offence in offences}.values())
    grades, order = [graded(each) for each in once], seriousness_order()
    first = once[principal(grades, order)]
    return [first, *(each for each in once if each is not first)], why_principal(grades, order)


def make_crime(
    actor: Actor, told: Told, incident: ReportedIncident, number: str, victims: Mapping[int, Fields]
) -> Crime:
    """Record one crime. `victims` by their place in the form, where a mistake in one of them is shown."""
    crime = _row(told, incident, number)
    crime.id = db.new_id()
    mine = actor.id if actor.roles & INVESTIGATORS else None
    held = begin_holding(crime, mine, by_id=actor.id, why=TOOK_IT, team_id=next(iter(actor.teams), None))
    db.session.add(crime)
    db.session.flush()  # what follows names it by its id
    db.session.add(held)
    _decide(actor, crime, told)
    decided_as_crime(actor, incident, crime, rule_for(told.basis))
    _add_reporter(crime, incident)
    parties = [(Part.VICTIM, f"victims-{n}-", each) for n, each in victims.items()]
    parties += [(Part.WITNESS, f"witnesses-{n}-", each) for n, each in enumerate(told.witnesses)]
    with db.session.no_autoflush:  # all of it is written at once, in the end
        _add_parties(crime, parties)
        _add_suspects(actor, crime, told, _add_offences(crime, told))
    db.session.add_all(  # those set later are logged; these are told by the record itself
        CrimeFlag(crime_id=crime.id, flag=flag, from_on=in_london(told.at).date()) for flag in told.flags
    )
    return crime


def _row(told: Told, incident: ReportedIncident, number: str) -> Crime:
    return Crime(
        reference=number,
        label=told.label,
        force=settings().force,
        place_id=told.place.id,
        status=CrimeStatus.RECORDED,
        basis=told.basis,
        channel=told.channel,
        reported_at=told.reported_at,
        recorded_at=told.at,
        occurred_from=told.occurred_from,
        occurred_until=told.occurred_until,
        summary=told.summary,
        modus_operandi=told.modus_operandi,
        offence_code=told.principal.code,
        offence_title=told.principal.title,
        ho_class=told.principal.ho_class,
        category=kind_named(told.principal.ho_class),
        notifiable=told.principal.notifiable,
        incident_id=incident.id,
    )


def _decide(actor: Actor, crime: Crime, told: Told) -> None:
    rule = rule_for(told.basis)
    _decided(actor, crime, rule, told.evidence, told.at)
    if told.why_principal:
        _decided(actor, crime, PRINCIPAL_RULE, told.why_principal, told.at)
    log(actor.id, crime, told.at, f"Recorded as {crime.offence_title} ({rule.code}, {rule.edition})", kind="decision")


def _decided(actor: Actor, crime: Crime, rule: RecordingRule, evidence: str, at: datetime) -> None:
    db.session.add(
        RecordingDecision(
            crime_id=crime.id,
            rule=rule.code,
            rule_edition=rule.edition,
            rule_text=rule.text,
            evidence=evidence,
            decided_by_id=actor.id,
            decided_at=at,
        )
    )


def _add_reporter(crime: Crime, incident: ReportedIncident) -> None:
    """Whoever reported the incident reported the crime."""
    if not incident.capacity:
        return
    reported = sa.select(Involvement).where(Involvement.event_id == incident.id, Involvement.part == Part.REPORTED_BY)
    for each in db.session.scalars(reported.options(joinedload(Involvement.party))):
        involve(crime, each.party, Part.REPORTED_BY)


def _add_offences(crime: Crime, told: Told) -> list[Offence]:
    rows = [
        Offence(
            code=each.code,
            title=each.title,
            stage=Stage.SUSPECTED,
            crime_id=crime.id,
            sequence=n,
            committed_from=crime.occurred_from,
            committed_until=crime.occurred_until,
            location=told.place.label,
        )
        for n, each in enumerate(told.offences, start=1)
    ]
    db.session.add_all(rows)
    return rows


def _add_parties(crime: Crime, parties: Iterable[tuple[Part, str, Fields]]) -> None:
    """Each party once in each part, with the field where a mistake in it is shown."""
    taken: set[tuple[Part, Entity]] = set()
    for part, field, told in parties:
        party = party_told(told, field=field)
        if party.id is None:
            db.session.flush()  # the next may name it too
        if (part, party) not in taken:
            taken.add((part, party))
            involve_first(crime, party, part)


def _add_suspects(actor: Actor, crime: Crime, told: Told, offences: list[Offence]) -> None:
    involved: dict[Person, Involvement] = {}
    for n, each in enumerate(told.suspects):
        person = picked(Person, each["person_id"], field=f"suspects-{n}-person_id")
        grounds = each.get("grounds") or ""
        if person not in involved:
            involved[person] = involve_first(crime, person, Part.SUSPECT)
        give_status(actor.id, involved[person], SUSPECT, told.at, why=grounds)
        accuse(crime, person, offences)
        log(actor.id, crime, told.at, f"Suspect: {person.label}. {grounds}".strip(), kind="suspect")
