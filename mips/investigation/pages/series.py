"""How a crime was done, which were done like it, and the series it is in."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.investigation.model.series import CrimeSeries
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.rules.modus import LISTED, Aspect
from mips.investigation.schemas.series import AddToSeriesIn, ModusIn, NewSeriesIn, TakeOutIn
from mips.investigation.usecases.modus import read_modus, say_how_it_was_done
from mips.investigation.usecases.series import (
    add_to_series,
    all_series,
    list_series,
    open_series,
    read_series,
    series_of,
    take_out_of_series,
)
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form
from mips.web.tables import Column, Listing

COLUMNS: list[Column[CrimeSeries]] = [
    Column(label="Series", value=lambda each: each.name, link=lambda each: url_for(".series", series_id=each.id)),
    Column(label="Why", value=lambda each: each.why),
    Column(label="Crimes", value=lambda each: sum(one.removed_at is None for one in each.crimes), numeric=True),
    Column(label="Opened", value=lambda each: each.opened_at, hidden_when_narrow=True),
]


@pages.page("/<uuid:crime_id>/modus", does=read_modus)
def modus(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = read_modus(actor, crime_id=crime_id)
    writes = actor.may(Permission.INVESTIGATION_LOG_UPDATE)
    return render_template("investigation/modus.html", found=found, within=series_of(crime_id), writes=writes)


@pages.page("/<uuid:crime_id>/modus/change", does=say_how_it_was_done, methods=["GET", "POST"])
def change_modus(crime_id: uuid.UUID) -> ResponseReturnValue:
    """Saved, it leads to what was done like it."""
    actor, back = current_actor(), url_for(".modus", crime_id=crime_id)
    found = read_modus(actor, crime_id=crime_id)
    begun = {each.value.replace("-", "_"): found.codes.get(each, []) for each in LISTED}
    form = Form(ModusIn(), initial={**begun, "words": next(iter(found.codes.get(Aspect.WORDS, [])), "")})
    if form.carries_out(
        lambda fields: say_how_it_was_done(actor, crime_id=crime_id, words=fields.pop("words", None), chosen=fields)
    ):
        flash("Saved")
        return redirect(back, 303)
    context = {"crime": found.crime, "title": "How was it done?", "submit": "Save", "back": back}
    return render_template("investigation/modus_change.html", form=form, **context), form.status


@pages.page("/series", does=list_series)
def all_of_them() -> ResponseReturnValue:
    listing = Listing(
        caption="Series",
        columns=COLUMNS,
        page=list_series(current_actor(), after=request.args.get("after")),
        empty="No series has been opened. One is opened from how a crime was done.",
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/series/<uuid:series_id>", does=read_series)
def series(series_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = read_series(actor, series_id=series_id)
    return render_template(
        "investigation/series.html", found=found, writes=actor.may(Permission.INVESTIGATION_LOG_UPDATE)
    )


@pages.page("/<uuid:crime_id>/series/new", does=open_series, methods=["GET", "POST"])
def new_series(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        NewSeriesIn(),
        lambda fields: open_series(current_actor(), crime_id=crime_id, **fields),
        title="Open a series with this crime",
        submit="Open it",
        done="The series is open",
        back=url_for(".modus", crime_id=crime_id),
    )


@pages.page("/<uuid:crime_id>/series/add", does=add_to_series, methods=["GET", "POST"])
def join_series(crime_id: uuid.UUID) -> ResponseReturnValue:
    """From a crime alike, `?series=` says which it is in."""
    offered = [(str(each.id), each.name) for each in all_series()]
    return one_job(
        crime_id,
        offering(AddToSeriesIn(), series_id=offered),
        lambda fields: add_to_series(current_actor(), crime_id=crime_id, **fields),
        title="Put it into a series",
        submit="Put it in",
        done="It is in the series",
        initial={"series_id": request.args.get("series", "")},
        back=url_for(".modus", crime_id=crime_id),
    )


@pages.page("/<uuid:crime_id>/series/<uuid:series_id>/out", does=take_out_of_series, methods=["GET", "POST"])
def leave_series(crime_id: uuid.UUID, series_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        TakeOutIn(),
        lambda fields: take_out_of_series(current_actor(), crime_id=crime_id, series_id=series_id, **fields),
        title="Take it out of the series",
        submit="Take it out",
        done="It is no longer in the series",
        back=url_for(".series", series_id=series_id),
    )
