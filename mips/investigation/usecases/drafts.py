"""A report half taken down: kept as it is typed, and gone on with on another device by whoever began it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from mips.access.model import Submission
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.journal import note
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.investigation.model.draft import ReportDraft
from mips.usecase import usecase

KEPT_FOR: Final = timedelta(days=14)
"""A report that nobody went on with for so long is not going to be taken down: what was typed of people goes."""
_PLAIN: Final = {"synchronize_session": False, "autoflush": False}
"""Drafts are written by statement, never by the session: nothing that waits in it concerns them."""


@dataclass(frozen=True)
class DraftsShown:
    """One's drafts, the latest first. That there are none is nothing to journal."""

    drafts: Sequence[ReportDraft]

    def shown(self) -> Iterable[Base] | None:
        return self.drafts or None

    @property
    def one(self) -> ReportDraft | None:
        return self.drafts[0] if self.drafts else None


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.CONSULTED)
def list_report_drafts(actor: Actor) -> DraftsShown:
    """The reports that one has begun and not finished."""
    mine = sa.select(ReportDraft).where(ReportDraft.by_id == actor.id, ReportDraft.kept_at > clock.now() - KEPT_FOR)
    return DraftsShown(db.session.scalars(_afresh(mine.order_by(ReportDraft.kept_at.desc()).limit(20))).all())


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.CONSULTED)
def read_report_draft(actor: Actor, *, draft_id: uuid.UUID) -> DraftsShown:
    """What was kept of one report, if it is one's own."""
    return DraftsShown(db.session.scalars(_afresh(_mine(actor, draft_id))).all())


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.COLLECTED)
def keep_report_draft(
    actor: Actor, *, draft_id: uuid.UUID, typed: Mapping[str, Sequence[str]], sending: uuid.UUID | None = None
) -> ReportDraft | None:
    """Keep what is typed in place of what was. None when the form `sending` has been carried out meanwhile."""
    if sending and db.session.scalar(sa.select(Submission.id).where(Submission.id == sending)):
        return None
    begun = read_report_draft(actor, draft_id=draft_id).one is None
    _forget(ReportDraft.kept_at < clock.now() - KEPT_FOR, ReportDraft.by_id == actor.id)
    _put(actor, draft_id, typed)
    draft = read_report_draft(actor, draft_id=draft_id).one
    if draft is None:
        raise NotFound("No such draft")
    if begun:
        note(Verb.COLLECTED, draft, {"form": "report"})
    return draft


@usecase(Permission.INVESTIGATION_CRIME_CREATE, verb=Verb.ERASED)
def give_up_draft(actor: Actor, *, draft_id: uuid.UUID) -> None:
    """Throw away a report that was begun and is not going to be taken down."""
    draft = read_report_draft(actor, draft_id=draft_id).one
    if draft is None:
        raise NotFound("No such draft")
    note(Verb.ERASED, draft, {"form": "report"})
    forget_report_draft(actor, draft_id)


def forget_report_draft(actor: Actor, draft_id: uuid.UUID) -> None:
    """Once it is taken down, in the use case that did."""
    _forget(ReportDraft.id == draft_id, ReportDraft.by_id == actor.id)


def _put(actor: Actor, draft_id: uuid.UUID, typed: Mapping[str, Sequence[str]]) -> None:
    """By one statement: two screens that begin a draft at once make one. That of another is left as it is."""
    now = clock.now()
    content = {"typed": {name: list(texts) for name, texts in typed.items()}, "kept_at": now}
    row = insert(ReportDraft).values(id=draft_id, version=1, created_at=now, by_id=actor.id, **content)
    again = content | {"version": ReportDraft.version + 1}
    db.session.execute(
        row.on_conflict_do_update(index_elements=["id"], set_=again, where=ReportDraft.by_id == actor.id)
    )


def _mine(actor: Actor, draft_id: uuid.UUID) -> Any:
    return sa.select(ReportDraft).where(ReportDraft.id == draft_id, ReportDraft.by_id == actor.id)


def _afresh(drafts: Any) -> Any:
    return drafts.execution_options(populate_existing=True)


def _forget(*which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.delete(ReportDraft).where(*which), execution_options=_PLAIN)
