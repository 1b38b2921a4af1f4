"""API tokens: made by their holder, cut down to chosen permissions, shown once, expiring, revocable."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, digest
from mips.accounts.model import ApiToken
from mips.accounts.usecases.own import check_password
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound, RuleBroken
from mips.record.lookup import fetch
from mips.usecase import usecase

LONGEST: Final = 365
"""Days a token may live."""
FOR_PEOPLE_ONLY: Final = frozenset(
    {
        Permission.ACCOUNTS_OWN_READ,
        Permission.ACCOUNTS_OWN_UPDATE,
        Permission.ACCOUNTS_USER_APPROVE,
        Permission.ACCOUNTS_USER_CREATE,
        Permission.ACCOUNTS_USER_UPDATE,
    }
)
"""What no token carries: with these, one that was stolen could make another, or an account."""


def may_be_given(actor: Actor) -> Sequence[Permission]:
    """The permissions this actor may put on a token: of their own, those that are not for people only."""
    return sorted(set(actor.grants) - FOR_PEOPLE_ONLY)


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.COLLECTED)
def make_token(
    actor: Actor, *, name: str, scopes: Sequence[str], days: int, current_password: Secret, token: Secret
) -> ApiToken:
    """Make a token of one's own. It carries no more than is chosen, and never more than its holder then has."""
    check_password(actor, current_password)
    if not scopes or set(scopes) - {str(each) for each in may_be_given(actor)}:
        raise RuleBroken("Select permissions that are yours to give", rule="token-scope", field="scopes")
    if not 0 < days <= LONGEST:
        raise RuleBroken(f"A token lives from 1 to {LONGEST} days", rule="token-life", field="days")
    made = ApiToken(
        user_id=actor.id,
        name=name,
        digest=digest(token.reveal()),
        scopes=sorted(scopes),
        expires_at=clock.now() + timedelta(days=days),
    )
    db.session.add(made)
    return made


@usecase(Permission.ACCOUNTS_OWN_READ, verb=Verb.CONSULTED)
def list_own_tokens(actor: Actor) -> Sequence[ApiToken]:
    """One's tokens that still work, newest first."""
    live = (ApiToken.user_id == actor.id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > clock.now())
    found = select(ApiToken).where(*live).options(joinedload(ApiToken.use))
    return db.session.scalars(found.order_by(ApiToken.created_at.desc(), ApiToken.id)).all()


@usecase(Permission.ACCOUNTS_OWN_UPDATE, verb=Verb.ALTERED)
def revoke_token(actor: Actor, *, token_id: uuid.UUID) -> ApiToken:
    """Revoke a token of one's own, at once."""
    token = fetch(ApiToken, token_id)
    if token.user_id != actor.id:
        raise NotFound("No such token")
    token.revoked_at = token.revoked_at or clock.now()
    return token
