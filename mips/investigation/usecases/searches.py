"""Showing stop and searches: one, lists of them by filter, those of a person, and the copy somebody is entitled to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.between.questions import ForceReported, force_reported
from mips.core import clock, db
from mips.core.db import Base
from mips.core.errors import NotFound
from mips.investigation.model.stop_search import SearchReview, StopSearch
from mips.investigation.rules.after_search import copy_until
from mips.investigation.rules.stop_search import SearchType
from mips.investigation.usecases.search_filters import conditions
from mips.record.lookup import fetch
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.usecase import usecase
from mips.web.keyset import Page, paged
from mips.web.spoken import in_london

ON_A_PERSON = 50


@dataclass(frozen=True)
class SearchPage:
    """A stop and search and all that its page shows of it."""

    search: StopSearch
    place: Place | None
    people: Sequence[Involvement]
    force: Sequence[ForceReported] = ()

    @property
    def copy_until(self) -> date | None:
        """The last day on which a copy may be asked for."""
        at = self.search.occurred_from
        return copy_until(in_london(at).date()) if at and self.search.officer_id else None

    def shown(self) -> Iterator[Base]:
        yield self.search


@dataclass(frozen=True)
class Receipt:
    """What the person is told of their search: what the law has the record state, and never who they are."""

    search: StopSearch
    where: str
    until: date

    @property
    def reference(self) -> str:
        return self.search.reference or ""

    @property
    def pairs(self) -> list[tuple[str, Any]]:
        """What the record states (PACE 1984 s.3(6), Code A 4.3-4.4); the grounds stand by themselves."""
        of = self.search
        found = [
            ("Reference", self.reference),
            ("When", of.occurred_from),
            ("Where", self.where),
            ("What was searched", "" if of.search_type is SearchType.STOP else of.search_type.label),
            ("Looking for", of.searched_for),
            ("Power", of.legislation),
            ("Authority", of.authority.reference if of.authority else ""),
            ("Ethnicity, as you described it", of.self_defined_ethnicity),
            ("Ethnicity, as the officer saw it", of.officer_defined_ethnicity),
            ("Vehicle", of.vehicle),
            ("Outcome", of.outcome),
            ("Officer", named_officer(of)),
        ]
        return [(label, value) for label, value in found if value]

    def shown(self) -> Iterable[Base]:
        return [self.search]


def named_officer(search: StopSearch) -> str:
    """By number only in a terrorism search (Code A 4.4)."""
    if search.officer is None:
        return ""
    return search.officer.collar_number if search.anonymous else f"{search.officer.name} {search.officer.collar_number}"


@dataclass(frozen=True)
class SearchesOfPerson:
    """The newest stop and searches of somebody."""

    searches: Sequence[StopSearch]

    def shown(self) -> Sequence[StopSearch]:
        return self.searches


@dataclass(frozen=True)
class SearchList:
    """A page of stop and searches, and how many there are in all."""

    page: Page[StopSearch]
    total: int

    def shown(self) -> Iterable[Base]:
        return self.page.rows


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.CONSULTED)
def read_search(actor: Actor, *, search_id: uuid.UUID) -> SearchPage:
    """One stop and search with whom it was of, its reviews and the forms about force used in it."""
    search = fetch(
        StopSearch,
        search_id,
        joinedload(StopSearch.officer),
        joinedload(StopSearch.supervisor),
        joinedload(StopSearch.authority),
        selectinload(StopSearch.reviews).joinedload(SearchReview.by),
    )
    people = sa.select(Involvement).where(Involvement.event_id == search.id).options(joinedload(Involvement.party))
    force = force_reported(search.reference) if search.reference else ()
    return SearchPage(search, _place(search), db.session.scalars(people.order_by(Involvement.id)).all(), force)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.CONSULTED)
def list_searches(actor: Actor, *, where: Mapping[str, Any] | None = None, after: str | None = None) -> SearchList:
    """Stop and searches, the last entered first. `where`: as search_filters.conditions takes it."""
    wanted = list(conditions(actor, where or {}))
    total = db.session.scalar(sa.select(sa.func.count(StopSearch.id)).where(*wanted)) or 0
    found = sa.select(StopSearch).where(*wanted).options(joinedload(StopSearch.officer))
    return SearchList(paged(db.session, found, by=(StopSearch.id.desc(),), after=after), total)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.CONSULTED)
def list_searches_of(actor: Actor, *, person_id: uuid.UUID) -> SearchesOfPerson:
    """The newest stop and searches of somebody."""
    fetch(Person, person_id)
    theirs = sa.select(Involvement.event_id).where(
        Involvement.party_id == person_id, Involvement.part == Part.SEARCHED, Involvement.ended_at.is_(None)
    )
    found = sa.select(StopSearch).where(StopSearch.id.in_(theirs)).order_by(StopSearch.id.desc()).limit(ON_A_PERSON)
    return SearchesOfPerson(db.session.scalars(found).all())


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.DISCLOSED)
def print_receipt(actor: Actor, *, search_id: uuid.UUID) -> Receipt:
    """The copy of the record that the person searched is entitled to, for three months (PACE s.3(7)-(9))."""
    return _receipt(fetch(StopSearch, search_id, joinedload(StopSearch.officer), joinedload(StopSearch.authority)))


@usecase(Permission.INVESTIGATION_STOP_SEARCH_READ, verb=Verb.DISCLOSED)
def open_receipt(actor: Actor, *, search_id: uuid.UUID) -> Receipt:
    """The same for whoever holds its link. The entitlement is the person's: no restriction of the record hides it."""
    whole = (joinedload(StopSearch.officer), joinedload(StopSearch.authority))
    found = sa.select(StopSearch).where(StopSearch.id == search_id).options(*whole)
    search = db.session.scalars(found.execution_options(**UNSEEN_TOO)).one_or_none()
    if search is None:
        raise NotFound
    return _receipt(search)


def _receipt(search: StopSearch) -> Receipt:
    """Raises NotFound past the three months, and for what was not recorded here."""
    at: datetime | None = search.occurred_from
    if at is None or search.officer_id is None:
        raise NotFound("No copy of this is given")
    until = copy_until(in_london(at).date())
    if in_london(clock.now()).date() > until:
        raise NotFound("The three months in which a copy may be asked for are over")
    place = _place(search, unseen=True)
    return Receipt(search, place.label if place else "", until)


def _place(search: StopSearch, *, unseen: bool = False) -> Place | None:
    if search.place_id is None:
        return None
    found = sa.select(Place).where(Place.id == search.place_id)
    return db.session.scalars(found.execution_options(**UNSEEN_TOO) if unseen else found).first()
