"""Bail before charge for other programs: release, return, longer periods, the diary."""

from __future__ import annotations

import uuid
from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.api.blueprint import resources
from mips.custody.model.bail import BailGiven, BailLonger
from mips.custody.model.detention import Detention
from mips.custody.schemas.bail import (
    AnswerIn,
    AuthorisedAgainIn,
    BailFileOut,
    BailOut,
    BreachIn,
    ConditionsIn,
    DiaryOut,
    EndBailIn,
    InPatientIn,
    InvestigationEndIn,
    LongerAskedIn,
    LongerDecidedIn,
    LongerElsewhereIn,
    LongerOut,
    PreChargeBailIn,
    ProsecutorAskedIn,
    ProsecutorHasItIn,
    ReturnIn,
    StillUnderInvestigationIn,
    VictimToldIn,
    as_bail,
)
from mips.custody.schemas.shown import DetentionOut
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
from mips.custody.usecases.bail_reading import BailFile, DiaryView, read_bail, read_bail_diary
from mips.custody.usecases.bailing import change_return, end_bail, release_on_bail, tell_victim, vary_conditions
from mips.custody.usecases.looking_again import end_investigation, review_release
from mips.custody.usecases.returning import answer_bail, arrest_on_bail, authorise_again
from mips.web import fields
from mips.web.endpoints import current_actor

_OF = "/detentions/<uuid:detention_id>"


class DiaryAsked(Schema):
    view = fields.Choice("What is shown", DiaryView, load_default=DiaryView.RETURNS)
    suite_id = plain.UUID(load_default=None)
    mine = plain.Boolean(load_default=False)
    after = fields.Text("Where the list goes on", max=2000, load_default=None)


@resources.operation("/bail", does=read_bail_diary)
@resources.arguments(DiaryAsked, location="query")
@resources.response(200, DiaryOut)
def get_bail_diary(query: dict[str, Any]) -> dict[str, Any]:
    """List who is on bail by when they return, or whose period ends within 28 days"""
    diary = read_bail_diary(current_actor(), **query)
    following = diary.page.next_cursor or diary.released.next_cursor
    return {"on_bail": diary.page.rows, "under_investigation": diary.released.rows, "next": following}


@resources.operation(f"{_OF}/bail", does=read_bail)
@resources.response(200, BailFileOut)
def get_bail(detention_id: uuid.UUID) -> BailFile:
    """Show every release on bail of a record, with its extensions"""
    return read_bail(current_actor(), detention_id=detention_id)


@resources.operation(f"{_OF}/bail", does=release_on_bail, methods=["POST"])
@resources.arguments(PreChargeBailIn)
@resources.response(201, BailOut)
def post_bail(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Release somebody on bail before charge"""
    return release_on_bail(current_actor(), detention_id=detention_id, **as_bail(fields))


@resources.operation(f"{_OF}/bail/answer", does=answer_bail, methods=["POST"])
@resources.arguments(AnswerIn)
@resources.response(201, DetentionOut)
def post_answer(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record that somebody came to answer bail"""
    return answer_bail(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/arrest", does=arrest_on_bail, methods=["POST"])
@resources.arguments(BreachIn)
@resources.response(201, DetentionOut)
def post_breach(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record an arrest under s.46A and the arrival after it"""
    return arrest_on_bail(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/authorisation", does=authorise_again, methods=["POST"])
@resources.arguments(AuthorisedAgainIn)
@resources.response(201, DetentionOut)
def post_authorised_again(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Authorise the detention of somebody who is back from bail"""
    return authorise_again(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/conditions", does=vary_conditions, methods=["POST"])
@resources.arguments(ConditionsIn)
@resources.response(201, BailOut)
def post_conditions(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Vary the conditions of bail that stands"""
    return vary_conditions(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/return", does=change_return, methods=["POST"])
@resources.arguments(ReturnIn)
@resources.response(201, BailOut)
def post_return(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Change when or where somebody is to surrender"""
    return change_return(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/end", does=end_bail, methods=["POST"])
@resources.arguments(EndBailIn)
@resources.response(201, DetentionOut)
def post_bail_end(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """End bail while somebody is out on it"""
    return end_bail(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/victim", does=tell_victim, methods=["POST"])
@resources.arguments(VictimToldIn)
@resources.response(201, BailOut)
def post_victim_told(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Record that the alleged victim was told of the conditions"""
    return tell_victim(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/extensions", does=ask_for_longer, methods=["POST"])
@resources.arguments(LongerAskedIn)
@resources.response(201, LongerOut)
def post_longer(fields: dict[str, Any], detention_id: uuid.UUID) -> BailLonger:
    """Ask for the next extension of the bail period"""
    return ask_for_longer(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/bail-extensions/<uuid:extension_id>/6-months", does=decide_on_6_months, methods=["POST"])
@resources.arguments(LongerDecidedIn)
@resources.response(201, LongerOut)
def post_6_months(fields: dict[str, Any], extension_id: uuid.UUID) -> BailLonger:
    """Decide on an extension to six months"""
    return decide_on_6_months(current_actor(), extension_id=extension_id, decision=Decision(**fields))


@resources.operation("/bail-extensions/<uuid:extension_id>/9-months", does=decide_on_9_months, methods=["POST"])
@resources.arguments(LongerDecidedIn)
@resources.response(201, LongerOut)
def post_9_months(fields: dict[str, Any], extension_id: uuid.UUID) -> BailLonger:
    """Decide on an extension to nine months"""
    return decide_on_9_months(current_actor(), extension_id=extension_id, decision=Decision(**fields))


@resources.operation(f"{_OF}/bail/court", does=record_longer, methods=["POST"])
@resources.arguments(LongerElsewhereIn)
@resources.response(201, LongerOut)
def post_court(fields: dict[str, Any], detention_id: uuid.UUID) -> BailLonger:
    """Record what a court, or a commander in a designated case, decided"""
    return record_longer(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/prosecutor", does=prosecutor_asks, methods=["POST"])
@resources.arguments(ProsecutorAskedIn)
@resources.response(201, BailOut)
def post_prosecutor_asks(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Record that the prosecutor asks for more before deciding"""
    return prosecutor_asks(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/prosecutor/supplied", does=prosecutor_has_it, methods=["POST"])
@resources.arguments(ProsecutorHasItIn)
@resources.response(201, BailOut)
def post_prosecutor_has_it(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Record that the prosecutor has what was asked for"""
    return prosecutor_has_it(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/bail/in-patient", does=record_in_patient, methods=["POST"])
@resources.arguments(InPatientIn)
@resources.response(201, BailOut)
def post_in_patient(fields: dict[str, Any], detention_id: uuid.UUID) -> BailGiven:
    """Record days as a hospital in-patient"""
    return record_in_patient(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/under-investigation", does=review_release, methods=["POST"])
@resources.arguments(StillUnderInvestigationIn)
@resources.response(201, DetentionOut)
def post_review_release(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Review a release under investigation that goes on"""
    return review_release(current_actor(), detention_id=detention_id, **fields)


@resources.operation(f"{_OF}/under-investigation/end", does=end_investigation, methods=["POST"])
@resources.arguments(InvestigationEndIn)
@resources.response(201, DetentionOut)
def post_end_investigation(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Say what became of somebody released under investigation"""
    return end_investigation(current_actor(), detention_id=detention_id, **fields)
