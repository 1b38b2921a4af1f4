"""Persons over HTTP: making, reading, changing and finding them, and the facts about them."""

from __future__ import annotations

import uuid
from typing import Any

from mips.between.timeline import Line
from mips.record.api import outcomes
from mips.record.model.person import OfPerson, Person, WarningMarker
from mips.record.schemas import parts
from mips.record.schemas.people import HitsOut, PersonChangeIn, PersonIn, PersonOut, PersonPageOut, SameIn, SearchIn
from mips.record.schemas.timeline import TimelineOut, TimelineWhereIn
from mips.record.usecases import markers, person_parts
from mips.record.usecases.finding import PersonsFound, find_persons, find_same
from mips.record.usecases.person_page import PersonPage, read_person
from mips.record.usecases.persons import change_person, create_person
from mips.record.usecases.timeline import read_timeline
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page

resources = Resources("record_people_api", __name__, url_prefix="/api/v1/persons", description="Persons")


@resources.operation("", does=create_person, methods=["POST"])
@resources.arguments(PersonIn)
@resources.response(201, PersonOut)
def post_person(told: dict[str, Any]) -> Person:
    """Create a person"""
    return create_person(current_actor(), **told)


@resources.operation("", does=find_persons)
@resources.arguments(SearchIn, location="query")
@resources.response(200, HitsOut)
def search_persons(asked: dict[str, Any]) -> PersonsFound:
    """Find persons by names in any order, date of birth, identifiers, telephone or postcode"""
    return find_persons(current_actor(), **asked)


@resources.operation("/same", does=find_same, methods=["POST"])
@resources.arguments(SameIn)
@resources.response(200, HitsOut)
def post_same(told: dict[str, Any]) -> PersonsFound:
    """Find who may be the person described: what to ask before creating one"""
    return find_same(current_actor(), **{name: value for name, value in told.items() if value is not None})


@resources.operation("/<uuid:person_id>", does=read_person)
@resources.response(200, PersonPageOut)
def get_person(person_id: uuid.UUID) -> PersonPage:
    """Read a person"""
    return read_person(current_actor(), person_id=person_id, tab="addresses")


@resources.operation("/<uuid:person_id>/timeline", does=read_timeline)
@resources.arguments(TimelineWhereIn, location="query")
@resources.response(200, TimelineOut)
def get_timeline(where: dict[str, Any], person_id: uuid.UUID) -> Page[Line]:
    """Read what happened with a person across all domains, the latest first"""
    return read_timeline(current_actor(), person_id=person_id, **where).page


@resources.operation("/<uuid:person_id>", does=change_person, methods=["PATCH"])
@resources.arguments(PersonChangeIn)
@resources.response(200, PersonOut)
def patch_person(told: dict[str, Any], person_id: uuid.UUID) -> Person:
    """Change what is said of a person; what is left out stays as it is"""
    return change_person(current_actor(), person_id=person_id, version=told.pop("version"), fields=told)


@resources.operation("/<uuid:person_id>/names", does=person_parts.add_name, methods=["POST"])
@resources.arguments(parts.NameAddIn)
@resources.response(201, outcomes.FactOut)
def post_name(told: dict[str, Any], person_id: uuid.UUID) -> OfPerson:
    """Add a name"""
    return person_parts.add_name(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/births", does=person_parts.add_birth, methods=["POST"])
@resources.arguments(parts.BirthAddIn)
@resources.response(201, outcomes.FactOut)
def post_birth(told: dict[str, Any], person_id: uuid.UUID) -> OfPerson:
    """Add a date of birth"""
    return person_parts.add_birth(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/identifiers", does=person_parts.add_identifier, methods=["POST"])
@resources.arguments(parts.IdentifierAddIn)
@resources.response(201, outcomes.FactOut)
def post_identifier(told: dict[str, Any], person_id: uuid.UUID) -> OfPerson:
    """Add a number or contact"""
    return person_parts.add_identifier(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/residences", does=person_parts.add_residence, methods=["POST"])
@resources.arguments(parts.ResidenceAddIn)
@resources.response(201, outcomes.FactOut)
def post_residence(told: dict[str, Any], person_id: uuid.UUID) -> OfPerson:
    """Add an address"""
    return person_parts.add_residence(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/descriptions", does=person_parts.add_description, methods=["POST"])
@resources.arguments(parts.DescriptionAddIn)
@resources.response(201, outcomes.FactOut)
def post_description(told: dict[str, Any], person_id: uuid.UUID) -> OfPerson:
    """Add a description"""
    return person_parts.add_description(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/facts/<part>/<uuid:fact_id>/end", does=person_parts.end_fact, methods=["POST"])
@resources.arguments(parts.EndIn)
@resources.response(200, outcomes.FactOut)
def post_end(told: dict[str, Any], person_id: uuid.UUID, part: str, fact_id: uuid.UUID) -> OfPerson:
    """Say that a name, birth, identifier, residence or description no longer holds"""
    return person_parts.end_fact(current_actor(), person_id=person_id, part=part, fact_id=fact_id, **told)


@resources.operation("/<uuid:person_id>/markers", does=markers.add_marker, methods=["POST"])
@resources.arguments(parts.MarkerAddIn)
@resources.response(201, outcomes.FactOut)
def post_marker(told: dict[str, Any], person_id: uuid.UUID) -> WarningMarker:
    """Add a warning marker"""
    return markers.add_marker(current_actor(), person_id=person_id, **told)


@resources.operation("/<uuid:person_id>/markers/<uuid:marker_id>/review", does=markers.review_marker, methods=["POST"])
@resources.arguments(parts.MarkerReviewIn)
@resources.response(200, outcomes.FactOut)
def post_review(told: dict[str, Any], person_id: uuid.UUID, marker_id: uuid.UUID) -> WarningMarker:
    """Say that a warning marker still holds"""
    return markers.review_marker(current_actor(), person_id=person_id, marker_id=marker_id, **told)


@resources.operation("/<uuid:person_id>/markers/<uuid:marker_id>/removal", does=markers.remove_marker, methods=["POST"])
@resources.arguments(parts.EndIn)
@resources.response(200, outcomes.FactOut)
def post_removal(told: dict[str, Any], person_id: uuid.UUID, marker_id: uuid.UUID) -> WarningMarker:
    """Remove a warning marker, with the reason"""
    return markers.remove_marker(current_actor(), person_id=person_id, marker_id=marker_id, **told)
