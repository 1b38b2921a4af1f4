"""How investigation joins the rest: what it answers, hears and offers."""

from __future__ import annotations

import uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between import questions
from mips.between.notices import Arrested, Charged, Released, listen
from mips.between.offers import NavLink, Panel, PersonAction, Printable, RecordPage, TimelineLines, WorkPanel, offer
from mips.investigation.api import acquiring as acquiring_operations
from mips.investigation.api import allocation as allocation_operations
from mips.investigation.api import assessment as assessment_operations
from mips.investigation.api import before as before_operations
from mips.investigation.api import bulk as bulk_operations
from mips.investigation.api import changes as change_operations
from mips.investigation.api import crime_map as map_operations
from mips.investigation.api import crimes as crime_operations
from mips.investigation.api import digital as digital_operations
from mips.investigation.api import disposals as disposal_operations
from mips.investigation.api import drafts as draft_operations
from mips.investigation.api import exhibits as exhibit_operations
from mips.investigation.api import flags as flag_operations
from mips.investigation.api import force_board as force_operations
from mips.investigation.api import forensics as forensic_operations
from mips.investigation.api import golden as golden_operations
from mips.investigation.api import hand_over as hand_over_operations
from mips.investigation.api import incidents as incident_operations
from mips.investigation.api import owed as owed_operations
from mips.investigation.api import plan as plan_operations
from mips.investigation.api import policy as policy_operations
from mips.investigation.api import reviews as review_operations
from mips.investigation.api import section_60 as section_60_operations
from mips.investigation.api import sending as sending_operations
from mips.investigation.api import series as series_operations
from mips.investigation.api import statements as statement_operations
from mips.investigation.api import stocktakes as stocktake_operations
from mips.investigation.api import stop_search as search_operations
from mips.investigation.api import stores as store_operations
from mips.investigation.api import supervising as supervising_operations
from mips.investigation.api import victims as victim_operations
from mips.investigation.api import wanted as wanted_operations
from mips.investigation.api import with_suspects as suspect_operations
from mips.investigation.api.blueprint import resources
from mips.investigation.cli import investigation
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.incident import ReportedIncident
from mips.investigation.pages import (
    acquiring,
    allocating,
    assessing,
    bulk,
    changes,
    closing,
    continuity,
    crime_map,
    crimes,
    deciding,
    digital,
    disposals,
    exhibits,
    flagging,
    force_board,
    forensics,
    golden,
    handing_over,
    incidents,
    investigating,
    outcomes,
    owed,
    plan,
    policy,
    receipts,
    relating,
    reporting,
    reviews,
    search_reviews,
    searches,
    searching,
    section_60,
    sending,
    sent_files,
    series,
    statements,
    stocktakes,
    stores,
    supervising,
    team_board,
    victims,
    waiting,
    wanted,
    with_suspects,
    witnesses,
)
from mips.investigation.pages.blueprint import evidence_pages, incident_pages, pages, stop_pages
from mips.investigation.pages.recording import PLACE_PICKER
from mips.investigation.usecases.exhibits import print_exhibit
from mips.investigation.usecases.hearing import facts_of, officers_of, on_arrest, on_charge, on_release
from mips.investigation.usecases.reading import CrimesOfPerson, list_crimes_of, print_crime_report
from mips.investigation.usecases.returns import RETURNS
from mips.investigation.usecases.scanning import gather_exhibit, gather_exhibits
from mips.investigation.usecases.statement_reading import print_statement
from mips.investigation.usecases.supervising import gather_reviews
from mips.investigation.usecases.team_board import Crimes, read_my_pressing
from mips.investigation.usecases.timeline import lines_of
from mips.investigation.usecases.today import grounds_against
from mips.investigation.usecases.wanted import on_arrest_of_wanted
from mips.investigation.wiring_searches import wire_stop_and_search
from mips.record.model.event import Part
from mips.returns.offered import offer_returns
from mips.web.endpoints import Domain
from mips.web.pickers import provide

