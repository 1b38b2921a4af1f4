"""Finding the officer who made an arrest, by collar number or name."""

from __future__ import annotations

import uuid

from sqlalchemy import or_, select

from mips.access.model import User
from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid
from mips.usecase import usecase

MOST = 8


@usecase(Permission.RECORD_REFERENCE_READ, verb=Verb.CONSULTED, recorded=False)
def find_officers(actor: Actor, *, text: str) -> list[User]:
    """Officers whose collar number begins with the text or whose name holds it; the exact number first."""
    words = "".join(letter for letter in text if letter.isalnum() or letter in " -'\u2019").strip()
    wanted = or_(User.collar_number.ilike(f"{words}%"), User.name.ilike(f"%{words}%"))
    officers = select(User).where(User.rank >= int(Rank.CONSTABLE), User.disabled_at.is_(None), wanted)
    order = (User.collar_number != words.upper(), User.name, User.id)
    return list(db.session.scalars(officers.order_by(*order).limit(MOST))) if words else []


def name_officer(user_id: uuid.UUID) -> User | None:
    """The officer of an id, for a form that shows who was picked."""
    return db.session.get(User, user_id)


def officer_named(user_id: uuid.UUID, field: str) -> User:
    """The officer of an id that was picked; InputInvalid at `field` when there is none."""
    found = name_officer(user_id)
    if found is None:
        raise InputInvalid({field: ["Select an officer"]})
    return found
