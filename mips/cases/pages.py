"""The screens of a case: the list, the case with its tabs, its forms and its front sheet."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.cases.case_file import CaseFile, printed_urn
from mips.cases.case_page import (
    action_links,
    charge_facts,
    committed,
    facts_of,
    head_tags,
    listing_of,
    tabs_of,
    timeline_of,
)
from mips.cases.forms import WRITTEN
from mips.cases.model import FormKind
from mips.cases.schemas import SCHEMAS, WHOSE, FrontSheetIn
from mips.cases.usecases.reading import Whose, list_cases, read_case
from mips.cases.usecases.writing import correct_front_sheet, write_form
from mips.core.errors import NotFound
from mips.documents.usecases import list_printings
from mips.web.endpoints import Pages, current_actor
from mips.web.forms import Form

pages = Pages("cases", __name__, url_prefix="/cases", template_folder="templates")
pages.add_app_template_filter(printed_urn, "urn")


@pages.page("", does=list_cases)
def cases() -> str:
    whose = _whose(request.args.get("whose", ""))
    found = list_cases(current_actor(), whose=whose, after=request.args.get("after"))
    tabs = [(label, url_for(".cases", whose=value), value == whose) for value, label in WHOSE]
    return render_template("cases/list.html", listing=listing_of(found.page, whose), tabs=tabs)


def _whose(text: str) -> Whose:
    try:
        return Whose(text or Whose.MINE)
    except ValueError:
        raise NotFound from None


@pages.page("/<uuid:case_id>", does=read_case)
def case(case_id: uuid.UUID) -> str:
    """What the file still lacks, and who can mend it."""
    return _tab("readiness", read_case(current_actor(), case_id=case_id))


@pages.page("/<uuid:case_id>/charges", does=read_case)
def charges(case_id: uuid.UUID) -> str:
    return _tab("charges", read_case(current_actor(), case_id=case_id), charge_facts=charge_facts, committed=committed)


@pages.page("/<uuid:case_id>/forms", does=read_case)
def forms(case_id: uuid.UUID) -> str:
    return _tab("forms", read_case(current_actor(), case_id=case_id))


@pages.page("/<uuid:case_id>/timeline", does=read_case)
def timeline(case_id: uuid.UUID) -> str:
    actor = current_actor()
    file = read_case(actor, case_id=case_id)
    given = list_printings(actor, entity_id=case_id).page.rows
    return _tab("timeline", file, entries=timeline_of(file, [each for each in given if not each.working_copy]))


def _tab(name: str, file: CaseFile, **more: object) -> str:
    actor = current_actor()
    return render_template(
        f"cases/{name}.html",
        file=file,
        head_tags=head_tags(file),
        facts=facts_of(file),
        actions=action_links(file, actor),
        tabs=tabs_of(file, name),
        **more,
    )


@pages.page("/<uuid:case_id>/front-sheet", does=correct_front_sheet, methods=["GET", "POST"])
def front_sheet(case_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_case(actor, case_id=case_id)
    form = Form(FrontSheetIn(), initial=file.case)
    if form.carries_out(lambda fields: correct_front_sheet(actor, case_id=case_id, **fields)):
        flash("The front sheet is saved")
        return redirect(url_for(".case", case_id=case_id))
    return render_template("cases/front_sheet.html", file=file, form=form), form.status


@pages.page("/<uuid:case_id>/forms/mg5", does=write_form, methods=["GET", "POST"])
def write_mg5(case_id: uuid.UUID) -> ResponseReturnValue:
    """The police report, begun with what the crime report already says."""
    return _written(FormKind.MG5, case_id)


@pages.page("/<uuid:case_id>/forms/mg6", does=write_form, methods=["GET", "POST"])
def write_mg6(case_id: uuid.UUID) -> ResponseReturnValue:
    return _written(FormKind.MG6, case_id)


def _written(kind: FormKind, case_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    file = read_case(actor, case_id=case_id)
    form = Form(SCHEMAS[kind](), initial=_so_far(file, kind))
    if form.carries_out(lambda fields: _write(kind, case_id, fields)):
        flash(f"{WRITTEN[kind].code} is saved{', and locked' if form.result.locked_at else ''}")
        return redirect(url_for(".case", case_id=case_id))
    page = render_template("cases/write.html", file=file, form=form, definition=WRITTEN[kind], written=file.form(kind))
    return page, form.status


def _write(kind: FormKind, case_id: uuid.UUID, typed: dict[str, Any]) -> object:
    version, finished = typed.pop("version"), bool(typed.pop("finished", False))
    return write_form(current_actor(), case_id=case_id, kind=kind, fields=typed, version=version, finished=finished)


def _so_far(file: CaseFile, kind: FormKind) -> Mapping[str, Any]:
    """The latest version; before there is one, what is already on the record, so that nobody types it again."""
    written = file.form(kind)
    if written is not None:
        return {**written.fields, "version": written.version}
    known = "\n\n".join(crime.summary for crime in file.crimes if crime.summary)
    return {"summary": known, "version": 0} if kind is FormKind.MG5 else {"version": 0}
