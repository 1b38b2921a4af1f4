"""A search that leads to an arrest becomes part of the custody record: custody hears of it, asks (PACE s.3(2)(a))."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.visibility import UNSEEN_TOO
from mips.between.notices import Arrested, SearchLedToArrest, announce
from mips.between.questions import SearchBefore, held_now
from mips.core import db
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules.after_search import SAME_MATTER, led_to
from mips.investigation.rules.stop_search import ARREST
from mips.investigation.usecases.searches import named_officer
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.reference.lookup import title_of


def on_arrest_after_search(notice: Arrested) -> None:
    """The searches that led to this arrest, written down before it, become part of its custody record."""
    if notice.detention_id is None:
        return
    near = StopSearch.occurred_from.between(notice.at - SAME_MATTER, notice.at + SAME_MATTER)
    theirs = (
        sa.select(StopSearch)
        .join(Involvement, Involvement.event_id == StopSearch.id)
        .where(Involvement.party_id == notice.person_id, Involvement.part == Part.SEARCHED)
        .where(StopSearch.detention_id.is_(None), near)
    )
    for search in db.session.scalars(theirs.execution_options(**UNSEEN_TOO)).unique():
        if search.occurred_from and led_to(_code(search), search.occurred_from, notice.at):
            _join(search, notice.detention_id)


def join_custody_record(search: StopSearch, person_id: uuid.UUID) -> None:
    """The same, where the arrest was written down before the search, or before it was known who was searched."""
    held = held_now(person_id)
    if held and search.occurred_from and led_to(_code(search), search.occurred_from, held.since):
        _join(search, held.detention_id)


def searches_before(detention_id: uuid.UUID) -> Sequence[SearchBefore]:
    """The searches that are part of a custody record: whoever reads that record reads them, as part of it."""
    whole = sa.select(StopSearch).where(StopSearch.detention_id == detention_id).options(joinedload(StopSearch.officer))
    found = db.session.scalars(whole.order_by(StopSearch.id).execution_options(**UNSEEN_TOO)).all()
    of_them = sa.select(Place).where(Place.id.in_([each.place_id for each in found if each.place_id]))
    places = {place.id: place.label for place in db.session.scalars(of_them.execution_options(**UNSEEN_TOO))}
    return [SearchBefore(**_facts(each, places.get(each.place_id or each.id, ""))) for each in found]


def _code(search: StopSearch) -> str:
    return ARREST if search.outcome == title_of("search-outcome", ARREST) else ""


def _join(search: StopSearch, detention_id: uuid.UUID) -> None:
    search.detention_id = detention_id
    db.session.flush()
    announce(SearchLedToArrest(detention_id=detention_id, search_id=search.id, reference=search.reference or ""))


def _facts(search: StopSearch, place: str) -> dict[str, Any]:
    return {
        "search_id": search.id,
        "reference": search.reference or "",
        "at": search.occurred_from,
        "place": place,
        "power": search.legislation,
        "searched_for": search.searched_for,
        "grounds": search.grounds,
        "outcome": search.outcome,
        "found": search.found,
        "self_defined": search.self_defined_ethnicity,
        "officer_defined": search.officer_defined_ethnicity,
        "clothing": search.extent.label if search.extent else "",
        "officer": named_officer(search),
    }
