"""Bulk changes as they are read: the list of them, and one with what became of each crime (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.investigation.model.bulk import BulkLine, CrimeBulk
from mips.investigation.rules.bulk import Verdict, check_undo, undo_until
from mips.investigation.usecases.bulk import undone_by
from mips.record.lookup import fetch
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class BulkShown:
    """One bulk change: how many crimes it came to with what, and a page of them."""

    bulk: CrimeBulk
    counts: Mapping[Verdict, int]
    page: Page[BulkLine]
    undone: CrimeBulk | None
    not_undone: str
    """Why it is not undone in one step; empty: it may be."""

    @property
    def done(self) -> int:
        return sum(self.counts.values()) - self.counts.get(Verdict.WAITING, 0)

    @property
    def undo_until(self) -> datetime | None:
        ended = self.bulk.ended_at
        return undo_until(ended, days=settings().bulk_undo_days) if ended and not self.not_undone else None

    def shown(self) -> Iterable[Base]:
        return [self.bulk, *self.page.rows]


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def read_bulk(
    actor: Actor, *, bulk_id: uuid.UUID, verdict: Verdict | None = None, after: str | None = None
) -> BulkShown:
    """One bulk change, and of its crimes that may be seen a page, or of those with one verdict."""
    bulk = fetch(CrimeBulk, bulk_id, joinedload(CrimeBulk.by), joinedload(CrimeBulk.undoes))
    of_it = sa.select(BulkLine).where(BulkLine.bulk_id == bulk.id)
    counted = sa.select(BulkLine.verdict, sa.func.count()).where(BulkLine.bulk_id == bulk.id).group_by(BulkLine.verdict)
    counts: dict[Verdict, int] = dict(db.session.execute(counted).all())
    lines = of_it.where(BulkLine.verdict == verdict) if verdict else of_it
    page = paged(db.session, lines.options(joinedload(BulkLine.crime)), by=(BulkLine.crime_id,), after=after)
    undone = undone_by(bulk.id)
    return BulkShown(bulk, counts, page, undone, _not_undone(bulk, counts, undone))


@usecase(Permission.INVESTIGATION_OUTCOME_APPROVE, verb=Verb.CONSULTED)
def list_bulks(actor: Actor, *, after: str | None = None) -> Page[CrimeBulk]:
    """The bulk changes, the last first."""
    every = sa.select(CrimeBulk).options(joinedload(CrimeBulk.by))
    return paged(db.session, every, by=(CrimeBulk.begun_at.desc(), CrimeBulk.id.desc()), after=after)


def _not_undone(bulk: CrimeBulk, counts: Mapping[Verdict, int], undone: CrimeBulk | None) -> str:
    try:
        check_undo(
            bulk.kind,
            ended_at=bulk.ended_at,
            undone=undone is not None,
            changed=counts.get(Verdict.CHANGED, 0),
            days=settings().bulk_undo_days,
            now=clock.now(),
        )
    except RuleBroken as refused:
        return refused.said
    return ""
