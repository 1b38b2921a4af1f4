"""Quick change of user at a shared desk: who signed in here in full, this shift, comes back with a PIN.

A PIN opens nothing by itself. It counts only in the browser where its owner gave password and authenticator, for as
long as that sign-in could have lasted, and three wrong ones end it. All that is done is done as whoever came back.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.model import SignIn, User
from mips.accounts import throttle
from mips.accounts.credentials import Secret, matches
from mips.accounts.door import oldest_end, what_an_actor_needs
from mips.accounts.model import Credential
from mips.accounts.signing_in import NotAdmitted, StartAgain
from mips.accounts.throttle import Came
from mips.core import clock, db
from mips.core.settings import settings
from mips.usecase import unit_of_work

WRONG_PINS: Final = 3
MOST: Final = 20
security = logging.getLogger("mips.security")


def who_left(came: Came) -> Sequence[SignIn]:
    """Those who may come back to this browser, who left last first."""
    if not came.browser:
        return []
    oldest = clock.now() - timedelta(minutes=settings().session_absolute_minutes)
    left = (SignIn.browser == came.browser, SignIn.parked_at.is_not(None), SignIn.ended_at.is_(None))
    found = (
        select(SignIn)
        .join(User, User.id == SignIn.user_id)
        .where(*left, SignIn.created_at > oldest, User.disabled_at.is_(None))
        .options(joinedload(SignIn.user).options(*what_an_actor_needs()))
        .order_by(SignIn.parked_at.desc(), SignIn.id)
    )
    return db.session.scalars(found.limit(MOST)).all()


def come_back(came: Came, *, sign_in_id: uuid.UUID, pin: str) -> SignIn:
    """A new sign-in in the place of the one that was left, with no longer to live. Raises NotAdmitted, TooManyTries."""
    left = next((each for each in who_left(came) if each.id == sign_in_id), None)
    if left is None or clock.now() >= oldest_end(left):
        raise StartAgain
    attempt = throttle.reserve(left.user.collar_number, came)
    kept = db.session.scalars(select(Credential.pin).where(Credential.user_id == left.user_id)).one_or_none()
    if not matches(kept, Secret(pin)):
        _count_wrong(sign_in_id)
        raise NotAdmitted("That PIN is not right", field="pin")
    security.info("came back to a desk account=%s origin=%s", left.user_id, came.origin)
    return _taken_up(sign_in_id, came, attempt)


def _taken_up(sign_in_id: uuid.UUID, came: Came, attempt: uuid.UUID) -> SignIn:
    """Its id is a new one: a copy of the cookie from before opens nothing."""
    with unit_of_work():
        left = _again(sign_in_id)
        if left is None:
            raise StartAgain
        now = clock.now()
        left.ended_at, left.ended_why = now, "came back with a PIN"
        fresh = SignIn(
            user_id=left.user_id,
            created_at=left.created_at,
            last_seen_at=now,
            origin=came.origin,
            network=came.network,
            browser=came.browser,
            agent=came.agent,
            how="PIN",
        )
        db.session.add(fresh)
        throttle.give_back(attempt)
    return fresh


def _count_wrong(sign_in_id: uuid.UUID) -> None:
    with unit_of_work():
        left = _again(sign_in_id)
        if left is None:
            return
        left.wrong_pins += 1
        if left.wrong_pins >= WRONG_PINS:
            left.ended_at, left.ended_why = clock.now(), "wrong PINs"
    security.info("PIN refused account=%s", left.user_id)


def _again(sign_in_id: uuid.UUID) -> SignIn | None:
    """The sign-in that was left, locked: two who come back at one moment are not both let in."""
    still = (SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
    return db.session.scalars(select(SignIn).where(*still).with_for_update()).one_or_none()
