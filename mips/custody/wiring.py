"""How custody joins the rest: what it answers, hears and offers."""

from __future__ import annotations

import uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.between.notices import CopyGiven, OfficerChanged, Released, SearchLedToArrest, listen
from mips.between.offers import NavLink, Panel, PersonAction, Printable, RecordPage, TimelineLines, offer
from mips.between.questions import charge_facts, force_reported, held_now
from mips.custody.api import acting as acting_operations
from mips.custody.api import arrivals as arrival_operations
from mips.custody.api import authority as authority_operations
from mips.custody.api import bail as bail_operations
from mips.custody.api import booking as booking_operations
from mips.custody.api import caring as caring_operations
from mips.custody.api import continuity as continuity_operations
from mips.custody.api import emergency_charge as emergency_operations
from mips.custody.api import escort as escort_operations
from mips.custody.api import force_reports as force_operations
from mips.custody.api import handing as handing_operations
from mips.custody.api import healthcare as healthcare_operations
from mips.custody.api import hospital as hospital_operations
from mips.custody.api import interviews as interviews_operations
from mips.custody.api import oversight as oversight_operations
from mips.custody.api import people as people_operations
from mips.custody.api import premises as premises_operations
from mips.custody.api import property as property_operations
from mips.custody.api import rearrest as rearrest_operations
from mips.custody.api import record as record_operations
from mips.custody.api import release as release_operations
from mips.custody.api import samples as samples_operations
from mips.custody.api import searches as searches_operations
from mips.custody.api import street_bail as street_bail_operations
from mips.custody.api import suites as suite_operations
from mips.custody.api import transfers as transfer_operations
from mips.custody.api import volunteers as volunteer_operations
from mips.custody.api.blueprint import resources
from mips.custody.cli import custody
from mips.custody.model.detention import Detention
from mips.custody.model.street_bail import StreetBail
from mips.custody.model.volunteer import Volunteer
from mips.custody.pages import (
    acting,
    apart,
    arrivals,
    authority,
    bail,
    bail_diary,
    bail_longer,
    board,
    booking,
    booking_in,
    calls,
    caring,
    continuity,
    coordinating,
    deciding,
    emergency_charge,
    entitlements,
    escort,
    force_reports,
    handover,
    health,
    hospital,
    identity,
    incidents,
    interviews,
    meanwhile,
    officers,
    oversight,
    papers,
    people,
    premises,
    property,
    rearrest,
    record,
    release,
    samples,
    searches,
    staff,
    street_bail,
    suites,
    transfers,
    visiting,
    volunteers,
    walls,
)
from mips.custody.pages.blueprint import pages
from mips.custody.pages.papers import PRINTABLES
from mips.custody.usecases.answering import facts_of_charges, where_held
from mips.custody.usecases.board_watch import start_following
from mips.custody.usecases.copies import note_copy_given
from mips.custody.usecases.departure import before_leaving
from mips.custody.usecases.due import answer_about_suspects
from mips.custody.usecases.escort_records import why_escort_hinders
from mips.custody.usecases.leaving import end_of_care
from mips.custody.usecases.offences import on_officer_changed
from mips.custody.usecases.paper_sections import print_sections
from mips.custody.usecases.property import why_property_hinders
from mips.custody.usecases.reading import list_detentions_of
from mips.custody.usecases.return_counts import RETURNS
from mips.custody.usecases.street_reading import (
    list_street_bails_of,
    print_street_excused,
    print_street_notice,
    street_lines,
)
from mips.custody.usecases.street_searches import force_reported_in, note_search_before
from mips.custody.usecases.timeline import lines_of
from mips.custody.usecases.volunteer_reading import (
    list_attendances_of,
    print_volunteer_no_action,
    print_volunteer_notice,
    volunteer_lines,
)
from mips.custody.usecases.warrants import print_warrant_pack
from mips.record.model.event import Part
from mips.returns.offered import offer_returns
from mips.web.endpoints import Domain

PAGES = (
    acting,
    arrivals,
    authority,
    apart,
    handover,
    walls,
    bail,
    bail_diary,
    bail_longer,
    board,
    booking,
    booking_in,
    calls,
    caring,
    continuity,
    coordinating,
    deciding,
    emergency_charge,
    entitlements,
    force_reports,
    escort,
    health,
    hospital,
    identity,
    incidents,
    interviews,
    meanwhile,
    officers,
    papers,
    oversight,
    people,
    premises,
    property,
    rearrest,
    record,
    release,
    samples,
    searches,
    staff,
    street_bail,
    suites,
    transfers,
    visiting,
    volunteers,
)
"""Named so that their pages are registered."""

OPERATIONS = (
    emergency_operations,
    acting_operations,
    arrival_operations,
    authority_operations,
    handing_operations,
    bail_operations,
    booking_operations,
    caring_operations,
    continuity_operations,
    force_operations,
    escort_operations,
    healthcare_operations,
    hospital_operations,
    interviews_operations,
    oversight_operations,
    people_operations,
    premises_operations,
    property_operations,
    rearrest_operations,
    record_operations,
    release_operations,
    samples_operations,
    searches_operations,
    street_bail_operations,
    suite_operations,
    volunteer_operations,
    transfer_operations,
)
"""Likewise for other programs."""


