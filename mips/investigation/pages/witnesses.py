"""What a witness was asked and offered, one job a page: a statement, special measures and dates, a personal one."""

from __future__ import annotations

import uuid
from typing import Any

from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.core import clock
from mips.core.england import day_of
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.victims import AT, victim_job
from mips.investigation.schemas.statements import OfferPersonalStatementIn, PrepareForCourtIn
from mips.investigation.usecases.victims import VictimPage
from mips.investigation.usecases.witnesses import ask_for_statement, offer_personal_statement, prepare_for_court
from mips.web.endpoints import current_actor


@pages.page(f"{AT}/court", does=prepare_for_court, methods=["GET", "POST"])
def victim_court(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        PrepareForCourtIn(),
        lambda fields: prepare_for_court(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Special measures and dates to avoid",
        submit="Save",
        done="Kept",
        begun=lambda shown: shown.care or {},
    )


@pages.page(f"{AT}/personal-statement", does=offer_personal_statement, methods=["GET", "POST"])
def victim_vps(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        OfferPersonalStatementIn(),
        lambda fields: offer_personal_statement(current_actor(), crime_id=crime_id, party_id=party_id, **fields),
        title="Victim personal statement",
        submit="Save",
        done="Kept",
        begun=_offered,
    )


def _offered(shown: VictimPage) -> dict[str, Any]:
    care = shown.care
    if care is None or care.vps_offered_on is None:
        return {"offered_on": day_of(clock.now())} | ({"version": care.version} if care else {})
    told = {"offered_on": care.vps_offered_on, "wanted": care.vps_wanted, "aloud": care.vps_aloud}
    return told | {"version": care.version}


@pages.page(f"{AT}/statements/asked", does=ask_for_statement, methods=["GET", "POST"])
def statement_asked(crime_id: uuid.UUID, party_id: uuid.UUID) -> ResponseReturnValue:
    return victim_job(
        crime_id,
        party_id,
        Schema(),
        lambda _: ask_for_statement(current_actor(), crime_id=crime_id, party_id=party_id),
        title="Asked for a statement",
        submit="They were asked today",
        done="Kept: asked for a statement",
    )
