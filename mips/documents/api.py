"""The print register over HTTP: what was given of a record, to whom and for what."""

from __future__ import annotations

import uuid
from typing import Any

from mips.documents.schemas import PrintingPageOut, WhereIn
from mips.documents.usecases import Register, list_printings
from mips.web.endpoints import Resources, current_actor

resources = Resources(
    "documents_api", __name__, url_prefix="/api/v1/documents", description="What was printed and given of a record"
)


@resources.operation("/of/<uuid:entity_id>", does=list_printings)
@resources.arguments(WhereIn, location="query")
@resources.response(200, PrintingPageOut)
def get_printings(where: dict[str, Any], entity_id: uuid.UUID) -> Register:
    """List what was printed of a record, newest first"""
    return list_printings(current_actor(), entity_id=entity_id, **where)
