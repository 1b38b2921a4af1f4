"""Pages of a supervisor's reviews, of what is awaited, and of closing a crime."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.crime import CLOSED
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.plan import state_tags
from mips.investigation.schemas import supervising as schemas
from mips.investigation.usecases.awaiting import wait_for, wait_no_longer
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.supervising import Reviews, prepare_review, read_reviews, review_crime
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:crime_id>/supervision", does=read_reviews)
def supervision(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_reviews(actor, crime_id=crime_id)
    return render_template(
        "investigation/supervision.html", shown=shown, crime=shown.crime, actions=_may(actor, shown), tags_of=state_tags
    )


def _may(actor: Actor, shown: Reviews) -> list[dict[str, str]]:
    crime, actions = shown.crime, []
    if actor.may(Permission.INVESTIGATION_OUTCOME_APPROVE):
        review = {"label": "Review it", "href": url_for(".review", crime_id=crime.id)}
        if crime.status in CLOSED or crime.officer_in_case_id in {None, actor.id}:
            mine = crime.officer_in_case_id == actor.id
            why = "You have it: another reviews it" if mine else "It is closed, or nobody has it"
            review = {"label": "Review it", "reason": why}
        actions.append(review)
    if shown.reviews:
        paper = url_for("documents.print_document", key="review-summary", crime_id=crime.id)
        actions.append({"label": "Print the review summary", "href": paper})
    return actions


@pages.page("/<uuid:crime_id>/supervision/new", does=review_crime, methods=["GET", "POST"])
def review(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(schemas.ReviewCrimeIn())
    if form.carries_out(lambda fields: review_crime(actor, crime_id=crime_id, **fields)):
        flash("Review entered")
        return redirect(url_for(".supervision", crime_id=crime_id), 303)
    shown = prepare_review(actor, crime_id=crime_id)
    told = {"shown": shown, "crime": shown.crime, "form": form, "tags_of": state_tags}
    return render_template("investigation/review.html", **told), form.status


@pages.page("/<uuid:crime_id>/waiting", does=wait_for, methods=["GET", "POST"])
def waits(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    told = {"title": "What does it wait for?", "submit": "Save", "done": "Saved: it is not silent until then"}
    return job(crime_id, schemas.WaitForIn(), lambda fields: wait_for(actor, crime_id=crime_id, **fields), told)


@pages.page("/<uuid:crime_id>/waiting/end", does=wait_no_longer, methods=["POST"])
def waits_no_longer(crime_id: uuid.UUID) -> ResponseReturnValue:
    wait_no_longer(current_actor(), crime_id=crime_id)
    flash("It waits no longer")
    return redirect(url_for(".crime", crime_id=crime_id), 303)


def job(
    crime_id: uuid.UUID, schema: Schema, act: Any, told: dict[str, str], *, back: str = "", initial: Any = None
) -> ResponseReturnValue:
    """A form of one job; done, it leads to `back`, or to the crime."""
    form, back = Form(schema, initial=initial), back or url_for(".crime", crime_id=crime_id)
    if form.carries_out(act):
        flash(told["done"])
        return redirect(back, 303)
    crime = read_crime(current_actor(), crime_id=crime_id).crime
    return render_template("investigation/job.html", form=form, crime=crime, back=back, **told), form.status
