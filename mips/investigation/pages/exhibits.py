"""Exhibits in the browser: the form of a minute, the list, and the page of one with its continuity."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.pages.acquiring import DEVICE_AGREEMENT, acquired_facts
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.continuity import Where
from mips.investigation.rules.marks import initials_of, next_mark, next_part
from mips.investigation.schemas.exhibits import ExhibitFilters, ExhibitIn
from mips.investigation.usecases.exhibits import (
    ExhibitPage,
    ExhibitsOfCrime,
    list_exhibits,
    list_exhibits_of,
    read_exhibit,
    record_exhibit,
    see_exhibit_photograph,
)
from mips.record.reference.lookup import title_of
from mips.record.usecases.attachments import content_of
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form
from mips.web.tables import Column, Listing, Tag

STATES = {
    Where.IN_STORE: "done",
    Where.RETURNED: "done",
    Where.DESTROYED: "done",
    Where.LOST: "late",
}


def where_tag(exhibit: Exhibit) -> Tag:
    return Tag(state=STATES.get(exhibit.whereabouts, "running"), text=exhibit.whereabouts.label)


COLUMNS: Sequence[Column[Exhibit]] = [
    Column(
        label="Exhibit",
        value=lambda each: each.mark,
        link=lambda each: url_for("investigation.exhibit", exhibit_id=each.id),
    ),
    Column(label="What it is", value=lambda each: each.description),
    Column(label="Where", value=lambda each: [where_tag(each), each.holder]),
    Column(label="Since", value=lambda each: each.moved_at, hidden_when_narrow=True),
    Column(label="Bag", value=lambda each: each.seal, hidden_when_narrow=True),
]
FORCE_WIDE: Sequence[Column[Exhibit]] = [
    *COLUMNS,
    Column(label="Number", value=lambda each: each.reference),
    Column(label="Crime", value=lambda each: each.crime.reference if each.crime else "", hidden_when_narrow=True),
]


@pages.page("/exhibits", does=list_exhibits)
def exhibits() -> ResponseReturnValue:
    filters = Filters(ExhibitFilters())
    listing = Listing(
        caption="Exhibits",
        columns=FORCE_WIDE,
        page=list_exhibits(current_actor(), **filters.chosen, after=request.args.get("after")),
        filters=filters,
        empty="Exhibits stand here once they are entered, each from the page of its crime.",
        new=("Property stores", url_for(".stores")),
    )
    return render_template("investigation/list.html", listing=listing), filters.status


@pages.page("/<uuid:crime_id>/exhibits/new", does=record_exhibit, methods=["GET", "POST"])
def add_exhibit(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(ExhibitIn(), initial=None if request.method == "POST" else _begun(actor, crime_id))
    if form.carries_out(lambda fields: record_exhibit(actor, crime_id=crime_id, **fields)):
        flash(f"{form.result.mark} entered. Its number is {form.result.reference}")
        return redirect(url_for("investigation.exhibit", exhibit_id=form.result.id), 303)
    context = {
        "crime": list_exhibits_of(actor, crime_id=crime_id).crime,
        "title": "Enter an exhibit",
        "cancel": url_for("investigation.exhibits_of", crime_id=crime_id),
    }
    return render_template("investigation/exhibit_new.html", form=form, **context), form.status


@pages.page("/<uuid:crime_id>/exhibits", does=list_exhibits_of)
def exhibits_of(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = list_exhibits_of(actor, crime_id=crime_id)
    return render_template(
        "investigation/exhibits.html", found=found, columns=COLUMNS, may_add=actor.may(record_exhibit.permission)
    )


def _begun(actor: Actor, crime_id: uuid.UUID) -> dict[str, Any]:
    """What is known before anything is typed: whose initials, the next number, where the crime was."""
    found = list_exhibits_of(actor, crime_id=crime_id)
    initials = initials_of(actor.name)
    return {
        "mark": str(next_mark(initials, found.marks)) if initials else "",
        "found_where": found.place,
        "thing_kind": "property",
        "sensitivity": "none",
    }


@pages.page("/exhibits/<uuid:exhibit_id>/parts/new", does=record_exhibit, methods=["GET", "POST"])
def add_part(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    whole = read_exhibit(actor, exhibit_id=exhibit_id)
    crime_id = whole.exhibit.crime_id
    form = Form(ExhibitIn(), initial=_parted(whole, list_exhibits_of(actor, crime_id=crime_id)))
    if form.carries_out(lambda fields: record_exhibit(actor, crime_id=crime_id, parent_id=whole.exhibit.id, **fields)):
        flash(f"{form.result.mark} entered. Its number is {form.result.reference}")
        return redirect(url_for("investigation.exhibit", exhibit_id=form.result.id), 303)
    context = {"crime": whole.crime, "title": f"Part something from {whole.exhibit.mark}", "form": form}
    cancel = url_for(".exhibit", exhibit_id=exhibit_id)
    return render_template("investigation/exhibit_new.html", cancel=cancel, **context), form.status


def _parted(whole: ExhibitPage, others: ExhibitsOfCrime) -> dict[str, Any]:
    return {
        "mark": str(next_part(whole.exhibit.marked, others.marks)),
        "found_where": f"Parted from {whole.exhibit.mark}",
        "seized_under": whole.exhibit.seized_under,
        "thing_kind": whole.exhibit.thing_kind,
        "sensitivity": whole.exhibit.sensitivity,
        "owner": whole.exhibit.owner,
    }


@pages.page("/exhibits/<uuid:exhibit_id>", does=read_exhibit)
def exhibit(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_exhibit(actor, exhibit_id=exhibit_id)
    return render_template(
        "investigation/exhibit.html",
        shown=shown,
        exhibit=shown.exhibit,
        tags=[where_tag(shown.exhibit), *_warnings(shown.exhibit)],
        facts=_facts(actor, shown),
        actions=_actions(actor, shown.exhibit),
        acquired=acquired_facts,
        unsaid=bool(shown.photographs) and shown.exhibit.seized_under == DEVICE_AGREEMENT,
        may_change=actor.may(Permission.INVESTIGATION_EXHIBIT_CREATE),
    )


@pages.page("/exhibits/<uuid:exhibit_id>/photographs/<uuid:attachment_id>", does=see_exhibit_photograph)
def exhibit_photograph(exhibit_id: uuid.UUID, attachment_id: uuid.UUID) -> Response:
    file = see_exhibit_photograph(current_actor(), exhibit_id=exhibit_id, attachment_id=attachment_id)
    return given_out(file.name, file.media_type, file.size, content_of(file))


def _warnings(exhibit: Exhibit) -> list[Tag]:
    said = [exhibit.hazards and f"Hazard: {exhibit.hazards}"]
    said += [exhibit.sensitivity.label] if exhibit.sensitivity.value != "none" else []
    return [Tag(state="late", text=each) for each in said if each]


def _facts(actor: Actor, shown: ExhibitPage) -> list[tuple[Any, ...]]:
    exhibit, crime = shown.exhibit, shown.crime
    to_crime = actor.may(Permission.INVESTIGATION_CRIME_READ)
    facts: list[tuple[Any, ...]] = [
        ("Where", exhibit.holder or exhibit.whereabouts.label),
        ("Since", exhibit.moved_at),
        ("Sealed bag", exhibit.seal or "Not in a sealed bag"),
        ("Kept until", exhibit.keep_until or "No end yet", url_for(".retention", crime_id=crime.id)),
        ("Crime", crime.reference, url_for(".crime", crime_id=crime.id) if to_crime else None),
        ("Found", f"{exhibit.found_where}, by {exhibit.found_by.name}"),
        ("When", exhibit.found_at),
        ("Seized under", title_of("seized-under", exhibit.seized_under)),
        ("Produced by", exhibit.producer),
    ]
    if exhibit.parent:
        facts.insert(1, ("Parted from", exhibit.parent.mark, url_for(".exhibit", exhibit_id=exhibit.parent.id)))
    more = [("Number on it", exhibit.number), ("Whose it is", exhibit.owner)]
    return facts + [(label, value) for label, value in more if value]


def _actions(actor: Actor, exhibit: Exhibit) -> list[dict[str, str]]:
    papers = [("Label", "exhibit-label"), ("Property receipt", "property-receipt"), ("Continuity", "exhibit")]
    printed = [
        {"label": label, "href": url_for("documents.print_document", key=key, exhibit_id=exhibit.id)}
        for label, key in papers
    ]
    if not actor.may(Permission.INVESTIGATION_EXHIBIT_CREATE):
        return printed
    offered = [
        ("Move it", "move", Permission.INVESTIGATION_EXHIBIT_CREATE),
        ("Add a file", "exhibit_files", Permission.INVESTIGATION_EXHIBIT_CREATE),
        ("Say how it was acquired", "acquire", Permission.INVESTIGATION_EXHIBIT_CREATE),
        ("Part something from it", "add_part", Permission.INVESTIGATION_EXHIBIT_CREATE),
        ("Ask for its disposal", "ask_disposal", Permission.INVESTIGATION_DISPOSAL_CREATE),
    ]
    gone = f"It was {exhibit.whereabouts.label.lower()}" if exhibit.whereabouts.ended else ""
    return [
        {"label": label, "reason": gone}
        if gone
        else {"label": label, "href": url_for(f".{endpoint}", exhibit_id=exhibit.id)}
        for label, endpoint, permission in offered
        if actor.may(permission)
    ] + printed
