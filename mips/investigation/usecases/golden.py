"""The golden hour board: recent serious crimes, each with its clock and what of its checklist is done (F43)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.investigation.model.crime import Crime, still_open
from mips.investigation.model.golden import GoldenTick
from mips.investigation.rules import golden as rules
from mips.investigation.rules.golden import Checklist, Item
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.reference.lookup import listed
from mips.usecase import usecase


@dataclass(frozen=True)
class Live:
    """A crime with its checklist, what of it is ticked, and since when the clock runs."""

    crime: Crime
    checklist: Checklist
    ticks: Mapping[str, GoldenTick]

    @property
    def since(self) -> datetime:
        return self.crime.reported_at or self.crime.created_at

    @property
    def open(self) -> list[Item]:
        return [item for item in self.checklist.items if item.code not in self.ticks]

    @property
    def next_due(self) -> datetime | None:
        """By when the next open item is to be done."""
        return min((self.due(item) for item in self.open), default=None)

    def due(self, item: Item) -> datetime:
        return rules.due_at(item, self.since)

    def shown(self) -> Iterator[Base]:
        yield self.crime


@dataclass(frozen=True)
class GoldenBoard:
    """Those that are live, the one whose next item presses most first."""

    live: Sequence[Live]

    def shown(self) -> Iterator[Base]:
        return (each.crime for each in self.live)


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_golden_board(actor: Actor) -> GoldenBoard:
    """Serious crimes reported within a day, each with its clock."""
    lists, since = checklists(), clock.now() - rules.LIVE
    recent = sa.select(Crime).where(Entity.kind == Crime.kind_name, Crime.created_at >= since, still_open())
    rows = db.session.scalars(recent.options(joinedload(Crime.officer_in_case))).all()
    found = [(crime, its) for crime in rows if (its := rules.checklist_for(crime.ho_class, lists))]
    ticks = _ticks([crime.id for crime, _ in found])
    live = [Live(crime, its, ticks[crime.id]) for crime, its in found]
    return GoldenBoard(sorted(live, key=lambda each: (not each.open, each.next_due or each.since)))


@usecase(Permission.INVESTIGATION_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_golden_hour(actor: Actor, *, crime_id: uuid.UUID) -> Live:
    """The checklist of one crime. Raises NotFound where its kind has none."""
    crime = fetch(Crime, crime_id)
    its = rules.checklist_for(crime.ho_class, checklists())
    if its is None:
        raise NotFound("This kind of crime has no checklist of the first hours")
    return Live(crime, its, _ticks([crime.id])[crime.id])


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def tick_golden(
    actor: Actor, *, crime_id: uuid.UUID, item: str, needed: bool = True, note: str | None = None
) -> GoldenTick:
    """Tick an item as done, or as not needed with why: by whom and when stands beside it and in the log."""
    crime = fetch(Crime, crime_id)
    its, before = rules.checklist_for(crime.ho_class, checklists()), _ticks([crime.id])[crime.id]
    rules.check_tick(item, its, ticked=item in before, needed=needed, note=note or "")
    row = GoldenTick(crime_id=crime.id, item=item, needed=needed, note=note or "", by_id=actor.id, at=clock.now())
    db.session.add(row)
    title = next(each.title for each in its.items if each.code == item) if its else item
    said = f"{title}: {'done' if needed else 'not needed'}. {note or ''}"
    log(actor.id, crime, row.at, said.strip(), kind="entry")
    return row


def checklists() -> list[Checklist]:
    """Those of the force, as they are today."""
    items: defaultdict[str, list[Item]] = defaultdict(list)
    for each in listed(rules.ITEMS):
        items[each.extra["kind"]].append(Item(code=each.code, title=each.title, minutes=int(each.extra["minutes"])))
    return [
        Checklist(kind=kind.code, title=kind.title, classes=kind.extra["classes"], items=items[kind.code])
        for kind in listed(rules.KINDS)
    ]


def _ticks(ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, dict[str, GoldenTick]]:
    found: defaultdict[uuid.UUID, dict[str, GoldenTick]] = defaultdict(dict)
    rows = sa.select(GoldenTick).where(GoldenTick.crime_id.in_(ids)).options(joinedload(GoldenTick.by))
    for row in db.session.scalars(rows):
        found[row.crime_id][row.item] = row
    return found
