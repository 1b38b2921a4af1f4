"""What is needed of any record whatever its kind, and of the people who may be named in one."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.usecase import usecase


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED)
def name_entity(actor: Actor, *, entity_id: uuid.UUID) -> Entity:
    """A record by its id, for what stands above a page about part of it."""
    return fetch(Entity, entity_id)


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED, recorded=False)
def find_colleagues(actor: Actor, *, q: str, most: int = 8) -> Sequence[User]:
    """Colleagues by the beginning of their collar number or by words of their name."""
    words = re.findall(r"\w+", q)[:5]
    if not words:
        return []
    named = [User.name.icontains(word, autoescape=True) for word in words]
    wanted = sa.or_(User.collar_number.istartswith(q.strip(), autoescape=True), sa.and_(*named))
    statement = sa.select(User).where(User.disabled_at.is_(None), wanted).order_by(User.name).limit(most)
    return db.session.scalars(statement).all()


@usecase(Permission.RECORD_TASK_CREATE, verb=Verb.CONSULTED)
def name_colleague(actor: Actor, *, user_id: uuid.UUID) -> User | None:
    """Who is meant by an id in a form."""
    return db.session.scalars(sa.select(User).where(User.id == user_id)).one_or_none()
