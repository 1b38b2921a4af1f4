"""Pages of the policy file: its decisions, a new one, the review of one."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.policy import DecisionIn, DecisionReviewIn
from mips.investigation.usecases.policy import enter_decision, read_policy_file, review_decision
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:crime_id>/policy-file", does=read_policy_file)
def policy_file(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_policy_file(actor, crime_id=crime_id)
    may_add = actor.may(Permission.INVESTIGATION_POLICY_CREATE)
    return render_template("investigation/policy.html", shown=shown, crime=shown.crime, may_add=may_add)


@pages.page("/<uuid:crime_id>/policy-file/new", does=enter_decision, methods=["GET", "POST"])
def new_decision(crime_id: uuid.UUID) -> ResponseReturnValue:
    form, back = Form(DecisionIn()), url_for(".policy_file", crime_id=crime_id)
    if form.carries_out(lambda fields: enter_decision(current_actor(), crime_id=crime_id, **fields)):
        flash(f"Decision {form.result.number} entered")
        return redirect(back, 303)
    crime = read_policy_file(current_actor(), crime_id=crime_id).crime
    told = {"title": "Enter a decision", "submit": "Enter it for good", "back": back}
    return render_template("investigation/job.html", form=form, crime=crime, **told), form.status


@pages.page("/<uuid:crime_id>/policy-file/<uuid:decision_id>", does=review_decision, methods=["GET", "POST"])
def decision_review(crime_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    form, back = Form(DecisionReviewIn()), url_for(".policy_file", crime_id=crime_id)
    if form.carries_out(lambda fields: review_decision(current_actor(), decision_id=decision_id, **fields)):
        flash("Review entered")
        return redirect(back, 303)
    shown = read_policy_file(current_actor(), crime_id=crime_id)
    about = [(f"Decision {each.number}", each.decision) for each in shown.decisions if each.id == decision_id]
    told = {"title": "Review a decision", "submit": "Enter the review for good", "back": back}
    return render_template("investigation/job.html", form=form, crime=shown.crime, about=about, **told), form.status
