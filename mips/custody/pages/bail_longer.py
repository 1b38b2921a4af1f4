"""Longer bail periods: asked for, decided on, and what makes a period stand still."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.core.errors import NotFound
from mips.custody.model.bail import BailLonger
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.capacity import not_asked_of_a_sergeant
from mips.custody.schemas.bail import (
    InPatientIn,
    LongerAskedIn,
    LongerDecidedIn,
    LongerElsewhereIn,
    ProsecutorAskedIn,
    ProsecutorHasItIn,
)
from mips.custody.usecases.bail_longer import (
    Decision,
    ask_for_longer,
    decide_on_6_months,
    decide_on_9_months,
    prosecutor_asks,
    prosecutor_has_it,
    record_in_patient,
    record_longer,
)
from mips.custody.usecases.bail_reading import BailFile, read_bail
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


def _page(
    detention_id: uuid.UUID,
    schema: Schema,
    *,
    title: str,
    submit: str,
    action: Callable[..., object],
    done: str,
    lead: str,
) -> ResponseReturnValue:
    actor = current_actor()
    period = _period(read_bail(actor, detention_id=detention_id))
    return step(
        detention_id,
        Form(schema),
        title=title,
        submit=submit,
        action=lambda fields: action(actor, detention_id=detention_id, **fields),
        done=done,
        lead=lead,
        known=lambda _: period,
    )


def _period(file: BailFile) -> list[tuple[str, Any]]:
    bail = file.standing
    if bail is None or file.next is None:
        return []
    ends = filters.day(bail.period_ends) if bail.period_ends else "Stands still while the prosecutor decides"
    return [
        ("Bail start date", bail.start_on),
        ("Period ends", ends),
        ("Next", file.next.said),
        ("Returns", bail.return_at),
    ]


@pages.page("/<uuid:detention_id>/bail/longer", does=ask_for_longer, methods=["GET", "POST"])
def bail_longer(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _page(
        detention_id,
        LongerAskedIn(),
        title="Ask for a longer bail period",
        submit="Ask",
        action=ask_for_longer,
        done="Asked. Now it waits for a decision",
        lead="All four conditions must be met (PACE 1984 s.47ZC).",
    )


@pages.page("/<uuid:detention_id>/bail/longer/<uuid:extension_id>/6", does=decide_on_6_months, methods=["GET", "POST"])
def bail_to_6_months(detention_id: uuid.UUID, extension_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(detention_id, extension_id, decide_on_6_months, 6)


@pages.page("/<uuid:detention_id>/bail/longer/<uuid:extension_id>/9", does=decide_on_9_months, methods=["GET", "POST"])
def bail_to_9_months(detention_id: uuid.UUID, extension_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(detention_id, extension_id, decide_on_9_months, 9)


def _decide(
    detention_id: uuid.UUID, extension_id: uuid.UUID, decide: Callable[..., object], months: int
) -> ResponseReturnValue:
    actor = current_actor()
    file = read_bail(actor, detention_id=detention_id)
    asked = next((each for each in file.extensions if each.id == extension_id), None)
    if asked is None:
        raise NotFound
    known = [*_period(file), *_conditions(asked)]
    return step(
        detention_id,
        Form(LongerDecidedIn()),
        title=f"Extend bail to {months} months?",
        submit="Save the decision",
        action=lambda fields: decide(actor, extension_id=extension_id, decision=Decision(**fields)),
        done="Decided. If it was extended, have the return changed by written notice",
        lead="First the suspect or their solicitor is told and heard (PACE 1984 s.47ZD(3)-(5)).",
        known=lambda _: known,
    )


def _conditions(asked: BailLonger) -> list[tuple[str, Any]]:
    return [
        ("Asked by", f"{asked.asked_by.name}, {filters.moment(asked.asked_at)}"),
        ("A: suspects guilt", asked.suspects_guilt),
        ("B: more time needed", asked.more_time),
        ("C: diligent", asked.diligent),
        ("D: necessary", asked.necessary),
    ]


@pages.page("/<uuid:detention_id>/bail/court", does=record_longer, methods=["GET", "POST"])
def bail_court(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _page(
        detention_id,
        LongerElsewhereIn(),
        title="Extension by a court or commander",
        submit="Save the decision",
        action=record_longer,
        done="Recorded",
        lead="After nine months a court extends the period; in a case the DPP designates, a commander to twelve.",
    )


@pages.page("/<uuid:detention_id>/bail/prosecutor", does=prosecutor_asks, methods=["GET", "POST"])
def bail_prosecutor_asks(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _page(
        detention_id,
        ProsecutorAskedIn(exclude=not_asked_of_a_sergeant()),
        title="The prosecutor asks for more",
        submit="Save the request",
        action=prosecutor_asks,
        done="The period runs again. Now set a new return within it, in writing",
        lead="The period runs from the day of the request, with at least seven days left (PACE 1984 s.47ZL).",
    )


@pages.page("/<uuid:detention_id>/bail/prosecutor/supplied", does=prosecutor_has_it, methods=["GET", "POST"])
def bail_prosecutor_has_it(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _page(
        detention_id,
        ProsecutorHasItIn(),
        title="What the prosecutor asked for is supplied",
        submit="Save",
        action=prosecutor_has_it,
        done="The period stands still again",
        lead="From then the period stands still until the prosecutor decides or asks again (PACE 1984 s.47ZL).",
    )


@pages.page("/<uuid:detention_id>/bail/in-patient", does=record_in_patient, methods=["GET", "POST"])
def bail_in_patient(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _page(
        detention_id,
        InPatientIn(),
        title="In hospital as an in-patient",
        submit="Save",
        action=record_in_patient,
        done="Recorded",
        lead="Counts for a person who is an in-patient on the day the period would end (PACE 1984 s.47ZM(4)).",
    )
