"""Pages of property stores: what lies where, labels and scanning, booking many in and out."""

from __future__ import annotations

import uuid

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mips.access.permissions import Role
from mips.access.policy import Actor
from mips.core.errors import NotFound
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.exhibits import FORCE_WIDE
from mips.investigation.schemas.stores import MoveScannedIn, ScanIn, ShelvesIn, StoreIn
from mips.investigation.usecases.exhibits import list_exhibits
from mips.investigation.usecases.scanning import find_scanned, move_scanned
from mips.investigation.usecases.stores import add_shelves, list_shelves, list_stores, open_store
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Filters, Form
from mips.web.tables import Listing


@pages.app_template_filter("qr")
def _qr(text: str) -> Markup:
    """The text as a QR code, an SVG drawing that a page or a PDF holds within itself."""
    drawn = segno.make_qr(text, error="m").svg_inline(scale=4, border=4, omitsize=True, light="#fff")
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="QR code of {text}" ', 1))  # noqa: S704 - our own drawing


@pages.page("/stores", does=list_stores)
def stores() -> ResponseReturnValue:
    actor = current_actor()
    return render_template("investigation/stores.html", found=list_stores(actor), keeps=_keeps(actor))


def _keeps(actor: Actor) -> bool:
    return Role.EXHIBITS_OFFICER in actor.roles


@pages.page("/stores/new", does=open_store, methods=["GET", "POST"])
def new_store() -> ResponseReturnValue:
    form = Form(StoreIn())
    if form.carries_out(lambda fields: open_store(current_actor(), **fields)):
        flash(f"{form.result.name} opened")
        return redirect(url_for(".stores"), 303)
    return _form(form, "Open a store", "Open the store")


@pages.page("/stores/<uuid:store_id>/shelves", does=add_shelves, methods=["GET", "POST"])
def new_shelves(store_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(ShelvesIn())
    if form.carries_out(lambda fields: add_shelves(current_actor(), store_id=store_id, **fields)):
        flash("Shelves added")
        return redirect(url_for(".stores"), 303)
    return _form(form, "Add shelves", "Add them")


def _form(form: Form, title: str, submit: str, **more: object) -> ResponseReturnValue:
    html = render_template("investigation/store_job.html", form=form, title=title, submit=submit, **more)
    return html, form.status


@pages.page("/stores/shelves/<uuid:shelf_id>", does=list_exhibits)
def on_shelf(shelf_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shelf = next((each for each in list_shelves(actor) if each.id == shelf_id), None)
    if shelf is None:
        raise NotFound("No such shelf")
    page = list_exhibits(actor, shelf_id=shelf_id, after=request.args.get("after"))
    listing = Listing(caption=shelf.name, columns=FORCE_WIDE, page=page, empty="Nothing lies on this shelf.")
    return render_template("investigation/list.html", listing=listing)


@pages.page("/exhibits/scan", does=find_scanned)
def scan() -> ResponseReturnValue:
    """Where a camera, a scanner that types, or a finger gives a number; found, it leads to the exhibit."""
    filters, missing = Filters(ScanIn()), ""
    if code := filters.chosen.get("code"):
        try:
            return redirect(url_for(".exhibit", exhibit_id=find_scanned(current_actor(), code=code).id))
        except NotFound as nothing:
            missing = nothing.detail
    return render_template("investigation/scan.html", filters=filters, missing=missing), 404 if missing else 200


@pages.page("/exhibits/booking", does=move_scanned, methods=["GET", "POST"])
def booking() -> ResponseReturnValue:
    actor = current_actor()
    shelves = [(str(shelf.id), shelf.name) for shelf in list_shelves(actor)]
    form = Form(offering(MoveScannedIn(), shelf_id=shelves), initial={"to": request.args.get("to", "in-store")})
    if form.carries_out(lambda fields: move_scanned(actor, **fields)):
        count = len(form.result)
        flash(f"{count} exhibit{'s' if count != 1 else ''} moved: {form.result[0].to}" if count else "Nothing moved")
        return redirect(url_for(".stores"), 303)
    return _form(form, "Book in or out", "Book them", scans="codes")
