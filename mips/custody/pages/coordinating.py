"""The page of the appropriate-adult coordinator, and putting somebody into their hands."""

from __future__ import annotations

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.schemas.people import CoordinatorIn
from mips.custody.usecases.coordinating import list_adults_wanted, name_coordinator
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/adults-wanted", does=list_adults_wanted)
def adults_wanted() -> ResponseReturnValue:
    return render_template("custody/adults_wanted.html", wanted=list_adults_wanted(current_actor()))


@pages.page("/<uuid:detention_id>/people/coordinator", does=name_coordinator, methods=["GET", "POST"])
def coordinator(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(CoordinatorIn()),
        title="Who coordinates the appropriate adult",
        submit="Save",
        action=lambda fields: name_coordinator(current_actor(), detention_id=detention_id, **fields),
        lead="They see who needs an adult, where, and since when, and nothing else of the record.",
        done="In their hands: they see what is needed, where and since when",
        tab="people",
    )