PAGES = (
    acquiring,
    allocating,
    assessing,
    bulk,
    changes,
    closing,
    continuity,
    crime_map,
    crimes,
    deciding,
    digital,
    disposals,
    exhibits,
    flagging,
    force_board,
    forensics,
    golden,
    handing_over,
    incidents,
    investigating,
    outcomes,
    owed,
    receipts,
    plan,
    policy,
    relating,
    reporting,
    reviews,
    search_reviews,
    searches,
    searching,
    section_60,
    sending,
    sent_files,
    series,
    stocktakes,
    statements,
    stores,
    supervising,
    team_board,
    victims,
    waiting,
    wanted,
    with_suspects,
    witnesses,
)
"""Modules whose import puts their pages on the blueprint."""
OPERATIONS = (
    acquiring_operations,
    allocation_operations,
    assessment_operations,
    before_operations,
    bulk_operations,
    change_operations,
    crime_operations,
    digital_operations,
    map_operations,
    disposal_operations,
    draft_operations,
    exhibit_operations,
    flag_operations,
    force_operations,
    forensic_operations,
    golden_operations,
    hand_over_operations,
    incident_operations,
    search_operations,
    section_60_operations,
    owed_operations,
    plan_operations,
    policy_operations,
    stocktake_operations,
    statement_operations,
    review_operations,
    sending_operations,
    series_operations,
    store_operations,
    supervising_operations,
    victim_operations,
    wanted_operations,
    suspect_operations,
)
"""Modules whose import puts their operations on the blueprint."""
_LABELS, _RECEIPT = "investigation/labels.pdf.html", "investigation/receipt.pdf.html"
PRINTED = (
    Printable(
        key="crime-report",
        title="Crime report",
        gather=print_crime_report,
        template="investigation/crime_report.pdf.html",
    ),
    Printable(key="exhibit-labels", title="Exhibit labels", gather=gather_exhibits, template=_LABELS),
    Printable(key="exhibit-label", title="Exhibit label", gather=gather_exhibit, template=_LABELS),
    Printable(
        key="mg11", title="Witness statement", gather=print_statement, template="investigation/statement.pdf.html"
    ),
    Printable(key="property-receipts", title="Property receipt", gather=gather_exhibits, template=_RECEIPT),
    Printable(
        key="review-summary",
        title="Review summary",
        gather=gather_reviews,
        template="investigation/reviews.pdf.html",
    ),
    Printable(key="property-receipt", title="Property receipt", gather=gather_exhibit, template=_RECEIPT),
    Printable(
        key="exhibit",
        title="Exhibit and its continuity",
        gather=print_exhibit,
        template="investigation/exhibit.pdf.html",
    ),
)


