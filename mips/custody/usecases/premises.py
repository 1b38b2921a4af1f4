"""Searches of premises occupied or controlled by somebody under arrest for an indictable offence. PACE 1984 s.18."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.custody.model.detention import Detention
from mips.custody.model.premises import PremisesSearch
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.premises import (
    Occupancy,
    Power,
    Relation,
    check_before_station,
    check_done,
    check_inspector,
    check_sought,
    check_told,
    check_under_arrest,
)
from mips.custody.rules.story import OffenceClass
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.offences import gravest_class
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase

TOPIC: Final = "premises"


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is searched, why, and for what."""

    premises: str
    occupancy: Occupancy
    relation: Relation
    grounds: str
    evidence: str
    other_offence: str = ""


@dataclass(frozen=True)
class PremisesRecord:
    """Every search of premises about one detention, the latest first."""

    searches: Sequence[PremisesSearch]

    def shown(self) -> Iterable[Base]:
        return self.searches


@usecase(Permission.CUSTODY_PREMISES_SEARCH_READ, verb=Verb.CONSULTED)
def read_premises_searches(actor: Actor, *, detention_id: uuid.UUID) -> PremisesRecord:
    """Show what premises were searched, on whose authority, for what, and what was found."""
    detention = detention_with(detention_id)
    found = select(PremisesSearch).where(PremisesSearch.detention_id == detention.id)
    both = (joinedload(PremisesSearch.officer), joinedload(PremisesSearch.by))
    return PremisesRecord(db.session.scalars(found.options(*both).order_by(PremisesSearch.created_at.desc())).all())


@usecase(Permission.CUSTODY_PREMISES_SEARCH_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def authorise_premises_search(
    actor: Actor, *, detention_id: uuid.UUID, sought: Sought, authorised_at: datetime | None = None
) -> PremisesSearch:
    """Authorise a search of premises in writing, as an inspector or above. PACE 1984 s.18(4), s.18(7)."""
    return _decide(actor, detention_with(detention_id), moment_of(authorised_at), sought)


@usecase(Permission.CUSTODY_PREMISES_SEARCH_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def refuse_premises_search(
    actor: Actor, *, detention_id: uuid.UUID, sought: Sought, why: str, refused_at: datetime | None = None
) -> PremisesSearch:
    """Refuse a search that was asked for, and say why. PACE 1984 s.18(4)."""
    return _decide(actor, detention_with(detention_id), moment_of(refused_at), sought, refused_why=why)


@usecase(Permission.CUSTODY_PREMISES_SEARCH_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_premises_search(
    actor: Actor, *, premises_search_id: uuid.UUID, searched_by: str, found: str, searched_at: datetime | None = None
) -> PremisesSearch:
    """Write down an authorised search as it was done, with what was found. PACE 1984 s.18(1), s.18(2)."""
    search, at = fetch(PremisesSearch, premises_search_id), moment_of(searched_at)
    detention = detention_with(search.detention_id)
    check_done(at, authorised_at=search.officer_at, refused_why=search.refused_why, searched_at=search.searched_at)
    _check_under_arrest(detention, at, "searched_at")
    search.searched_at, search.searched_by, search.found = at, searched_by, found
    return _noted(actor, detention, search, at, f"searched by {searched_by}. Found: {found}")


@usecase(Permission.CUSTODY_PREMISES_SEARCH_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def report_premises_search(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    sought: Sought,
    presence_why: str,
    searched_at: datetime,
    searched_by: str,
    found: str,
) -> PremisesSearch:
    """Write down a search made before the station without authority: an inspector is to be told. PACE 1984 s.18(5)."""
    detention = detention_with(detention_id)
    check_before_station(searched_at, arrived_at=detention.arrived_at, presence_why=presence_why)
    search = _new(
        actor,
        detention,
        sought,
        at=searched_at,
        field="searched_at",
        power=Power.BEFORE_STATION,
        presence_why=presence_why,
        searched_at=searched_at,
        searched_by=searched_by,
        found=found,
    )
    return _noted(actor, detention, search, searched_at, f"searched by {searched_by}. Found: {found}")


@usecase(Permission.CUSTODY_PREMISES_SEARCH_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_of_premises_search(
    actor: Actor, *, premises_search_id: uuid.UUID, told_id: uuid.UUID, told_at: datetime | None = None
) -> PremisesSearch:
    """An inspector or above was told of a search made before the station. PACE 1984 s.18(6)."""
    search, at = fetch(PremisesSearch, premises_search_id), moment_of(told_at)
    detention, inspector = detention_with(search.detention_id), officer_named(told_id, "told_id")
    since = search.searched_at if search.power is Power.BEFORE_STATION else None
    check_told(at, rank=inspector.rank_at(at), searched_at=since, told_at=search.officer_at)
    _decided_by(search, inspector, at)
    return _noted(actor, detention, search, at, f"{inspector.name} told (s.18(6))")


def _decide(
    actor: Actor, detention: Detention, at: datetime, sought: Sought, *, refused_why: str = ""
) -> PremisesSearch:
    check_inspector(actor.rank_at(at))
    field = "refused_at" if refused_why else "authorised_at"
    search = _new(actor, detention, sought, at=at, field=field, power=Power.AUTHORISED, refused_why=refused_why)
    _decided_by(search, fetch(User, actor.id), at)
    what = f"refused. {refused_why}" if refused_why else f"authorised for {sought.evidence}. {sought.grounds}"
    return _noted(actor, detention, search, at, what)


def _new(
    actor: Actor, detention: Detention, sought: Sought, *, at: datetime, field: str, **more: Any
) -> PremisesSearch:
    _check_under_arrest(detention, at, field)
    check_sought(sought.grounds, sought.evidence, relation=sought.relation, other_offence=sought.other_offence)
    search = PremisesSearch(
        detention_id=detention.id,
        premises=sought.premises,
        occupancy=sought.occupancy,
        relation=sought.relation,
        other_offence=sought.other_offence,
        grounds=sought.grounds,
        evidence=sought.evidence,
        by_id=actor.id,
        **more,
    )
    db.session.add(search)
    return search


def _decided_by(search: PremisesSearch, officer: User, at: datetime) -> None:
    search.officer_at, search.officer_id, search.officer_rank = at, officer.id, int(officer.rank_at(at))


def _check_under_arrest(detention: Detention, at: datetime, field: str) -> None:
    check_under_arrest(
        at,
        arrested_at=detention.arrested_at,
        only_summary=gravest_class(detention) is OffenceClass.SUMMARY_ONLY,
        left_at=detention.released_at or detention.refused_at,
        field=field,
    )


def _noted(actor: Actor, detention: Detention, search: PremisesSearch, at: datetime, what: str) -> PremisesSearch:
    log(actor, detention, at, f"Search of {search.premises} ({search.power.section}): {what}", kind="search")
    _say(detention)
    return search


def _say(detention: Detention) -> None:
    """While an inspector is to be told of a search the board says so."""
    db.session.flush()
    of_it = select(PremisesSearch).where(PremisesSearch.detention_id == detention.id)
    owed = [
        Mention(
            column=Column.NEEDS,
            words="Tell inspector of search (s.18(6))",
            tone=Tone.SOON,
            since=each.searched_at,
            page="custody.premises",
            todo="Tell an inspector of the search",
        )
        for each in db.session.scalars(of_it)
        if each.untold
    ]
    say_on_board(detention.id, TOPIC, owed if detention.held else [])