def wire() -> Domain:
    held_now.answered_by(where_held)
    answer_about_suspects()
    charge_facts.answered_by(facts_of_charges)
    listen(OfficerChanged)(on_officer_changed)
    officers.provide_picker()
    listen(Released)(end_of_care)
    before_leaving(why_property_hinders)
    before_leaving(why_escort_hinders)
    listen(CopyGiven)(note_copy_given)
    listen(SearchLedToArrest)(note_search_before)
    force_reported.answered_by(force_reported_in)
    print_sections()
    start_following()
    offer(
        NavLink(label="Custody", endpoint="custody.suites", permission=Permission.CUSTODY_LOG_READ, order=20),
        NavLink(label="Bail diary", endpoint="custody.bail_diary", permission=Permission.CUSTODY_LOG_READ, order=22),
        NavLink(label="Healthcare", endpoint="custody.patients", permission=Permission.CUSTODY_HEALTH_CREATE, order=21),
        NavLink(
            label="Act as custody officer",
            endpoint="custody.standing_in",
            permission=Permission.CUSTODY_STAND_IN_CREATE,
            order=49,
        ),
        NavLink(
            label="Appropriate adults",
            endpoint="custody.adults_wanted",
            permission=Permission.RECORD_NEEDS_READ,
            order=22,
        ),
        NavLink(
            label="Custody oversight", endpoint="custody.oversight", permission=Permission.CUSTODY_REVIEW_READ, order=23
        ),
        Panel(
            key="custody",
            title="Custody",
            permission=Permission.CUSTODY_LOG_READ,
            gather=_detentions,
            template="custody/panel.html",
            order=30,
        ),
        PersonAction(
            label="Record arrival in custody",
            start="Record an arrival in custody",
            endpoint="custody.arrive",
            permission=Permission.CUSTODY_RECORD_CREATE,
            order=40,
        ),
        PersonAction(
            label="Write your use of force form",
            start="Write a use of force form",
            endpoint="custody.report_of_force",
            permission=Permission.RECORD_PERSON_CREATE,
            order=45,
        ),
        RecordPage(kind="detention", title="Custody record", endpoint="custody.record", id_name="detention_id"),
        TimelineLines(
            key="custody",
            title="Custody",
            permission=Permission.CUSTODY_LOG_READ,
            lines=lines_of,
            speaks_for=frozenset({(Detention.kind_name, Part.DETAINEE.value)}),
            order=30,
        ),
        Printable(
            key="warrant-pack",
            title="Warrant of further detention: pack for the court",
            gather=print_warrant_pack,
            template="custody/warrant.pdf.html",
        ),
        *PRINTABLES,
    )
    _offer_voluntary_attendance()
    _offer_street_bail()
    offer_returns(RETURNS)
    return Domain(pages=[pages], resources=[resources], commands=[custody])


def _offer_voluntary_attendance() -> None:
    offer(
        NavLink(
            label="Voluntary attendance",
            endpoint="custody.volunteers",
            permission=Permission.CUSTODY_VOLUNTARY_READ,
            order=22,
        ),
        Panel(
            key="voluntary-attendance",
            title="Voluntary attendance",
            permission=Permission.CUSTODY_VOLUNTARY_READ,
            gather=_attendances,
            template="custody/volunteer_panel.html",
            order=31,
        ),
        PersonAction(
            label="Plan a voluntary attendance",
            start="Plan a voluntary attendance",
            endpoint="custody.plan_volunteer",
            permission=Permission.CUSTODY_VOLUNTARY_CREATE,
            order=41,
        ),
        RecordPage(
            kind=Volunteer.kind_name, title="Voluntary attendance", endpoint="custody.volunteer", id_name="volunteer_id"
        ),
        TimelineLines(
            key="voluntary-attendance",
            title="Voluntary attendance",
            permission=Permission.CUSTODY_VOLUNTARY_READ,
            lines=volunteer_lines,
            order=31,
        ),
        Printable(
            key="volunteer-notice",
            title="Notice for a voluntary interview",
            gather=print_volunteer_notice,
            template="custody/papers/volunteer_notice.html",
        ),
        Printable(
            key="volunteer-no-action-notice",
            title="Notice of no prosecution after a voluntary interview",
            gather=print_volunteer_no_action,
            template="custody/papers/volunteer_no_action.html",
        ),
    )


def _offer_street_bail() -> None:
    offer(
        NavLink(
            label="Street bail",
            endpoint="custody.street_bails",
            permission=Permission.CUSTODY_STREET_BAIL_READ,
            order=22,
        ),
        Panel(
            key="street-bail",
            title="Street bail",
            permission=Permission.CUSTODY_STREET_BAIL_READ,
            gather=_street_bails,
            template="custody/street_panel.html",
            order=31,
        ),
        PersonAction(
            label="Release on street bail",
            start="Release somebody on street bail",
            endpoint="custody.give_street_bail",
            permission=Permission.CUSTODY_STREET_BAIL_CREATE,
            order=42,
        ),
        RecordPage(
            kind=StreetBail.kind_name, title="Street bail", endpoint="custody.street_bail", id_name="street_bail_id"
        ),
        TimelineLines(
            key="street-bail",
            title="Street bail",
            permission=Permission.CUSTODY_STREET_BAIL_READ,
            lines=street_lines,
            order=32,
        ),
        Printable(
            key="street-bail-notice",
            title="Notice of bail elsewhere than at a police station",
            gather=print_street_notice,
            template="custody/papers/street_notice.html",
        ),
        Printable(
            key="street-bail-not-required",
            title="Notice that attendance is not required",
            gather=print_street_excused,
            template="custody/papers/street_excused.html",
        ),
    )


def _street_bails(actor: Actor, person_id: uuid.UUID) -> list[StreetBail] | None:
    return list_street_bails_of(actor, person_id=person_id) or None


def _attendances(actor: Actor, person_id: uuid.UUID) -> list[Volunteer] | None:
    return list_attendances_of(actor, person_id=person_id) or None


def _detentions(actor: Actor, person_id: uuid.UUID) -> list[Detention] | None:
    return list_detentions_of(actor, person_id=person_id) or None
