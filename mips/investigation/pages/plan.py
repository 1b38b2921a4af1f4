"""Pages of the plan: lines of enquiry on one page with their actions, and one page for each action."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.plan import OPEN, State
from mips.investigation.schemas import plan as schemas
from mips.investigation.usecases import actions as does
from mips.investigation.usecases.actions import read_action
from mips.investigation.usecases.plan import add_line, decide_line, read_line, read_plan
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.usual import add_usual_lines
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.tables import Tag

STATES = {State.RAISED: "soon", State.RESULTED: "soon", State.FILED: "done"}


def state_tags(action: EnquiryAction) -> list[Tag]:
    """Where an action stands, and that it is overdue."""
    said = "Dropped" if action.dropped_why else action.state.label
    tags = [Tag(state="waiting" if action.dropped_why else STATES.get(action.state, "running"), text=said)]
    return [Tag(state="late", text="Overdue"), *tags] if action.overdue else tags


@pages.page("/<uuid:crime_id>/plan", does=read_plan)
def plan(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_plan(actor, crime_id=crime_id)
    return render_template(
        "investigation/plan.html",
        plan=shown,
        crime=shown.crime,
        tags_of=state_tags,
        may_add=actor.may(Permission.INVESTIGATION_LOG_CREATE),
        may_change=actor.may(Permission.INVESTIGATION_LOG_UPDATE),
    )


@pages.page("/<uuid:crime_id>/plan/usual", does=add_usual_lines, methods=["GET", "POST"])
def usual_lines(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _job(
        crime_id,
        schemas.AddUsualIn(),
        lambda fields: add_usual_lines(actor, crime_id=crime_id, **fields),
        title="Add the usual lines of enquiry",
        submit="Add them",
        done="Added. Drop what does not fit, with the reason",
    )


@pages.page("/<uuid:crime_id>/plan/lines/new", does=add_line, methods=["GET", "POST"])
def new_line(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _job(
        crime_id,
        schemas.AddLineIn(),
        lambda fields: add_line(actor, crime_id=crime_id, **fields),
        title="Add a line of enquiry",
        submit="Add",
        done="Line of enquiry added",
        initial={"pursued": True, "suspect_id": request.args.get("suspect")},
    )


@pages.page("/lines/<uuid:line_id>/decision", does=decide_line, methods=["GET", "POST"])
def line_decision(line_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    line = read_line(actor, line_id=line_id)
    return _job(
        line.crime_id,
        schemas.DecideLineIn(),
        lambda fields: decide_line(actor, line_id=line_id, **fields),
        title="Is this line pursued?",
        submit="Save the decision",
        done="Decision saved",
        initial={"pursued": not line.pursued},
        about=[
            ("Line of enquiry", line.text),
            ("Now", "Pursued" if line.pursued else "Not pursued"),
            ("Why", line.why),
        ],
    )


@pages.page("/<uuid:crime_id>/actions/new", does=does.raise_action, methods=["GET", "POST"])
def new_action(crime_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return _job(
        crime_id,
        schemas.RaiseActionIn(),
        lambda fields: does.raise_action(actor, crime_id=crime_id, **fields),
        title="Raise an action",
        submit="Raise it",
        done="Action raised",
        initial={"line_id": request.args.get("line", ""), "priority": "routine"},
    )


def _job(
    crime_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
    initial: dict[str, Any] | None = None,
    about: list[tuple[str, Any]] | None = None,
    back: str = "",
) -> ResponseReturnValue:
    """A form about the plan; done, it leads back there, or to `back`."""
    form, back = Form(schema, initial=initial), back or url_for(".plan", crime_id=crime_id)
    if form.carries_out(action):
        flash(done)
        return redirect(back, 303)
    crime = read_crime(current_actor(), crime_id=crime_id).crime
    context = {"crime": crime, "form": form, "title": title, "submit": submit, "back": back, "about": about}
    return render_template("investigation/job.html", **context), form.status


@pages.page("/actions/<uuid:action_id>", does=read_action)
def action(action_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    row = read_action(actor, action_id=action_id)
    crime = read_crime(actor, crime_id=row.crime_id).crime
    return render_template(
        "investigation/action.html",
        row=row,
        crime=crime,
        tags=state_tags(row),
        facts=_facts(row),
        actions=_may(actor, row),
    )


def _facts(row: EnquiryAction) -> list[tuple[Any, ...]]:
    task = row.task
    facts: list[tuple[Any, ...]] = [
        ("Line of enquiry", row.line.text if row.line else "None"),
        ("Priority", row.priority.label),
        ("Raised", row.created_at),
        ("By", row.raised_by.name),
        ("Who does it", task.assignee.name if task.assignee else "Nobody yet"),
        ("Due", task.due_at or "Not said"),
    ]
    told: list[tuple[str, Any]] = [("Started", row.started_at), ("Reviewed", row.reviewed_at)]
    told += [("By", row.reviewed_by.name if row.reviewed_by else None), ("Filed", row.filed_at)]
    return facts + [(label, value) for label, value in told if value]


def _may(actor: Actor, row: EnquiryAction) -> list[dict[str, str]]:
    if not actor.may(Permission.INVESTIGATION_LOG_UPDATE) or row.state is State.FILED:
        return []
    if row.state is State.RESULTED:
        if row.task.done_by_id == actor.id:
            return [{"label": "Review the result", "reason": "You entered it: somebody else reviews it"}]
        return [{"label": "Review the result", "href": url_for(".review_action", action_id=row.id)}]
    reach = {
        "Enter the result": ("result_action", row.state in OPEN - {State.RAISED}),
        "Allocate": ("allocate_action", True),
        "Drop it": ("drop_action", True),
    }
    return [
        {"label": label, "href": url_for(f".{endpoint}", action_id=row.id)}
        for label, (endpoint, now) in reach.items()
        if now
    ]


@pages.page("/actions/<uuid:action_id>/start", does=does.start_action, methods=["POST"])
def start_action(action_id: uuid.UUID) -> ResponseReturnValue:
    does.start_action(current_actor(), action_id=action_id)
    return redirect(url_for(".action", action_id=action_id), 303)


@pages.page("/actions/<uuid:action_id>/allocation", does=does.allocate_action, methods=["GET", "POST"])
def allocate_action(action_id: uuid.UUID) -> ResponseReturnValue:
    return _step(action_id, schemas.AllocateActionIn(), does.allocate_action, "Who does it?", "Allocate")


@pages.page("/actions/<uuid:action_id>/result", does=does.result_action, methods=["GET", "POST"])
def result_action(action_id: uuid.UUID) -> ResponseReturnValue:
    return _step(action_id, schemas.ResultActionIn(), does.result_action, "Enter the result", "Save the result")


@pages.page("/actions/<uuid:action_id>/review", does=does.review_action, methods=["GET", "POST"])
def review_action(action_id: uuid.UUID) -> ResponseReturnValue:
    return _step(action_id, schemas.ReviewActionIn(), does.review_action, "Review the result", "Save the review")


@pages.page("/actions/<uuid:action_id>/drop", does=does.drop_action, methods=["GET", "POST"])
def drop_action(action_id: uuid.UUID) -> ResponseReturnValue:
    return _step(action_id, schemas.DropActionIn(), does.drop_action, "Drop the action", "Drop it")


def _step(
    action_id: uuid.UUID, schema: Schema, use: Callable[..., Any], title: str, submit: str
) -> ResponseReturnValue:
    actor = current_actor()
    row = read_action(actor, action_id=action_id)
    about = [(f"Action {row.number}", row.text)]
    if row.task.result:
        about.append(("Result", row.task.result))
    back = url_for(".action", action_id=action_id)
    told: dict[str, Any] = {"about": about, "title": title, "submit": submit, "done": "Saved", "back": back}
    return _job(row.crime_id, schema, lambda fields: use(actor, action_id=action_id, **fields), **told)