def wire() -> Domain:
    questions.crime_facts.answered_by(facts_of)
    questions.crime_officers.answered_by(officers_of)
    listen(Arrested)(on_arrest)
    listen(Arrested)(on_arrest_of_wanted)
    listen(Charged)(on_charge)
    listen(Released)(on_release)
    questions.grounds_of_arrest.answered_by(grounds_against)
    provide(PLACE_PICKER)
    offer(
        NavLink(
            label="Crimes", endpoint="investigation.crimes", permission=Permission.INVESTIGATION_CRIME_READ, order=20
        ),
        NavLink(
            label="Force board",
            endpoint="investigation.force",
            permission=Permission.INVESTIGATION_CANCELLATION_READ,
            order=23,
        ),
        NavLink(
            label="Incidents",
            endpoint="incidents.incidents",
            permission=Permission.INVESTIGATION_CRIME_READ,
            order=19,
        ),
        NavLink(
            label="Crime decisions",
            endpoint="investigation.proposals",
            permission=Permission.INVESTIGATION_CLASSIFICATION_APPROVE,
            order=21,
        ),
        NavLink(
            label="Golden hour",
            endpoint="investigation.golden_board",
            permission=Permission.INVESTIGATION_LOG_READ,
            order=21,
        ),
        NavLink(
            label="My team's crimes",
            endpoint="investigation.team_board",
            permission=Permission.INVESTIGATION_OUTCOME_APPROVE,
            order=22,
        ),
        WorkPanel(
            key="crimes",
            title="My crimes that need something today",
            permission=Permission.INVESTIGATION_LOG_CREATE,
            gather=_pressing_of_mine,
            template="investigation/work_panel.html",
            order=10,
        ),
        NavLink(
            label="Crimes to allocate",
            endpoint="investigation.allocation",
            permission=Permission.INVESTIGATION_OUTCOME_APPROVE,
            order=23,
        ),
        NavLink(
            label="Crime registrar",
            endpoint="investigation.crime_registrar",
            permission=Permission.ACCOUNTS_CONFIGURATION_APPROVE,
            order=95,
        ),
        Panel(
            key="crimes",
            title="Crimes",
            permission=Permission.INVESTIGATION_CRIME_READ,
            gather=_of_person,
            template="investigation/person_panel.html",
            order=30,
        ),
        PersonAction(
            label="Take a report from them",
            start="Take a report",
            endpoint="incidents.report",
            permission=Permission.INVESTIGATION_CRIME_CREATE,
            order=29,
        ),
        PersonAction(
            label="Record a crime they are suspected of",
            start="Record a crime",
            endpoint="investigation.record",
            permission=Permission.INVESTIGATION_CRIME_CREATE,
            order=30,
        ),
        PersonAction(
            label="Record a crime against them",
            endpoint="investigation.record_for_victim",
            permission=Permission.INVESTIGATION_CRIME_CREATE,
            order=31,
        ),
        TimelineLines(
            key="crimes",
            title="Crimes",
            permission=Permission.INVESTIGATION_CRIME_READ,
            lines=lines_of,
            speaks_for=frozenset((Crime.kind_name, part.value) for part in Part),
            order=20,
        ),
        RecordPage(
            kind=ReportedIncident.kind_name, title="Incident", endpoint="incidents.incident", id_name="incident_id"
        ),
        NavLink(
            label="Domestic abuse not assessed",
            endpoint="investigation.unassessed",
            permission=Permission.INVESTIGATION_OUTCOME_APPROVE,
            order=24,
        ),
        RecordPage(kind=Crime.kind_name, title="Crime", endpoint="investigation.crime", id_name="crime_id"),
        RecordPage(kind=Exhibit.kind_name, title="Exhibit", endpoint="investigation.exhibit", id_name="exhibit_id"),
        NavLink(
            label="Victims' reviews",
            endpoint="investigation.reviews",
            permission=Permission.INVESTIGATION_OUTCOME_APPROVE,
            order=24,
        ),
        NavLink(
            label="Suspects today",
            endpoint="investigation.today",
            permission=Permission.INVESTIGATION_CRIME_READ,
            order=22,
        ),
        NavLink(
            label="Owed to victims",
            endpoint="investigation.owed",
            permission=Permission.CASES_WITNESS_CARE_READ,
            order=23,
        ),
        NavLink(
            label="Series",
            endpoint="investigation.all_of_them",
            permission=Permission.INVESTIGATION_CRIME_READ,
            order=27,
        ),
        NavLink(
            label="Exhibits",
            endpoint="investigation.exhibits",
            permission=Permission.INVESTIGATION_EXHIBIT_READ,
            order=25,
        ),
        NavLink(
            label="Forensics",
            endpoint="investigation.submissions",
            permission=Permission.INVESTIGATION_FORENSIC_READ,
            order=26,
        ),
        *PRINTED,
    )
    offer_returns(RETURNS)
    wire_stop_and_search()
    rooms = [pages, incident_pages, stop_pages, evidence_pages]
    return Domain(pages=rooms, resources=[resources], commands=[investigation])


def _pressing_of_mine(actor: Actor) -> Crimes | None:
    found = read_my_pressing(actor)
    return found if found.rows else None


def _of_person(actor: Actor, person_id: uuid.UUID) -> CrimesOfPerson | None:
    found = list_crimes_of(actor, person_id=person_id)
    return found if found.parts else None
