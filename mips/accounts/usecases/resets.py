"""Supervised reset: who asks and who approves are two people, and each holds half of the one-time password."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, hashed, sealed, unsealed
from mips.accounts.model import Credential, RecoveryCode, Reset, ResetKind
from mips.accounts.rules import ONE_TIME_FOR, RESET_WAITS, why_not_approve
from mips.accounts.usecases.sign_ins import end, open_sign_ins
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.usecase import usecase


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.COLLECTED)
def ask_for_reset(actor: Actor, *, user_id: uuid.UUID, kind: ResetKind, why: str, first_half: Secret) -> Reset:
    """Ask for somebody's password or authenticator to be reset, having seen that it is them."""
    user = fetch(User, user_id)
    if user.id == actor.id:
        raise RuleBroken("Somebody else must ask for yours", rule="RL-4")
    if user.disabled_at is not None:
        raise RuleBroken("This account is disabled", rule="RL-8")
    reset = Reset(
        user_id=user_id,
        kind=kind,
        why=why,
        asked_by_id=actor.id,
        first_half=sealed(first_half.reveal()),
        expires_at=clock.now() + RESET_WAITS,
    )
    db.session.add(reset)
    return reset


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def approve_reset(actor: Actor, *, reset_id: uuid.UUID, second_half: Secret) -> Reset:
    """Carry out a reset that another has asked for. Every sign-in of the user ends."""
    reset = _to_decide(reset_id)
    if problem := why_not_approve(actor.id, asker=reset.asked_by_id, beneficiary=reset.user_id):
        raise RuleBroken(problem, rule="RL-4")
    _carry_out(reset, Secret(f"{unsealed(reset.first_half or '')}-{second_half.reveal()}"))
    _decide(reset, actor, approved_at=clock.now())
    return reset


@usecase(Permission.ACCOUNTS_USER_APPROVE, verb=Verb.ALTERED)
def refuse_reset(actor: Actor, *, reset_id: uuid.UUID) -> Reset:
    """Refuse a reset."""
    reset = _to_decide(reset_id)
    _decide(reset, actor, refused_at=clock.now())
    return reset


def _to_decide(reset_id: uuid.UUID) -> Reset:
    reset = fetch(Reset, reset_id, joinedload(Reset.user).options(selectinload(User.roles)))
    if reset.approved_at or reset.refused_at or reset.expires_at <= clock.now():
        raise RuleBroken("This has been decided already, or has waited too long", rule="RL-4")
    return reset


def _carry_out(reset: Reset, one_time_password: Secret) -> None:
    credential = db.session.scalars(select(Credential).where(Credential.user_id == reset.user_id)).one()
    credential.password, credential.one_time_until = hashed(one_time_password), clock.now() + ONE_TIME_FOR
    credential.password_since, credential.pin = None, None
    if reset.kind is ResetKind.AUTHENTICATOR:
        credential.second_factor = credential.second_factor_since = None
        left = (RecoveryCode.user_id == reset.user_id, RecoveryCode.used_at.is_(None))
        for code in db.session.scalars(select(RecoveryCode).where(*left, RecoveryCode.replaced_at.is_(None))):
            code.replaced_at = clock.now()
    end(open_sign_ins(reset.user_id), "credentials reset")


def _decide(
    reset: Reset, actor: Actor, *, approved_at: datetime | None = None, refused_at: datetime | None = None
) -> None:
    reset.decided_by_id, reset.first_half = actor.id, None
    reset.approved_at, reset.refused_at = approved_at, refused_at
