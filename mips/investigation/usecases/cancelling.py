"""Cancelling a recorded crime on grounds C1 to C5: the record stays, and leaves every count (INV-4)."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.investigation.model.changes import Cancellation, CrimeRegistrar
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules import cancelling as rules
from mips.investigation.rules.incidents import SPECIFIED, under
from mips.investigation.rules.promises import ClosedAs
from mips.investigation.usecases.closing_promises import end_what_lapses
from mips.investigation.usecases.writing import log, offences_of
from mips.record.lookup import fetch
from mips.record.model.case import Stage
from mips.record.reference.lookup import listed, require_item
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_CANCELLATION_CREATE, verb=Verb.COLLECTED)
def propose_cancellation(
    actor: Actor,
    *,
    crime_id: uuid.UUID,
    code: str,
    why: str,
    source: str | None = None,
    force: str | None = None,
    their_reference: str | None = None,
    accepted_by: str | None = None,
    other_number: str | None = None,
) -> Cancellation:
    """Put forward that a crime be cancelled, with the evidence its grounds ask for. It counts until it is approved."""
    crime = fetch(Crime, crime_id)
    item = require_item(rules.LIST, code, field="code")
    if force:
        require_item("force", force, field="force")
    grounds = rules.Grounds(
        code=code,
        source=source or "",
        source_suffices=_suffices(source),
        force=force or "",
        their_reference=their_reference or "",
        accepted_by=accepted_by or "",
        other_found=_other(crime, other_number),
        assault=under(crime.ho_class, _codes(rules.ASSAULTS)),
    )
    cancelled = crime.status == CrimeStatus.CANCELLED
    rules.check_grounds(grounds, open_proposal=waiting_cancellation(crime.id) is not None, cancelled=cancelled)
    proposal = Cancellation(
        crime_id=crime.id,
        code=code,
        title=item.title,
        why=why,
        source=source or "",
        force=force or "",
        their_reference=their_reference or "",
        accepted_by=accepted_by or "",
        other_number=(other_number or "").strip().upper(),
        specified=under(crime.ho_class, _codes(SPECIFIED)),
        proposed_by_id=actor.id,
        proposed_at=clock.now(),
    )
    db.session.add(proposal)
    log(actor.id, crime, clock.now(), f"Cancellation proposed, {code} {item.title}. {why}", kind="decision")
    return proposal


@usecase(Permission.INVESTIGATION_CANCELLATION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_cancellation(actor: Actor, *, crime_id: uuid.UUID, approve: bool, why: str | None = None) -> Cancellation:
    """Approve or refuse a cancellation: the crime registrar, or one designated to decide for them (NC-9)."""
    crime, proposal = fetch(Crime, crime_id), waiting_cancellation(crime_id)
    if proposal is None:
        raise RuleBroken("No cancellation waits to be decided", rule="INV-4")
    rules.check_decider(
        proposal.code,
        specified=proposal.specified and approve,
        registrar=_is_registrar(actor),
        own=proposal.proposed_by_id == actor.id,
    )
    proposal.decided_by_id, proposal.decided_at = actor.id, clock.now()
    proposal.approved, proposal.decided_why = approve, why or ""
    if approve:
        crime.status = CrimeStatus.CANCELLED
        end_what_lapses(crime, ClosedAs.CANCELLED, actor.id)
        for row in offences_of(crime.id):
            row.stage = Stage.ENDED if row.stage == Stage.SUSPECTED else row.stage
    said = f"Cancelled, {proposal.code} {proposal.title}" if approve else f"Cancellation {proposal.code} refused"
    log(actor.id, crime, clock.now(), f"{said}. {why or ''}".strip(), kind="decision")
    return proposal


@usecase(Permission.INVESTIGATION_CANCELLATION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_victim_of_cancellation(
    actor: Actor, *, crime_id: uuid.UUID, how: str, told_at: datetime | None = None
) -> Cancellation:
    """Write down that the victim was told that their crime is cancelled, and why (INV-4)."""
    crime = fetch(Crime, crime_id)
    approved = sa.select(Cancellation).where(Cancellation.crime_id == crime.id, Cancellation.approved.is_(True))
    cancelled = db.session.scalars(approved).one_or_none()
    if cancelled is None:
        raise NotFound("It is not cancelled")
    at = told_at or clock.now()
    cancelled.victim_told_at, cancelled.victim_told_how = at, how
    log(actor.id, crime, at, f"Victim told that it is cancelled: {how}", kind="contact")
    return cancelled


@usecase(Permission.ACCOUNTS_CONFIGURATION_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def appoint_registrar(actor: Actor, *, user_id: uuid.UUID) -> CrimeRegistrar:
    """Make somebody the force crime registrar in person, in place of whoever was (NC-9)."""
    user = fetch(User, user_id)
    now = clock.now()
    rules.check_appointed(
        oneself=user.id == actor.id, of_the_office=user.is_active and Role.CRIME_REGISTRAR in user.roles_at(now)
    )
    if (before := registrar()) is not None:
        before.until_at = now
        db.session.flush()  # there is one at a time
    appointed = CrimeRegistrar(user_id=user.id, from_at=now, appointed_by_id=actor.id)
    db.session.add(appointed)
    return appointed


def registrar() -> CrimeRegistrar | None:
    """Who is the force crime registrar now."""
    now = sa.select(CrimeRegistrar).where(CrimeRegistrar.until_at.is_(None))
    return db.session.scalars(now.options(joinedload(CrimeRegistrar.user))).one_or_none()


def waiting_cancellation(crime_id: uuid.UUID) -> Cancellation | None:
    """The cancellation that nobody has decided on."""
    open_ = sa.select(Cancellation).where(Cancellation.crime_id == crime_id, Cancellation.decided_at.is_(None))
    return db.session.scalars(open_).one_or_none()


def _is_registrar(actor: Actor) -> bool:
    now = registrar()
    return now is not None and now.user_id == actor.id and Role.CRIME_REGISTRAR in actor.roles


def _suffices(source: str | None) -> bool:
    return bool(source) and bool(require_item(rules.SOURCES, source or "", field="source").extra.get("suffices"))


def _other(crime: Crime, number: str | None) -> bool:
    counts = sa.select(Crime.id).where(
        Crime.reference == (number or "").strip().upper(), Crime.status != CrimeStatus.CANCELLED, Crime.id != crime.id
    )
    return db.session.scalar(counts) is not None


def _codes(name: str) -> list[str]:
    return [item.code for item in listed(name)]
