"""How a system gets its first people, and how a training database gets people whose secrets are known."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from mips.access.model import RoleHeld, User
from mips.access.permissions import Permission, Rank, Role
from mips.access.policy import Actor
from mips.accounts.credentials import Secret, hashed, sealed
from mips.accounts.model import Credential
from mips.accounts.usecases.users import new_user
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.usecase import usecase


@dataclass(frozen=True)
class First:
    """One of the first two people."""

    collar_number: str
    name: str
    one_time_password: Secret


@usecase(Permission.ACCOUNTS_USER_CREATE, verb=Verb.COLLECTED)
def bootstrap(actor: Actor, *, administrator: First, auditor: First) -> User:
    """Make the first administrator and the first auditor: once, because after that every grant needs two people."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("bootstrap", 0))))
    watched = (Role.SYSTEM_ADMINISTRATOR, Role.PROFESSIONAL_STANDARDS)
    if db.session.scalar(select(exists().where(RoleHeld.role.in_(watched)))):
        raise RuleBroken("There is an administrator or auditor already: the first two were made before", rule="RL-4")
    for person, role in ((administrator, watched[0]), (auditor, watched[1])):
        user = new_user(person.collar_number, person.name, Rank.STAFF, None, person.one_time_password)
        db.session.add(RoleHeld(user_id=user.id, role=role, approved_at=clock.now(), why="first of the system"))
    db.session.flush()
    return user


@usecase(Permission.ACCOUNTS_USER_UPDATE, verb=Verb.ALTERED)
def give_training_credentials(
    actor: Actor, *, user_id: uuid.UUID, password: Secret, authenticator: Secret
) -> Credential:
    """Give an account of a training database a password and authenticator that may be printed."""
    if not settings().training:
        raise RuleBroken("Known secrets are for a training database only", rule="ROL-4")
    credential = db.session.scalars(select(Credential).where(Credential.user_id == user_id)).one()
    credential.password, credential.password_since, credential.one_time_until = hashed(password), clock.now(), None
    credential.second_factor, credential.second_factor_since = sealed(authenticator.reveal()), clock.now()
    return credential
