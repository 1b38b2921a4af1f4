"""What everybody does with their own account: password, authenticator, recovery codes, PIN."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, as_written, digest, hashed, matches, sealed, step_of
from mips.accounts.model import Credential, RecoveryCode, UsedCode
from mips.accounts.rules import canonical, why_not_password, why_not_pin
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.record.lookup import fetch
from mips.usecase import usecase

Own = Permission.ACCOUNTS_OWN_UPDATE


def credential_of(actor: Actor) -> Credential:
    """The actor's own."""
    return db.session.scalars(select(Credential).where(Credential.user_id == actor.id)).one()


def check_password(actor: Actor, password: Secret) -> None:
    """Raise RuleBroken unless this is the actor's password: before anything that outlives the sign-in."""
    if not matches(credential_of(actor).password, password):
        raise RuleBroken("Password is not right", rule="own-password", field="current_password")


@usecase(Own, verb=Verb.ALTERED)
def change_password(actor: Actor, *, current_password: Secret, password: Secret) -> Credential:
    """Choose a new password, giving the one there is."""
    check_password(actor, current_password)
    return _set_password(actor, password)


@usecase(Own, verb=Verb.ALTERED)
def replace_one_time_password(actor: Actor, *, password: Secret) -> Credential:
    """Choose a password of one's own in the place of one that somebody else knows."""
    if credential_of(actor).one_time_until is None:
        raise RuleBroken("Your password is your own already", rule="own-password")
    return _set_password(actor, password)


def _set_password(actor: Actor, password: Secret) -> Credential:
    credential, user = credential_of(actor), fetch(User, actor.id)
    if problem := why_not_password(password.reveal(), collar=user.collar_number, name=user.name):
        raise RuleBroken(problem, rule="password-policy", field="password")
    if matches(credential.password, password):
        raise RuleBroken("Choose a password other than the one you have", rule="password-policy", field="password")
    credential.password, credential.password_since = hashed(password), clock.now()
    credential.one_time_until = None
    return credential


@usecase(Own, verb=Verb.ALTERED)
def strengthen_password(actor: Actor, *, password: Secret) -> Credential:
    """Hash the password that was just given by today's parameters."""
    credential = credential_of(actor)
    credential.password = hashed(password)
    return credential


@usecase(Own, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def enrol_authenticator(actor: Actor, *, secret: Secret, recovery_codes: Sequence[Secret]) -> Credential:
    """Make an authenticator the second factor, where there is none, with recovery codes for the day it is lost."""
    if credential_of(actor).second_factor is not None:
        raise RuleBroken("You have an authenticator already", rule="second-factor")
    return _enrol(actor, secret, recovery_codes)


@usecase(Own, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def change_authenticator(
    actor: Actor, *, current_password: Secret, secret: Secret, code: str, recovery_codes: Sequence[Secret]
) -> Credential:
    """Move to another authenticator, giving the password and a code of the new one. Old recovery codes go too."""
    check_password(actor, current_password)
    step = step_of(secret.reveal(), code, clock.now())
    if step is None:
        raise RuleBroken("That code is not right", rule="second-factor", field="code")
    if not use_up(actor.id, step):
        raise RuleBroken("You have just used a code. Wait for the next", rule="second-factor", field="code")
    return _enrol(actor, secret, recovery_codes)


def _enrol(actor: Actor, secret: Secret, recovery_codes: Sequence[Secret]) -> Credential:
    credential = credential_of(actor)
    credential.second_factor, credential.second_factor_since = sealed(secret.reveal()), clock.now()
    _replace_codes(actor, recovery_codes)
    return credential


@usecase(Own, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def renew_recovery_codes(actor: Actor, *, current_password: Secret, recovery_codes: Sequence[Secret]) -> Credential:
    """Put new recovery codes in the place of those left."""
    check_password(actor, current_password)
    _replace_codes(actor, recovery_codes)
    return credential_of(actor)


def _replace_codes(actor: Actor, codes: Sequence[Secret]) -> None:
    for old in db.session.scalars(select(RecoveryCode).where(*_unused(actor))):
        old.replaced_at = clock.now()
    db.session.add_all(RecoveryCode(user_id=actor.id, digest=digest(code.reveal())) for code in codes)


@usecase(Own, verb=Verb.ALTERED)
def use_recovery_code(actor: Actor, *, code: Secret) -> RecoveryCode:
    """Use up one recovery code in the place of the authenticator."""
    same = RecoveryCode.digest == digest(as_written(canonical(code.reveal())))
    found = db.session.scalars(select(RecoveryCode).where(same, *_unused(actor)).with_for_update()).one_or_none()
    if found is None:
        raise RuleBroken("That recovery code is not right, or was used before", rule="second-factor", field="code")
    found.used_at = clock.now()
    return found


@usecase(Own, verb=Verb.ALTERED)
def set_pin(actor: Actor, *, current_password: Secret, pin: Secret | None) -> Credential:
    """Choose the PIN for coming back to a shared desk, or have none. Asks for the password: a PIN opens later."""
    check_password(actor, current_password)
    if pin is not None and (problem := why_not_pin(pin.reveal())):
        raise RuleBroken(problem, rule="pin-policy", field="pin")
    credential = credential_of(actor)
    credential.pin = hashed(pin) if pin is not None else None
    return credential


@usecase(Permission.ACCOUNTS_OWN_READ, verb=Verb.CONSULTED)
def read_own_account(actor: Actor) -> Credential:
    """One's own account: since when password and authenticator stand."""
    return credential_of(actor)


def use_up(user_id: uuid.UUID, step: int) -> bool:
    """Take an authenticator's code of this time step, once: False when it has been taken. Called in a transaction."""
    row = insert(UsedCode).values(id=db.new_id(), version=1, created_at=clock.now(), user_id=user_id, step=step)
    return db.session.execute(row.on_conflict_do_nothing().returning(UsedCode.id)).scalar() is not None


def recovery_codes_left(actor: Actor) -> int:
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*_unused(actor))) or 0


def _unused(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (RecoveryCode.user_id == actor.id, RecoveryCode.used_at.is_(None), RecoveryCode.replaced_at.is_(None))
