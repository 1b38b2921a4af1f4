"""Signing in, a step at a time: password, then authenticator, then the sign-in itself. Knows no web.

Nobody is anybody yet before the password, so these are no use cases. Whatever they change that is kept (a password, an
authenticator, a recovery code) they change by one, as the person whose password was given.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from mips.access.model import SignIn, User
from mips.access.policy import Actor
from mips.accounts import throttle
from mips.accounts.credentials import (
    Secret,
    matches,
    new_authenticator,
    new_recovery_codes,
    outdated,
    sealed,
    step_of,
    unsealed,
)
from mips.accounts.door import what_an_actor_needs
from mips.accounts.model import Challenge, Credential
from mips.accounts.throttle import Came
from mips.accounts.usecases.own import (
    enrol_authenticator,
    replace_one_time_password,
    strengthen_password,
    use_recovery_code,
    use_up,
)
from mips.core import clock, db
from mips.core.errors import MipsError, RuleBroken
from mips.usecase import unit_of_work

PATIENCE: Final = timedelta(minutes=15)
"""From the password to the rest: long enough to install an authenticator."""
WRONG_CODES: Final = 5
BY_PASSWORD: Final = "password"  # noqa: S105 - a way of signing in
security = logging.getLogger("mips.security")


class Stage(StrEnum):
    """What somebody who has given a right password still owes."""

    CODE = "code"
    NEW_PASSWORD = "new-password"  # noqa: S105 - a stage's name
    AUTHENTICATOR = "authenticator"
    DONE = "done"


class NotAdmitted(RuleBroken):
    """The same words whatever was wrong, so that nobody learns which accounts exist."""

    def __init__(self, detail: str, *, field: str) -> None:
        super().__init__(detail, rule="sign-in", field=field)


class StartAgain(MipsError):
    """The password was given too long ago, or too many wrong codes since."""

    status, code, title = 401, "start-again", "Sign in again from the start"


class NoRoleYet(MipsError):
    """The account is in order and nothing may be done with it: no role has been approved."""

    status, code, title = 403, "no-role-yet", "Your account is ready, but no role has been approved for you yet"


def give_password(came: Came, *, collar_number: str, password: str, onward: str = "") -> Challenge:
    """The first step. Raises NotAdmitted, TooManyTries."""
    collar, typed = collar_number.upper(), Secret(password)
    attempt = throttle.reserve(collar, came)
    credential = _credential_by(User.collar_number == collar)
    right = matches(credential.password if credential is not None else None, typed)
    if credential is None or not right or not _in_order(credential):
        security.info("sign-in refused account=%s origin=%s", credential.user_id if credential else "-", came.origin)
        raise NotAdmitted("The collar number or password is not right", field="password")
    if outdated(credential.password or ""):
        strengthen_password(_actor(credential.user, came), password=typed)
    return _challenge(credential.user, came, onward=onward, how=BY_PASSWORD, attempt=attempt)


def _in_order(credential: Credential) -> bool:
    until = credential.one_time_until
    return credential.user.is_active and (until is None or clock.now() < until)


def vouched_for(user: User, came: Came, *, onward: str, second_factor_too: bool) -> Challenge:
    """The first step taken elsewhere: an identity provider says who this is."""
    challenge = _challenge(user, came, onward=onward, how="single sign-on")
    if second_factor_too:
        _note(challenge, came, factor_given_at=clock.now())
    return challenge


def _challenge(user: User, came: Came, *, onward: str, how: str, attempt: uuid.UUID | None = None) -> Challenge:
    now = clock.now()
    challenge = Challenge(
        user_id=user.id, browser=came.browser, origin=came.origin, onward=onward, how=how, expires_at=now + PATIENCE
    )
    with unit_of_work(_actor(user, came)):
        db.session.add(challenge)
        if attempt is not None:
            throttle.give_back(attempt)
    return challenge


def challenge_of(key: str) -> Challenge:
    """A challenge under way. Raises StartAgain."""
    try:
        challenge_id = uuid.UUID(key)
    except ValueError:
        raise StartAgain from None
    with_user = joinedload(Challenge.user).options(*what_an_actor_needs())
    found = db.session.scalars(select(Challenge).where(Challenge.id == challenge_id).options(with_user)).one_or_none()
    if found is None or found.done_at or found.expires_at <= clock.now() or not found.user.is_active:
        raise StartAgain
    return found


def stage_of(challenge: Challenge) -> Stage:
    """What is owed next."""
    credential = _credential_by(Credential.user_id == challenge.user_id)
    enrolled = credential is not None and credential.second_factor is not None
    if enrolled and challenge.factor_given_at is None:
        return Stage.CODE
    by_password = challenge.how.startswith(BY_PASSWORD)
    if by_password and credential is not None and credential.one_time_until is not None:
        return Stage.NEW_PASSWORD
    return Stage.DONE if challenge.factor_given_at is not None else Stage.AUTHENTICATOR


def give_code(challenge: Challenge, came: Came, *, code: str) -> None:
    """The second step by authenticator. Raises NotAdmitted, TooManyTries."""
    credential = _owing(challenge, Stage.CODE)
    throttle.reserve(challenge.user.collar_number, came)
    _answered(challenge, came, unsealed(credential.second_factor or ""), code)


def give_recovery_code(challenge: Challenge, came: Came, *, code: str) -> None:
    """The second step by a recovery code. Raises RuleBroken, TooManyTries."""
    _owing(challenge, Stage.CODE)
    throttle.reserve(challenge.user.collar_number, came)
    actor = _actor(challenge.user, came)
    try:
        use_recovery_code(actor, code=Secret(code))
    except RuleBroken:
        _count_wrong(challenge, came)
        raise
    _note(challenge, came, factor_given_at=clock.now(), how=f"{challenge.how} and recovery code")
    security.info("recovery code used account=%s origin=%s", actor.id, came.origin)


def choose_password(challenge: Challenge, came: Came, *, password: str) -> None:
    """Replace a one-time password. Raises RuleBroken."""
    _owing(challenge, Stage.NEW_PASSWORD)
    replace_one_time_password(_actor(challenge.user, came), password=Secret(password))


def offer_authenticator(challenge: Challenge, came: Came) -> str:
    """The secret to enrol: the same however often the page is drawn, nobody's until a code of it is given."""
    _owing(challenge, Stage.AUTHENTICATOR)
    if not challenge.offered_secret:
        _note(challenge, came, offered_secret=sealed(new_authenticator()))
    return unsealed(challenge.offered_secret)


