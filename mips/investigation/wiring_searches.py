"""What stop and search answers, hears and offers, as a part of how investigation joins the rest."""

from __future__ import annotations

import uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between import questions
from mips.between.notices import Arrested, listen
from mips.between.offers import NavLink, Panel, PersonAction, Printable, RecordPage, offer
from mips.investigation.model.section_60 import Section60
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.usecases.search_custody import on_arrest_after_search, searches_before
from mips.investigation.usecases.searches import SearchesOfPerson, list_searches_of, print_receipt


def wire_stop_and_search() -> None:
    questions.searches_before.answered_by(searches_before)
    listen(Arrested)(on_arrest_after_search)
    offer(
        NavLink(
            label="Stop and search",
            endpoint="stop_search.searches",
            permission=Permission.INVESTIGATION_STOP_SEARCH_READ,
            order=21,
        ),
        NavLink(
            label="Section 60",
            endpoint="stop_search.authorities",
            permission=Permission.INVESTIGATION_SECTION_60_RUNNING_READ,
            order=22,
        ),
        Panel(
            key="stop-searches",
            title="Stop and search",
            permission=Permission.INVESTIGATION_STOP_SEARCH_READ,
            gather=_searches_of_person,
            template="investigation/stop_search/person_panel.html",
            order=32,
        ),
        PersonAction(
            label="Record a stop and search",
            start="Record a stop and search",
            endpoint="stop_search.record",
            permission=Permission.INVESTIGATION_STOP_SEARCH_CREATE,
            order=32,
        ),
        RecordPage(
            kind=StopSearch.kind_name, title="Stop and search", endpoint="stop_search.search", id_name="search_id"
        ),
        RecordPage(
            kind=Section60.kind_name,
            title="Section 60 authority",
            endpoint="stop_search.authority",
            id_name="authority_id",
        ),
        Printable(
            key="stop-search-receipt",
            title="Record of your search",
            gather=print_receipt,
            template="investigation/stop_search/receipt.pdf.html",
        ),
    )


def _searches_of_person(actor: Actor, person_id: uuid.UUID) -> SearchesOfPerson | None:
    found = list_searches_of(actor, person_id=person_id)
    return found if found.searches else None
