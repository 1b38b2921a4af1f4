"""Searches of premises on the custody record: authorised, refused, done, or made before the station."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step, why_here
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.schemas.premises import (
    PremisesAuthorityIn,
    PremisesBeforeStationIn,
    PremisesRefusalIn,
    PremisesSearchedIn,
    PremisesToldIn,
)
from mips.custody.usecases.paper_facts import rank_said
from mips.custody.usecases.premises import (
    authorise_premises_search,
    read_premises_searches,
    record_premises_search,
    refuse_premises_search,
    report_premises_search,
    tell_of_premises_search,
)
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Form

TAB: Final = "premises"


@pages.page("/<uuid:detention_id>/premises", does=read_premises_searches)
def premises(detention_id: uuid.UUID) -> ResponseReturnValue:
    """Where the board sends whoever asks after a search."""
    return redirect(url_for("custody.record", detention_id=detention_id, tab=TAB))


@pages.page("/<uuid:detention_id>/premises/authorise", does=authorise_premises_search, methods=["GET", "POST"])
def authorise_premises(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PremisesAuthorityIn()),
        title="Authorise a search of premises",
        submit="Authorise the search",
        action=lambda fields: authorise_premises_search(current_actor(), detention_id=detention_id, **fields),
        done="Search authorised",
        lead="Premises that somebody under arrest for an indictable offence occupies or controls, searched only as far "
        "as the evidence requires (PACE s.18(1), s.18(3)).",
        known=why_here,
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/premises/refuse", does=refuse_premises_search, methods=["GET", "POST"])
def refuse_premises(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PremisesRefusalIn()),
        title="Refuse a search of premises",
        submit="Refuse the search",
        action=lambda fields: refuse_premises_search(current_actor(), detention_id=detention_id, **fields),
        done="Search refused",
        lead="What was asked for, and why it is not authorised (PACE s.18(4)).",
        known=why_here,
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/premises/before-station", does=report_premises_search, methods=["GET", "POST"])
def premises_before_station(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PremisesBeforeStationIn()),
        title="Search of premises before the station",
        submit="Save the search",
        action=lambda fields: report_premises_search(current_actor(), detention_id=detention_id, **fields),
        done="Search recorded. Tell an inspector as soon as practicable",
        lead="Made without authority, because they had to be there for the investigation to be effective. An inspector "
        "is told as soon as practicable after it (PACE s.18(5), s.18(6)).",
        known=_when,
        tab=TAB,
    )


@pages.page(
    "/<uuid:detention_id>/premises/<uuid:premises_search_id>/done", does=record_premises_search, methods=["GET", "POST"]
)
def premises_done(detention_id: uuid.UUID, premises_search_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PremisesSearchedIn()),
        title="Premises searched",
        submit="Save the search",
        action=lambda fields: record_premises_search(current_actor(), premises_search_id=premises_search_id, **fields),
        done="Search recorded",
        tab=TAB,
    )


@pages.page(
    "/<uuid:detention_id>/premises/<uuid:premises_search_id>/told",
    does=tell_of_premises_search,
    methods=["GET", "POST"],
)
def premises_told(detention_id: uuid.UUID, premises_search_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PremisesToldIn()),
        title="Inspector told of the search",
        submit="Save",
        action=lambda fields: tell_of_premises_search(current_actor(), premises_search_id=premises_search_id, **fields),
        done="Inspector told: recorded",
        lead="Of the grounds, and of the nature of the evidence that was sought (PACE s.18(6), s.18(7)).",
        tab=TAB,
    )


def _when(record: CustodyRecord) -> list[tuple[str, Any]]:
    return [*why_here(record), ("At the station", record.detention.arrived_at)]


def _gather(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    searches = read_premises_searches(actor, detention_id=record.detention.id).searches
    return {"searches": searches, "ranks": {each.id: rank_said(each.officer_rank) for each in searches}}


def _under_arrest(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.arrested_at else None


add_tab(
    Tab(
        key=TAB,
        title="Premises searched",
        template="custody/tab_premises.html",
        order=53,
        permission=read_premises_searches.permission,
        gather=_gather,
    )
)
for _key, _label, _endpoint, _permission, _whose in (
    (
        "premises-authorise",
        "Authorise a search of premises (s.18)",
        "authorise_premises",
        authorise_premises_search.permission,
        "For an inspector",
    ),
    (
        "premises-before-station",
        "Report a search before the station (s.18(5))",
        "premises_before_station",
        report_premises_search.permission,
        "For a custody officer or investigator",
    ),
):
    add_doing(
        Doing(
            key=_key,
            label=_label,
            endpoint=f"custody.{_endpoint}",
            order=58,
            group=Group.INVESTIGATION,
            permission=_permission,
            whose=_whose,
            wait=_under_arrest,
        )
    )
