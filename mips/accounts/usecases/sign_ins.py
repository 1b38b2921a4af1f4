"""Sign-ins under way: one's own to look at and end, anybody's for administrators to end."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from mips.access.model import SignIn, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.usecases.own import credential_of
from mips.audit import journal
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound
from mips.core.settings import settings
from mips.record.lookup import fetch
from mips.usecase import usecase

security = logging.getLogger("mips.security")


@usecase(Permission.ACCOUNTS_OWN_READ, verb=Verb.CONSULTED)
def list_own_sign_ins(actor: Actor) -> Sequence[SignIn]:
    """One's sign-ins that still count, newest first."""
    return open_sign_ins(actor.id)


def open_sign_ins(user_id: uuid.UUID) -> Sequence[SignIn]:
    """Sign-ins of a user that are not over by any limit, newest first."""
    oldest = clock.now() - timedelta(minutes=settings().session_absolute_minutes)
    quiet_since = clock.now() - timedelta(minutes=settings().session_idle_minutes)
    found = db.session.scalars(
        select(SignIn)
        .where(SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.created_at > oldest)
        .order_by(SignIn.created_at.desc(), SignIn.id)
    )
    return [each for each in found if each.parked_at is not None or each.last_seen_at >= quiet_since]


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.ALTERED)
def end_sign_in(actor: Actor, *, sign_in_id: uuid.UUID, why: str) -> SignIn:
    """End one of one's own sign-ins, here or elsewhere."""
    sign_in = fetch(SignIn, sign_in_id)
    if sign_in.user_id != actor.id:
        raise NotFound("No such sign-in")
    end([sign_in], why)
    return sign_in


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.ALTERED)
def end_other_sign_ins(actor: Actor, *, this_one: uuid.UUID | None) -> Sequence[SignIn]:
    """End all of one's own sign-ins but the one this comes from."""
    others = [each for each in open_sign_ins(actor.id) if each.id != this_one]
    end(others, "ended from another sign-in")
    return others


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.ALTERED)
def leave_desk(actor: Actor, *, sign_in_id: uuid.UUID, page: str) -> SignIn:
    """Leave a shared desk to somebody else. Who has a PIN may come back with it; for others the sign-in ends."""
    sign_in = fetch(SignIn, sign_in_id)
    if sign_in.user_id != actor.id:
        raise NotFound("No such sign-in")
    if credential_of(actor).pin is None:
        end([sign_in], "left the desk")
        return sign_in
    sign_in.parked_at, sign_in.parked_page = clock.now(), page
    journal.note(Verb.ALTERED, sign_in, {"user_id": actor.id, "parked": True})
    return sign_in


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def end_sign_ins_of(actor: Actor, *, user_id: uuid.UUID) -> User:
    """End every sign-in of somebody, at once."""
    user = fetch(User, user_id)
    end(open_sign_ins(user_id), "ended by an administrator")
    return user


def end(sign_ins: Sequence[SignIn], why: str) -> None:
    """End sign-ins, with a line in the journal and the security log for each. Called inside a use case."""
    for each in sign_ins:
        each.ended_at, each.ended_why = clock.now(), why
        journal.note(Verb.ALTERED, each, {"user_id": each.user_id, "ended": why})
        security.info("signed out account=%s sign_in=%s", each.user_id, each.id)
