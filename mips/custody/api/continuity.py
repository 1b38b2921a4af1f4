"""The pack of a suite, for the suite's own computer."""

from __future__ import annotations

import uuid
from typing import Any

from mips.custody.api.blueprint import resources
from mips.custody.continuity.laying_out import as_content
from mips.custody.schemas.continuity import PackOut
from mips.custody.usecases.pack import read_pack
from mips.web.endpoints import current_actor


@resources.operation("/suites/<uuid:suite_id>/pack", does=read_pack)
@resources.response(200, PackOut)
def get_pack(suite_id: uuid.UUID) -> dict[str, Any]:
    """Take out everything a suite needs to go on without the server"""
    return as_content(read_pack(current_actor(), suite_id=suite_id))
