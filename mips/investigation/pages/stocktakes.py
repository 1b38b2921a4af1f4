"""Pages on which a property store is counted."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Role
from mips.investigation.model.stocktake import StockTake
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.stocktakes import BeginStocktakeIn, CountShelfIn, EndStocktakeIn, SettleIn
from mips.investigation.usecases.stocktakes import (
    begin_stocktake,
    count_shelf,
    end_stocktake,
    list_stocktakes,
    read_stocktake,
    settle_difference,
)
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form
from mips.web.tables import Column, Listing, Tag

COLUMNS: list[Column[StockTake]] = [
    Column(
        label="Begun", value=lambda each: each.begun_at, link=lambda each: url_for(".stocktake", stock_take_id=each.id)
    ),
    Column(label="By", value=lambda each: each.by.name),
    Column(label="Ended", value=lambda each: each.ended_at or Tag(state="running", text="Running")),
    Column(label="As recorded", value=lambda each: each.found, numeric=True),
    Column(
        label="To settle",
        value=lambda each: sum(one.settled_at is None for one in each.differences),
        numeric=True,
    ),
]


@pages.page("/stores/<uuid:store_id>/stocktakes", does=list_stocktakes)
def stocktakes(store_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    page = list_stocktakes(actor, store_id=store_id, after=request.args.get("after"))
    new = ("Count this store", url_for(".new_stocktake", store_id=store_id))
    listing = Listing(
        caption="Stocktakes",
        columns=COLUMNS,
        page=page,
        empty="This store has not been counted yet.",
        new=new if Role.EXHIBITS_OFFICER in actor.roles else None,
    )
    return render_template("investigation/list.html", listing=listing)


@pages.page("/stores/<uuid:store_id>/stocktakes/new", does=begin_stocktake, methods=["GET", "POST"])
def new_stocktake(store_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(BeginStocktakeIn())
    if form.carries_out(lambda fields: begin_stocktake(current_actor(), store_id=store_id, **fields)):
        return redirect(url_for(".stocktake", stock_take_id=form.result.id), 303)
    back = url_for(".stocktakes", store_id=store_id)
    about = {"title": "Count this store", "submit": "Begin", "back": back}
    return render_template("investigation/store_job.html", form=form, **about), form.status


@pages.page("/stocktakes/<uuid:stock_take_id>", does=read_stocktake)
def stocktake(stock_take_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_stocktake(actor, stock_take_id=stock_take_id)
    counts = Role.EXHIBITS_OFFICER in actor.roles
    return render_template("investigation/stocktake.html", shown=shown, row=shown.stock_take, counts=counts)


@pages.page("/stocktakes/<uuid:stock_take_id>/count", does=count_shelf, methods=["GET", "POST"])
def count(stock_take_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_stocktake(actor, stock_take_id=stock_take_id)
    shelves = [(str(each.shelf.id), each.shelf.code) for each in shown.shelves]
    form = Form(offering(CountShelfIn(), shelf_id=shelves), initial={"shelf_id": request.args.get("shelf", "")})
    if form.carries_out(lambda fields: count_shelf(actor, stock_take_id=stock_take_id, **fields)):
        flash("Counted. Go on with the next shelf, or end the stocktake")
        return redirect(url_for(".stocktake", stock_take_id=stock_take_id), 303)
    back = url_for(".stocktake", stock_take_id=stock_take_id)
    about = {"title": "Count a shelf", "submit": "Save what was counted", "back": back, "scans": "codes"}
    return render_template("investigation/store_job.html", form=form, **about), form.status


@pages.page("/stocktakes/<uuid:stock_take_id>/end", does=end_stocktake, methods=["GET", "POST"])
def end_count(stock_take_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_stocktake(actor, stock_take_id=stock_take_id)
    form, back = Form(EndStocktakeIn()), url_for(".stocktake", stock_take_id=stock_take_id)
    if form.carries_out(lambda _: end_stocktake(actor, stock_take_id=stock_take_id)):
        return redirect(back, 303)
    uncounted = [each.shelf.code for each in shown.shelves if each.recorded and not each.counted]
    lead = "What was not counted is then missing."
    if uncounted:
        lead = f"Nothing was counted yet on: {', '.join(uncounted)}. {lead}"
    about = {"title": "End the stocktake", "submit": "End it", "back": back, "lead": lead}
    return render_template("investigation/store_job.html", form=form, **about), form.status


@pages.page("/stocktakes/differences/<uuid:difference_id>/settle", does=settle_difference, methods=["GET", "POST"])
def settle(difference_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(SettleIn())
    if form.carries_out(lambda fields: settle_difference(current_actor(), difference_id=difference_id, **fields)):
        flash("Settled")
        return redirect(url_for(".stocktake", stock_take_id=form.result.stock_take_id), 303)
    about = {"title": "What became of it?", "submit": "Save"}
    return render_template("investigation/store_job.html", form=form, **about), form.status
