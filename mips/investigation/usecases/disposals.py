"""Letting an exhibit go: asked for, authorised by the officer in the case and a supervisor, carried out (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.disposal import Disposal
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.rules import retention as rules
from mips.investigation.rules.continuity import Where, Whereabouts, check_open
from mips.investigation.rules.retention import How, Kept
from mips.investigation.usecases.moving import Movement, Signed, held, move
from mips.investigation.usecases.retention import count_of, today
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.usecases.holds import holds_on
from mips.usecase import usecase
from mips.web.keyset import Page, paged

OPEN: Final = (Disposal.carried_out_at.is_(None), Disposal.refused_at.is_(None))


@usecase(Permission.INVESTIGATION_DISPOSAL_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def ask_for_disposal(
    actor: Actor, *, exhibit_id: uuid.UUID, how: How, why: str, to_whom: str | None = None, copy_kept: bool = False
) -> Disposal:
    """Ask that an exhibit go back or be destroyed. Where the officer in the case asks, that is their authority."""
    exhibit = held(exhibit_id)
    check_open(exhibit.now)
    if db.session.scalar(sa.select(Disposal.id).where(Disposal.exhibit_id == exhibit.id, *OPEN)):
        raise RuleBroken("Its disposal has been asked for already and is not decided yet", rule="INV-9")
    if how is How.RETURN and not to_whom:
        raise RuleBroken("Enter to whom it goes back", rule="INV-9", field="to_whom")
    _check_time(exhibit, how, copy_kept=copy_kept)
    crime, now = fetch(Crime, exhibit.crime_id), clock.now()
    row = Disposal(
        exhibit_id=exhibit.id,
        how=how,
        why=why,
        to_whom=to_whom or "",
        copy_kept=copy_kept,
        asked_by_id=actor.id,
        asked_at=now,
    )
    if crime.officer_in_case_id == actor.id:
        row.officer_id, row.officer_at = actor.id, now
    db.session.add(row)
    log(actor.id, crime, now, f"Disposal of {exhibit.mark} asked for: {how.label.lower()}. {why}", kind="exhibit")
    return row


@usecase(Permission.INVESTIGATION_DISPOSAL_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def agree_to_disposal(actor: Actor, *, disposal_id: uuid.UUID) -> Disposal:
    """The officer in the case lets it go."""
    row, exhibit, crime = _alone(disposal_id)
    _check_open(row)
    rules.check_authority(
        authorises=actor.id,
        asked_by=row.asked_by_id,
        officer_id=crime.officer_in_case_id,
        as_officer=True,
        given=row.officer_at is not None,
    )
    _check_time(exhibit, row.how, copy_kept=row.copy_kept)
    row.officer_id, row.officer_at = actor.id, clock.now()
    log(actor.id, crime, clock.now(), f"Disposal of {exhibit.mark}: let go by the officer in the case", kind="exhibit")
    return row


@usecase(Permission.INVESTIGATION_DISPOSAL_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_disposal(actor: Actor, *, disposal_id: uuid.UUID, approved: bool, why: str | None = None) -> Disposal:
    """A supervisor lets it go, with the count as it stands kept beside, or refuses with the reason."""
    row, exhibit, crime = _alone(disposal_id)
    _check_open(row)
    rules.check_authority(
        authorises=actor.id,
        asked_by=row.asked_by_id,
        officer_id=row.officer_id or crime.officer_in_case_id,
        as_officer=False,
        given=row.supervisor_at is not None,
    )
    if not approved and not why:
        raise RuleBroken("Say why it is refused", rule="INV-9", field="why")
    now = clock.now()
    if approved:
        _check_time(exhibit, row.how, copy_kept=row.copy_kept)
        row.supervisor_id, row.supervisor_at = actor.id, now
        row.count = [f"{step.why} ({step.section})" for step in count_of(crime.id).steps]
    else:
        row.refused_by_id, row.refused_at, row.refused_why = actor.id, now, why or ""
    said = "let go by a supervisor" if approved else f"refused. {why}"
    log(actor.id, crime, now, f"Disposal of {exhibit.mark}: {said}", kind="exhibit")
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def carry_out_disposal(
    actor: Actor,
    *,
    disposal_id: uuid.UUID,
    seen: int,
    at: datetime | None = None,
    seal_intact: bool | None = None,
    seal_why: str | None = None,
    giver: Signed | None = None,
    receiver: Signed | None = None,
    second: Signed | None = None,
) -> Disposal:
    """Give it back, for a signature, or destroy it, once both have let it go: the last event of its continuity."""
    row, exhibit, crime = _alone(disposal_id)
    rules.check_carried_out(
        by_officer=row.officer_at is not None,
        by_supervisor=row.supervisor_at is not None,
        refused=row.refused_at is not None,
        done=row.carried_out_at is not None,
    )
    _check_time(exhibit, row.how, copy_kept=row.copy_kept)
    ends = Where.RETURNED if row.how is How.RETURN else Where.DESTROYED
    told = Movement(
        to=Whereabouts(ends, name=row.to_whom if row.how is How.RETURN else ""),
        purpose=row.why,
        seen=seen,
        at=at,
        seal_intact=seal_intact,
        seal_why=seal_why or "",
        giver=giver,
        receiver=receiver,
        second=second,
    )
    event = move(actor, exhibit, told)
    row.carried_out_at = event.at
    log(actor.id, crime, event.at, f"Exhibit {exhibit.mark}: {event.to}", kind="exhibit")
    return row


def _check_open(row: Disposal) -> None:
    if row.refused_at or row.carried_out_at:
        raise RuleBroken("This disposal has ended already. Ask for another", rule="INV-9")


def _check_time(exhibit: Exhibit, how: How, *, copy_kept: bool) -> None:
    holds = [each.why for entity_id in (exhibit.id, exhibit.crime_id) for each in holds_on(entity_id)]
    rules.check_disposal(count_of(exhibit.crime_id), how, today=today(), copy_kept=copy_kept, holds=holds)


def _alone(disposal_id: uuid.UUID) -> tuple[Disposal, Exhibit, Crime]:
    """The disposal with its exhibit, which nobody else moves or decides on until we are done."""
    exhibit = held(fetch(Disposal, disposal_id).exhibit_id)
    fresh = sa.select(Disposal).where(Disposal.id == disposal_id).execution_options(populate_existing=True)
    return db.session.scalars(fresh).one(), exhibit, fetch(Crime, exhibit.crime_id)


def _check_reads(actor: Actor) -> None:
    """Whoever asks for disposals reads them too, besides those who may read them all (ROL-3)."""
    if not (actor.may(Permission.INVESTIGATION_DISPOSAL_READ) or actor.may(Permission.INVESTIGATION_DISPOSAL_CREATE)):
        raise Forbidden(permission=Permission.INVESTIGATION_DISPOSAL_READ)


@dataclass(frozen=True)
class DisposalPage:
    """A disposal with its exhibit, crime and the count."""

    row: Disposal
    exhibit: Exhibit
    crime: Crime
    kept: Kept

    def shown(self) -> Iterator[Base]:
        yield self.exhibit


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_disposal(actor: Actor, *, disposal_id: uuid.UUID) -> DisposalPage:
    """One disposal, with the count it rests on."""
    _check_reads(actor)
    who = (joinedload(Disposal.asked_by), joinedload(Disposal.officer), joinedload(Disposal.supervisor))
    row = fetch(Disposal, disposal_id, *who)
    exhibit = fetch(Exhibit, row.exhibit_id)
    crime = fetch(Crime, exhibit.crime_id)
    return DisposalPage(row, exhibit, crime, count_of(crime.id))


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_disposals(actor: Actor, *, after: str | None = None) -> Page[Disposal]:
    """Disposals that wait for somebody, the oldest first."""
    _check_reads(actor)
    waiting = sa.select(Disposal).where(*OPEN).options(joinedload(Disposal.exhibit), joinedload(Disposal.asked_by))
    return paged(db.session, waiting, by=(Disposal.asked_at.asc(), Disposal.id.asc()), after=after)
