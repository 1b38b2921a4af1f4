"""Property stores and their shelves: which there are, and what lies where (F133)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import Forbidden, RuleBroken
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.store import PropertyShelf, PropertyStore
from mips.investigation.rules.two_persons import ShelfKind
from mips.record.lookup import fetch, picked
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED, recorded=False)
def list_shelves(actor: Actor) -> Sequence[PropertyShelf]:
    """Every shelf that is in use, store by store."""
    in_use = (
        sa.select(PropertyShelf)
        .join(PropertyShelf.store)
        .where(PropertyShelf.closed_at.is_(None), PropertyStore.closed_at.is_(None))
    )
    ordered = in_use.options(contains_eager(PropertyShelf.store)).order_by(PropertyStore.name, PropertyShelf.code)
    return db.session.scalars(ordered).all()


@dataclass(frozen=True)
class Stores:
    """Stores with their shelves, and how many exhibits lie on each."""

    stores: Sequence[PropertyStore]
    counts: Mapping[uuid.UUID | None, int]

    def shown(self) -> Iterator[PropertyStore]:
        return iter(self.stores)


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_stores(actor: Actor) -> Stores:
    """The stores of the force, each shelf with how many exhibits lie on it."""
    stores = sa.select(PropertyStore).where(PropertyStore.closed_at.is_(None)).order_by(PropertyStore.name)
    counted = sa.select(Exhibit.shelf_id, sa.func.count(Exhibit.id)).where(Exhibit.shelf_id.is_not(None))
    return Stores(
        db.session.scalars(stores.options(selectinload(PropertyStore.shelves), joinedload(PropertyStore.keeper))).all(),
        {row[0]: row[1] for row in db.session.execute(counted.group_by(Exhibit.shelf_id))},
    )


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def open_store(
    actor: Actor, *, name: str, shelves: str, station: str | None = None, keeper_id: uuid.UUID | None = None
) -> PropertyStore:
    """A new store with its shelves, by the codes on them, parted by blanks. `keeper` hears of what goes missing."""
    check_keeps_stores(actor)
    taken = sa.select(PropertyStore.id).where(sa.func.lower(PropertyStore.name) == name.lower())
    if db.session.scalar(taken):
        raise RuleBroken(f"There is a store {name} already. Add shelves to it", rule="INV-9", field="name")
    store = PropertyStore(name=name, station=station or "", shelves=[])
    if keeper_id:
        store.keeper = picked(User, keeper_id, field="keeper_id")
    store.shelves = [PropertyShelf(code=code) for code in _codes(shelves)]
    db.session.add(store)
    return store


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def add_shelves(
    actor: Actor, *, store_id: uuid.UUID, shelves: str, shelf_kind: ShelfKind = ShelfKind.SHELF
) -> PropertyStore:
    """More shelves of a store, all of one kind."""
    check_keeps_stores(actor)
    store = fetch(PropertyStore, store_id, selectinload(PropertyStore.shelves))
    there = {each.code for each in store.shelves}
    for code in _codes(shelves):
        if code in there:
            raise RuleBroken(f"There is a shelf {code} already", rule="INV-9", field="shelves")
        store.shelves.append(PropertyShelf(code=code, shelf_kind=shelf_kind))
    return store


def _codes(text: str) -> list[str]:
    """The codes in a text, in capitals, each once. Raises RuleBroken for what fits on no label."""
    codes = list(dict.fromkeys(each for each in re.split(r"[,;\s]+", text.upper()) if each))
    for each in codes:
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,11}", each):
            raise RuleBroken(f"{each} is no shelf code: letters and figures, 12 at most", rule="INV-9", field="shelves")
    return codes


def check_keeps_stores(actor: Actor) -> None:
    """Stores, shelves and stocktakes are the property officer's. Raises Forbidden."""
    if Role.EXHIBITS_OFFICER not in actor.roles:
        raise Forbidden("A property officer keeps stores and shelves")
