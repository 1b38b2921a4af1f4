"""Cases over HTTP for machines."""

from __future__ import annotations

import uuid
from typing import Any, Final

from flask import Response

from mips.cases.case_file import CaseFile
from mips.cases.model import CaseForm, FormKind
from mips.cases.schemas import CaseLineOut, CaseOut, CasePageOut, FormOut, FrontSheetIn, Mg5In, Mg6In, WhoseIn
from mips.cases.usecases.reading import (
    Whose,
    gather_case_file,
    gather_initial_details,
    list_cases,
    read_case,
    read_form,
)
from mips.cases.usecases.writing import correct_front_sheet, write_form
from mips.documents.pages import as_response
from mips.documents.printing import render
from mips.documents.schemas import GiveIn
from mips.record.model.case import Case
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page

resources = Resources("cases_api", __name__, url_prefix="/api/v1/cases", description="Prosecution case files")
PDF: Final = {"type": "string", "format": "binary"}


@resources.operation("", does=list_cases)
@resources.arguments(WhoseIn, location="query")
@resources.response(200, CasePageOut)
def get_cases(where: dict[str, Any]) -> Page[Case]:
    """List cases"""
    return list_cases(current_actor(), whose=Whose(where["whose"] or Whose.MINE), after=where["after"]).page


@resources.operation("/<uuid:case_id>", does=read_case)
@resources.response(200, CaseOut)
def get_case(case_id: uuid.UUID) -> CaseFile:
    """Read a case"""
    return read_case(current_actor(), case_id=case_id)


@resources.operation("/<uuid:case_id>/front-sheet", does=correct_front_sheet, methods=["PUT"])
@resources.arguments(FrontSheetIn)
@resources.response(200, CaseLineOut)
def put_front_sheet(typed: dict[str, Any], case_id: uuid.UUID) -> Case:
    """Correct the front sheet of a case"""
    return correct_front_sheet(current_actor(), case_id=case_id, **typed)


@resources.operation("/<uuid:case_id>/forms/mg5", does=read_form)
@resources.response(200, FormOut)
def get_mg5(case_id: uuid.UUID) -> CaseForm:
    """Read the MG5 police report"""
    return read_form(current_actor(), case_id=case_id, kind=FormKind.MG5)


@resources.operation("/<uuid:case_id>/forms/mg6", does=read_form)
@resources.response(200, FormOut)
def get_mg6(case_id: uuid.UUID) -> CaseForm:
    """Read the MG6 case file evidence and information"""
    return read_form(current_actor(), case_id=case_id, kind=FormKind.MG6)


@resources.operation("/<uuid:case_id>/forms/mg5", does=write_form, methods=["PUT"])
@resources.arguments(Mg5In)
@resources.response(200, FormOut)
def put_mg5(typed: dict[str, Any], case_id: uuid.UUID) -> CaseForm:
    """Write the MG5 police report"""
    return _write(FormKind.MG5, typed, case_id)


@resources.operation("/<uuid:case_id>/forms/mg6", does=write_form, methods=["PUT"])
@resources.arguments(Mg6In)
@resources.response(200, FormOut)
def put_mg6(typed: dict[str, Any], case_id: uuid.UUID) -> CaseForm:
    """Write the MG6 case file evidence and information"""
    return _write(FormKind.MG6, typed, case_id)


def _write(kind: FormKind, typed: dict[str, Any], case_id: uuid.UUID) -> CaseForm:
    version, finished = typed.pop("version"), bool(typed.pop("finished", False))
    return write_form(current_actor(), case_id=case_id, kind=kind, fields=typed, version=version, finished=finished)


@resources.operation("/<uuid:case_id>/file.pdf", does=gather_case_file)
@resources.arguments(GiveIn, location="query")
@resources.response(200, PDF, content_type="application/pdf")
def get_file(given: dict[str, Any], case_id: uuid.UUID) -> Response:
    """The case file as given to the prosecutor"""
    return as_response(render(current_actor(), "case-file", case_id=case_id, **given), attached=True)


@resources.operation("/<uuid:case_id>/initial-details.pdf", does=gather_initial_details)
@resources.arguments(GiveIn, location="query")
@resources.response(200, PDF, content_type="application/pdf")
def get_initial_details(given: dict[str, Any], case_id: uuid.UUID) -> Response:
    """The initial details of the prosecution case, as given to court and defence"""
    return as_response(render(current_actor(), "initial-details", case_id=case_id, **given), attached=True)
