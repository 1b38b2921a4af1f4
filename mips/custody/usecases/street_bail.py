"""Street bail as the constable gives it, and what is changed of it while somebody is out. PACE 1984 s.30A to s.30C."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import Arrested, announce
from mips.core import db
from mips.core.england import LONDON
from mips.custody.model.street_bail import StreetBail, StreetBailOffence
from mips.custody.model.suite import Suite
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.bail_release import BailCondition, Conditions
from mips.custody.rules.street_bail import (
    Granting,
    NoticeHow,
    Purpose,
    StreetEnd,
    attend_by,
    check_attendance_at,
    check_excused,
    check_grant,
    check_notice_of_release,
    check_standing,
    check_terms,
    check_told_of_change,
    check_variation,
    check_without_bail,
)
from mips.custody.usecases.answering import where_held
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.offences import Particulars, offences_about, open_offences
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import moment_of, said
from mips.record.logbook import write_entry
from mips.record.lookup import fetch, picked
from mips.record.model.case import Offence, Stage
from mips.record.model.person import Person
from mips.record.model.work import LogEntry
from mips.record.numbers import next_number
from mips.record.reference.lookup import require_item
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class StreetArrest:
    """The arrest that street bail follows. `necessity` are codes of the list necessity. PACE 1984 s.24(5)."""

    at: datetime
    place: str
    reason: str
    necessity: Sequence[str]
    power: str = "PACE 1984 s.24"
    cautioned: bool | None = None
    caution_reply: str = ""


@dataclass(frozen=True, kw_only=True)
class StreetTerms:
    """What somebody on street bail must do, and for what it is necessary. PACE 1984 s.30A(3B)."""

    conditions: Sequence[BailCondition] = field(default_factory=list)
    words: str = ""
    purposes: Sequence[Purpose] = field(default_factory=list)

    @property
    def said(self) -> Conditions:
        return Conditions(ticked=tuple(each.value for each in self.conditions), words=self.words)


@usecase(Permission.CUSTODY_STREET_BAIL_CREATE, verb=Verb.CONSULTED)
def draft_street_bail(
    actor: Actor, *, person_id: uuid.UUID | None = None, crime_id: uuid.UUID | None = None
) -> list[Offence]:
    """What somebody may have been arrested for: offences of this person or crime that are on the record already."""
    return open_offences(person_id=person_id, crime_id=crime_id)


@usecase(Permission.CUSTODY_STREET_BAIL_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def grant_street_bail(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    arrest: StreetArrest,
    suite_id: uuid.UUID,
    attend_at: datetime,
    authorised_by_id: uuid.UUID,
    necessary_why: str,
    representations: str,
    terms: StreetTerms | None = None,
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
    notice: NoticeHow | None = None,
    granted_at: datetime | None = None,
) -> StreetBail:
    """Give bail where the arrest was made. PACE 1984 s.30A(1), s.30A(1A), s.30B(8).

    With `notice` they have had it in writing and are released; without it they are not yet (s.30B(1)).
    """
    at, terms = moment_of(granted_at), terms or StreetTerms()
    authority, there = officer_named(authorised_by_id, "authorised_by_id"), where_held(person_id)
    check_grant(
        Granting(
            rank=actor.rank_at(at),
            authorised_by=authority.rank_at(at),
            authorised_own=authority.id == actor.id,
            arrested_at=arrest.at,
            at=at,
            held_at=there.suite if there else "",
            necessary_why=necessary_why,
            representations=representations,
        )
    )
    check_terms(terms.said, terms.purposes)
    check_attendance_at(attend_at, arrested_at=arrest.at, at=at)
    person, suite = picked(Person, person_id, field="person_id"), picked_suite(suite_id)
    bail = StreetBail(
        person=person,
        force=suite.force,
        officer_id=actor.id,
        occurred_from=arrest.at,
        reference=_number(suite, at),
        label=f"Street bail of {person.full_name}",
        granted_at=at,
        authorised_by_id=authority.id,
        necessary_why=necessary_why,
        representations=representations,
        suite=suite,
        attend_at=attend_at,
        attend_by=attend_by(arrest.at),
        **_arrest(arrest),
    )
    _impose(bail, terms)
    db.session.add(bail)
    db.session.flush()
    _arrested_for(bail, offence_ids, other_offences)
    note(actor, bail, arrest.at, f"Arrested at {arrest.place} for {bail.summary}. {arrest.reason}", kind="arrest")
    note(actor, bail, at, _given(bail, authority), kind="bail")
    if notice is not None:
        _release(actor, bail, notice, at)
    return bail


@usecase(Permission.CUSTODY_STREET_BAIL_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def release_without_bail(
    actor: Actor,
    *,
    person_id: uuid.UUID,
    arrest: StreetArrest,
    suite_id: uuid.UUID,
    why: str,
    offence_ids: Collection[uuid.UUID] = (),
    other_offences: Sequence[Particulars] = (),
    notice: NoticeHow | None = None,
    released_at: datetime | None = None,
) -> StreetBail:
    """Release without bail where the arrest was made, once they have the notice. PACE 1984 s.30A(1C), s.30B(1).

    They need not attend anywhere; `suite_id` is the station whose record it is. `why` bail is not necessary.
    """
    at, there = moment_of(released_at), where_held(person_id)
    held_at = there.suite if there else ""
    check_without_bail(rank=actor.rank_at(at), held_at=held_at, arrested_at=arrest.at, at=at, why=why)
    person, suite = picked(Person, person_id, field="person_id"), picked_suite(suite_id)
    bail = StreetBail(
        person=person,
        force=suite.force,
        officer_id=actor.id,
        occurred_from=arrest.at,
        reference=_number(suite, at),
        label=f"Release in the street of {person.full_name}",
        granted_at=at,
        necessary_why=why,
        representations="",
        suite=suite,
        **_arrest(arrest),
    )
    db.session.add(bail)
    db.session.flush()
    _arrested_for(bail, offence_ids, other_offences)
    note(actor, bail, arrest.at, f"Arrested at {arrest.place} for {bail.summary}. {arrest.reason}", kind="arrest")
    note(actor, bail, at, f"To be released without bail (s.30A(1C)). {why}", kind="bail")
    if notice is not None:
        _release(actor, bail, notice, at)
    return bail


@usecase(Permission.CUSTODY_STREET_BAIL_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def give_street_notice(
    actor: Actor, *, street_bail_id: uuid.UUID, notice: NoticeHow | None, released_at: datetime | None = None
) -> StreetBail:
    """They have the notice in writing, and go. PACE 1984 s.30B(1)."""
    bail, at = street_bail_with(street_bail_id), moment_of(released_at)
    check_notice_of_release(
        given=notice is not None, released=bail.released_at is not None, at=at, granted_at=bail.granted_at
    )
    if bail.attend_at:
        check_attendance_at(bail.attend_at, arrested_at=bail.arrested_at, at=at)
    assert notice is not None  # noqa: S101 - check_notice_of_release refuses without
    _release(actor, bail, notice, at)
    return bail


@usecase(Permission.CUSTODY_STREET_BAIL_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def change_street_attendance(
    actor: Actor,
    *,
    street_bail_id: uuid.UUID,
    attend_at: datetime,
    suite_id: uuid.UUID,
    reason: str,
    notice_given: bool = False,
    at: datetime | None = None,
) -> StreetBail:
    """Another time or station to attend, by notice in writing and within the three months. PACE 1984 s.30B(6)-(7)."""
    bail, when = standing_street_bail(street_bail_id), moment_of(at)
    check_told_of_change(notice_given)
    check_attendance_at(attend_at, arrested_at=bail.arrested_at, at=when)
    before = f"{said(bail.due_at)} at {bail.suite.name}"
    bail.attend_at, bail.suite = attend_at, picked_suite(suite_id)
    now = f"{said(attend_at)} at {bail.suite.name}"
    note(actor, bail, when, f"To attend {now}, not {before}, by written notice. {reason}", kind="bail")
    return bail


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def vary_street_conditions(
    actor: Actor,
    *,
    street_bail_id: uuid.UUID,
    asked: str,
    varied: bool,
    reason: str,
    terms: StreetTerms | None = None,
    new_information: str = "",
    notice_given: bool = False,
    no_sergeant_why: str = "",
    at: datetime | None = None,
) -> StreetBail:
    """Decide a request to vary the conditions, as a custody officer; whoever is refused may go to court. s.30CA.

    `asked`: what the person asks for and why. `terms` are the conditions as `varied`.
    """
    bail, when, terms = standing_street_bail(street_bail_id), moment_of(at), terms or StreetTerms()
    check_custody_officer(actor.rank_at(when), no_sergeant_why)
    check_variation(
        before=bail.requests,
        new_information=new_information,
        varied=varied,
        notice_given=notice_given,
        own=bail.officer_id == actor.id,
    )
    bail.requests += 1
    if varied:
        check_terms(terms.said, terms.purposes)
        _impose(bail, terms)
    how = f"Conditions varied: {_conditions(bail)}" if varied else "Variation refused: they may apply to the court"
    new = f". New: {new_information}" if new_information else ""
    note(actor, bail, when, f"Asked: {asked}{new}. {how}. {reason}", kind="bail")
    return bail


@usecase(Permission.CUSTODY_STREET_BAIL_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def excuse_attendance(
    actor: Actor, *, street_bail_id: uuid.UUID, reason: str, notice_given: bool = False, at: datetime | None = None
) -> StreetBail:
    """They need not attend, and are told so in writing: street bail is over. PACE 1984 s.30C(1)."""
    bail, when = standing_street_bail(street_bail_id), moment_of(at)
    check_excused(notice_given=notice_given, reason=reason)
    end_street_bail(bail, StreetEnd.EXCUSED, when, reason)
    note(actor, bail, when, f"Need not attend: told in writing. {reason}", kind="bail")
    return bail


@usecase(Permission.CUSTODY_STREET_BAIL_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def add_to_street_bail(actor: Actor, *, street_bail_id: uuid.UUID, text: str, at: datetime | None = None) -> LogEntry:
    """Add a line to the log of a street bail."""
    return note(actor, street_bail_with(street_bail_id), moment_of(at), text)


def street_bail_with(street_bail_id: uuid.UUID) -> StreetBail:
    """The street bail, or NotFound whether it is missing or hidden."""
    return fetch(StreetBail, street_bail_id)


def standing_street_bail(street_bail_id: uuid.UUID) -> StreetBail:
    """Street bail that somebody is out on. RuleBroken when they are not."""
    bail = street_bail_with(street_bail_id)
    check_standing(released=bail.released_at is not None, ended=bail.ended_by.label if bail.ended_by else "")
    return bail


def end_street_bail(bail: StreetBail, how: StreetEnd, at: datetime, why: str = "") -> None:
    """It is over, in this way."""
    bail.ended_at, bail.ended_by, bail.ended_why, bail.occurred_until = at, how, why, at


def note(actor: Actor, bail: StreetBail, at: datetime, text: str, *, kind: str = "entry") -> LogEntry:
    """A line of its log, at the time of the thing spoken of."""
    return write_entry(actor, entity_id=bail.id, text=text, at=at, kind=kind)


def _arrest(arrest: StreetArrest) -> dict[str, object]:
    return {
        "arrested_at": arrest.at,
        "arrest_place": arrest.place,
        "arrest_power": arrest.power,
        "arrest_reason": arrest.reason,
        "necessity": [require_item("necessity", each, field="necessity").code for each in arrest.necessity],
        "cautioned": arrest.cautioned,
        "caution_reply": arrest.caution_reply,
    }


def _impose(bail: StreetBail, terms: StreetTerms) -> None:
    bail.conditions, bail.conditions_words = [each.value for each in terms.conditions], terms.words
    bail.purposes = [each.value for each in terms.purposes]


def _arrested_for(bail: StreetBail, picked_ids: Collection[uuid.UUID], others: Sequence[Particulars]) -> None:
    """They were arrested for these; those not on the record yet are made."""
    offences = offences_about(bail.person_id, picked_ids, others, nothing="Select or add what they were arrested for")
    for place, offence in enumerate(offences, start=1):
        offence.stage, offence.arrested_at = Stage.ARRESTED, bail.arrested_at
        db.session.add(StreetBailOffence(street_bail_id=bail.id, offence_id=offence.id, sequence=place))
    bail.summary = "; ".join(dict.fromkeys(offence.title for offence in offences))
    db.session.flush()
    ids = tuple(offence.id for offence in offences)
    announce(Arrested(detention_id=None, person_id=bail.person_id, offence_ids=ids, at=bail.arrested_at))


def _release(actor: Actor, bail: StreetBail, notice: NoticeHow, at: datetime) -> None:
    bail.notice, bail.released_at = notice, at
    if not bail.on_bail:
        end_street_bail(bail, StreetEnd.NO_BAIL, at, bail.necessary_why)
    note(actor, bail, at, f"Released with the notice. {notice.label}", kind="release")


def _number(suite: Suite, at: datetime) -> str:
    year = at.astimezone(LONDON).year
    where = f"SB/{suite.code}"
    return f"{where}/{next_number(f'street bail {where}', year)}/{year % 100:02}"


def _conditions(bail: StreetBail) -> str:
    """'Live and sleep at an address; 1 High Street, to secure...', inside a sentence."""
    terms = str(bail.terms).replace("\n", "; ")
    why = "; ".join(Purpose(each).label[:1].lower() + Purpose(each).label[1:] for each in bail.purposes)
    return f"{terms} ({why})" if terms else "none"


def _given(bail: StreetBail, authority: User) -> str:
    return (
        f"Street bail to attend {bail.suite.name} {said(bail.due_at)}, authorised by {authority.name}. "
        f"Necessary and proportionate: {bail.necessary_why}. They said: {bail.representations}. "
        f"Conditions: {_conditions(bail)}"
    )
