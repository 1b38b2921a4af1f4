"""Scenery for the tests of exhibits: one that was entered, a store with shelves, and what a movement tells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import ContinuityEvent, Exhibit
from mips.investigation.model.store import PropertyShelf, PropertyStore
from mips.investigation.rules.continuity import Where
from mips.investigation.usecases.continuity import move_exhibit
from mips.investigation.usecases.exhibits import read_exhibit, record_exhibit
from mips.record.model.object import ThingKind
from mips.record.model.signing import SignedHow
from tests.build import NOON, Build
from tests.investigation.crimes import recorded

ON_PAPER = {"how": SignedHow.ON_PAPER, "drawn": "", "why": ""}


def entered(build: Build, crime: Crime | None = None, by: Actor | None = None, **fields: Any) -> Exhibit:
    given = {
        "mark": f"AB/{build.number()}",
        "description": "Black phone",
        "thing_kind": ThingKind.PHONE,
        "seized_under": "pace-32",
        "found_where": "Kitchen table",
        "found_at": NOON - timedelta(hours=1),
    }
    crime = crime or recorded(build)
    return record_exhibit(by or build.actor(Role.OFFICER), crime_id=crime.id, **given | fields)


def shelf(build: Build, code: str = "B12", **fields: Any) -> PropertyShelf:
    store = PropertyStore(name=f"Store {build.number()}", **fields)
    return build.add(PropertyShelf(store=store, code=code))


def moved(actor: Actor, exhibit: Exhibit, to: Where, **fields: Any) -> ContinuityEvent:
    now = read_exhibit(actor, exhibit_id=exhibit.id).exhibit
    given = {"purpose": "Moved", "seen": now.moves, "seal_intact": True if now.seal else None}
    return move_exhibit(actor, exhibit_id=exhibit.id, to=to, **given | fields)
