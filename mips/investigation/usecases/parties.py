"""A victim, witness or reporter as a form names them: a person on the record, or an organisation by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from mips.core import db
from mips.core.settings import settings
from mips.record.lookup import picked
from mips.record.model.entity import Entity
from mips.record.model.object import Organisation
from mips.record.model.person import Person


def party_told(told: Mapping[str, Any], *, field: str = "") -> Entity:
    """The person who was picked, or the organisation of that name, made when there is none."""
    if told.get("person_id"):
        return picked(Person, told["person_id"], field=f"{field}person_id")
    name = told["organisation"]
    alike = sa.select(Organisation).where(sa.func.lower(Organisation.name) == name.lower())
    found = db.session.scalars(alike.order_by(Organisation.id).limit(1)).first()
    if found is None:
        found = Organisation(name=name, label=name, force=settings().force)
        db.session.add(found)
    return found
