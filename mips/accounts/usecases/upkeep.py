"""What is done to accounts every night: those nobody uses are disabled, and counters that count no more are swept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, delete, exists, or_, select
from sqlalchemy.orm import selectinload

from mips.access.model import SignIn, User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.model import ApiToken, Challenge, SignInAttempt, TokenUse, UsedCode
from mips.accounts.rules import REMEMBERED
from mips.accounts.usecases.users import disable
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.settings import settings
from mips.usecase import usecase

SIGN_INS_KEPT: Final = timedelta(days=400)


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def disable_inactive(actor: Actor) -> Sequence[User]:
    """Disable every account that nobody has used for the days the settings say: 90 unless they say less (RL-8)."""
    days = settings().inactive_days
    since = clock.now() - timedelta(days=days)
    found = db.session.scalars(_unused_since(since)).unique().all()
    for user in found:
        disable(user, f"not used for {days} days")
    return found


def _unused_since(since: datetime) -> Select[User]:
    signed_in = exists().where(SignIn.user_id == User.id, SignIn.last_seen_at > since)
    by_token = exists().where(
        ApiToken.user_id == User.id, TokenUse.token_id == ApiToken.id, TokenUse.last_used_at > since
    )
    unused = (User.disabled_at.is_(None), User.created_at <= since, ~signed_in, ~by_token)
    return select(User).where(*unused).options(selectinload(User.roles))


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def sweep(actor: Actor) -> None:
    """Remove tries, codes and half sign-ins that no longer count, and sign-ins long over."""
    now = clock.now()
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.created_at < now - REMEMBERED))
    db.session.execute(delete(UsedCode).where(UsedCode.created_at < now - timedelta(hours=1)))
    db.session.execute(delete(Challenge).where(or_(Challenge.expires_at < now, Challenge.done_at.is_not(None))))
    db.session.execute(delete(SignIn).where(SignIn.created_at < now - SIGN_INS_KEPT))
