"""What waits for a supervisor's review, and the review of one search."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.investigation.pages.blueprint import stop_pages as pages
from mips.investigation.pages.searches import COLUMNS
from mips.investigation.schemas.stop_search import ReviewSearchIn, UnreviewedFilters
from mips.investigation.usecases.search_reviews import list_unreviewed, review_search
from mips.investigation.usecases.searches import read_search
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form
from mips.web.tables import Listing

_LISTED = [column for column in COLUMNS if column.label != "Review"]


@pages.page("/review", does=list_unreviewed)
def to_review() -> ResponseReturnValue:
    filters = Filters(UnreviewedFilters())
    listing = Listing(
        caption="Stop and searches to review",
        columns=_LISTED,
        page=list_unreviewed(current_actor(), **filters.chosen, after=request.args.get("after")),
        filters=filters,
        empty="Every search has been reviewed. A new one stands here until a supervisor has looked at its grounds.",
    )
    return render_template("investigation/list.html", listing=listing), filters.status


@pages.page("/<uuid:search_id>/review", does=review_search, methods=["GET", "POST"])
def review(search_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(ReviewSearchIn())
    if form.carries_out(lambda fields: review_search(actor, search_id=search_id, **fields)):
        flash("Reviewed")
        return redirect(url_for("stop_search.to_review"), 303)
    search = read_search(actor, search_id=search_id).search
    about = {"title": "Review a stop and search", "submit": "Save the review", "search": search}
    return render_template("investigation/stop_search/job.html", form=form, **about), form.status
