"""Recording a stop and search, or a stop, on the spot; and saying later who it was (INV-12, PACE s.3)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import InputInvalid, NotFound, RuleBroken
from mips.core.identifiers.verdict import Verdict
from mips.core.settings import settings
from mips.investigation.model.section_60 import Section60
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules import stop_search as rules
from mips.investigation.rules.section_60 import check_cited
from mips.investigation.rules.stop_search import Extent, SearchFacts, SearchType
from mips.investigation.usecases.places import place_told
from mips.investigation.usecases.search_custody import join_custody_record
from mips.investigation.usecases.search_drafts import forget_draft
from mips.record.lookup import fetch, picked
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import Person
from mips.record.numbers import next_number
from mips.record.reference.lookup import listed, require_item
from mips.usecase import usecase
from mips.web.spoken import in_london


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_search(
    actor: Actor,
    *,
    search_type: SearchType,
    power: str,
    searched_for: str,
    grounds: str,
    where: Mapping[str, Any],
    outcome: str,
    body_worn: bool,
    told: bool = False,
    at: datetime | None = None,
    linked: bool | None = None,
    self_defined: str | None = None,
    not_stated_why: str | None = None,
    officer_defined: str | None = None,
    age_range: str | None = None,
    gender: str | None = None,
    person_id: uuid.UUID | None = None,
    registration: Verdict | None = None,
    unattended: bool = False,
    notice_left: bool = False,
    found: str | None = None,
    extent: Extent | None = None,
    where_taken: str | None = None,
    out_of_view: bool | None = None,
    same_sex: bool | None = None,
    supervisor_id: uuid.UUID | None = None,
    adult_present: bool | None = None,
    adult_why_not: str | None = None,
    body_worn_why_not: str | None = None,
    force_used: bool | None = None,
    authority_id: uuid.UUID | None = None,
    inside_area: bool = False,
    operation: str | None = None,
    slot: uuid.UUID | None = None,
) -> StopSearch:
    """The constable's own record of a search `at` (now). `slot`: the draft it was typed in, which then goes.

    `where`: as usecases.places.place_told takes it. Name and address are never required. PACE 1984 s.2, s.3.
    """
    when = at or clock.now()
    facts = SearchFacts(
        kind=search_type,
        told=told,
        power=power,
        object=searched_for,
        grounds=grounds,
        outcome=outcome,
        linked=linked,
        self_defined=self_defined or "",
        not_stated_why=not_stated_why or "",
        officer_defined=officer_defined or "",
        age_range=age_range or "",
        gender=gender or "",
        registration=_mark(registration),
        unattended=unattended,
        notice_left=notice_left,
        extent=extent,
        out_of_view=out_of_view,
        same_sex=same_sex,
        where_taken=where_taken or "",
        consulted=supervisor_id is not None,
        adult_present=adult_present,
        adult_why_not=adult_why_not or "",
        body_worn=body_worn,
        body_worn_why_not=body_worn_why_not or "",
        authority_cited=authority_id is not None,
    )
    rules.check_search(facts, rank=actor.rank)
    place = _place(where)
    authority = picked(Section60, authority_id, field="authority_id") if authority_id else None
    if authority is not None:
        check_cited(authority.runs, when, _point(place), said_inside=inside_area)
    search = _begun(actor, when, place, "Stop and search")
    _put_facts(search, facts)
    search.found, search.force_used, search.operation = found or "", force_used, operation or ""
    search.in_operation = bool(operation) or authority is not None
    search.authority_id = authority.id if authority else None
    search.supervisor_id = _consulted(actor, facts, supervisor_id, when)
    return _finished(actor, search, person_id, slot)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_stop(
    actor: Actor,
    *,
    grounds: str,
    where: Mapping[str, Any],
    body_worn: bool,
    at: datetime | None = None,
    self_defined: str | None = None,
    not_stated_why: str | None = None,
    officer_defined: str | None = None,
    age_range: str | None = None,
    gender: str | None = None,
    person_id: uuid.UUID | None = None,
    registration: Verdict | None = None,
    body_worn_why_not: str | None = None,
    operation: str | None = None,
) -> StopSearch:
    """A stop to account without a search: a community support officer may make one too (Code A 4.12, ROL-4)."""
    facts = SearchFacts(
        kind=SearchType.STOP,
        grounds=grounds,
        self_defined=self_defined or "",
        not_stated_why=not_stated_why or "",
        officer_defined=officer_defined or "",
        age_range=age_range or "",
        gender=gender or "",
        registration=_mark(registration),
        body_worn=body_worn,
        body_worn_why_not=body_worn_why_not or "",
    )
    rules.check_search(facts, rank=actor.rank)
    search = _begun(actor, at or clock.now(), _place(where), "Stop")
    _put_facts(search, facts)
    search.operation, search.in_operation = operation or "", bool(operation)
    return _finished(actor, search, person_id, None)


@usecase(Permission.INVESTIGATION_STOP_SEARCH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def name_searched(actor: Actor, *, search_id: uuid.UUID, person_id: uuid.UUID) -> StopSearch:
    """Say who was searched, once it is known: by the officer who searched (INV-12: name and address not required)."""
    search = fetch(StopSearch, search_id)
    if search.officer_id != actor.id:
        raise RuleBroken("The officer who searched says who it was", rule="INV-12", field="person_id")
    if _named(search):
        raise RuleBroken("Somebody is named already", rule="INV-12", field="person_id")
    _name(search, picked(Person, person_id, field="person_id"))
    return search


def _mark(registration: Verdict | None) -> str:
    return (registration.canonical or registration.input) if registration else ""


def _place(where: Mapping[str, Any]) -> Place:
    place = place_told(where)
    db.session.flush()  # a new place has no id before
    return place


def _point(place: Place) -> tuple[Any, Any] | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def _begun(actor: Actor, at: datetime, place: Place, what: str) -> StopSearch:
    force, year = settings().force, in_london(at).year
    editions = listed(rules.EDITIONS, on=in_london(at).date())
    return StopSearch(
        reference=f"SS{force}/{next_number(f'stop search {force}', year):07}/{year % 100:02}",
        label=f"{what}, {place.label}",
        force=force,
        place_id=place.id,
        occurred_from=at,
        occurred_until=at,
        reported_at=clock.now(),
        officer_id=actor.id,
        code_edition=editions[-1].title if editions else "",
    )


def _put_facts(search: StopSearch, facts: SearchFacts) -> None:
    """What was told, and beside each code the words it is published in, as they were on that day."""
    search.search_type, search.told = facts.kind, facts.told
    search.power, search.grounds = facts.power, facts.grounds
    search.legislation = _words(search, rules.POWERS, facts.power, "power")
    search.searched_for = _words(search, rules.OBJECTS, facts.object, "searched_for")
    search.outcome = _words(search, rules.OUTCOMES, facts.outcome, "outcome")
    search.outcome_linked = facts.linked
    search.vehicle, search.unattended, search.notice_left = facts.registration, facts.unattended, facts.notice_left
    search.body_worn, search.body_worn_why_not = facts.body_worn, facts.body_worn_why_not
    if not facts.nobody_there:
        _put_person(search, facts)
    if facts.kind.of_person:
        _put_clothing(search, facts)


def _put_person(search: StopSearch, facts: SearchFacts) -> None:
    search.age_range = _words(search, rules.AGES, facts.age_range, "age_range")
    search.gender = facts.gender
    search.self_defined_code, search.officer_defined_code = facts.self_defined, facts.officer_defined
    search.self_defined_ethnicity = _words(search, rules.SELF_DEFINED, facts.self_defined, "self_defined")
    search.officer_defined_ethnicity = _words(search, rules.OFFICER_DEFINED, facts.officer_defined, "officer_defined")
    search.not_stated_why = facts.not_stated_why if facts.self_defined == rules.NOT_STATED else ""


def _put_clothing(search: StopSearch, facts: SearchFacts) -> None:
    search.extent = facts.extent
    search.more_than_outer_clothing = facts.extent is not Extent.OUTER
    if search.more_than_outer_clothing:
        search.where_taken, search.out_of_view, search.same_sex = facts.where_taken, facts.out_of_view, facts.same_sex
        search.adult_present, search.adult_why_not = facts.adult_present, facts.adult_why_not


def _words(search: StopSearch, name: str, code: str, field: str) -> str:
    """The published words of a code; of a code that was not on its list on that day, InputInvalid."""
    if not code or search.occurred_from is None:
        return ""
    item = require_item(name, code, field=field, on=in_london(search.occurred_from).date())
    return str(item.extra.get("published", item.title))


def _consulted(actor: Actor, facts: SearchFacts, supervisor_id: uuid.UUID | None, at: datetime) -> uuid.UUID | None:
    """Whoever was consulted, by the rank they had then (RL-2); nobody where no intimate part was exposed."""
    if supervisor_id is None or facts.extent is not Extent.INTIMATE_PARTS:
        return None
    supervisor = db.session.get(User, supervisor_id)
    if supervisor is None:
        raise InputInvalid({"supervisor_id": ["Select an officer"]})
    rules.check_supervisor(is_searcher=supervisor.id == actor.id, rank=int(supervisor.rank_at(at)))
    return supervisor.id


def _finished(actor: Actor, search: StopSearch, person_id: uuid.UUID | None, slot: uuid.UUID | None) -> StopSearch:
    db.session.add(search)
    db.session.flush()  # what follows names it by its id
    if person_id is not None:
        _name(search, picked(Person, person_id, field="person_id"))
    if slot is not None:
        forget_draft(actor.id, slot)
    return search


def _named(search: StopSearch) -> bool:
    found = sa.select(Involvement.id).where(Involvement.event_id == search.id, Involvement.part == Part.SEARCHED)
    return db.session.scalars(found.limit(1)).first() is not None


def _name(search: StopSearch, person: Person) -> None:
    if search.unattended:
        raise NotFound("Nobody was with the vehicle")
    db.session.add(Involvement(party=person, event=search, part=Part.SEARCHED))
    db.session.flush()
    join_custody_record(search, person.id)
