"""What an independent custody visitor is shown and hands back."""

from __future__ import annotations

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.suites import kept
from mips.custody.schemas.oversight import CustodyVisitIn
from mips.custody.usecases.visiting import record_custody_visit, show_to_visitor
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/suites/<uuid:suite_id>/visitor", does=show_to_visitor)
def visitor(suite_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("custody/visitor.html", shown=show_to_visitor(current_actor(), suite_id=suite_id))


@pages.page("/suites/<uuid:suite_id>/visits/new", does=record_custody_visit, methods=["GET", "POST"])
def visit_new(suite_id: uuid.UUID) -> ResponseReturnValue:
    return kept(
        suite_id,
        Form(CustodyVisitIn()),
        title="Record a visit of independent custody visitors",
        submit="Record the visit",
        action=lambda fields: record_custody_visit(current_actor(), suite_id=suite_id, **fields),
        done="Visit recorded",
        back="custody.visitor",
    )
