"""Custody for other programs: the same use cases and schemas as the pages, as JSON."""

from __future__ import annotations

import uuid
from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.api.blueprint import resources
from mips.custody.model.care import Review, RightAction
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.schemas.booking import (
    ArrestIn,
    ArrivalIn,
    CellIn,
    CorrectionIn,
    CustodyEntryIn,
    FactIn,
    RightActionIn,
)
from mips.custody.schemas.deciding import (
    AuthorisationIn,
    ChargesIn,
    DetentionReviewIn,
    LeavingIn,
    PostponementIn,
    RefusalIn,
    ReviewAfterChargeIn,
    as_charged,
)
from mips.custody.schemas.entitlements import RightsGivenIn
from mips.custody.schemas.identity import DetaineeIn
from mips.custody.schemas.shown import (
    CustodyEntryOut,
    CustodyRecordOut,
    DetentionOut,
    DetentionReviewOut,
    FactOut,
    RightActionOut,
    as_standing,
)
from mips.custody.usecases.arrival import identify_detainee, record_arrest, record_arrival
from mips.custody.usecases.care import RightGiven, act_on_right, add_to_log, correct_in_log, give_rights, put_in_cell
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.ending import charge_detainee, release_detainee
from mips.custody.usecases.facts import correct_fact
from mips.custody.usecases.reading import list_detentions_of, read_custody_record
from mips.custody.usecases.reviews import hold_review, postpone_review, review_after_charge
from mips.record.model.work import LogEntry
from mips.web import fields
from mips.web.endpoints import current_actor


class DetentionsAsked(Schema):
    person_id = plain.UUID(required=True)


class LogAsked(Schema):
    after = fields.Text("Where the log goes on", max=2000)


@resources.operation("/detentions", does=list_detentions_of)
@resources.arguments(DetentionsAsked, location="query")
@resources.response(200, DetentionOut(many=True))
def get_detentions(query: dict[str, Any]) -> list[Detention]:
    """List every detention of a person, the latest first"""
    return list_detentions_of(current_actor(), **query)


@resources.operation("/detentions", does=record_arrival, methods=["POST"])
@resources.arguments(ArrivalIn)
@resources.response(201, DetentionOut)
def post_arrival(fields: dict[str, Any]) -> Detention:
    """Record an arrival: opens the custody record"""
    return record_arrival(current_actor(), **fields)


@resources.operation("/detentions/<uuid:detention_id>", does=read_custody_record)
@resources.response(200, CustodyRecordOut)
@resources.arguments(LogAsked, location="query")
def get_detention(query: dict[str, Any], detention_id: uuid.UUID) -> dict[str, Any]:
    """Show a custody record with where its clock stands; the log only to those who may read it"""
    record = read_custody_record(current_actor(), detention_id=detention_id, **query)
    return {
        "detention": record.detention,
        "standing": as_standing(record.standing),
        "next_steps": [each.step.value for each in record.steps if not each.reason],
        "limited": record.limited,
        "arrival": None if record.limited else record.detention.arrival,
        "log": record.entries.rows,
        "log_next": record.entries.next_cursor,
    }


