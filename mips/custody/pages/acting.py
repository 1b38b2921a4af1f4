"""Telling an inspector that the officer who brought somebody acts as custody officer."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.schemas.deciding import InspectorToldIn
from mips.custody.usecases.acting import tell_inspector
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/inspector-told", does=tell_inspector, methods=["GET", "POST"])
def inspector_told(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(InspectorToldIn()),
        title="Inspector told who acts as custody officer",
        submit="Save",
        action=lambda fields: tell_inspector(current_actor(), detention_id=detention_id, **fields),
        done="Inspector told: recorded",
        lead="The officer who brought them here acts as custody officer at a station that is not designated. They tell "
        "an inspector or above at one that is, as soon as practicable (PACE s.36(9), s.36(10)).",
        tab="authorities",
    )
