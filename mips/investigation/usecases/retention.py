"""How it ended for each suspect of a crime, how long that keeps its exhibits, and which may go now (F134)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.investigation.model.crime import Crime
from mips.investigation.model.disposal import CaseEnding
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.rules import retention as rules
from mips.investigation.rules.continuity import Where
from mips.investigation.rules.retention import Appeal, Ended, Ending, Kept
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.case import Offence, Stage
from mips.record.model.entity import Entity
from mips.usecase import usecase
from mips.web.keyset import Page, paged
from mips.web.spoken import in_london


def today() -> date:
    """The day it is here."""
    return in_london(clock.now()).date()


@usecase(Permission.INVESTIGATION_DISPOSAL_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_ending(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    name: str,
    ending: Ending,
    on: date,
    custody: bool = False,
    released_on: date | None = None,
    appeal: Appeal = Appeal.NONE,
    appeal_ended_on: date | None = None,
) -> CaseEnding:
    """Enter how it ended for a suspect; what was entered of them before is kept and counts no longer."""
    crime = fetch(Crime, crime_id)
    told = Ended(
        name=name,
        ending=ending,
        on=on,
        custody=custody,
        released_on=released_on,
        appeal=appeal,
        appeal_ended_on=appeal_ended_on,
    )
    rules.check_ended(told, today=today())
    db.session.execute(sa.select(Entity.id).where(Entity.id == crime.id).with_for_update(key_share=True)).all()
    for before in _endings(crime.id):
        before.superseded = before.superseded or before.name.casefold() == name.casefold()
    row = CaseEnding(
        crime_id=crime.id,
        name=name,
        ending=ending,
        ended_on=on,
        custody=custody,
        released_on=released_on,
        appeal=appeal,
        appeal_ended_on=appeal_ended_on,
        by_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    keep_by_it(crime.id)
    log(actor.id, crime, clock.now(), f"{name}: {ending.label.lower()} on {on:%d %b %Y}", kind="exhibit")
    return row


def keep_by_it(crime_id: uuid.UUID) -> None:
    """Put the count on each exhibit of the crime, hidden ones too, so that a list need not count."""
    until = count_of(crime_id).until
    rows = sa.select(Exhibit).where(Exhibit.crime_id == crime_id).execution_options(**UNSEEN_TOO)
    for exhibit in db.session.scalars(rows):
        exhibit.keep_until = until


def count_of(crime_id: uuid.UUID) -> Kept:
    """The count for all suspects of a crime; one charged of whom no end was entered keeps it all (CPIA Code 5.8)."""
    ended = [each.told for each in _endings(crime_id) if not each.superseded]
    return rules.kept_until([*ended, *_still_before_a_court(crime_id, {each.name.casefold() for each in ended})])


def _still_before_a_court(crime_id: uuid.UUID, named: set[str]) -> Iterator[Ended]:
    charged = sa.select(Offence).where(
        Offence.crime_id == crime_id,
        Offence.stage.in_((Stage.CHARGED, Stage.PROSECUTED)),
        Offence.resulted_on.is_(None),
    )
    rows = db.session.scalars(charged.options(joinedload(Offence.person)).execution_options(**UNSEEN_TOO))
    found = {each.person.label: each for each in rows if each.person is not None}
    for name, offence in found.items():
        if name.casefold() not in named:
            on = offence.charged_at or clock.now()
            yield Ended(name=name, ending=Ending.PENDING, on=in_london(on).date())


def _endings(crime_id: uuid.UUID) -> Sequence[CaseEnding]:
    of_it = sa.select(CaseEnding).where(CaseEnding.crime_id == crime_id).order_by(CaseEnding.created_at, CaseEnding.id)
    return db.session.scalars(of_it.options(joinedload(CaseEnding.by))).all()


@dataclass(frozen=True)
class RetentionPage:
    """How a crime ended, and what that means for its exhibits, as arithmetic."""

    crime: Crime
    endings: Sequence[CaseEnding]
    kept: Kept
    today: date

    def shown(self) -> Iterator[Base]:
        yield self.crime


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_retention(actor: Actor, *, crime_id: uuid.UUID) -> RetentionPage:
    """How long the exhibits of a crime must be kept, and why."""
    crime = fetch(Crime, crime_id)
    return RetentionPage(crime, _endings(crime_id), count_of(crime_id), today())


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_due(actor: Actor, *, after: str | None = None) -> Page[Exhibit]:
    """Exhibits that nothing keeps any longer and that are still here: what should go, oldest first (F134)."""
    here = [each for each in Where if each.held and each is not Where.LOST]
    due = sa.select(Exhibit).where(Exhibit.keep_until < today(), Exhibit.whereabouts.in_(here))
    ordered = due.options(joinedload(Exhibit.crime))
    return paged(db.session, ordered, by=(Exhibit.keep_until.asc(), Exhibit.id.asc()), after=after)
