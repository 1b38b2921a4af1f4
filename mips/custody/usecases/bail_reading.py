"""Showing bail: what stands on one record, and the diary of who returns when and whose period is about to end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.custody.model.bail import BailGiven, BailLonger, BailPause
from mips.custody.model.detention import Detention
from mips.custody.rules.bail_extension import FORECAST, Nearness, NextStage, nearness, next_stage
from mips.custody.usecases.bail_longer import extensions_of
from mips.custody.usecases.bailing import bails_of, pauses_of
from mips.record.model.event import Event
from mips.record.model.interest import Interest, InterestKind
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class BailFile:
    """All about bail on one record. `standing` is the bail the person is on now."""

    detention: Detention
    bails: Sequence[BailGiven]
    extensions: Sequence[BailLonger]
    pauses: Sequence[BailPause]

    @property
    def standing(self) -> BailGiven | None:
        return next((each for each in self.bails if each.ended_at is None), None)

    @property
    def asked(self) -> BailLonger | None:
        """The extension that waits for a decision."""
        return next((each for each in self.extensions if each.decided_at is None), None)

    @property
    def next(self) -> NextStage | None:
        return next_stage(self.standing.months, agency=self.standing.case.agency) if self.standing else None

    def shown(self) -> Iterable[Base]:
        return [self.detention]


class DiaryView(StrEnum):
    """What of the diary is shown."""

    RETURNS = "returns"
    EXTENSIONS = "extensions"
    PROSECUTOR = "prosecutor"
    UNDER_INVESTIGATION = "under-investigation"

    @property
    def label(self) -> str:
        return {
            "returns": "Who returns",
            "extensions": "Extensions, next 28 days",
            "prosecutor": "With the prosecutor",
            "under-investigation": "Released under investigation",
        }[self.value]


@dataclass(frozen=True)
class DiaryRow:
    """Somebody on bail: due back when, and how near the end of the period is."""

    bail: BailGiven
    detention: Detention
    now: datetime

    @property
    def overdue(self) -> bool:
        return self.bail.return_at < self.now

    @property
    def nearness(self) -> Nearness:
        return nearness(self.bail.period_ends, self.now)

    @property
    def next(self) -> NextStage:
        return next_stage(self.bail.months, agency=self.bail.case.agency)


@dataclass(frozen=True)
class Diary:
    """`rows` of those on bail; `released` are the records of those released under investigation."""

    view: DiaryView
    at: datetime
    page: Page[DiaryRow]
    released: Page[Detention]

    def shown(self) -> Iterable[Base]:
        return [*(row.detention for row in self.page.rows), *self.released.rows]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_bail(actor: Actor, *, detention_id: uuid.UUID) -> BailFile:
    """Every release on bail of a record with its extensions and pauses."""
    found = select(Detention).where(Detention.id == detention_id).options(joinedload(Detention.person))
    detention = db.session.scalars(found).one()
    return BailFile(detention, bails_of(detention_id), extensions_of(detention_id), pauses_of(detention_id))


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.SAME)
def read_bail_diary(
    actor: Actor,
    *,
    view: DiaryView = DiaryView.RETURNS,
    suite_id: uuid.UUID | None = None,
    mine: bool = False,
    after: str | None = None,
) -> Diary:
    """Who is on bail: by when they return, or by when the period ends. `mine`: cases one is the officer in.

    It shows names and dates, nothing that was written down.
    """
    now = clock.now()
    if view is DiaryView.UNDER_INVESTIGATION:
        return Diary(view, now, Page([]), _under_investigation(actor, suite_id, mine, after))
    found = paged(db.session, _on_bail(actor, view, suite_id, mine, now), by=_order(view), after=after)
    rows = [DiaryRow(bail, bail.detention, now) for bail in found.rows]
    return Diary(view, now, Page(rows, found.next_cursor, found.previous_cursor), Page([]))


def _order(view: DiaryView) -> list[ColumnElement[object]]:
    first = BailGiven.period_ends if view is DiaryView.EXTENSIONS else BailGiven.return_at
    return [first, BailGiven.id]  # type: ignore[list-item]


def _on_bail(actor: Actor, view: DiaryView, suite_id: uuid.UUID | None, mine: bool, now: datetime) -> Select[BailGiven]:
    found = (
        select(BailGiven).join(Detention, Detention.id == BailGiven.detention_id).where(BailGiven.ended_at.is_(None))
    )
    if view is DiaryView.EXTENSIONS:
        found = found.where(BailGiven.period_ends <= day_of(now) + FORECAST)
    if view is DiaryView.PROSECUTOR:
        found = found.where(BailGiven.period_ends.is_(None))
    if suite_id:
        found = found.where(BailGiven.return_suite_id == suite_id)
    if mine:
        found = found.where(Detention.id.in_(_own(actor)))
    whole = contains_eager(BailGiven.detention).options(joinedload(Detention.person), selectinload(Detention.offences))
    return found.options(whole, joinedload(BailGiven.return_suite))


def _under_investigation(actor: Actor, suite_id: uuid.UUID | None, mine: bool, after: str | None) -> Page[Detention]:
    found = select(Detention).where(Detention.review_on.is_not(None)).options(joinedload(Detention.person))
    if suite_id:
        found = found.where(Detention.suite_id == suite_id)
    if mine:
        found = found.where(Detention.id.in_(_own(actor)))
    return paged(db.session, found, by=[Detention.review_on, Event.id], after=after)


def _own(actor: Actor) -> Select[uuid.UUID]:
    """The records of the cases somebody is the officer in."""
    held = select(Interest.entity_id).where(Interest.user_id == actor.id, Interest.ended_at.is_(None))
    return held.where(Interest.kind == InterestKind.OFFICER_IN_CASE)
