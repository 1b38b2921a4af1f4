"""Pages on which crimes are given to officers: those that nobody has, and one that somebody may have."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.investigation.model.crime import Crime
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.outcomes import INSPECTOR
from mips.investigation.schemas.allocation import AllocateIn, UnallocatedFilters
from mips.investigation.usecases.accredited import needs_of
from mips.investigation.usecases.allocating import allocate_crimes
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.workload import list_unallocated, read_workloads
from mips.web.endpoints import current_actor
from mips.web.forms import Filters, Form
from mips.web.tables import Listing


@pages.page("/allocation", does=allocate_crimes, methods=["GET", "POST"])
def allocation() -> ResponseReturnValue:
    actor, form, filters = current_actor(), Form(AllocateIn()), Filters(UnallocatedFilters())
    if form.carries_out(lambda fields: allocate_crimes(actor, **fields)):
        flash(_said(len(form.result)))
        return redirect(request.full_path, 303)
    page = list_unallocated(actor, **filters.chosen, after=request.args.get("after"))
    empty = "Every crime of your teams has an officer. One that is recorded without one stands here at once."
    listing = Listing[Crime](caption="Crimes to allocate", columns=(), page=page, filters=filters, empty=empty)
    return _drawn(form, page.rows, listing)


@pages.page("/<uuid:crime_id>/allocation", does=allocate_crimes, methods=["GET", "POST"])
def allocate(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor, form = current_actor(), Form(AllocateIn(), initial={"crime_ids": [str(crime_id)]})
    if form.carries_out(lambda fields: allocate_crimes(actor, **fields | {"crime_ids": [crime_id]})):
        flash(_said(1))
        return redirect(url_for(".crime", crime_id=crime_id), 303)
    return _drawn(form, [read_crime(actor, crime_id=crime_id).crime], None)


def _drawn(form: Form, crimes: Sequence[Crime], listing: Listing[Crime] | None) -> ResponseReturnValue:
    told = {
        "form": form,
        "listing": listing,
        "crimes": crimes,
        "loads": read_workloads(current_actor()),
        "needs": needs_of(crimes),
        "may_despite": current_actor().rank >= INSPECTOR,
    }
    return render_template("investigation/allocation.html", **told), form.status


def _said(count: int) -> str:
    return "Crime given" if count == 1 else f"{count} crimes given"
