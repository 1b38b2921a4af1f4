"""Enter a document in the print register before it is handed over, and show the register of a record."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.between.notices import CopyGiven, announce
from mips.between.questions import Copy
from mips.core import clock, db
from mips.core.db import Base
from mips.documents.model import Printing
from mips.record.lookup import fetch
from mips.record.model.entity import Entity
from mips.usecase import usecase
from mips.web.keyset import Page, paged

WORKING_COPY = "Working copy"


@dataclass(frozen=True)
class Registered:
    """The entry just made. Its use case's journal entry carries recipient, purpose and hash (DPA 2018 s.62(3))."""

    printing: Printing

    def shown(self) -> Iterable[Base]:
        return [self.printing]


@dataclass(frozen=True)
class Register:
    """A page of the register of one record."""

    entity: Entity
    page: Page[Printing]

    def shown(self) -> Iterable[Base]:
        return [self.entity, *self.page.rows]


@usecase(Permission.DOCUMENTS_PRINTING_CREATE, verb=Verb.DISCLOSED, also=(Verb.COLLECTED,))
def enter_printing(
    actor: Actor,
    *,
    entity_id: uuid.UUID,
    document: str,
    title: str,
    recipient: str,
    purpose: str,
    pages: int,
    sha256: str,
) -> Registered:
    """Enter a finished document in the register. Without a recipient it is the actor's own working copy."""
    entry = Printing(
        entity_id=fetch(Entity, entity_id).id,
        document=document,
        title=title,
        printed_by_id=actor.id,
        printed_at=clock.now(),
        working_copy=not recipient,
        recipient=recipient or f"{actor.collar} {actor.name}".strip(),
        purpose=purpose or WORKING_COPY,
        pages=pages,
        sha256=sha256,
    )
    db.session.add(entry)
    if recipient:
        _tell(entry)
    return Registered(entry)


def _tell(entry: Printing) -> None:
    announce(
        CopyGiven(
            entity_id=entry.entity_id,
            title=entry.title,
            recipient=entry.recipient,
            purpose=entry.purpose,
            at=entry.printed_at,
            by_id=entry.printed_by_id,
        )
    )


@usecase(Permission.DOCUMENTS_PRINTING_READ, verb=Verb.CONSULTED)
def list_printings(actor: Actor, *, entity_id: uuid.UUID, after: str | None = None) -> Register:
    """What was printed of a record, newest first; working copies, which tell who looked, for readers of logs only."""
    entity = fetch(Entity, entity_id)
    chosen = sa.select(Printing).where(Printing.entity_id == entity_id).options(joinedload(Printing.printed_by))
    if not actor.may(Permission.ACCOUNTS_ACCESS_LOG_READ):
        chosen = chosen.where(Printing.working_copy.is_(False))
    return Register(entity, paged(db.session, chosen, by=[Printing.printed_at.desc(), Printing.id.desc()], after=after))


def copies(actor: Actor, entity_id: uuid.UUID) -> Sequence[Copy]:
    """The latest entries of the register of a record, for another domain's page; none to who may not read it."""
    if not actor.may(Permission.DOCUMENTS_PRINTING_READ):
        return ()
    return [
        Copy(
            document=each.document,
            at=each.printed_at,
            by=f"{each.printed_by.collar_number} {each.printed_by.name}",
            recipient=each.recipient,
            purpose=each.purpose,
            working_copy=each.working_copy,
        )
        for each in list_printings(actor, entity_id=entity_id).page.rows
    ]
