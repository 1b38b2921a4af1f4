"""Many crimes changed at once: picked from the list, shown what would change, done, undone (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.core.settings import settings
from mips.investigation.model.bulk import BulkLine, CrimeBulk
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.bulk import Verdict
from mips.investigation.schemas.bulk import BulkIn, BulkLineFilters, BulkSeenIn
from mips.investigation.schemas.crime_filters import CrimeFilters
from mips.investigation.usecases.bulk import Preview, begin_bulk, preview_bulk, preview_undo, undo_bulk
from mips.investigation.usecases.bulk_reading import BulkShown, list_bulks, read_bulk
from mips.investigation.usecases.listing import CrimeList, list_crimes
from mips.investigation.usecases.series import all_series
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import KEY, Filters, Form
from mips.web.tables import Column, Listing, Tag

SAID: Final = {
    Verdict.WAITING: ("running", "Would change"),
    Verdict.CHANGED: ("done", "Changed"),
    Verdict.UNCHANGED: ("waiting", "Is so already"),
    Verdict.REFUSED: ("late", "Refused"),
    Verdict.LEFT_OUT: ("soon", "Left out"),
}
COLUMNS: Sequence[Column[CrimeBulk]] = [
    Column(label="Bulk change", value=lambda each: each.reference, link=lambda each: url_for(".bulk", bulk_id=each.id)),
    Column(label="What", value=lambda each: each.said),
    Column(label="Why", value=lambda each: each.why, hidden_when_narrow=True),
    Column(label="Crimes", value=lambda each: each.asked, numeric=True),
    Column(label="By", value=lambda each: each.by.name),
    Column(label="Begun", value=lambda each: each.begun_at),
]
LINES: Sequence[Column[BulkLine]] = [
    Column(
        label="Crime",
        value=lambda line: line.crime.reference or "No number",
        link=lambda line: url_for(".crime", crime_id=line.crime_id),
    ),
    Column(label="Verdict", value=lambda line: _tag(line.verdict, waiting="Not come to yet")),
    Column(label="What changed, or why not", value=lambda line: line.said),
]


@pages.page("/bulk", does=preview_bulk, methods=["GET", "POST"])
def choose_bulk() -> ResponseReturnValue:
    """The list of crimes under its filters, each to be ticked; sent, what would become of each."""
    actor, filters = current_actor(), Filters(CrimeFilters())
    form = Form(offering(BulkIn(), series_id=_series()))
    where = filters.chosen
    if form.carries_out(lambda fields: preview_bulk(actor, **_picked(fields, where))):
        seen = " ".join(f"{row.crime_id}:{row.seen}" for row in form.result.of(Verdict.WAITING))
        kept = Form(offering(BulkSeenIn(), series_id=_series()))
        kept.typed["seen"] = seen
        kept.typed.pop(KEY, None)  # what is seen now is sent as a submission of its own
        return _previewed(form.result, kept)
    found = list_crimes(actor, **where, after=request.args.get("after"))
    return _chosen(form, found, filters), form.status


@pages.page("/bulk/do", does=begin_bulk, methods=["POST"])
def carry_out_bulk() -> ResponseReturnValue:
    actor, form = current_actor(), Form(offering(BulkSeenIn(), series_id=_series()))
    if form.carries_out(lambda fields: begin_bulk(actor, seen=fields.pop("seen"), change=fields)):
        return _told(form.result)
    return render_template("investigation/bulk_failed.html", form=form), form.status


@pages.page("/bulk/changes", does=list_bulks)
def bulks() -> ResponseReturnValue:
    page = list_bulks(current_actor(), after=request.args.get("after"))
    empty = "No crimes have been changed in bulk. It is begun from the list of crimes."
    listing = Listing(caption="Bulk changes", columns=COLUMNS, page=page, empty=empty)
    return render_template("investigation/list.html", listing=listing)


@pages.page("/bulk/changes/<uuid:bulk_id>", does=read_bulk)
def bulk(bulk_id: uuid.UUID) -> ResponseReturnValue:
    filters = Filters(BulkLineFilters())
    shown = read_bulk(current_actor(), bulk_id=bulk_id, **filters.chosen, after=request.args.get("after"))
    listing = Listing(caption="Crimes", columns=LINES, page=shown.page, filters=filters, empty="None of them.")
    counts = [(_tag(verdict, waiting="Not come to yet"), shown.counts.get(verdict, 0)) for verdict in SAID]
    return render_template(
        "investigation/bulk.html", shown=shown, listing=listing, facts=_facts(shown), counts=counts
    ), filters.status


@pages.page("/bulk/changes/<uuid:bulk_id>/undo", does=preview_undo)
def see_undo(bulk_id: uuid.UUID) -> ResponseReturnValue:
    return _previewed(preview_undo(current_actor(), bulk_id=bulk_id), Form(BulkSeenIn()), undoes=bulk_id)


@pages.page("/bulk/changes/<uuid:bulk_id>/undo", does=undo_bulk, methods=["POST"])
def carry_out_undo(bulk_id: uuid.UUID) -> ResponseReturnValue:
    return _told(undo_bulk(current_actor(), bulk_id=bulk_id))


def _told(bulk: CrimeBulk) -> ResponseReturnValue:
    flash(f"{bulk.reference} is done" if bulk.ended_at else f"{bulk.reference} is being done in the background")
    return redirect(url_for(".bulk", bulk_id=bulk.id), 303)


def _picked(fields: dict[str, Any], where: dict[str, Any]) -> dict[str, Any]:
    ids, everything = fields.pop("crime_ids"), fields.pop("everything")
    return {"change": fields, "where": where} if everything else {"change": fields, "crime_ids": ids}


def _series() -> list[tuple[str, str]]:
    return [(str(each.id), each.name) for each in all_series()]


def _chosen(form: Form, found: CrimeList, filters: Filters) -> str:
    listing = Listing(
        caption="Change several crimes",
        columns=(),
        page=found.page,
        total=found.count,
        more_than=found.count if found.more else None,
        filters=filters,
        empty="Crimes stand here once they are recorded or imported.",
    )
    about = {"form": form, "listing": listing, "most": settings().bulk_most, "count": found.count}
    return render_template("investigation/bulk_choose.html", fits=found.count <= settings().bulk_most, **about)


def _previewed(found: Preview, form: Form, *, undoes: uuid.UUID | None = None) -> ResponseReturnValue:
    groups = [(_tag(verdict), found.of(verdict)) for verdict in SAID]
    return render_template("investigation/bulk_preview.html", found=found, groups=groups, form=form, undoes=undoes)


def _tag(verdict: Verdict, *, waiting: str = "Would change") -> Tag:
    state, text = SAID[verdict]
    return Tag(state=state, text=waiting if verdict is Verdict.WAITING else text)


def _facts(shown: BulkShown) -> list[tuple[Any, ...]]:
    one = shown.bulk
    facts: list[tuple[Any, ...]] = [
        ("Why", one.why),
        ("By", one.by.name),
        ("Begun", one.begun_at),
        ("Done", one.ended_at or f"{shown.done} of {sum(shown.counts.values())}"),
        ("Crimes chosen", one.asked),
    ]
    if one.undoes:
        facts.append(("Undoes", one.undoes.reference, url_for(".bulk", bulk_id=one.undoes.id)))
    if shown.undone:
        facts.append(("Undone by", shown.undone.reference, url_for(".bulk", bulk_id=shown.undone.id)))
    if shown.undo_until:
        facts.append(("Can be undone until", shown.undo_until))
    return facts
