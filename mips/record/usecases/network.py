"""Who and what a record is tied to, step by step: links and parts in events, as far as the reader may see them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, with_polymorphic

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.record.model.event import Event, Involvement, Link, inexact_kinds
from mips.usecase import usecase

NODES: Final = 60
"""Records in one network: more than that nobody reads."""
TIES: Final = 4 * NODES
"""Ties of a kind that are looked at in one step."""
STEPS: Final = 3


@dataclass(frozen=True)
class Node:
    """A record, and how many steps it is from the one in the middle."""

    entity: Entity
    step: int


@dataclass(frozen=True, kw_only=True)
class Tie:
    """One record tied to another: a link with its strength and grade, or the part somebody has in an event."""

    id: uuid.UUID
    one: Entity
    other: Entity
    kind: str
    """link or involvement."""
    type: str
    """For a link an item of the list link-type, else the part."""
    strength: str = ""
    grade: str = ""
    from_at: datetime | None = None
    until_at: datetime | None = None
    precision: str = "minute"
    step: int = 0
    """In which step it was met."""


@dataclass
class Network:
    """What lies around a record. `cut` when there is more than is shown."""

    entity: Entity
    nodes: dict[uuid.UUID, Node] = field(default_factory=dict)
    ties: dict[uuid.UUID, Tie] = field(default_factory=dict)
    cut: bool = False

    @property
    def records(self) -> list[Node]:
        return list(self.nodes.values())

    @property
    def edges(self) -> list[Tie]:
        return list(self.ties.values())

    def shown(self) -> Iterable[Base]:
        return [node.entity for node in self.nodes.values()]

    def grow(self, ties: Iterable[Tie], *, step: int, most: int) -> list[uuid.UUID]:
        """Take in what one more step has shown, until there are `most` records; gives the records that are new."""
        new = []
        for tie in ties:
            for end in (tie.one, tie.other):
                if end.id not in self.nodes and len(self.nodes) < most:
                    self.nodes[end.id] = Node(end, step)
                    new.append(end.id)
            if tie.one.id in self.nodes and tie.other.id in self.nodes:
                self.ties.setdefault(tie.id, tie)
            else:
                self.cut = True
        return new


@usecase(Permission.RECORD_PERSON_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_network(actor: Actor, *, entity_id: uuid.UUID, steps: int = 1, most: int = NODES) -> Network:
    """The records within so many steps (1 to 3) of one, at most `most` of them, the newest ties first.

    A tie is there when both its ends, and what it is known from, may be seen: what is hidden does not exist.
    """
    entity = fetch(Entity, entity_id)
    network = Network(entity, {entity.id: Node(entity, 0)})
    edge = [entity.id]
    for step in range(1, min(steps, STEPS) + 1):
        ties = [*_links(edge, step), *_parts(edge, step)]
        network.cut = network.cut or len(ties) > TIES
        edge = network.grow(ties, step=step, most=most)
        if not edge:
            break
    return network


def _links(ids: Sequence[uuid.UUID], step: int) -> Iterator[Tie]:
    links = (
        sa.select(Link)
        .where(sa.or_(Link.from_id.in_(ids), Link.to_id.in_(ids)))
        .options(joinedload(Link.from_), joinedload(Link.to))
        .order_by(Link.id.desc())
        .limit(TIES + 1)
    )
    for link in db.session.scalars(links):
        yield Tie(
            id=link.id,
            one=link.from_,
            other=link.to,
            kind="link",
            type=link.type,
            strength=link.strength,
            grade=link.grade,
            from_at=link.from_at,
            until_at=link.until_at,
            step=step,
        )


def _parts(ids: Sequence[uuid.UUID], step: int) -> Iterator[Tie]:
    """Parts in events, dated by when those happened, else were reported."""
    events = Involvement.event.of_type(with_polymorphic(Event, inexact_kinds(), flat=True))
    parts = (
        sa.select(Involvement)
        .where(sa.or_(Involvement.party_id.in_(ids), Involvement.event_id.in_(ids)))
        .options(joinedload(Involvement.party), joinedload(events))
        .order_by(Involvement.id.desc())
        .limit(TIES + 1)
    )
    for each in db.session.scalars(parts):
        event = each.event
        yield Tie(
            id=each.id,
            one=each.party,
            other=event,
            kind="involvement",
            type=each.part,
            from_at=event.occurred_from or event.reported_at,
            until_at=each.ended_at,
            precision=event.occurred_known_to if event.occurred_from else "minute",
            step=step,
        )
