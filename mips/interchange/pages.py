"""The ledger of imports on the screen: every file, and what became of each of its rows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.between.offers import record_pages
from mips.interchange.model import FileState, ImportFile, ImportRow, Verdict
from mips.interchange.police_uk.formats import Kind
from mips.interchange.schemas import RowFilters
from mips.interchange.usecases import FileRead, list_imports, read_import
from mips.web.endpoints import Pages, current_actor
from mips.web.forms import Filters
from mips.web.tables import Column, Listing, Tag

pages = Pages("interchange", __name__, url_prefix="/imports", template_folder="templates")

STATES = {
    FileState.COMPLETE: Tag(state="done", text="Complete"),
    FileState.LOADING: Tag(state="late", text="Interrupted"),
    FileState.REFUSED: Tag(state="late", text="Refused"),
}
VERDICTS = {Verdict.REJECTED: "late", Verdict.UNCHANGED: "waiting", Verdict.DUPLICATE: "waiting"}
RECORDS = {Kind.STREET: "crime", Kind.OUTCOMES: "crime", Kind.STOP_AND_SEARCH: "stop-search"}
UNRECOGNISED = "not recognised"

FILES: Sequence[Column[ImportFile]] = [
    Column(
        label="File",
        value=lambda file: file.name.rsplit("/", 1)[-1],
        link=lambda file: url_for("interchange.imported", file_id=file.id),
    ),
    Column(label="Read", value=lambda file: file.created_at),
    Column(label="State", value=lambda file: STATES[file.state]),
    Column(label="Rows", value=lambda file: file.rows, numeric=True),
    *(Column(label=verdict.value.capitalize(), value=attrgetter(verdict.value), numeric=True) for verdict in Verdict),
]


@pages.page("/", does=list_imports)
def imports() -> ResponseReturnValue:
    listing = Listing(
        caption="Imported files",
        columns=FILES,
        page=list_imports(current_actor(), after=request.args.get("after")),
        empty="Files stand here once they are imported: mips import police-uk PATH",
    )
    return render_template("interchange/list.html", listing=listing)


@pages.page("/<uuid:file_id>", does=read_import)
def imported(file_id: uuid.UUID) -> ResponseReturnValue:
    filters = Filters(RowFilters())
    chosen = filters.chosen
    row = int(chosen.pop("row", None) or 0) or None
    read = read_import(current_actor(), file_id=file_id, row=row, **chosen, after=request.args.get("after"))
    listing = Listing(
        caption="Rows",
        columns=_columns(read.ledger),
        page=read.page,
        filters=filters,
        total=None if chosen or row else read.ledger.rows_done,
        empty=read.file.reason or "It has no rows.",
    )
    return render_template("interchange/file.html", read=read, facts=_facts(read), listing=listing), filters.status


def _columns(file: ImportFile) -> Sequence[Column[ImportRow]]:
    return [
        Column(label="Row", value=lambda row: row.row, link=lambda row: _record(file, row)),
        Column(
            label="Verdict",
            value=lambda row: Tag(state=VERDICTS.get(row.verdict, "done"), text=row.verdict.capitalize()),
        ),
        Column(label="Why", value=lambda row: row.reason),
        Column(label="As it stands", value=lambda row: row.raw, hidden_when_narrow=True),
    ]


def _record(file: ImportFile, row: ImportRow) -> str:
    """The page of the record the row is about, or of the row alone where there is none."""
    page = record_pages.get(RECORDS[Kind(file.kind)])
    if page is None or row.entity_id is None:
        return url_for("interchange.imported", file_id=file.id, row=row.row)
    named: dict[str, Any] = {page.id_name: row.entity_id}
    return url_for(page.endpoint, **named)


def _facts(read: FileRead) -> list[tuple[Any, ...]]:
    file = read.file
    before = url_for("interchange.imported", file_id=read.ledger.id) if read.ledger is not file else None
    return [
        ("File", file.name),
        ("Kind", file.kind.replace("-", " ") or UNRECOGNISED),
        ("Source", file.run.source),
        ("Read", file.created_at),
        ("By", file.run.started_by),
        *([("Refused", file.reason)] if file.reason else []),
        *([("Same content as", read.ledger.name, before)] if before else []),
        ("Rows", file.rows),
        *((verdict.value.capitalize(), getattr(file, verdict.value)) for verdict in Verdict),
    ]
