"""Searches: that none is needed in one key, else the page of its kind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.policy import Actor
from mips.core.errors import NotFound
from mips.custody.pages.blocks import BlockPage, add_block
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.drafting import THEN, gone_back
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.booking_in import Block
from mips.custody.rules.searches import SearchKind
from mips.custody.schemas.searches import asked_about
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.searches import need_no_search, read_searches, record_search
from mips.web.endpoints import current_actor
from mips.web.forms import Form

_LEADS = {
    SearchKind.CUSTODY: "As far as the custody officer finds necessary, by a constable of their sex (s.54).",
    SearchKind.STRIP: "Never as a routine: only to remove what they may not keep and are reasonably believed to have "
    "hidden. Out of view of everybody who need not be there (Code C Annex A 10, 11).",
    SearchKind.INTIMATE: "Only on an inspector\u2019s authority, for what could cause injury or for a Class A drug, "
    "and only if it cannot be found without (s.55).",
    SearchKind.XRAY: "Only on an inspector\u2019s authority and with written consent, for a Class A drug believed "
    "swallowed (s.55A).",
}


@pages.page("/<uuid:detention_id>/searches", does=need_no_search, methods=["GET", "POST"])
def searches(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(Schema())
    if form.carries_out(lambda _: need_no_search(actor, detention_id=detention_id)):
        flash("No search needed: recorded")
        return redirect(gone_back(detention_id))
    record = read_custody_record(actor, detention_id=detention_id)
    then = request.args.get(THEN)
    kinds = [
        (kind.label, url_for("custody.search", detention_id=detention_id, kind=kind.value, then=then), _LEADS[kind])
        for kind in SearchKind
    ]
    return render_template(
        "custody/searches.html", form=form, record=record, kinds=kinds, back=gone_back(detention_id)
    ), form.status


@pages.page("/<uuid:detention_id>/search/<kind>", does=record_search, methods=["GET", "POST"])
def search(detention_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    wanted = _kind(kind)
    actor = current_actor()
    return step(
        detention_id,
        Form(asked_about(wanted)),
        title=wanted.label,
        submit="Save the search",
        action=lambda fields: record_search(actor, detention_id=detention_id, kind=wanted, **fields),
        done="Search recorded",
        lead=_LEADS[wanted],
    )


def _kind(text: str) -> SearchKind:
    try:
        return SearchKind(text)
    except ValueError:
        raise NotFound from None


def _tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"searches": read_searches(actor, detention_id=record.detention.id).searches}


add_tab(
    Tab(
        key="searches",
        title="Searches",
        template="custody/tab_searches.html",
        order=52,
        permission=read_searches.permission,
        gather=_tab,
    )
)
add_doing(
    Doing(
        key="search",
        label="Search",
        endpoint="custody.searches",
        order=61,
        group=Group.PROPERTY,
        permission=record_search.permission,
    )
)
add_block(BlockPage(block=Block.SEARCHES, endpoint="custody.searches", permission=need_no_search.permission))
