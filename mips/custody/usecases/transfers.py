"""Taking somebody over from another force: what happened there becomes facts of the clock here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.transfer import TransferIn
from mips.custody.rules.facts import (
    Arrest,
    ArriveStation,
    DepartStation,
    DetentionAuthorised,
    EnterEnglandWales,
    LeaveForHospital,
    QuestioningEnd,
    QuestioningStart,
    ReturnFromHospital,
    ReviewDone,
    S42Authorised,
    WfdIssued,
)
from mips.custody.rules.sources_of_escort import C_2_3
from mips.custody.rules.story import Fact
from mips.custody.rules.transfers import CameAs, There, check_there, check_times_there
from mips.custody.usecases.arrival import arrest_facts
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.writing import detention_with, happened, log, said
from mips.record.reference.lookup import require_item, title_of
from mips.usecase import usecase

Told = tuple[type[Fact], datetime, Mapping[str, Any]]


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_transfer_in(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    there: There,
    force: str = "",
    designated: bool = True,
    sought_for: str = "",
    questioned: bool | None = None,
    told: Mapping[str, Any] | None = None,
) -> TransferIn:
    """Take over what happened at another force, so that the clock here is right. PACE 1984 s.41(2), s.41(5).

    `told` are what came with them: station, reference, handed_by, escort_number, record_copy, condition, medicines,
    property_came.
    """
    detention = detention_with(detention_id)
    _check_may(detention)
    ours = detention.suite.force
    check_there(there, force=force, our_force=ours, sought_for=sought_for, questioned=questioned)
    check_times_there(there, arrested_at=detention.arrested_at, arrived_here=detention.arrived_at)
    code = require_item("force", force, field="force").code if force else ""
    row = TransferIn(
        detention_id=detention.id,
        came_as=there.came_as,
        force=code,
        sought_for=sought_for,
        questioned=questioned,
        recorded_at=clock.now(),
        by_id=actor.id,
        **(told or {}),
    )
    _arrest_as(actor, detention, there.came_as, code, ours, questioned=questioned)
    facts = [
        happened(actor, detention, kind, at, **details)
        for kind, at, details in _happened(there, code, ours, designated, sought_for, questioned=questioned)
    ]
    row.fact_ids = [str(each.id) for each in facts]
    db.session.add(row)
    db.session.flush()
    say_authority(detention)
    log(actor, detention, detention.arrived_at, _said(detention, row), kind="transfer")
    return row


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_transfer_in(actor: Actor, *, detention_id: uuid.UUID) -> TransferIn | None:
    """Where somebody was held before they came here, and what came with them."""
    return transfer_of(detention_with(detention_id).id)


def transfer_of(detention_id: uuid.UUID) -> TransferIn | None:
    """How somebody came from another force, if they did."""
    found = select(TransferIn).where(TransferIn.detention_id == detention_id).options(joinedload(TransferIn.by))
    return db.session.scalars(found).one_or_none()


def _check_may(detention: Detention) -> None:
    if not detention.held or detention.charged_at is not None:
        raise RuleBroken("Only of somebody held without charge: the clock no longer runs", rule=C_2_3.section)
    if transfer_of(detention.id):
        again = "It was recorded already. Put a time right on the tab Reviews and clock"
        raise RuleBroken(again, rule=C_2_3.section)


def _arrest_as(
    actor: Actor, detention: Detention, came_as: CameAs, force: str, ours: str, *, questioned: bool | None
) -> None:
    """Who made the arrest and who sought it, for the arrest that is or will be recorded. PACE 1984 s.41(3)."""
    if came_as in (CameAs.SOUGHT, CameAs.HANDED_ON):
        detention.arrest_area = force
        detention.sought_by = ours if came_as is CameAs.SOUGHT else ""
        detention.questioned_there = questioned
    if detention.arrested_at is None:
        return
    wrong = next(each for each in detention.facts if each.kind == Arrest.name and each.replaced_at is None)
    details = arrest_facts(detention)
    if details == wrong.details:
        return
    wrong.replaced_at = clock.now()
    why = "What another force had to do with the arrest"
    same: dict[str, Any] = {"kind": Arrest.name, "at": wrong.at, "by_id": actor.id, "replaces_id": wrong.id, "why": why}
    db.session.add(DetentionFact(detention=detention, details=details, **same))
    db.session.flush()
    db.session.refresh(detention, ["facts"])


def _happened(
    there: There, force: str, ours: str, designated: bool, sought_for: str, *, questioned: bool | None
) -> Iterator[Told]:
    """The facts in the order of life: each can follow those before it."""
    if there.entered_at:
        yield EnterEnglandWales, there.entered_at, {}
    if there.arrived_at:
        about = {"area": force or None, "after_arrest": True, "designated": designated}
        elsewhere = {"investigating": False} if there.came_as is CameAs.OUTSIDE else {}
        yield ArriveStation, there.arrived_at, _given(about | elsewhere)
    if there.authorised_at:
        yield DetentionAuthorised, there.authorised_at, _given({"area": force or None})
    held: list[Told] = [(ReviewDone, at, {}) for at in there.reviews]
    yield from sorted([*_hospital(there), *held], key=lambda told: told[1])
    if there.extended_at and there.extended_until:
        yield S42Authorised, there.extended_at, {"until": there.extended_until.isoformat()}
    if there.warrant_at and there.warrant_hours:
        yield WfdIssued, there.warrant_at, {"hours": there.warrant_hours}
    if there.left_at:
        left: dict[str, Any] = {"area": force or None, "to_area": ours}
        if there.came_as is CameAs.THEIRS_FIRST:
            left |= {"for_offence": sought_for, "questioned_about": [sought_for] if questioned else []}
        yield DepartStation, there.left_at, _given(left)


def _hospital(there: There) -> Iterator[Told]:
    for each in there.hospital:
        yield LeaveForHospital, each.left_at, {"reason": "treatment"}
        if each.questioned_from and each.questioned_until:
            yield QuestioningStart, each.questioned_from, {}
            yield QuestioningEnd, each.questioned_until, {}
        yield ReturnFromHospital, each.returned_at, {}


def _given(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value is not None}


def _said(detention: Detention, row: TransferIn) -> str:
    began = standing_of(detention).began
    since = f". Relevant time {said(began.at)} ({began.source})" if began else ""
    force = title_of("force", row.force) if row.force else "outside England and Wales"
    where = ", ".join(part for part in (force, row.station, row.reference) if part)
    copies = {None: "", True: ". A copy of the custody record came", False: ". No copy of the custody record came"}
    return f"From {where}: {row.came_as.label}{copies[row.record_copy]}{since}"
