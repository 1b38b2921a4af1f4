"""Force, incidents, complaints, and the referral of a death or serious injury."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.incidents import FollowUp
from mips.custody.schemas.health import ComplaintIn, FollowUpIn, ForceIn, IncidentIn, ReferralIn, RestraintOverIn
from mips.custody.usecases.incidents import (
    read_events,
    record_complaint,
    record_follow_up,
    record_force,
    record_incident,
    record_referral,
)
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.restraints import end_restraint, restraint_under_way, restraints_of
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/events", does=read_events)
def events(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_custody_record(actor, detention_id=detention_id)
    return render_template("custody/events.html", record=shown, held=shown.detention, **_events(actor, shown))


@pages.page("/<uuid:detention_id>/force", does=record_force, methods=["GET", "POST"])
def force(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ForceIn()),
        title="Use of force by one officer",
        submit="Save this officer\u2019s form",
        action=lambda fields: record_force(current_actor(), detention_id=detention_id, **fields),
        done="Use of force recorded. Fill in one form for each officer",
    )


@pages.page("/<uuid:detention_id>/incident", does=record_incident, methods=["GET", "POST"])
def incident(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(IncidentIn()),
        title="Incident",
        submit="Save",
        action=lambda fields: record_incident(current_actor(), detention_id=detention_id, **fields),
        done="Incident recorded",
        lead="A death or serious injury locks this record: nothing on it can be corrected afterwards. "
        "After a death only those named see it. "
        "Preserve the scene, and tell the duty inspector and professional standards at once.",
    )


@pages.page("/<uuid:detention_id>/restraint-over", does=end_restraint, methods=["GET", "POST"])
def restraint_over(detention_id: uuid.UUID) -> ResponseReturnValue:
    if request.method == "GET":
        read_events(current_actor(), detention_id=detention_id)
        restraint_under_way(detention_id)
    return step(
        detention_id,
        Form(RestraintOverIn()),
        title="Restraint taken off",
        submit="Save",
        action=lambda fields: end_restraint(current_actor(), detention_id=detention_id, **fields),
        done="Written down. The board says no more of it",
        known=_restraint,
        tab="events",
    )


def _restraint(record: CustodyRecord) -> list[tuple[str, Any]]:
    """What goes on: since when, with what, and who approved it."""
    found = restraints_of(record.detention.id)
    if not found:
        return []
    on = found[0]
    used = ", ".join(title_of("cell-restraint", code) for code in on.equipment)
    approved = on.approved_by.name if on.approved_by else ""
    return [("Since", filters.moment(on.at)), ("Used", used), ("Approved by", approved), ("Account", on.account)]


@pages.page("/<uuid:detention_id>/complaint", does=record_complaint, methods=["GET", "POST"])
def complaint(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ComplaintIn()),
        title="Complaint about treatment",
        submit="Report it to the inspector",
        action=lambda fields: record_complaint(current_actor(), detention_id=detention_id, **fields),
        done="Complaint reported. It is on the inspector\u2019s list of work",
        lead="To an inspector not connected with the investigation, as soon as practicable (Code C 9.2).",
    )


@pages.page("/<uuid:detention_id>/incidents/<uuid:incident_id>/referral", does=record_referral, methods=["GET", "POST"])
def referral(detention_id: uuid.UUID, incident_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(ReferralIn()),
        title="Referral to the IOPC",
        submit="Save the referral",
        action=lambda fields: record_referral(current_actor(), incident_id=incident_id, **fields),
        done="Referral recorded",
    )


@pages.page(
    "/<uuid:detention_id>/incidents/<uuid:incident_id>/follow-up", does=record_follow_up, methods=["GET", "POST"]
)
def follow_up(detention_id: uuid.UUID, incident_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_events(current_actor(), detention_id=detention_id)
    owed = [each for found in shown.incidents if found.id == incident_id for each in found.owed]
    named = [(each.value, each.label) for each in owed] or [(each.value, each.label) for each in FollowUp]
    return step(
        detention_id,
        Form(offering(FollowUpIn(), step=named), initial=dict(request.args)),
        title="After a death or serious injury",
        submit="Save",
        action=lambda fields: record_follow_up(
            current_actor(), incident_id=incident_id, **fields | {"step": FollowUp(fields["step"])}
        ),
        done="Written down",
        tab="events",
    )


def _events(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    events = read_events(actor, detention_id=record.detention.id)
    tactics = {each.id: [title_of("force-tactic", code) for code in each.tactics] for each in events.force}
    tactics |= {each.id: [title_of("cell-restraint", code) for code in each.equipment] for each in events.incidents}
    reasons = {each.id: [title_of("force-reason", code) for code in each.reasons] for each in events.force}
    return {"events": events, "tactics": tactics, "reasons": reasons}


add_tab(Tab(key="events", title="Force and incidents", template="custody/tab_events.html", order=65, gather=_events))
add_doing(
    Doing(
        key="incident",
        label="Force, incident or complaint",
        endpoint="custody.events",
        order=80,
        group=Group.CARE,
        permission=record_incident.permission,
    )
)
