"""Counting a store: begun, shelf by shelf with a scanner, ended with what differs, each difference settled (F135)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.investigation.model.exhibit import Exhibit, ExhibitSeal
from mips.investigation.model.stocktake import StockCount, StockDifference, StockTake
from mips.investigation.model.store import PropertyShelf, PropertyStore
from mips.investigation.rules.stocktake import (
    Counted,
    Difference,
    Recorded,
    check_counting,
    check_counts,
    differences,
)
from mips.investigation.usecases.continuity import shelf_named
from mips.investigation.usecases.scanning import codes_in
from mips.investigation.usecases.stores import check_keeps_stores
from mips.record.lookup import fetch, picked
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class ShelfCount:
    """One shelf while it is counted: how many the record has there, and how many were read."""

    shelf: PropertyShelf
    recorded: int
    counted: int


@dataclass(frozen=True)
class StockTakeShown:
    """A stocktake with its shelves, and once it has ended with what differs."""

    stock_take: StockTake
    shelves: Sequence[ShelfCount]

    @property
    def open(self) -> Sequence[StockDifference]:
        return [each for each in self.stock_take.differences if each.settled_at is None]

    def shown(self) -> Iterator[Base]:
        yield from (each.exhibit for each in self.stock_take.differences if each.exhibit)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def begin_stocktake(actor: Actor, *, store_id: uuid.UUID, second_id: uuid.UUID | None = None) -> StockTake:
    """Begin to count a store. One is open at a time: two who count at once would each miss what the other moves."""
    check_keeps_stores(actor)
    store = fetch(PropertyStore, store_id)
    if second_id == actor.id:
        raise RuleBroken("The second person is somebody else than you", rule="INV-9", field="second_id")
    second = picked(User, second_id, field="second_id") if second_id else None
    still = sa.select(StockTake.id).where(StockTake.store_id == store.id, StockTake.ended_at.is_(None))
    if db.session.scalar(still):
        raise RuleBroken("This store is being counted already. Go on with that", rule="INV-9")
    row = StockTake(store=store, begun_at=clock.now(), by_id=actor.id, second=second, differences=[])
    db.session.add(row)
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def count_shelf(actor: Actor, *, stock_take_id: uuid.UUID, shelf_id: uuid.UUID, codes: str) -> StockTakeShown:
    """Enter what was read off a shelf: numbers of labels or bags, parted by blanks. More may follow."""
    row, shelf = _open(actor, stock_take_id), shelf_named(shelf_id)
    if shelf.store_id != row.store_id:
        raise RuleBroken("That shelf is in another store", rule="INV-9", field="shelf_id")
    check_counts(shelf.shelf_kind, second=row.second_id is not None)
    read = codes_in(codes)
    known, before = _of_codes(read), _read_before(row, read)
    for code in read:
        count = before.get(code) or StockCount(stock_take_id=row.id, code=code)
        count.exhibit_id, count.shelf_id = known.get(code), shelf.id
        count.at, count.by_id = clock.now(), actor.id
        db.session.add(count)
    db.session.flush()
    return _shown(row)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_stocktake(actor: Actor, *, stock_take_id: uuid.UUID) -> StockTakeShown:
    """End it: what differs from the record is written down, and how many did not."""
    row = _open(actor, stock_take_id)
    row.ended_at = clock.now()
    counted = _counts(row)
    here = frozenset(_shelves(row))
    recorded = _recorded(here, [each.exhibit_id for each in counted if each.exhibit_id])
    found = list(differences(recorded, counted, shelves=here, begun_at=row.begun_at))
    row.differences = [_row(each) for each in found]
    row.found = len({each.exhibit_id for each in counted if each.exhibit_id} - {each.exhibit_id for each in found})
    db.session.flush()
    return _shown(row)


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.ALTERED)
def settle_difference(actor: Actor, *, difference_id: uuid.UUID, how: str) -> StockDifference:
    """Say what became of it. What was moved, lost or found is entered in its continuity besides."""
    check_keeps_stores(actor)
    row = fetch(StockDifference, difference_id)
    if row.settled_at is not None:
        raise RuleBroken("This has been settled already", rule="INV-9")
    row.settled_at, row.settled_by_id, row.settled_how = clock.now(), actor.id, how
    return row


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def read_stocktake(actor: Actor, *, stock_take_id: uuid.UUID) -> StockTakeShown:
    """One stocktake with its shelves and differences."""
    return _shown(fetch(StockTake, stock_take_id))


@usecase(Permission.INVESTIGATION_EXHIBIT_READ, verb=Verb.CONSULTED)
def list_stocktakes(actor: Actor, *, store_id: uuid.UUID, after: str | None = None) -> Page[StockTake]:
    """The stocktakes of a store, the latest first."""
    of_store = sa.select(StockTake).where(StockTake.store_id == fetch(PropertyStore, store_id).id)
    whole = of_store.options(selectinload(StockTake.differences), joinedload(StockTake.by))
    return paged(db.session, whole, by=(StockTake.begun_at.desc(), StockTake.id.desc()), after=after)


def _open(actor: Actor, stock_take_id: uuid.UUID) -> StockTake:
    """The stocktake, which nobody ends until we are done."""
    check_keeps_stores(actor)
    fetch(StockTake, stock_take_id)
    alone = sa.select(StockTake).where(StockTake.id == stock_take_id).with_for_update(key_share=True)
    row = db.session.scalars(alone.execution_options(populate_existing=True)).one()
    check_counting(ended=row.ended_at is not None)
    return row


def _shelves(row: StockTake) -> Sequence[uuid.UUID]:
    return db.session.scalars(sa.select(PropertyShelf.id).where(PropertyShelf.store_id == row.store_id)).all()


def _of_codes(codes: Sequence[str]) -> Mapping[str, uuid.UUID]:
    """The exhibit of each number. One that is hidden from whoever counts is counted all the same, and never named."""
    labels = sa.select(Exhibit.reference, Exhibit.id).where(Exhibit.reference.in_(codes))
    bags = sa.select(ExhibitSeal.number, ExhibitSeal.exhibit_id).where(ExhibitSeal.number.in_(codes))
    found = [db.session.execute(each.execution_options(**UNSEEN_TOO)) for each in (bags, labels)]
    return {code: exhibit_id for rows in found for code, exhibit_id in rows if code}


def _read_before(row: StockTake, codes: Sequence[str]) -> Mapping[str, StockCount]:
    again = sa.select(StockCount).where(StockCount.stock_take_id == row.id, StockCount.code.in_(codes))
    return {each.code: each for each in db.session.scalars(again.execution_options(**UNSEEN_TOO))}


def _counts(row: StockTake) -> Sequence[Counted]:
    """What was read, an exhibit once: its label and its bag may both have been."""
    read = sa.select(StockCount).where(StockCount.stock_take_id == row.id).order_by(StockCount.at)
    rows = db.session.scalars(read.execution_options(**UNSEEN_TOO))
    found = [Counted(each.code, each.exhibit_id, each.shelf_id, each.at) for each in rows]
    return list({each.exhibit_id or each.code: each for each in found}.values())


def _recorded(shelves: frozenset[uuid.UUID], counted: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Recorded]:
    where = sa.select(Exhibit.id, Exhibit.shelf_id, Exhibit.moved_at)
    asked = where.where(sa.or_(Exhibit.shelf_id.in_(shelves), Exhibit.id.in_(counted)))
    found = db.session.execute(asked.execution_options(**UNSEEN_TOO))
    return {exhibit_id: Recorded(shelf_id, moved_at) for exhibit_id, shelf_id, moved_at in found}


def _row(found: Difference) -> StockDifference:
    return StockDifference(
        differs=found.differs,
        exhibit_id=found.exhibit_id,
        code=found.code,
        recorded_on_id=found.recorded_on,
        counted_on_id=found.counted_on,
    )


def _whole(stock_take_id: uuid.UUID) -> StockTake:
    """The stocktake with all that its page shows, as the database has it now."""
    shelves = (StockDifference.recorded_on, StockDifference.counted_on)
    each = selectinload(StockTake.differences).options(
        joinedload(StockDifference.exhibit),
        joinedload(StockDifference.settled_by),
        *(joinedload(shelf).joinedload(PropertyShelf.store) for shelf in shelves),
    )
    about = (joinedload(StockTake.store), joinedload(StockTake.by), joinedload(StockTake.second))
    found = sa.select(StockTake).where(StockTake.id == stock_take_id).options(each, *about)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def _shown(row: StockTake) -> StockTakeShown:
    what = sa.func.coalesce(sa.cast(StockCount.exhibit_id, sa.Text), StockCount.code)
    read = (
        sa.select(sa.func.count(what.distinct()))
        .where(StockCount.stock_take_id == row.id, StockCount.shelf_id == PropertyShelf.id)
        .scalar_subquery()
    )
    recorded = sa.select(sa.func.count(Exhibit.id)).where(Exhibit.shelf_id == PropertyShelf.id).scalar_subquery()
    shelves = sa.select(PropertyShelf, recorded, read).where(PropertyShelf.store_id == row.store_id)
    in_use = shelves.where(PropertyShelf.closed_at.is_(None)).order_by(PropertyShelf.code)
    return StockTakeShown(_whole(row.id), [ShelfCount(*each) for each in db.session.execute(in_use)])
