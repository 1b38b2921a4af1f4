"""A victim or witness of a crime, whose needs and contacts are kept (INV-6, CAS-17)."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.core import db
from mips.core.errors import NotFound
from mips.investigation.model.crime import Crime
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.event import Involvement, Part


def looked_after(crime_id: uuid.UUID, party_id: uuid.UUID) -> tuple[Crime, Entity, Part]:
    """The crime, and its victim or witness; somebody who is both is its victim. Raises NotFound."""
    crime = fetch(Crime, crime_id, selectinload(Crime.flags), selectinload(Crime.outcomes))
    theirs = sa.select(Involvement).where(
        Involvement.event_id == crime.id,
        Involvement.party_id == party_id,
        Involvement.part.in_((Part.VICTIM, Part.WITNESS)),
        Involvement.ended_at.is_(None),
    )
    found = db.session.scalars(theirs.options(joinedload(Involvement.party))).all()
    for part in (Part.VICTIM, Part.WITNESS):
        for each in found:
            if each.part == part:
                return crime, each.party, part
    raise NotFound("No such victim or witness")
