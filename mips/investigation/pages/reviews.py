"""Victims' requests for a review: asked for on the victim's page, answered from the list of those that wait."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.investigation.model.review import VictimReview
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.outcomes import particulars_of
from mips.investigation.pages.victim_shown import review_tag
from mips.investigation.pages.victims import AT, victim_job
from mips.investigation.rules.outcomes import rank_needed
from mips.investigation.schemas.reviews import AnswerReviewIn, AskForReviewIn
from mips.investigation.usecases.reviews import answer_review, ask_for_review, list_reviews, read_review
from mips.web.endpoints import current_actor
from mips.web.filters import day
from mips.web.forms import Form
from mips.web.keyset import Page
from mips.web.tables import Column, Listing


@pages.page(f"{AT}/reviews", does=ask_for_review, methods=["GET", "POST"])
def victim_review(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        AskForReviewIn(),
        lambda fields: ask_for_review(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="The victim asks for a review",
        submit="Keep the request",
        done="Request kept. Somebody else must look at the decision again",
        begun=lambda shown: {"method": shown.care.method if shown.care else None},
        about=lambda shown: [("Decision", f"{shown.crime.outcome_code} {shown.crime.outcome}")],
    )


@pages.page("/victims/reviews", does=list_reviews)
def reviews() -> ResponseReturnValue:
    listing = Listing(
        caption="Reviews that victims ask for",
        columns=COLUMNS,
        page=Page(list_reviews(current_actor()).reviews),
        empty="No victim waits for a review. A request stands here until somebody who had no part in the decision "
        "answers it.",
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/victims/reviews/<uuid:review_id>", does=answer_review, methods=["GET", "POST"])
def review_answer(review_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(AnswerReviewIn())
    if form.carries_out(lambda fields: answer_review(actor, review_id=review_id, **fields)):
        flash("Answered. The victim is owed word of it")
        return redirect(url_for("investigation.reviews"), 303)
    review = read_review(actor, review_id=review_id)
    context = {"crime": review.crime, "form": form, "title": "Review of a decision not to charge", "submit": "Answer"}
    back, about = url_for("investigation.reviews"), _about(actor, review)
    return render_template("investigation/job.html", **context, back=back, about=about), form.status


def _about(actor: Actor, review: VictimReview) -> list[tuple[str, object]]:
    outcome = review.outcome
    names = {each.id: each.name for each in (outcome.decided_by, outcome.signed_off_by) if each}
    bar = "You had a part in this decision: somebody else must review it" if actor.id in names else None
    if actor.rank < rank_needed(outcome.code) and not review.by_cps:
        bar = "It needs the rank that the decision needed, or above"
    facts = [
        ("You", bar if not review.by_cps else None),
        ("Victim", review.party.label),
        ("Asked", review.asked_at),
        ("Why they ask", review.said),
        ("Answer by", day(review.due_on)),
        ("Whose decision", "The CPS: its own scheme reviews it" if review.by_cps else "The police"),
        ("Outcome", f"{outcome.code} {outcome.title}, {day(outcome.decided_on)}"),
        ("Reasons", outcome.rationale),
        *particulars_of(outcome),
        ("Proposed and signed off by", ", ".join(names.values())),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


COLUMNS: Sequence[Column[VictimReview]] = [
    Column(
        label="Crime",
        value=lambda each: each.crime.reference or each.crime.label,
        link=lambda each: url_for("investigation.review_answer", review_id=each.id),
    ),
    Column(label="Answer", value=review_tag),
    Column(label="Due", value=lambda each: each.due_on),
    Column(label="Victim", value=lambda each: each.party.label),
    Column(label="Outcome", value=lambda each: f"{each.outcome.code} {each.outcome.title}"),
    Column(label="By", value=lambda each: "The CPS" if each.by_cps else "The police"),
]
