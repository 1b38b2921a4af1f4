"""The golden hour board, and the checklist of one crime with a tick for each item."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.golden import TickGoldenIn
from mips.investigation.usecases.golden import read_golden_board, read_golden_hour, tick_golden
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/golden-hour", does=read_golden_board)
def golden_board() -> ResponseReturnValue:
    return render_template("investigation/golden_board.html", board=read_golden_board(current_actor()))


@pages.page("/<uuid:crime_id>/golden-hour", does=read_golden_hour)
def golden_hour(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    live = read_golden_hour(actor, crime_id=crime_id)
    may = actor.may(Permission.INVESTIGATION_LOG_UPDATE)
    return render_template("investigation/golden_hour.html", live=live, crime=live.crime, may_tick=may)


@pages.page("/<uuid:crime_id>/golden-hour/tick", does=tick_golden, methods=["GET", "POST"])
def golden_tick(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, back = current_actor(), url_for(".golden_hour", crime_id=crime_id)
    form = Form(TickGoldenIn(), initial={"item": request.args.get("item", ""), "needed": True})
    if form.carries_out(lambda fields: tick_golden(actor, crime_id=crime_id, **fields)):
        flash("Ticked")
        return redirect(back, 303)
    live = read_golden_hour(actor, crime_id=crime_id)
    title = next((each.title for each in live.checklist.items if each.code == form["item"].value), "Which item?")
    told = {"title": title, "submit": "Tick it", "back": back}
    return render_template("investigation/job.html", form=form, crime=live.crime, **told), form.status
