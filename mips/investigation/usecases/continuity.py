"""Moving an exhibit from one person or place to another, and putting right what was written of it (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.accounts.holders import holders_of
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import ContinuityEvent, Exhibit
from mips.investigation.model.store import PropertyShelf, PropertyStore
from mips.investigation.rules import continuity as rules
from mips.investigation.rules.continuity import Sealed, Where, Whereabouts
from mips.investigation.usecases.moving import Movement, Signed, held, last_of, move, with_officer, write
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.record.model.work import Task, TaskUrgency
from mips.usecase import usecase
from mips.web.filters import moment

LOOKED_INTO_WITHIN: Final = timedelta(hours=24)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def move_exhibit(
    actor: Actor,
    *,
    exhibit_id: uuid.UUID,
    to: Where,
    purpose: str,
    seen: int,
    officer_id: uuid.UUID | None = None,
    shelf_id: uuid.UUID | None = None,
    whom: str | None = None,
    at: datetime | None = None,
    seal_intact: bool | None = None,
    seal_after: str | None = None,
    seal_why: str | None = None,
    giver: Signed | None = None,
    receiver: Signed | None = None,
    second: Signed | None = None,
    counted: str | None = None,
) -> ContinuityEvent:
    """Enter that an exhibit went somewhere. `seen` is the number of the newest entry that whoever enters this saw."""
    exhibit = held(exhibit_id)
    goes = place_told(to, officer_id=officer_id, shelf_id=shelf_id, whom=whom or "")
    event = move(
        actor,
        exhibit,
        Movement(
            to=goes,
            purpose=purpose,
            seen=seen,
            at=at,
            seal_intact=seal_intact,
            seal_after=seal_after or "",
            seal_why=seal_why or "",
            giver=giver,
            receiver=receiver,
            second=second,
            counted=counted or "",
        ),
    )
    if to is Where.LOST:
        report_lost(actor, exhibit, event)
    return event


def place_told(to: Where, *, officer_id: uuid.UUID | None, shelf_id: uuid.UUID | None, whom: str) -> Whereabouts:
    """Where it goes, as a form tells it. Raises RuleBroken for what only a disposal brings about, InputInvalid."""
    if to not in rules.BY_HAND:
        raise RuleBroken(
            "An exhibit is returned or destroyed by a disposal that two people have authorised. Ask for one",
            rule="INV-9",
            field="to",
        )
    if to is Where.IN_POSSESSION and officer_id:
        return with_officer(picked(User, officer_id, field="officer_id"))
    if to is Where.IN_STORE and shelf_id:
        return on_shelf(shelf_named(shelf_id))
    return Whereabouts(to, name=whom if to in rules.OUTSIDE else "")


def on_shelf(shelf: PropertyShelf) -> Whereabouts:
    """In a store, on this shelf."""
    return Whereabouts(Where.IN_STORE, shelf_id=shelf.id, name=shelf.name)


def shelf_named(shelf_id: uuid.UUID) -> PropertyShelf:
    """A shelf that is in use. Raises InputInvalid at `shelf_id`."""
    found = sa.select(PropertyShelf).where(PropertyShelf.id == shelf_id).options(joinedload(PropertyShelf.store))
    shelf = db.session.scalars(found).one_or_none()
    if shelf is None or shelf.closed_at or shelf.store.closed_at:
        raise InputInvalid({"shelf_id": ["Select a shelf that is in use"]})
    return shelf


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def correct_continuity(
    actor: Actor,
    *,
    exhibit_id: uuid.UUID,
    event_id: uuid.UUID,
    text: str,
    seen: int,
    to: Where | None = None,
    officer_id: uuid.UUID | None = None,
    shelf_id: uuid.UUID | None = None,
    whom: str | None = None,
) -> ContinuityEvent:
    """Put right an entry by a later one: what was wrong, and where the exhibit really is when that was wrong too."""
    exhibit, wrong = held(exhibit_id), fetch(ContinuityEvent, event_id)
    if wrong.exhibit_id != exhibit.id:
        raise NotFound("No such entry of this exhibit")
    last = last_of(exhibit)
    rules.check_follows(last, left=exhibit.now, seen=seen, at=clock.now(), said=moment(last.at))
    told = place_told(to, officer_id=officer_id, shelf_id=shelf_id, whom=whom or "") if to else exhibit.now
    if to:
        rules.check_to(exhibit.now, told, actor_id=actor.id)
    seal = Sealed(before=exhibit.seal, intact=None, after=exhibit.seal)
    return write(
        actor,
        exhibit,
        left=exhibit.now,
        to=told,
        at=clock.now(),
        purpose=f"Correction of entry {wrong.number}: {text}",
        seal=seal,
        corrects_id=wrong.id,
    )


def report_lost(actor: Actor, exhibit: Exhibit, event: ContinuityEvent) -> None:
    """Tell the property officer, the officer in the case and the log of the crime that it cannot be found (INV-9)."""
    crime = fetch(Crime, exhibit.crime_id)
    log(actor.id, crime, event.at, f"Exhibit {exhibit.mark} is lost. {event.purpose}", kind="exhibit")
    for user_id in dict.fromkeys([*_keepers(event), *([crime.officer_in_case_id] if crime.officer_in_case_id else [])]):
        db.session.add(
            Task(
                entity_id=exhibit.id,
                title=f"Exhibit {exhibit.mark} is lost: find it or open an incident",
                detail=f"Last {str(event.left)[:1].lower()}{str(event.left)[1:]}. {event.purpose}",
                urgency=TaskUrgency.URGENT,
                assignee_id=user_id,
                raised_by_id=actor.id,
                due_at=clock.now() + LOOKED_INTO_WITHIN,
            )
        )


def _keepers(event: ContinuityEvent) -> Iterable[uuid.UUID]:
    """Who keeps the store it was last in; where that is nobody, every property officer of the force."""
    kept_by = (
        sa.select(PropertyStore.keeper_id)
        .join(PropertyShelf, PropertyShelf.store_id == PropertyStore.id)
        .where(PropertyShelf.id == event.from_shelf_id, PropertyStore.keeper_id.is_not(None))
    )
    if keeper := db.session.scalars(kept_by).first():
        return [keeper]
    return [user.id for user in holders_of(Role.EXHIBITS_OFFICER)]
