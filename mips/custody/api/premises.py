"""Searches of premises of somebody under arrest, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.model.premises import PremisesSearch
from mips.custody.schemas.premises import (
    PremisesAuthorityIn,
    PremisesBeforeStationIn,
    PremisesRefusalIn,
    PremisesSearchedIn,
    PremisesSearchesOut,
    PremisesSearchOut,
    PremisesToldIn,
)
from mips.custody.usecases.premises import (
    PremisesRecord,
    authorise_premises_search,
    read_premises_searches,
    record_premises_search,
    refuse_premises_search,
    report_premises_search,
    tell_of_premises_search,
)
from mips.web.endpoints import current_actor

_OF_DETENTION = "/detentions/<uuid:detention_id>/premises-searches"
_ONE = "/premises-searches/<uuid:premises_search_id>"


@resources.operation(_OF_DETENTION, does=read_premises_searches)
@resources.response(200, PremisesSearchesOut)
def get_premises_searches(detention_id: uuid.UUID) -> PremisesRecord:
    """Show the searches of premises about a detainee"""
    return read_premises_searches(current_actor(), detention_id=detention_id)


@resources.operation(f"{_OF_DETENTION}/authorised", does=authorise_premises_search, methods=["POST"])
@resources.arguments(PremisesAuthorityIn)
@resources.response(201, PremisesSearchOut)
def post_premises_authority(fields: dict[str, Any], detention_id: uuid.UUID) -> PremisesSearch:
    """Authorise a search of premises, as an inspector"""
    return authorise_premises_search(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF_DETENTION}/refused", does=refuse_premises_search, methods=["POST"])
@resources.arguments(PremisesRefusalIn)
@resources.response(201, PremisesSearchOut)
def post_premises_refusal(fields: dict[str, Any], detention_id: uuid.UUID) -> PremisesSearch:
    """Refuse a search of premises, as an inspector"""
    return refuse_premises_search(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF_DETENTION}/before-station", does=report_premises_search, methods=["POST"])
@resources.arguments(PremisesBeforeStationIn)
@resources.response(201, PremisesSearchOut)
def post_premises_before_station(fields: dict[str, Any], detention_id: uuid.UUID) -> PremisesSearch:
    """Write down a search made before the station without authority"""
    return report_premises_search(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_ONE}/search", does=record_premises_search, methods=["POST"])
@resources.arguments(PremisesSearchedIn)
@resources.response(201, PremisesSearchOut)
def post_premises_searched(fields: dict[str, Any], premises_search_id: uuid.UUID) -> PremisesSearch:
    """Write down an authorised search as it was done"""
    return record_premises_search(current_actor(), premises_search_id=premises_search_id, **fields)


@resources.operation(f"{_ONE}/told", does=tell_of_premises_search, methods=["POST"])
@resources.arguments(PremisesToldIn)
@resources.response(201, PremisesSearchOut)
def post_premises_told(fields: dict[str, Any], premises_search_id: uuid.UUID) -> PremisesSearch:
    """Record that an inspector was told of a search made before the station"""
    return tell_of_premises_search(current_actor(), premises_search_id=premises_search_id, **fields)
