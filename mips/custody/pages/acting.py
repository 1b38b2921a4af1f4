"""Acting as custody officer: taking it up for a shift, and telling an inspector of who brought them and acts."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.core.settings import settings
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.schemas.acting import InspectorToldIn
from mips.custody.schemas.standing_in import StandInIn
from mips.custody.usecases.acting import check_owed, owed_of, tell_inspector
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.standing_in import hand_back, stand_in, standing_in_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/stand-in", does=stand_in, methods=["GET", "POST"])
def standing_in() -> ResponseReturnValue:
    form = Form(StandInIn())
    if form.carries_out(lambda fields: stand_in(current_actor(), **fields)):
        flash("You act as custody officer. An inspector has been told")
        return redirect(url_for("custody.suites"), 303)
    held = standing_in_of(current_actor().id)
    hours = settings().custody_stand_in_hours
    return render_template("custody/stand_in.html", form=form, held=held, hours=hours), form.status


@pages.page("/stand-in/end", does=hand_back, methods=["POST"])
def standing_in_end() -> ResponseReturnValue:
    hand_back(current_actor())
    flash("You no longer act as custody officer")
    return redirect(url_for("custody.standing_in"), 303)


@pages.page("/<uuid:detention_id>/inspector-told", does=tell_inspector, methods=["GET", "POST"])
def inspector_told(detention_id: uuid.UUID) -> ResponseReturnValue:
    if request.method == "GET":
        read_custody_record(current_actor(), detention_id=detention_id)
        check_owed(detention_id)
    return step(
        detention_id,
        Form(InspectorToldIn()),
        title="Inspector told who acts as custody officer",
        submit="Save",
        action=lambda fields: tell_inspector(current_actor(), detention_id=detention_id, **fields),
        done="Inspector told: recorded",
        lead="The officer who brought them here acts as custody officer at a station that is not designated. They tell "
        "an inspector or above at one that is, as soon as practicable (PACE s.36(9), s.36(10)).",
        known=lambda record: [
            (each.decided.label, f"{filters.moment(each.at)} by {each.by.name}")
            for each in owed_of(record.detention.id)
        ],
        tab="authorities",
    )


def _owed(record: CustodyRecord) -> str | None:
    """After they left; while they are here the board says it."""
    return "" if not record.detention.held and owed_of(record.detention.id) else None


add_doing(
    Doing(
        key="inspector_told",
        label="Tell an inspector who acted",
        endpoint="custody.inspector_told",
        order=4,
        group=Group.NOW,
        permission=Permission.CUSTODY_RECORD_CREATE,
        wait=_owed,
    )
)
