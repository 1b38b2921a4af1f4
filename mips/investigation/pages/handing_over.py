"""Pages of hand-overs: what was handed over of a crime, the next as it is drafted, and that it was taken."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.hand_over import CrimeHandOverIn
from mips.investigation.usecases import handing_over as does
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:crime_id>/hand-overs", does=does.read_hand_overs)
def hand_overs(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = does.read_hand_overs(actor, crime_id=crime_id)
    may = actor.may(Permission.INVESTIGATION_LOG_CREATE)
    actions = [{"label": "Hand over", "href": url_for(".hand_over", crime_id=crime_id)}] if may else []
    told = {"shown": shown, "crime": shown.crime, "actions": actions, "me": actor.id}
    return render_template("investigation/hand_overs.html", **told)


@pages.page("/<uuid:crime_id>/hand-overs/new", does=does.hand_over, methods=["GET", "POST"])
def hand_over(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, back = current_actor(), url_for(".hand_overs", crime_id=crime_id)
    shown = does.read_hand_overs(actor, crime_id=crime_id)
    form = Form(CrimeHandOverIn(), initial={"text": shown.draft})
    if form.carries_out(lambda fields: does.hand_over(actor, crime_id=crime_id, **fields)):
        flash("Handed over. It is on their worklist until they acknowledge it")
        return redirect(back, 303)
    about = [("Tells what happened since", shown.since)]
    told = {"title": "Hand over", "submit": "Hand it over", "back": back, "about": about}
    return render_template("investigation/job.html", crime=shown.crime, form=form, **told), form.status


@pages.page("/hand-overs/<uuid:hand_over_id>/acknowledge", does=does.acknowledge_hand_over, methods=["POST"])
def acknowledge(hand_over_id: uuid.UUID) -> ResponseReturnValue:
    row = does.acknowledge_hand_over(current_actor(), hand_over_id=hand_over_id)
    flash("You have taken the hand-over")
    return redirect(url_for(".hand_overs", crime_id=row.crime_id), 303)
