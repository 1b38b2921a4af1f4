"""The one page on which a stop and search is written down in the street, and that of a stop without a search."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Rank
from mips.core import clock
from mips.core.db import new_id
from mips.investigation.model.stop_search import SearchDraft
from mips.investigation.pages.blueprint import stop_pages as pages
from mips.investigation.rules.stop_search import TELL_FIRST, Extent, SearchType
from mips.investigation.schemas.stop_search import NameSearchedIn, RecordSearchIn, RecordStopIn
from mips.investigation.usecases.search_drafts import (
    discard_search_draft,
    keep_search_draft,
    list_search_drafts,
    read_search_draft,
)
from mips.investigation.usecases.searches import read_search
from mips.investigation.usecases.searching import name_searched, record_search, record_stop
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.stored_draft import StoredDraft, uuid_in


def _draft(slot: uuid.UUID) -> StoredDraft[SearchDraft]:
    """Of one's own record half typed."""
    return StoredDraft(
        url_for("stop_search.searches"),
        read=lambda actor: read_search_draft(actor, slot=slot).draft,
        keep=lambda actor, texts, _, sending: keep_search_draft(actor, slot=slot, typed=texts, sending=sending),
        by=lambda row: row.by.name,
    )


@pages.page("/new", does=record_search, methods=["GET", "POST"])
def record() -> ResponseReturnValue:
    """Each record begun has a `slot` of its own, in which it is kept while it is typed. `person`: whom it is of."""
    actor = current_actor()
    if actor.rank < Rank.CONSTABLE:
        return redirect(url_for("stop_search.record_a_stop", person=request.args.get("person")))
    if (slot := uuid_in(request.args, "slot")) is None:
        return redirect(url_for("stop_search.record", person=request.args.get("person"), slot=new_id()))
    known = {"person_id": request.args.get("person"), "at": clock.now(), "search_type": SearchType.PERSON}
    form = Form(RecordSearchIn(), initial=known | {"extent": Extent.OUTER}, draft=_draft(slot))
    if form.carries_out(lambda fields: record_search(actor, slot=slot, **fields)):
        return _recorded(form.result)
    return render_template("investigation/stop_search/record.html", form=form, tell=TELL_FIRST, slot=slot), form.status


@pages.page("/stop", does=record_stop, methods=["GET", "POST"])
def record_a_stop() -> ResponseReturnValue:
    actor = current_actor()
    form = Form(RecordStopIn(), initial={"person_id": request.args.get("person"), "at": clock.now()})
    if form.carries_out(lambda fields: record_stop(actor, **fields)):
        return _recorded(form.result)
    return render_template("investigation/stop_search/record_stop.html", form=form), form.status


def _recorded(search: Any) -> ResponseReturnValue:
    flash(f"{search.reference} recorded")
    return redirect(url_for("stop_search.search", search_id=search.id), 303)


@pages.page("/begun", does=list_search_drafts)
def begun() -> ResponseReturnValue:
    drafts = list_search_drafts(current_actor())
    return render_template("investigation/stop_search/begun.html", drafts=drafts)


@pages.page("/begun/<uuid:slot>/discard", does=discard_search_draft, methods=["POST"])
def discard(slot: uuid.UUID) -> ResponseReturnValue:
    discard_search_draft(current_actor(), slot=slot)
    flash("Discarded. Nothing of it was on the record")
    return redirect(url_for("stop_search.begun"), 303)


@pages.page("/<uuid:search_id>/person", does=name_searched, methods=["GET", "POST"])
def name(search_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(NameSearchedIn(), initial={"person_id": request.args.get("person")})
    if form.carries_out(lambda fields: name_searched(current_actor(), search_id=search_id, **fields)):
        flash("Named")
        return redirect(url_for("stop_search.search", search_id=search_id), 303)
    shown = read_search(current_actor(), search_id=search_id)
    about = {"title": "Say who was searched", "submit": "Save", "search": shown.search}
    return render_template("investigation/stop_search/job.html", form=form, **about), form.status
