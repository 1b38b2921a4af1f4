"""Applying to the court for a warrant of further detention, and what the court ruled. PACE 1984 s.43, s.44."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.custody.model.authority import Extension, WarrantApplication
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import Deadline
from mips.custody.rules.arrivals import check_pace
from mips.custody.rules.extensions import lawful_end, warrant_application_latest
from mips.custody.rules.facts import CourtNextSits, WfdExtended, WfdIssued, WfdRefused
from mips.custody.rules.limits import EXTENDED_HOURS, limit_of
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1
from mips.custody.rules.sources_of_people import S43_14
from mips.custody.rules.story import OffenceClass, Ruling, Story
from mips.custody.rules.warrants import check_may_apply, check_ruled_at, check_ruling, check_sitting, running_warrant
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.offences import gravest_class
from mips.custody.usecases.reading import CustodyRecord, print_custody_record
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class WarrantPack:
    """What the court is given: the information, the custody record it rests on, and the authorities so far."""

    application: WarrantApplication
    record: CustodyRecord
    extensions: Sequence[Extension]
    ends: Deadline | None
    """The end of lawful detention as things stood when this was printed."""

    @property
    def detention(self) -> Detention:
        return self.record.detention

    def shown(self) -> Iterable[Base]:
        return self.record.shown()


@usecase(Permission.CUSTODY_AUTHORITY_REQUEST_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def apply_for_warrant(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    offence: str,
    evidence: str,
    enquiries_made: str,
    enquiries_to_make: str,
    reason: str,
    hours: int,
    court: str,
    court_sits_at: datetime,
    late_why: str = "",
    new_evidence: str = "",
    copy_given: bool = False,
    made_at: datetime | None = None,
) -> WarrantApplication:
    """Write down the information on which a court is asked for further detention. PACE 1984 s.43(1), s.43(14)."""
    detention, at = detention_with(detention_id), moment_of(made_at)
    check_pace(detention.arrival, "there is no detention without charge for a court to extend")
    if not detention.held or detention.authorised_at is None:
        raise refused("Only for somebody held", S39_1)
    if open_application(detention.id):
        raise refused("There is an application before the court", S43_14, instead="Record what the court ruled")
    story = story_of(detention)
    summary = gravest_class(detention) is OffenceClass.SUMMARY_ONLY
    check_may_apply(story, only_summary=summary, new_evidence=new_evidence)
    _note_sitting(actor, detention, story, court_sits_at, made_at=at, late_why=late_why)
    application = WarrantApplication(
        detention_id=detention.id,
        extends=running_warrant(story),
        made_at=at,
        by_id=actor.id,
        offence=offence,
        evidence=evidence,
        enquiries_made=enquiries_made,
        enquiries_to_make=enquiries_to_make,
        reason=reason,
        hours=hours,
        new_evidence=new_evidence,
        court=court,
        court_sits_at=court_sits_at,
        late_why=late_why,
        copy_given_at=at if copy_given else None,
    )
    db.session.add(application)
    what = "Extension of the warrant" if application.extends else "Warrant of further detention"
    log(actor, detention, at, f"{what} applied for: {court}, {said(court_sits_at)}", kind="authority")
    say_authority(detention)
    return application


@usecase(Permission.CUSTODY_AUTHORITY_REQUEST_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_ruling(
    actor: Actor,
    *,
    application_id: uuid.UUID,
    ruling: Ruling,
    hours_given: int | None = None,
    ruling_reason: str = "",
    represented_by: str = "",
    ruled_at: datetime | None = None,
) -> WarrantApplication:
    """Write down what the court ruled; the clock follows from it. PACE 1984 s.43(12), s.43(15), s.44(3)."""
    application, at = fetch(WarrantApplication, application_id), moment_of(ruled_at)
    detention = detention_with(application.detention_id)
    if application.ruled_at is not None:
        raise refused(f"The court ruled at {said(application.ruled_at)}", S43_14)
    story = story_of(detention)
    check_ruling(ruling, hours=hours_given, running=running_warrant(story), why=ruling_reason)
    check_ruled_at(at, made_at=application.made_at, end=_held_for_court_until(story))
    if ruling is Ruling.REFUSED:
        happened(actor, detention, WfdRefused, at)
    else:
        happened(actor, detention, WfdIssued if ruling is Ruling.ISSUED else WfdExtended, at, hours=hours_given)
    application.ruled_at, application.ruling, application.ruled_by_id = at, ruling, actor.id
    application.hours_given = None if ruling is Ruling.REFUSED else hours_given
    application.ruling_reason, application.represented_by = ruling_reason, represented_by
    given = f" for {hours_given} hours" if application.hours_given else f": {ruling_reason}"
    log(actor, detention, at, f"The court ruled: warrant {ruling.value}{given}", kind="authority")
    say_authority(detention)
    return application


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.DISCLOSED, limited=Limited.REFUSED)
def print_warrant_pack(actor: Actor, *, detention_id: uuid.UUID) -> WarrantPack:
    """The pack for the court: the latest application, the authorities so far and the custody chronology."""
    found = applications_of(detention_with(detention_id).id)
    if not found:
        raise NotFound("No application for a warrant has been made")
    record = print_custody_record(actor, detention_id=detention_id)
    end = lawful_end(story_of(record.detention))
    return WarrantPack(
        application=found[0], record=record, extensions=extensions_of(detention_id), ends=end.at if end else None
    )


def applications_of(detention_id: uuid.UUID) -> Sequence[WarrantApplication]:
    """Every application to the court, the latest first."""
    found = select(WarrantApplication).where(WarrantApplication.detention_id == detention_id)
    return db.session.scalars(
        found.options(joinedload(WarrantApplication.by)).order_by(WarrantApplication.made_at.desc())
    ).all()


def extensions_of(detention_id: uuid.UUID) -> Sequence[Extension]:
    """Every extension by a superintendent, in order."""
    found = select(Extension).where(Extension.detention_id == detention_id).options(joinedload(Extension.by))
    return db.session.scalars(found.order_by(Extension.authorised_at)).all()


def open_application(detention_id: uuid.UUID) -> WarrantApplication | None:
    """The application on which the court has not ruled yet."""
    return next((each for each in applications_of(detention_id) if each.ruled_at is None), None)


def _note_sitting(
    actor: Actor, detention: Detention, story: Story, sits_at: datetime, *, made_at: datetime, late_why: str
) -> None:
    """Where the court sits only after 36 hours, that it does is a fact of the clock. PACE 1984 s.43(5)(b)."""
    if running_warrant(story):
        end = lawful_end(story)
        check_sitting(sits_at, made_at=made_at, most=None, latest=end.at if end else None, late_why="")
        return
    most = limit_of(story, EXTENDED_HOURS)
    late = isinstance(most, datetime) and sits_at > most
    if late and late_why.strip():
        happened(actor, detention, CourtNextSits, sits_at)
    latest = warrant_application_latest(story_of(detention))
    check_sitting(sits_at, made_at=made_at, most=most, latest=latest, late_why=late_why)


def _held_for_court_until(story: Story) -> Deadline | None:
    """The lawful end, or six hours more while a court that could not sit before is waited for. PACE 1984 s.43(5)."""
    end, court = lawful_end(story), warrant_application_latest(story)
    if end is None or running_warrant(story):
        return end.at if end else None
    if isinstance(end.at, datetime) and isinstance(court, datetime):
        return max(end.at, court)
    return end.at
