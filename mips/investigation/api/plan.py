"""Lines of enquiry and their actions over HTTP."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.plan import EnquiryAction, LineOfEnquiry
from mips.investigation.schemas import plan as schemas
from mips.investigation.usecases import actions
from mips.investigation.usecases.plan import Plan, add_line, decide_line, read_line, read_plan
from mips.investigation.usecases.usual import Added, add_usual_lines
from mips.web.endpoints import current_actor

_LINE, _ACTION = "/lines-of-enquiry/<uuid:line_of_enquiry_id>", "/actions/<uuid:enquiry_action_id>"


@resources.operation("/crimes/<uuid:crime_id>/plan", does=read_plan)
@resources.response(200, schemas.PlanOut)
def get_plan(crime_id: uuid.UUID) -> Plan:
    """Read the plan of an investigation"""
    return read_plan(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/lines-of-enquiry", does=add_line, methods=["POST"])
@resources.arguments(schemas.AddLineIn)
@resources.response(201, schemas.LineOut)
def post_line(fields: dict[str, Any], crime_id: uuid.UUID) -> LineOfEnquiry:
    """Add a line of enquiry"""
    return add_line(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/lines-of-enquiry/usual", does=add_usual_lines, methods=["POST"])
@resources.arguments(schemas.AddUsualIn)
@resources.response(201, schemas.LinesOut)
def post_usual_lines(fields: dict[str, Any], crime_id: uuid.UUID) -> Added:
    """Add the usual lines of a kind of crime"""
    return add_usual_lines(current_actor(), crime_id=crime_id, **fields)


@resources.operation(_LINE, does=read_line)
@resources.response(200, schemas.LineWithActionsOut)
def get_line(line_of_enquiry_id: uuid.UUID) -> LineOfEnquiry:
    """Read a line of enquiry"""
    return read_line(current_actor(), line_id=line_of_enquiry_id)


@resources.operation(f"{_LINE}/decision", does=decide_line, methods=["POST"])
@resources.arguments(schemas.DecideLineIn)
@resources.response(200, schemas.LineOut)
def post_line_decision(fields: dict[str, Any], line_of_enquiry_id: uuid.UUID) -> LineOfEnquiry:
    """Pursue a line of enquiry, or give it up"""
    return decide_line(current_actor(), line_id=line_of_enquiry_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/actions", does=actions.raise_action, methods=["POST"])
@resources.arguments(schemas.RaiseActionIn)
@resources.response(201, schemas.ActionOut)
def post_action(fields: dict[str, Any], crime_id: uuid.UUID) -> EnquiryAction:
    """Raise an action"""
    return actions.raise_action(current_actor(), crime_id=crime_id, **fields)


@resources.operation(_ACTION, does=actions.read_action)
@resources.response(200, schemas.ActionOut)
def get_action(enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """Read an action"""
    return actions.read_action(current_actor(), action_id=enquiry_action_id)


@resources.operation(f"{_ACTION}/allocation", does=actions.allocate_action, methods=["POST"])
@resources.arguments(schemas.AllocateActionIn)
@resources.response(200, schemas.ActionOut)
def post_allocation(fields: dict[str, Any], enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """Allocate an action"""
    return actions.allocate_action(current_actor(), action_id=enquiry_action_id, **fields)


@resources.operation(f"{_ACTION}/start", does=actions.start_action, methods=["POST"])
@resources.response(200, schemas.ActionOut)
def post_start(enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """Start an action"""
    return actions.start_action(current_actor(), action_id=enquiry_action_id)


@resources.operation(f"{_ACTION}/result", does=actions.result_action, methods=["POST"])
@resources.arguments(schemas.ResultActionIn)
@resources.response(200, schemas.ActionOut)
def post_action_result(fields: dict[str, Any], enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """Enter the result of an action"""
    return actions.result_action(current_actor(), action_id=enquiry_action_id, **fields)


@resources.operation(f"{_ACTION}/review", does=actions.review_action, methods=["POST"])
@resources.arguments(schemas.ReviewActionIn)
@resources.response(200, schemas.ActionOut)
def post_action_review(fields: dict[str, Any], enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """File an action, or send it back"""
    return actions.review_action(current_actor(), action_id=enquiry_action_id, **fields)


@resources.operation(f"{_ACTION}/drop", does=actions.drop_action, methods=["POST"])
@resources.arguments(schemas.DropActionIn)
@resources.response(200, schemas.ActionOut)
def post_action_drop(fields: dict[str, Any], enquiry_action_id: uuid.UUID) -> EnquiryAction:
    """Drop an action"""
    return actions.drop_action(current_actor(), action_id=enquiry_action_id, **fields)
