"""Open a document, give one to somebody, and look at what was given before."""

from __future__ import annotations

import threading
import uuid

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from mips.between.offers import printables, record_pages
from mips.documents.model import Printing
from mips.documents.pool import pool
from mips.documents.printing import Pdf, printable_of, render, which_of
from mips.documents.schemas import GiveIn
from mips.documents.usecases import enter_printing, list_printings
from mips.web.endpoints import Pages, current_actor
from mips.web.forms import Form
from mips.web.shell import url_if
from mips.web.tables import Column, Listing, Tag

pages = Pages("documents", __name__, url_prefix="/documents", template_folder="templates")

PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""A browser's own viewer puts the file in a page of its making, which this has to allow."""

REGISTER = (
    Column[Printing](label="Given", value=lambda row: row.printed_at),
    Column[Printing](label="Document", value=lambda row: row.title),
    Column[Printing](label="To", value=lambda row: [row.recipient, *_tags(row)]),
    Column[Printing](label="For", value=lambda row: row.purpose),
    Column[Printing](label="By", value=lambda row: f"{row.printed_by.collar_number} {row.printed_by.name}"),
    Column[Printing](label="Pages", value=lambda row: row.pages, numeric=True, hidden_when_narrow=True),
    Column[Printing](label="Fingerprint", value=lambda row: row.sha256[:12], hidden_when_narrow=True),
)


def _tags(row: Printing) -> list[Tag]:
    return [Tag(state="waiting", text="Working copy")] if row.working_copy else []


@pages.page("/<key>", does=enter_printing)
def print_document(key: str) -> ResponseReturnValue:
    """The document at once, as a working copy of whoever asks: `?case_id=...` as its gathering use case takes it."""
    return as_response(render(current_actor(), key, **which_of(printable_of(key), request.args)))


@pages.page("/<key>/give", does=enter_printing, methods=["GET", "POST"])
def give_document(key: str) -> ResponseReturnValue:
    """Ask for whom and what for, then the document as a file to send."""
    printable, actor = printable_of(key), current_actor()
    which = which_of(printable, request.args)
    form = Form(GiveIn())
    if form.carries_out(lambda fields: render(actor, key, **fields, **which)):
        return as_response(form.result, attached=True)
    return render_template("documents/give.html", form=form, document=printable), form.status


@pages.page("/of/<uuid:entity_id>", does=list_printings)
def printings(entity_id: uuid.UUID) -> str:
    register = list_printings(current_actor(), entity_id=entity_id, after=request.args.get("after"))
    listing = Listing(
        caption="Documents given",
        columns=REGISTER,
        page=register.page,
        empty="Nothing of this record has been printed or sent. What is will stand here, with whom it went to.",
    )
    shown_at = record_pages.get(register.entity.kind)
    back = url_if(shown_at.endpoint, **{shown_at.id_name: entity_id}) if shown_at else None
    return render_template("documents/printings.html", listing=listing, entity=register.entity, back=back)


def as_response(pdf: Pdf, *, attached: bool = False) -> Response:
    """The file as a browser takes it: shown, or saved under its name."""
    response = Response(pdf.content, mimetype="application/pdf")
    kind = "attachment" if attached else "inline"
    response.headers["Content-Security-Policy"] = PDF_POLICY
    response.headers["Content-Disposition"] = dump_options_header(kind, {"filename": pdf.file_name})
    return response


@pages.before_app_request
def _warm_the_pool() -> None:
    """Start the workers with the first request a server answers, so that the first document does not wait for them."""
    if not (current_app.testing or current_app.extensions.get("mips_pool_warm")):
        current_app.extensions["mips_pool_warm"] = True
        if printables:
            threading.Thread(target=pool().warm, daemon=True).start()