def enrol(challenge: Challenge, came: Came, *, code: str) -> Sequence[str]:
    """Take the authenticator for second factor once it has shown a right code. Gives the recovery codes, this once."""
    secret = offer_authenticator(challenge, came)
    _answered(challenge, came, secret, code)
    codes = new_recovery_codes()
    enrol_authenticator(
        _actor(challenge.user, came), secret=Secret(secret), recovery_codes=[Secret(code) for code in codes]
    )
    return codes


def finish(challenge: Challenge, came: Came) -> SignIn:
    """The sign-in itself, once nothing is owed. Raises NoRoleYet, StartAgain."""
    _owing(challenge, Stage.DONE)
    user, now = challenge.user, clock.now()
    sign_in = SignIn(
        user_id=user.id,
        last_seen_at=now,
        origin=came.origin,
        network=came.network,
        browser=came.browser,
        agent=came.agent,
        how=challenge.how,
    )
    _note(challenge, came, done_at=now)
    with unit_of_work(_actor(user, came)):
        throttle.forgive(user.collar_number, came)
        if user.roles_at(now):
            db.session.add(sign_in)
    if sign_in.id is None:
        raise NoRoleYet
    security.info("signed in account=%s origin=%s by=%s", user.id, came.origin, challenge.how.replace(" ", "-"))
    return sign_in


def _owing(challenge: Challenge, stage: Stage) -> Credential:
    """The credential, when this is the step that is due: no step is passed over by typing another's address."""
    credential = _credential_by(Credential.user_id == challenge.user_id)
    if credential is None or stage_of(challenge) is not stage:
        raise StartAgain
    return credential


def _answered(challenge: Challenge, came: Came, secret: str, code: str) -> None:
    """Take a right code that nobody has used, and use it up. Raises NotAdmitted."""
    step = step_of(secret, code, clock.now())
    if step is not None and _taken(challenge, came, step):
        _note(challenge, came, factor_given_at=clock.now(), how=f"{challenge.how} and authenticator")
        return
    _count_wrong(challenge, came)
    again = "Wait for the next one and try again" if step is not None else "Check the time on your telephone"
    raise NotAdmitted(f"That code is not right. {again}", field="code")


def _taken(challenge: Challenge, came: Came, step: int) -> bool:
    with unit_of_work(_actor(challenge.user, came)):
        return use_up(challenge.user_id, step)


def _count_wrong(challenge: Challenge, came: Came) -> None:
    security.info("second factor refused account=%s origin=%s", challenge.user_id, came.origin)
    wrong = challenge.wrong + 1
    _note(challenge, came, wrong=wrong, done_at=clock.now() if wrong >= WRONG_CODES else None)


def _note(challenge: Challenge, came: Came, **values: object) -> None:
    """Set fields of a challenge, on the row and on what was loaded of it."""
    with unit_of_work(_actor(challenge.user, came)):
        db.session.execute(update(Challenge).where(Challenge.id == challenge.id).values(**values))
    for name, value in values.items():
        set_committed_value(challenge, name, value)


def _credential_by(which: ColumnElement[bool]) -> Credential | None:
    with_user = joinedload(Credential.user).options(*what_an_actor_needs())
    found = select(Credential).join(User, User.id == Credential.user_id).where(which).options(with_user)
    return db.session.scalars(found).one_or_none()


def _actor(user: User, came: Came) -> Actor:
    return user.as_actor(origin=f"{came.origin} sign-in".strip())