@resources.operation("/detentions/<uuid:detention_id>/identity", does=identify_detainee, methods=["POST"])
@resources.arguments(DetaineeIn)
@resources.response(201, DetentionOut)
def post_identity(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Say who somebody in custody is"""
    return identify_detainee(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/arrest", does=record_arrest, methods=["POST"])
@resources.arguments(ArrestIn)
@resources.response(201, DetentionOut)
def post_arrest(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record the arrest and what it was for"""
    return record_arrest(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/authorisation", does=authorise_detention, methods=["POST"])
@resources.arguments(AuthorisationIn)
@resources.response(201, DetentionOut)
def post_authorisation(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Authorise detention"""
    return authorise_detention(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/refusal", does=refuse_detention, methods=["POST"])
@resources.arguments(RefusalIn)
@resources.response(201, DetentionOut)
def post_refusal(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Refuse to authorise detention"""
    return refuse_detention(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/rights", does=give_rights, methods=["POST"])
@resources.arguments(RightsGivenIn)
@resources.response(201, DetentionOut)
def post_rights(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record rights as they were told and answered"""
    given = [RightGiven(**each) for each in fields.pop("given")]
    return give_rights(current_actor(), detention_id=detention_id, given=given, **fields)


@resources.operation("/rights/<uuid:right_id>/actions", does=act_on_right, methods=["POST"])
@resources.arguments(RightActionIn)
@resources.response(201, RightActionOut)
def post_right_action(fields: dict[str, Any], right_id: uuid.UUID) -> RightAction:
    """Record a step taken to meet a right"""
    return act_on_right(current_actor(), right_id=right_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/cell", does=put_in_cell, methods=["POST"])
@resources.arguments(CellIn)
@resources.response(201, DetentionOut)
def post_cell(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Put a detainee in a cell, or move them"""
    return put_in_cell(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/log", does=add_to_log, methods=["POST"])
@resources.arguments(CustodyEntryIn)
@resources.response(201, CustodyEntryOut)
def post_entry(fields: dict[str, Any], detention_id: uuid.UUID) -> LogEntry:
    """Write in the log"""
    return add_to_log(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/log/<uuid:entry_id>", does=correct_in_log, methods=["POST"])
@resources.arguments(CorrectionIn)
@resources.response(201, CustodyEntryOut)
def post_correction(fields: dict[str, Any], detention_id: uuid.UUID, entry_id: uuid.UUID) -> LogEntry:
    """Put a log entry right by a later one"""
    return correct_in_log(current_actor(), detention_id=detention_id, entry_id=entry_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/times/<uuid:fact_id>", does=correct_fact, methods=["POST"])
@resources.arguments(FactIn)
@resources.response(201, FactOut)
def post_time(fields: dict[str, Any], detention_id: uuid.UUID, fact_id: uuid.UUID) -> DetentionFact:
    """Put right when something happened; the clock follows"""
    return correct_fact(current_actor(), detention_id=detention_id, fact_id=fact_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/reviews", does=hold_review, methods=["POST"])
@resources.arguments(DetentionReviewIn)
@resources.response(201, DetentionReviewOut)
def post_review(fields: dict[str, Any], detention_id: uuid.UUID) -> Review:
    """Record a review of detention before charge"""
    return hold_review(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/reviews-after-charge", does=review_after_charge, methods=["POST"])
@resources.arguments(ReviewAfterChargeIn)
@resources.response(201, DetentionReviewOut)
def post_review_after_charge(fields: dict[str, Any], detention_id: uuid.UUID) -> Review:
    """Record a review of detention after charge"""
    return review_after_charge(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/postponement", does=postpone_review, methods=["POST"])
@resources.arguments(PostponementIn)
@resources.response(201, DetentionReviewOut)
def post_postponement(fields: dict[str, Any], detention_id: uuid.UUID) -> Review:
    """Record why a review cannot be held when it is due"""
    return postpone_review(current_actor(), detention_id=detention_id, **fields)


@resources.operation("/detentions/<uuid:detention_id>/charge", does=charge_detainee, methods=["POST"])
@resources.arguments(ChargesIn)
@resources.response(201, DetentionOut)
def post_charge(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Charge somebody and decide about bail"""
    return charge_detainee(current_actor(), detention_id=detention_id, **as_charged(fields))


@resources.operation("/detentions/<uuid:detention_id>/release", does=release_detainee, methods=["POST"])
@resources.arguments(LeavingIn)
@resources.response(201, DetentionOut)
def post_release(fields: dict[str, Any], detention_id: uuid.UUID) -> Detention:
    """Record that somebody left the suite"""
    return release_detainee(current_actor(), detention_id=detention_id, **fields)
