"""Organisations, places and things over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.core.errors import NotFound
from mips.record.model.entity import Entity
from mips.record.model.object import Organisation, Place, Thing
from mips.record.schemas.objects import ObjectOut, ObjectsOut, OrganisationIn, PlaceIn, ThingIn
from mips.record.schemas.people import SearchIn
from mips.record.usecases.objects import (
    KINDS,
    create_organisation,
    create_place,
    create_thing,
    find_objects,
    read_object,
)
from mips.web.endpoints import Resources, current_actor

resources = Resources(
    "record_objects_api", __name__, url_prefix="/api/v1/objects", description="Organisations, places and things"
)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise NotFound
    return kind


@resources.operation("/organisation", does=create_organisation, methods=["POST"])
@resources.arguments(OrganisationIn)
@resources.response(201, ObjectOut)
def post_organisation(told: dict[str, Any]) -> Organisation:
    """Create an organisation"""
    return create_organisation(current_actor(), **told)


@resources.operation("/place", does=create_place, methods=["POST"])
@resources.arguments(PlaceIn)
@resources.response(201, ObjectOut)
def post_place(told: dict[str, Any]) -> Place:
    """Create a place"""
    return create_place(current_actor(), **told)


@resources.operation("/thing", does=create_thing, methods=["POST"])
@resources.arguments(ThingIn)
@resources.response(201, ObjectOut)
def post_thing(told: dict[str, Any]) -> Thing:
    """Create a thing"""
    return create_thing(current_actor(), **told)


@resources.operation("/<kind>", does=find_objects)
@resources.arguments(SearchIn, location="query")
@resources.response(200, ObjectsOut)
def search_objects(asked: dict[str, Any], kind: str) -> dict[str, Any]:
    """Find organisations, places or things by their words"""
    return {"found": find_objects(current_actor(), kind=_known(kind), **asked)}


@resources.operation("/<kind>/<uuid:object_id>", does=read_object)
@resources.response(200, ObjectOut)
def get_object(kind: str, object_id: uuid.UUID) -> Entity:
    """Read an organisation, place or thing"""
    return read_object(current_actor(), kind=_known(kind), object_id=object_id)
