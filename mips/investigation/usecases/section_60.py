"""Authorities to search without suspicion: an inspector gives them, a superintendent extends them (INV-12)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.investigation.model.section_60 import Section60
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules import section_60 as rules
from mips.investigation.rules.section_60 import Ground
from mips.record.lookup import fetch
from mips.record.numbers import next_number
from mips.record.usecases.tasks import raise_task
from mips.usecase import usecase
from mips.web.keyset import Page, paged
from mips.web.spoken import in_london

STILL_OFFERED: Final = timedelta(hours=48)
"""So long after its end an authority may be picked: for a search that could not be written down at once."""
DIGITS: Final = 6


@dataclass(frozen=True)
class AuthorityPage:
    """An authority, and how many searches cite it as far as whoever asks may see them."""

    authority: Section60
    at: datetime
    searches: int

    @property
    def running(self) -> bool:
        return self.authority.begins_at <= self.at < self.authority.ends_at

    def shown(self) -> Iterable[Base]:
        return [self.authority]


@usecase(Permission.INVESTIGATION_SECTION_60_APPROVE, verb=Verb.COLLECTED)
def authorise_section_60(
    actor: Actor,
    *,
    ground: Ground,
    reasons: str,
    area: str,
    begins_at: datetime,
    ends_at: datetime,
    point: tuple[Decimal, Decimal] | None = None,
    radius: int | None = None,
    operation: str | None = None,
    superintendent: str | None = None,
) -> Section60:
    """Authorise searches in an area for at most 24 hours. Unless a superintendent knows already, telling one is a task.

    CJPOA 1994 s.60(1), (3A), (9).
    """
    rules.check_authorised(actor.rank, begins_at, ends_at, now=clock.now())
    rules.check_area(point, radius)
    latitude, longitude = (round(each, DIGITS) for each in point) if point else (None, None)
    force, year = settings().force, in_london(begins_at).year
    authority = Section60(
        reference=f"S60{force}/{next_number(f'section 60 {force}', year):04}/{year % 100:02}",
        label=f"Section 60, {area.splitlines()[0][:80]}",
        force=force,
        ground=ground,
        reasons=reasons,
        area=area,
        latitude=latitude,
        longitude=longitude,
        radius=radius,
        operation=operation or "",
        begins_at=begins_at,
        ends_at=ends_at,
        authorised_by_id=actor.id,
        authorised_rank=int(actor.rank),
        superintendent=superintendent or "",
    )
    db.session.add(authority)
    db.session.flush()
    if not superintendent and actor.rank < rules.SUPERINTENDENT:
        title = f"Tell a superintendent of {authority.reference} (s.60(3A))"
        raise_task(actor, title=title, entity_id=authority.id, due_at=clock.now() + timedelta(hours=1))
    return authority


@usecase(Permission.INVESTIGATION_SECTION_60_RUNNING_APPROVE, verb=Verb.ALTERED)
def extend_section_60(actor: Actor, *, authority_id: uuid.UUID, ends_at: datetime, why: str) -> Section60:
    """Let an authority run on, up to 48 hours in all: a superintendent or above, once. CJPOA 1994 s.60(3)."""
    authority = fetch(Section60, authority_id)
    _still_runs(authority)
    if authority.extended_at is not None:
        raise RuleBroken("It was extended already", rule="CJPOA 1994 s.60(3)", field="ends_at")
    rules.check_extended(actor.rank, authority.runs, ends_at, now=clock.now())
    authority.ends_at, authority.extended_why = ends_at, why
    authority.extended_at, authority.extended_by_id = clock.now(), actor.id
    return authority


@usecase(Permission.INVESTIGATION_SECTION_60_APPROVE, verb=Verb.ALTERED)
def end_section_60(actor: Actor, *, authority_id: uuid.UUID, why: str) -> Section60:
    """End an authority now, since what it was for is over. CJPOA 1994 s.60(1)."""
    authority = fetch(Section60, authority_id)
    _still_runs(authority)
    now = clock.now()
    authority.ended_at, authority.ended_by_id, authority.ended_why = now, actor.id, why
    authority.ends_at = max(now, authority.begins_at)
    return authority


def _still_runs(authority: Section60) -> None:
    if authority.ends_at <= clock.now():
        raise RuleBroken("It has ended. New searches need a new authority", rule="CJPOA 1994 s.60(1)")


@usecase(Permission.INVESTIGATION_SECTION_60_RUNNING_READ, verb=Verb.CONSULTED)
def read_section_60(actor: Actor, *, authority_id: uuid.UUID) -> AuthorityPage:
    """One authority, as it was given, extended and ended."""
    authority = fetch(
        Section60,
        authority_id,
        joinedload(Section60.authorised_by),
        joinedload(Section60.extended_by),
        joinedload(Section60.ended_by),
    )
    citing = sa.select(sa.func.count(StopSearch.id)).where(StopSearch.authority_id == authority.id)
    return AuthorityPage(authority, clock.now(), db.session.scalar(citing) or 0)


@usecase(Permission.INVESTIGATION_SECTION_60_RUNNING_READ, verb=Verb.CONSULTED)
def list_section_60(actor: Actor, *, after: str | None = None) -> Page[Section60]:
    """Authorities, the last given first."""
    found = sa.select(Section60).options(joinedload(Section60.authorised_by))
    return paged(db.session, found, by=(Section60.id.desc(),), after=after)


def authorities_to_cite() -> Sequence[Section60]:
    """Those a search may cite: that run, or ended so short a time ago that it may not be written down yet."""
    recent = sa.select(Section60).where(Section60.ends_at > clock.now() - STILL_OFFERED)
    return db.session.scalars(recent.where(Section60.begins_at <= clock.now()).order_by(Section60.ends_at.desc())).all()
