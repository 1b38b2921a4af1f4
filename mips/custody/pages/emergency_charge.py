"""What the prosecutor decided about a charge that an inspector authorised in an emergency."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.schemas.emergency_charge import RatificationIn
from mips.custody.usecases.emergency_charge import record_ratification
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/charge/ratification", does=record_ratification, methods=["GET", "POST"])
def ratification(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(RatificationIn()),
        title="The prosecutor\u2019s decision on an emergency charge",
        submit="Save the decision",
        action=lambda fields: record_ratification(current_actor(), detention_id=detention_id, **fields),
        done="Decision recorded",
        lead="An inspector authorised the charge because the prosecutor\u2019s decision could not be had in time. The "
        "prosecutor is asked as soon as possible after it (PACE s.37A).",
        tab="authorities",
    )
