"""Classing a crime otherwise: proposed by the officer in the case, decided by another, history kept (INV-2)."""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.changes import Reclassification
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules import classifying as rules
from mips.investigation.rules.seriousness import Graded, rests_on
from mips.investigation.usecases.making import graded, kind_named, seriousness_order
from mips.investigation.usecases.writing import log, offences_of
from mips.record.lookup import fetch
from mips.record.model.case import Stage
from mips.record.reference.lookup import require_offence_code
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_CLASSIFICATION_CREATE, verb=Verb.COLLECTED)
def propose_class(actor: Actor, *, crime_id: uuid.UUID, offence_code: str, why: str) -> Reclassification:
    """Propose that a crime is another offence. It is that once somebody who may has approved it."""
    crime = fetch(Crime, crime_id)
    after = require_offence_code(offence_code)
    rules.check_proposed(
        same=after.code == crime.offence_code,
        open_proposal=waiting_class(crime.id) is not None,
        cancelled=crime.status == CrimeStatus.CANCELLED,
    )
    before, order = _as_recorded(crime), seriousness_order()
    proposal = Reclassification(
        crime_id=crime.id,
        from_code=crime.offence_code,
        from_title=crime.offence_title,
        from_class=crime.ho_class,
        to_code=after.code,
        to_title=after.title,
        to_class=after.ho_class,
        lowers=rules.lowers(before, graded(after), order, leaves_count=crime.notifiable and not after.notifiable),
        rests_on=f"Before: {rests_on(before, order)}. After: {rests_on(graded(after), order)}",
        why=why,
        proposed_by_id=actor.id,
        proposed_at=clock.now(),
    )
    db.session.add(proposal)
    log(actor.id, crime, clock.now(), f"Proposed to class it as {after.title} ({after.code}). {why}", kind="decision")
    return proposal


@usecase(Permission.INVESTIGATION_CLASSIFICATION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_class(actor: Actor, *, crime_id: uuid.UUID, approve: bool, why: str | None = None) -> Reclassification:
    """Approve or refuse the change that was proposed. Approved, the crime is the other offence from now on."""
    crime, proposal = fetch(Crime, crime_id), waiting_class(crime_id)
    if proposal is None:
        raise RuleBroken("No change waits to be decided", rule="INV-2")
    rules.check_decided(
        lowered=proposal.lowers and approve,
        registrar=Role.CRIME_REGISTRAR in actor.roles,
        own=proposal.proposed_by_id == actor.id,
    )
    proposal.decided_by_id, proposal.decided_at = actor.id, clock.now()
    proposal.approved, proposal.decided_why = approve, why or ""
    if approve:
        _apply(crime, require_offence_code(proposal.to_code))
    said = "Classed as" if approve else "Refused to class it as"
    log(actor.id, crime, clock.now(), f"{said} {proposal.to_title}. {why or ''}".strip(), kind="decision")
    return proposal


def waiting_class(crime_id: uuid.UUID) -> Reclassification | None:
    """The change that nobody has decided on."""
    open_ = sa.select(Reclassification).where(
        Reclassification.crime_id == crime_id, Reclassification.decided_at.is_(None)
    )
    return db.session.scalars(open_).one_or_none()


def _as_recorded(crime: Crime) -> Graded:
    """What the crime is classed as, judged by the list as it is today where its code is still in it."""
    newest = ListedOffence.valid_from.desc().nulls_last()
    category = sa.select(ListedOffence.category).where(ListedOffence.code == crime.offence_code).order_by(newest)
    tried = db.session.scalar(category.limit(1)) or ""
    return Graded(title=crime.offence_title or crime.category, ho_class=crime.ho_class, category=tried)


def _apply(crime: Crime, after: ListedOffence) -> None:
    """The crime, and every allegation of it that has gone no further than suspicion."""
    for row in offences_of(crime.id):
        if row.code == crime.offence_code and row.stage == Stage.SUSPECTED:
            row.code, row.title = after.code, after.title
    crime.label = crime.label.replace(crime.offence_title, after.title, 1) if crime.offence_title else after.title
    crime.offence_code, crime.offence_title = after.code, after.title
    crime.ho_class, crime.notifiable = after.ho_class, after.notifiable
    crime.category = kind_named(after.ho_class)
