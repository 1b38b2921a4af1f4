"""Reports that are not finished, for other programs: a telephone's own, say."""

from __future__ import annotations

import uuid

from mips.investigation.api.blueprint import resources
from mips.investigation.usecases.drafts import give_up_draft
from mips.web.endpoints import current_actor


@resources.operation("/incidents/drafts/<uuid:draft_id>/give-up", does=give_up_draft, methods=["POST"])
@resources.response(204)
def post_give_up(draft_id: uuid.UUID) -> None:
    """Throw away a report that is not finished"""
    give_up_draft(current_actor(), draft_id=draft_id)
