"""What custody shows to other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.model.care import ReviewMethod
from mips.custody.model.suite import CellKind
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.cameras import CameraOut
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.mentions import Column
from mips.custody.rules.standing import Standing
from mips.custody.rules.urgency import Urgency


class SuiteOut(Schema):
    id = plain.UUID()
    name = plain.String()
    code = plain.String()
    force = plain.String()
    station = plain.String()
    designated = plain.Boolean()
    court = plain.String()
    cells = plain.List(plain.Nested(lambda: CellOut()))


class CellOut(Schema):
    id = plain.UUID()
    name = plain.String()
    kind = plain.Enum(CellKind, by_value=True)
    camera_out = plain.Enum(CameraOut, by_value=True, allow_none=True)
    closed_at = plain.AwareDateTime(allow_none=True)


class HeldOffenceOut(Schema):
    id = plain.UUID()
    code = plain.String()
    title = plain.String()
    stage = plain.String()
    crime_id = plain.UUID(allow_none=True)
    wording = plain.String()
    charged_at = plain.AwareDateTime(allow_none=True)


class DetentionOut(Schema):
    """A custody record; the clock is worked out when it is asked for."""

    id = plain.UUID()
    reference = plain.String()
    version = plain.Integer()
    suite_id = plain.UUID()
    person_id = plain.UUID(allow_none=True)
    detainee = plain.String()
    arrived_at = plain.AwareDateTime()
    held_until = plain.AwareDateTime(allow_none=True)
    attended_voluntarily = plain.Boolean()
    arrested_at = plain.AwareDateTime(allow_none=True)
    authorised_at = plain.AwareDateTime(allow_none=True)
    refused_at = plain.AwareDateTime(allow_none=True)
    cell_id = plain.UUID(allow_none=True)
    charged_at = plain.AwareDateTime(allow_none=True)
    asn = plain.String()
    released_at = plain.AwareDateTime(allow_none=True)
    disposal = plain.Enum(Disposal, by_value=True, allow_none=True)
    offences = plain.List(plain.Nested(HeldOffenceOut))


class FactOut(Schema):
    id = plain.UUID()
    kind = plain.String()
    at = plain.AwareDateTime()
    replaced_at = plain.AwareDateTime(allow_none=True)
    why = plain.String()


class ClockOut(Schema):
    """Where the clock stands; instants in UTC, minutes whole."""

    relevant_time = plain.AwareDateTime(allow_none=True)
    authority = plain.String(allow_none=True)
    counted_minutes = plain.Integer(allow_none=True)
    minutes_left = plain.Integer(allow_none=True)
    limit = plain.AwareDateTime(allow_none=True)
    next_review_due = plain.AwareDateTime(allow_none=True)
    urgency = plain.String()


def as_standing(stands: Standing) -> dict[str, Any]:
    """A standing as ClockOut shows it. Deadlines that stand still have no instant."""
    running = stands.clock
    due = stands.next_review.due if stands.next_review else None
    return {
        "relevant_time": stands.began and stands.began.at,
        "authority": stands.began and stands.began.source.section,
        "counted_minutes": running and running.counted_minutes,
        "minutes_left": running and running.minutes_left,
        "limit": running.ends if running and isinstance(running.ends, datetime) else None,
        "next_review_due": due if isinstance(due, datetime) else None,
        "urgency": stands.urgency.value,
    }


class DetentionReviewOut(Schema):
    id = plain.UUID()
    detention_id = plain.UUID()
    number = plain.Integer()
    due_at = plain.AwareDateTime(allow_none=True)
    held_at = plain.AwareDateTime(allow_none=True)
    method = plain.Enum(ReviewMethod, by_value=True, allow_none=True)
    postponed_at = plain.AwareDateTime(allow_none=True)
    reason = plain.String()


class RightActionOut(Schema):
    id = plain.UUID()
    right_id = plain.UUID()
    at = plain.AwareDateTime()
    text = plain.String()


class CustodyEntryOut(Schema):
    id = plain.UUID()
    at = plain.AwareDateTime()
    entered_at = plain.AwareDateTime(attribute="created_at")
    kind = plain.String()
    text = plain.String()
    author = plain.Function(lambda entry: entry.author.name, metadata={"type": "string"})


class CustodyRecordOut(Schema):
    detention = plain.Nested(DetentionOut)
    arrival = plain.Enum(ArrivalKind, by_value=True, allow_none=True)
    """What brought them; not in the limited form."""
    facts = plain.List(plain.Nested(FactOut), attribute="detention.facts")
    standing = plain.Nested(ClockOut)
    next_steps = plain.List(plain.String())
    limited = plain.Boolean()
    log = plain.List(plain.Nested(CustodyEntryOut))
    log_next = plain.String(allow_none=True, metadata={"description": "Send as `after` for the earlier entries"})


def as_clock(line: ClockLine, now: datetime) -> dict[str, Any]:
    """The clock of a whiteboard's row as ClockOut shows it."""
    return {
        "relevant_time": line.began,
        "authority": line.authority or None,
        "counted_minutes": line.counted(now) if line.limit else None,
        "minutes_left": line.left(now),
        "limit": line.limit if isinstance(line.limit, datetime) else None,
        "next_review_due": line.review if isinstance(line.review, datetime) else None,
        "urgency": line.urgency(now).value,
    }


class OnBoardOut(Schema):
    """Who a row of a whiteboard is about."""

    id = plain.UUID(attribute="detention_id")
    reference = plain.String()
    detainee = plain.String()
    child = plain.Boolean()
    cell_id = plain.UUID(allow_none=True)
    cell = plain.String()
    arrived_at = plain.AwareDateTime()
    authorised_at = plain.AwareDateTime(allow_none=True)
    charged_at = plain.AwareDateTime(allow_none=True)
    offences = plain.List(plain.String())
    markers = plain.List(plain.String())
    kept_apart_from = plain.List(plain.UUID(), attribute="apart")


class MentionOut(Schema):
    """One thing said of a detainee: where it stands, its words, when it is due or since when it waits."""

    column = plain.Enum(Column, by_value=True)
    words = plain.String()
    due_at = plain.AwareDateTime(allow_none=True)
    since = plain.AwareDateTime(allow_none=True)


class WhiteboardRowOut(Schema):
    detention = plain.Nested(OnBoardOut)
    standing = plain.Nested(ClockOut)
    urgency = plain.Enum(Urgency, by_value=True)
    mentions = plain.List(plain.Nested(MentionOut))
    next = plain.String(allow_none=True)
    todo = plain.String(allow_none=True)


class WhiteboardOut(Schema):
    suite_id = plain.UUID()
    at = plain.AwareDateTime()
    waiting = plain.List(plain.Nested(WhiteboardRowOut))
    held = plain.List(plain.Nested(WhiteboardRowOut))
