"""The ledger of imports over HTTP: every file, and what became of each of its rows."""

from __future__ import annotations

import uuid
from typing import Any

from mips.interchange.model import ImportFile
from mips.interchange.schemas import FilePageOut, ReadOut, RowsWhereIn, WhereIn
from mips.interchange.usecases import FileRead, list_imports, read_import
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page

resources = Resources(
    "interchange_api", __name__, url_prefix="/api/v1/imports", description="Files that were imported, row by row"
)


@resources.operation("", does=list_imports)
@resources.arguments(WhereIn, location="query")
@resources.response(200, FilePageOut)
def get_imports(where: dict[str, Any]) -> Page[ImportFile]:
    """List imported and refused files, the last first"""
    return list_imports(current_actor(), **where)


@resources.operation("/<uuid:file_id>", does=read_import)
@resources.arguments(RowsWhereIn, location="query")
@resources.response(200, ReadOut)
def get_import(where: dict[str, Any], file_id: uuid.UUID) -> FileRead:
    """Read a file with what became of its rows"""
    return read_import(current_actor(), file_id=file_id, **where)
