"""Searches in custody: none needed, or one written down as it was done, refused where it may not be (CUS-13)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.matrix import GRANTS
from mips.access.model import User
from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.search import Search
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.searches import SearchFacts, SearchKind, check_search
from mips.custody.rules.sources_of_investigation import ANNEX_A_12, S54_1, S55A
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.offences import investigators
from mips.custody.usecases.officers import officer_named
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.record.model.person import Person, Precision, Sex
from mips.record.reference.lookup import listed
from mips.usecase import usecase


@dataclass(frozen=True)
class SearchRecord:
    """Every search of one detention, the latest first."""

    detention: Detention
    searches: Sequence[Search]

    def shown(self) -> Iterable[Base]:
        return self.searches


@usecase(Permission.CUSTODY_STRIP_SEARCH_READ, verb=Verb.CONSULTED)
def read_searches(actor: Actor, *, detention_id: uuid.UUID) -> SearchRecord:
    """The searches of a detainee, with who authorised them and who was there (ROL-3)."""
    of_it = select(Search).where(Search.detention_id == detention_id).order_by(Search.at.desc())
    who = (joinedload(Search.authorised_by), joinedload(Search.searcher), joinedload(Search.second))
    found = db.session.scalars(of_it.options(*who, joinedload(Search.consulted))).all()
    return SearchRecord(fetch(Detention, detention_id, joinedload(Detention.person)), found)


@usecase(Permission.CUSTODY_STRIP_SEARCH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def need_no_search(actor: Actor, *, detention_id: uuid.UUID) -> Detention:
    """Write down that no search is needed: the custody officer decides how far one goes. PACE 1984 s.54(1)."""
    detention, when = detention_with(detention_id), moment_of(None)
    if not detention.held:
        raise RuleBroken("They are no longer in custody", rule=S54_1.section)
    log(actor, detention, when, "No search needed", kind="search")
    block_done(actor, detention, Block.SEARCHES)
    return detention


@usecase(Permission.CUSTODY_STRIP_SEARCH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_search(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    kind: SearchKind,
    location: str,
    authorised_by_id: uuid.UUID | None = None,
    authorised_at: datetime | None = None,
    searcher_id: uuid.UUID | None = None,
    second_id: uuid.UUID | None = None,
    consulted_id: uuid.UUID | None = None,
    at: datetime | None = None,
    how: Mapping[str, Any],
) -> Search:
    """Write down a search as it was done. PACE 1984 s.54, s.55, s.55A; Code C Annex A.

    `how` are the other columns of Search: why, same_sex, exposed, adult, place... `authorised_by_id` is the actor
    where nobody is named, and their rank and office count as they were at `authorised_at` (RL-2).
    """
    detention, when = detention_with(detention_id), moment_of(at)
    _check_times(detention, when, authorised_at)
    authority = officer_named(authorised_by_id or actor.id, "authorised_by_id")
    people = {
        "searcher_id": officer_named(searcher_id, "searcher_id") if searcher_id else None,
        "second_id": officer_named(second_id, "second_id") if second_id else None,
        "consulted_id": officer_named(consulted_id, "consulted_id") if consulted_id else None,
    }
    under_18 = is_child(detention.person, when)
    search = Search(
        detention_id=detention.id,
        kind=kind,
        at=when,
        location=location,
        authorised_by_id=authority.id,
        authorised_at=authorised_at or when,
        authorised_rank=int(authority.rank_at(authorised_at or when)),
        under_18=under_18,
        age=age_on(detention.person, when.astimezone(LONDON).date()),
        by_id=actor.id,
        searcher_sex=_sex_of_searchers(detention.person, same=bool(how.get("same_sex"))),
        **{name: user and user.id for name, user in people.items()},
        **how,
    )
    check_search(_facts(search, is_custody_officer(authority, detention, search.authorised_at), people["consulted_id"]))
    _check_found(search)
    db.session.add(search)
    log(actor, detention, when, _said(search, authority), kind="search")
    block_done(actor, detention, Block.SEARCHES)
    return search


def age_on(person: Person | None, on: date) -> int | None:
    """Whole years; None where the date of birth is not known to the day."""
    if person is None or person.born_on is None or person.born_precision is not Precision.DAY:
        return None
    born = person.born_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _sex_of_searchers(person: Person | None, *, same: bool) -> Sex:
    """For the yearly count; not known where the detainee's is not."""
    theirs = person.sex if person else Sex.UNKNOWN
    other = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}.get(theirs, Sex.UNKNOWN)
    return theirs if same else other


def _check_times(detention: Detention, when: datetime, authorised_at: datetime | None) -> None:
    if not detention.held:
        raise RuleBroken("They are no longer in custody", rule=S54_1.section)
    check_here_then(when, since=detention.arrived_at, field="at", source=S54_1)
    if authorised_at is not None and authorised_at > when:
        raise RuleBroken("It was authorised after it was done", rule=S54_1.section, field="authorised_at")


def is_custody_officer(authority: User, detention: Detention, at: datetime) -> bool:
    """Somebody who might authorise then, and does not investigate what they are held for (RL-1)."""
    might = any(Permission.CUSTODY_STRIP_SEARCH_APPROVE in GRANTS[role] for role in authority.roles_at(at))
    return might and authority.id not in investigators(detention)


def _consult_needed() -> bool:
    return any(each.code == "inspector-consulted" and each.extra.get("required") for each in listed("search-practice"))


def _facts(search: Search, custody_officer: bool, consulted: User | None) -> SearchFacts:
    taken = ("kind", "location", "why", "same_sex", "exposed", "half_clothed", "adult", "adult_why", "drugs", "consent")
    more = ("done_by", "impracticable_why", "place", "parts")
    given = {name: value for name in taken + more if (value := getattr(search, name)) is not None}
    there = sum(1 for each in (search.searcher_id, search.second_id, search.others, search.done_by) if each)
    rank = consulted.rank_at(search.authorised_at) if consulted else Rank.STAFF
    return SearchFacts(
        **given,
        authority_rank=Rank(search.authorised_rank),
        custody_officer=custody_officer,
        present=there,
        needs_adult=search.under_18 or bool(search.vulnerable),
        inspector_consulted=rank >= Rank.INSPECTOR,
        consult_needed=_consult_needed(),
    )


def _check_found(search: Search) -> None:
    if search.item_found and not search.found:
        raise InputInvalid({"found": ["Say what was found"]})
    if search.kind is SearchKind.XRAY and search.scan is None:
        raise RuleBroken("Say whether it was an X-ray or an ultrasound scan", rule=S55A.section, field="scan")
    if search.kind is SearchKind.STRIP and search.searcher_id is None:
        raise RuleBroken("Name the officer who searched", rule=ANNEX_A_12.section, field="searcher_id")


def _said(search: Search, authority: User) -> str:
    result = f"Found: {search.found}" if search.item_found else "Nothing found"
    why = f". {search.why}" if search.why else ""
    return f"{search.kind.label} at {search.location}, authorised by {authority.name}{why}. {result}"
