"""How cases joins the rest: it hears of charges, and offers its list, its documents and a panel on a person's page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between import questions
from mips.between.notices import Charged, listen
from mips.between.offers import NavLink, Panel, Printable, RecordPage, TimelineLines, offer
from mips.cases.api import resources
from mips.cases.pages import pages
from mips.cases.usecases.opening import files_due, open_from_charge
from mips.cases.usecases.reading import cases_of_person, gather_case_file, gather_initial_details
from mips.cases.usecases.timeline import lines_of
from mips.record.model.case import Case
from mips.web.endpoints import Domain


def wire() -> Domain:
    questions.files_due.answered_by(files_due)
    listen(Charged)(open_from_charge)
    offer(
        NavLink(label="Cases", endpoint="cases.cases", permission=Permission.CASES_CASE_READ, order=40),
        RecordPage(kind=Case.kind_name, title="Case", endpoint="cases.case", id_name="case_id"),
        Panel(
            key="cases",
            title="Cases",
            permission=Permission.CASES_CASE_READ,
            gather=_cases_of,
            template="cases/person_panel.html",
            order=60,
        ),
        TimelineLines(key="cases", title="Cases", permission=Permission.CASES_CASE_READ, lines=lines_of, order=40),
        Printable(key="case-file", title="Case file", gather=gather_case_file, template="cases/case_file.html"),
        Printable(
            key="initial-details",
            title="Initial details of the prosecution case",
            gather=gather_initial_details,
            template="cases/case_file.html",
        ),
    )
    return Domain(pages=[pages], resources=[resources])


def _cases_of(actor: Actor, person_id: uuid.UUID) -> Sequence[Case] | None:
    return cases_of_person(actor, person_id=person_id) or None
