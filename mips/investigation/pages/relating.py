"""A crime moved on by hand, and linked to another or parted from it again."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.rules.statuses import MOVES
from mips.investigation.schemas.bulk import STATUSES, MoveStatusIn, PartIn, RelateIn
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.relating import part_crimes, relate_crimes
from mips.investigation.usecases.statuses import move_status
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering


@pages.page("/<uuid:crime_id>/status", does=move_status, methods=["GET", "POST"])
def status(crime_id: uuid.UUID) -> ResponseReturnValue:
    """Offers where it may go; where that is nowhere, all is offered and the refusal says what else to do."""
    now = read_crime(current_actor(), crime_id=crime_id).crime.status
    offered = [each for each in STATUSES if each[0] in MOVES.get(now, ())] or STATUSES
    return one_job(
        crime_id,
        offering(MoveStatusIn(), status=offered),
        lambda fields: move_status(current_actor(), crime_id=crime_id, **fields),
        title="Move its status on",
        submit="Save",
        done="Status changed",
    )


@pages.page("/<uuid:crime_id>/related", does=relate_crimes, methods=["GET", "POST"])
def relate(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        RelateIn(),
        lambda fields: relate_crimes(current_actor(), crime_id=crime_id, **fields),
        title="Link it to another crime",
        submit="Link them",
        done="Linked",
    )


@pages.page("/<uuid:crime_id>/related/<uuid:other_id>/end", does=part_crimes, methods=["GET", "POST"])
def part(crime_id: uuid.UUID, other_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        PartIn(),
        lambda fields: part_crimes(current_actor(), crime_id=crime_id, other_id=other_id, **fields),
        title="End the link",
        submit="End it",
        done="No longer linked",
    )
