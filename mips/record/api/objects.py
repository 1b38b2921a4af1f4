"""Organisations, places and things over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.record.model.entity import Entity
from mips.record.model.object import Organisation, Place, Thing
from mips.record.schemas.objects import (
    OrganisationIn,
    OrganisationOut,
    OrganisationsOut,
    PlaceIn,
    PlaceOut,
    PlacesOut,
    ThingIn,
    ThingOut,
    ThingsOut,
)
from mips.record.schemas.people import SearchIn
from mips.record.usecases.objects import (
    create_organisation,
    create_place,
    create_thing,
    find_objects,
    read_object,
)
from mips.web.endpoints import Resources, current_actor

resources = Resources(
    "record_objects_api", __name__, url_prefix="/api/v1", description="Organisations, places and things"
)


@resources.operation("/organisations", does=create_organisation, methods=["POST"])
@resources.arguments(OrganisationIn)
@resources.response(201, OrganisationOut)
def post_organisation(told: dict[str, Any]) -> Organisation:
    """Create an organisation"""
    return create_organisation(current_actor(), **told)


@resources.operation("/organisations", does=find_objects)
@resources.arguments(SearchIn, location="query")
@resources.response(200, OrganisationsOut)
def search_organisations(asked: dict[str, Any]) -> dict[str, Any]:
    """Find organisations by their words"""
    return {"rows": find_objects(current_actor(), kind="organisation", **asked)}


@resources.operation("/organisations/<uuid:organisation_id>", does=read_object)
@resources.response(200, OrganisationOut)
def get_organisation(organisation_id: uuid.UUID) -> Entity:
    """Read an organisation"""
    return read_object(current_actor(), kind="organisation", object_id=organisation_id)


@resources.operation("/places", does=create_place, methods=["POST"])
@resources.arguments(PlaceIn)
@resources.response(201, PlaceOut)
def post_place(told: dict[str, Any]) -> Place:
    """Create a place"""
    return create_place(current_actor(), **told)


@resources.operation("/places", does=find_objects)
@resources.arguments(SearchIn, location="query")
@resources.response(200, PlacesOut)
def search_places(asked: dict[str, Any]) -> dict[str, Any]:
    """Find places by their words"""
    return {"rows": find_objects(current_actor(), kind="place", **asked)}


@resources.operation("/places/<uuid:place_id>", does=read_object)
@resources.response(200, PlaceOut)
def get_place(place_id: uuid.UUID) -> Entity:
    """Read a place"""
    return read_object(current_actor(), kind="place", object_id=place_id)


@resources.operation("/things", does=create_thing, methods=["POST"])
@resources.arguments(ThingIn)
@resources.response(201, ThingOut)
def post_thing(told: dict[str, Any]) -> Thing:
    """Create a thing"""
    return create_thing(current_actor(), **told)


@resources.operation("/things", does=find_objects)
@resources.arguments(SearchIn, location="query")
@resources.response(200, ThingsOut)
def search_things(asked: dict[str, Any]) -> dict[str, Any]:
    """Find things by their words"""
    return {"rows": find_objects(current_actor(), kind="thing", **asked)}


@resources.operation("/things/<uuid:thing_id>", does=read_object)
@resources.response(200, ThingOut)
def get_thing(thing_id: uuid.UUID) -> Entity:
    """Read a thing"""
    return read_object(current_actor(), kind="thing", object_id=thing_id)
