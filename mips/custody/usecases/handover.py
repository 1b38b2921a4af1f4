"""Handing a suite over from one custody officer to the next: each detainee signed for by both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.duty import OnDuty
from mips.custody.model.handover import HandedOver, Handover
from mips.custody.rules.duty import Duty
from mips.custody.rules.handover import check_begins, check_takes
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.board import Board, board_of
from mips.custody.usecases.handover_draft import KIND, Changes, changes_of
from mips.custody.usecases.writing import detention_with, log
from mips.usecase import usecase


@dataclass(frozen=True)
class HandoverShown:
    """The handover under way, if any, beside the board: what changed of each, and who has signed."""

    handover: Handover | None
    board: Board
    changes: Mapping[uuid.UUID, Changes]
    signed: Mapping[uuid.UUID, HandedOver]
    outgoing: bool
    """Whether whoever looks is the one who hands over."""

    def may_sign(self, detention_id: uuid.UUID) -> bool:
        """Whether it is for whoever looks to sign for them now."""
        row = self.signed.get(detention_id)
        return row is None if self.outgoing else row is not None and row.taken_at is None

    def shown(self) -> Iterable[uuid.UUID]:
        return list(self.board.named)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_handover(actor: Actor, *, suite_id: uuid.UUID) -> HandoverShown:
    """Everybody in a suite with their risks, what is due, what changed since the last handover, and the signatures."""
    board = board_of(actor, suite_id)
    under_way = db.session.scalars(_under_way(suite_id)).one_or_none()
    signed = _signed_in(under_way) if under_way else {}
    gives = under_way.from_id if under_way else _on_duty(suite_id)
    return HandoverShown(
        under_way,
        board,
        changes_of(list(board.named)),
        signed,
        outgoing=actor.id == gives,
    )


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def sign_handover(actor: Actor, *, detention_id: uuid.UUID, note: str = "") -> HandedOver:
    """Sign for one detainee: the officer who goes hands them over, then the one who comes takes them over."""
    detention, now = detention_with(detention_id), clock.now()
    if detention.released_at is not None:
        raise RuleBroken("They are not held any more", rule=S39_1.section)
    under_way = _begun(actor, detention.suite_id, now)
    row = db.session.scalars(
        select(HandedOver).where(HandedOver.handover_id == under_way.id, HandedOver.detention_id == detention.id)
    ).one_or_none()
    if actor.id == under_way.from_id:
        row = _give(actor, under_way, detention, row, note, now)
    else:
        row = _take(actor, under_way, detention, row, note, now)
    db.session.flush()
    if not _outstanding(under_way):
        under_way.ended_at = now
    return row


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED)
def end_handover(actor: Actor, *, suite_id: uuid.UUID, why: str) -> Handover:
    """End a handover that cannot be signed for all, saying why: who went home ill has not signed."""
    under_way = db.session.scalars(_under_way(suite_id).with_for_update(of=Handover)).one_or_none()
    if under_way is None:
        raise NotFound("No handover is under way")
    under_way.ended_at, under_way.ended_why = clock.now(), why
    return under_way


def took_over(suite_id: uuid.UUID, before_id: uuid.UUID, now_id: uuid.UUID, at: datetime) -> None:
    """Another custody officer is on duty: the suite is to be handed over to them, where anybody is held."""
    under_way = db.session.scalars(_under_way(suite_id).with_for_update(of=Handover)).one_or_none()
    if under_way and under_way.from_id == before_id:
        under_way.to_id = now_id
        return
    if under_way:
        under_way.ended_at, under_way.ended_why = at, "Followed by the next handover"
        db.session.flush()
    held = select(Detention.id).where(Detention.suite_id == suite_id, Detention.released_at.is_(None)).limit(1)
    if db.session.scalar(held):
        db.session.add(Handover(suite_id=suite_id, from_id=before_id, to_id=now_id, begun_at=at))


def _signed_in(under_way: Handover) -> dict[uuid.UUID, HandedOver]:
    rows = db.session.scalars(select(HandedOver).where(HandedOver.handover_id == under_way.id))
    return {each.detention_id: each for each in rows}


def _begun(actor: Actor, suite_id: uuid.UUID, now: datetime) -> Handover:
    under_way = db.session.scalars(_under_way(suite_id).with_for_update(of=Handover)).one_or_none()
    if under_way is None:
        check_begins(actor.id, _on_duty(suite_id))
        under_way = Handover(suite_id=suite_id, from_id=actor.id, begun_at=now)
        db.session.add(under_way)
        db.session.flush()
    return under_way


def _give(
    actor: Actor, under_way: Handover, detention: Detention, row: HandedOver | None, note: str, now: datetime
) -> HandedOver:
    if row is not None:
        raise RuleBroken("You have handed them over already", rule=S39_1.section)
    changed = changes_of([detention.id]).get(detention.id, Changes()).text
    row = HandedOver(handover_id=under_way.id, detention_id=detention.id, note=note, changed=changed)
    row.given_by_id, row.given_at = actor.id, now
    db.session.add(row)
    log(actor, detention, now, _line("Handed over to the next custody officer", note), kind=KIND)
    return row


def _take(
    actor: Actor, under_way: Handover, detention: Detention, row: HandedOver | None, note: str, now: datetime
) -> HandedOver:
    name = under_way.incoming.name if under_way.incoming else ""
    check_takes(actor.id, given_by_id=row.given_by_id if row else None, incoming_id=under_way.to_id, incoming=name)
    if row is None or row.taken_at is not None:
        raise RuleBroken("You have taken them over already", rule=S39_1.section)
    row.taken_by_id, row.taken_at, under_way.to_id = actor.id, now, actor.id
    log(actor, detention, now, _line(f"Taken over from {under_way.outgoing.name}", note), kind=KIND)
    return row


def _line(text: str, note: str) -> str:
    return f"{text}: {note}" if note else text


def _under_way(suite_id: uuid.UUID) -> Select[Handover]:
    open_ = select(Handover).where(Handover.suite_id == suite_id, Handover.ended_at.is_(None))
    return open_.options(joinedload(Handover.outgoing), joinedload(Handover.incoming))


def _on_duty(suite_id: uuid.UUID) -> uuid.UUID | None:
    still = select(OnDuty.user_id).where(OnDuty.suite_id == suite_id, OnDuty.until_at.is_(None))
    return db.session.scalar(still.where(OnDuty.duty == Duty.CUSTODY_OFFICER))


def _outstanding(under_way: Handover) -> int:
    """How many of those whom the actor may see have not been taken over."""
    row = and_(HandedOver.detention_id == Detention.id, HandedOver.handover_id == under_way.id)
    held = select(func.count(Detention.id)).outerjoin(HandedOver, row)
    still = held.where(Detention.suite_id == under_way.suite_id, Detention.released_at.is_(None))
    return db.session.scalar(still.where(HandedOver.taken_at.is_(None))) or 0
