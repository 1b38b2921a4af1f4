"""The root of the record: everything that can be found, restricted, owned and retained is an entity of some kind."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, event
from sqlalchemy.orm import Mapped, Session, UOWTransaction, declared_attr, mapped_column

from mips.access.permissions import Permission
from mips.access.policy import KINDS, READ_FOR, Restricted
from mips.access.visibility import onlooker
from mips.core.db import Base


class Entity(Restricted, Base):
    """Joined-table root. A kind is a subclass: `class Person(Entity, kind="person", read=Permission...)`.

    `read_for` are permissions that let it be read too, in the use cases that ask for them and nowhere else.
    """

    __tablename__ = "entity"
    __table_args__: Any = (
        Index("ix_entity_kind_created", "kind", "created_at", "id"),
        Index("ix_entity_within", "within_id", postgresql_where="within_id IS NOT NULL"),
    )

    kind_name: ClassVar[str] = ""

    reference: Mapped[str | None] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    """How a list names it, kept up to date by the use cases that change it."""
    force: Mapped[str] = mapped_column(default="")
    retention_group: Mapped[int | None]
    """Review, retention and disposal group 1-4 (INT-9)."""
    changed_at: Mapped[datetime | None]
    """Moves, and the version with it, whenever the row or a part of it changes."""
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("entity.id"), index=True)

    def __init_subclass__(
        cls, *, kind: str = "", read: Permission | None = None, read_for: Iterable[Permission] = (), **rest: Any
    ) -> None:
        if kind:
            cls.kind_name = kind
        if kind and read is not None:
            KINDS[kind], READ_FOR[kind] = read, frozenset(read_for)
        super().__init_subclass__(**rest)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        if cls.__name__ == "Entity":
            return {"polymorphic_on": "kind", "version_id_col": cls.version}
        return {"polymorphic_identity": cls.kind_name} if cls.kind_name else {"polymorphic_abstract": True}


def _new_entities(session: Session) -> Iterator[Entity]:
    return (row for row in session.new if isinstance(row, Entity))


def _give_an_owner(session: Session, context: UOWTransaction, instances: object) -> None:
    """Whoever enters a record owns it, for their team, until it is handed over."""
    actor = onlooker.get()
    if actor is None:
        return
    for row in _new_entities(session):
        if row.owner_id is None:
            row.owner_id = actor.id
        if row.team_id is None and actor.teams:
            row.team_id = actor.teams[0]


def start_owning() -> None:
    event.listen(Session, "before_flush", _give_an_owner)
