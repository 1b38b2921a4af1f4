"""Crimes linked to one another: related, without being held to be by the same hand as those of a series (INT-7)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.event import Link
from mips.usecase import usecase

RELATED: Final = "related-crime"
"""An item of the list `link-type`."""
SHOWN: Final = 100


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def relate_crimes(actor: Actor, *, crime_id: uuid.UUID, number: str, why: str) -> Link:
    """Link a crime to the one with that number. Both logs say so."""
    crime, other = fetch(Crime, crime_id), numbered(number)
    if crime.id == other.id:
        raise RuleBroken("It is this crime itself. Enter the number of another", rule="INT-7", field="number")
    if tie_of(crime.id, other.id) is not None:
        raise RuleBroken(f"It is linked to {other.reference} already", rule="INT-7", field="number")
    now = clock.now()
    link = Link(
        from_id=crime.id, to_id=other.id, type=RELATED, strength="probable", from_at=now, known_from_id=crime.id
    )
    db.session.add(link)
    log(actor.id, crime, now, f"Linked to {other.reference}. {why}", kind="decision")
    log(actor.id, other, now, f"Linked to {crime.reference}. {why}", kind="decision")
    return link


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def part_crimes(actor: Actor, *, crime_id: uuid.UUID, other_id: uuid.UUID, why: str) -> Link:
    """End the link between two crimes. That it was there stays on the record."""
    crime, other = fetch(Crime, crime_id), fetch(Crime, other_id)
    link = tie_of(crime.id, other.id)
    if link is None:
        raise RuleBroken(f"It is not linked to {other.reference}", rule="INT-7")
    now = clock.now()
    link.until_at = now
    log(actor.id, crime, now, f"No longer linked to {other.reference}. {why}", kind="decision")
    log(actor.id, other, now, f"No longer linked to {crime.reference}. {why}", kind="decision")
    return link


def numbered(number: str, *, field: str = "number") -> Crime:
    """The crime with that number, where it may be seen. Raises InputInvalid beside `field`."""
    found = db.session.scalars(sa.select(Crime).where(Crime.reference == number.strip().upper())).one_or_none()
    if found is None:
        raise InputInvalid({field: ["No crime has this number. Copy it from the page of the crime"]})
    return found


def tie_of(one: uuid.UUID, other: uuid.UUID) -> Link | None:
    """The link of two crimes that stands."""
    ways = sa.or_(sa.and_(Link.from_id == one, Link.to_id == other), sa.and_(Link.from_id == other, Link.to_id == one))
    return db.session.scalars(sa.select(Link).where(ways, _STANDS).limit(1)).first()


def related_to(crime_id: uuid.UUID) -> Sequence[Entity]:
    """The crimes that one is linked to, as far as they may be seen."""
    ends = sa.or_(Link.from_id == crime_id, Link.to_id == crime_id)
    links = sa.select(Link).where(ends, _STANDS).options(joinedload(Link.from_), joinedload(Link.to))
    found = db.session.scalars(links.order_by(Link.id).limit(SHOWN))
    return [each.to if each.from_id == crime_id else each.from_ for each in found]


_STANDS: Final = sa.and_(Link.type == RELATED, Link.until_at.is_(None))
