"""Property stores over HTTP, and what is booked in and out of them."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.store import PropertyStore
from mips.investigation.schemas.exhibits import ExhibitLineOut
from mips.investigation.schemas.stores import (
    MovedOut,
    MoveScannedIn,
    ScanIn,
    ShelvesIn,
    ShelvesOut,
    StoreIn,
    StoreOut,
    StoresOut,
)
from mips.investigation.usecases.scanning import find_scanned, move_scanned
from mips.investigation.usecases.stores import Stores, add_shelves, list_shelves, list_stores, open_store
from mips.web.endpoints import current_actor


@resources.operation("/property-stores", does=list_stores)
@resources.response(200, StoresOut)
def get_stores() -> Stores:
    """List property stores with their shelves"""
    return list_stores(current_actor())


@resources.operation("/property-stores", does=open_store, methods=["POST"])
@resources.arguments(StoreIn)
@resources.response(201, StoreOut)
def post_store(fields: dict[str, Any]) -> PropertyStore:
    """Open a property store"""
    return open_store(current_actor(), **fields)


@resources.operation("/property-stores/<uuid:property_store_id>/shelves", does=add_shelves, methods=["POST"])
@resources.arguments(ShelvesIn)
@resources.response(201, StoreOut)
def post_shelves(fields: dict[str, Any], property_store_id: uuid.UUID) -> PropertyStore:
    """Add shelves to a property store"""
    return add_shelves(current_actor(), store_id=property_store_id, **fields)


@resources.operation("/property-shelves", does=list_shelves)
@resources.response(200, ShelvesOut)
def get_shelves() -> dict[str, Any]:
    """List the shelves in use"""
    return {"rows": list_shelves(current_actor())}


@resources.operation("/scanned-exhibit", does=find_scanned)
@resources.arguments(ScanIn, location="query")
@resources.response(200, ExhibitLineOut)
def get_scanned(where: dict[str, Any]) -> Exhibit:
    """Find an exhibit by the number on its label or bag"""
    return find_scanned(current_actor(), code=where.get("code") or "")


@resources.operation("/exhibit-bookings", does=move_scanned, methods=["POST"])
@resources.arguments(MoveScannedIn)
@resources.response(201, MovedOut)
def post_booking(fields: dict[str, Any]) -> dict[str, Any]:
    """Book many exhibits in or out at once"""
    return {"rows": move_scanned(current_actor(), **fields)}
