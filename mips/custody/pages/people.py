"""People around a detainee: asked for, reached, here, in private, gone; the appropriate adult; leave to interview."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.model.care import RightKind
from mips.custody.model.people import Attendance
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.schemas.people import (
    AdultDecisionIn,
    AllowInterviewIn,
    ArrivesIn,
    AskForIn,
    ConsultIn,
    LeavesIn,
    StandDownIn,
    TryToReachIn,
)
from mips.custody.usecases.adult import decide_adult
from mips.custody.usecases.interviewing import allow_interview
from mips.custody.usecases.people import (
    PeopleShown,
    arrives,
    begin_consultation,
    end_consultation,
    leaves,
    read_people,
    stand_down,
    try_to_reach,
)
from mips.custody.usecases.people import ask_for as ask_somebody
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.usecase import UseCase
from mips.web.endpoints import current_actor
from mips.web.forms import Form

TAB = "people"
_ONE = "/<uuid:detention_id>/people/<uuid:attendance_id>"


def _gather(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"people": read_people(actor, detention_id=record.detention.id), "helpers": list(Helper)}


add_tab(Tab(key=TAB, title="People", template="custody/tab_people.html", order=25, gather=_gather))
add_doing(
    Doing(
        key="people",
        label="Ask somebody to come",
        endpoint="custody.ask_for",
        order=30,
        group=Group.PEOPLE,
        permission=Permission.CUSTODY_RECORD_CREATE,
    )
)
add_doing(
    Doing(
        key="adult",
        label="Decide about an appropriate adult",
        endpoint="custody.adult",
        order=31,
        group=Group.PEOPLE,
        permission=Permission.CUSTODY_DETENTION_APPROVE,
        whose="For a custody officer",
    )
)
add_doing(
    Doing(
        key="allow-interview",
        label="Allow an interview without somebody",
        endpoint="custody.allow_interview_without",
        order=75,
        group=Group.INVESTIGATION,
        permission=Permission.CUSTODY_REVIEW_APPROVE,
        whose="For an inspector or superintendent",
        wait=lambda record: "" if record.detention.held and record.detention.authorised_at else None,
    )
)


@pages.page("/<uuid:detention_id>/people", does=read_people)
def people(detention_id: uuid.UUID) -> ResponseReturnValue:
    """Where the board sends whoever asks after somebody."""
    return redirect(url_for("custody.record", detention_id=detention_id, tab=TAB))


@pages.page("/<uuid:detention_id>/people/ask", does=ask_somebody, methods=["GET", "POST"])
def ask_for(detention_id: uuid.UUID) -> ResponseReturnValue:
    helper = request.args.get("helper", "")
    known = _wished(detention_id) if helper == Helper.SOLICITOR.value else {}
    return step(
        detention_id,
        Form(AskForIn(), initial={"helper": helper} | known),
        title="Ask somebody to come",
        submit="Save: they are waited for",
        action=lambda fields: ask_somebody(current_actor(), detention_id=detention_id, **fields),
        done="Asked for",
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/people/adult", does=decide_adult, methods=["GET", "POST"])
def adult(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    child = read_custody_record(actor, detention_id=detention_id).child
    return step(
        detention_id,
        Form(AdultDecisionIn(), initial={"because": AdultBecause.CHILD if child else None}),
        title="Is an appropriate adult needed?",
        submit="Save the decision",
        action=lambda fields: decide_adult(actor, detention_id=detention_id, **fields),
        done="Decision recorded",
        lead="Somebody under 18 always needs one, and so does an adult you have reason to think vulnerable "
        "(Code C 1.4, 1.5).",
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/people/interview", does=allow_interview, methods=["GET", "POST"])
def allow_interview_without(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    bar = read_people(actor, detention_id=detention_id).bar
    return step(
        detention_id,
        Form(AllowInterviewIn()),
        title="Allow an interview without somebody",
        submit="Allow it",
        action=lambda fields: allow_interview(actor, detention_id=detention_id, **fields),
        done="Recorded",
        lead=f"{bar}." if bar else "Nothing stands against an interview now.",
        tab=TAB,
    )


@pages.page(_ONE + "/reach", does=try_to_reach, methods=["GET", "POST"])
def reach(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, TryToReachIn(), try_to_reach, "Attempt to reach them", "Save")


@pages.page(_ONE + "/arrived", does=arrives, methods=["GET", "POST"])
def arrived(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, ArrivesIn(), arrives, "They arrived", "Save that they arrived")


@pages.page(_ONE + "/left", does=leaves, methods=["GET", "POST"])
def left(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, LeavesIn(), leaves, "They left", "Save that they left")


@pages.page(_ONE + "/stand-down", does=stand_down, methods=["GET", "POST"])
def not_waited_for(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, StandDownIn(), stand_down, "No longer waited for", "Save")


@pages.page(_ONE + "/private", does=begin_consultation, methods=["GET", "POST"])
def in_private(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, ConsultIn(), begin_consultation, "In private with them", "Save")


@pages.page(_ONE + "/private-over", does=end_consultation, methods=["GET", "POST"])
def private_over(detention_id: uuid.UUID, attendance_id: uuid.UUID) -> ResponseReturnValue:
    return _about(detention_id, attendance_id, LeavesIn(), end_consultation, "Private talk over", "Save")


def _about(
    detention_id: uuid.UUID,
    attendance_id: uuid.UUID,
    schema: Schema,
    does: UseCase[..., Any],
    title: str,
    submit: str,
) -> ResponseReturnValue:
    """One page about somebody who was asked for; the buttons of the tab send it as it stands, for now."""
    found = _attendance(read_people(current_actor(), detention_id=detention_id), attendance_id)
    if found is None or found.helper is not Helper.ADULT:
        schema.fields.pop("adult_checked", None)
    known = {"name": found.name, "organisation": found.organisation} if found and "name" in schema.fields else {}
    who = [("Who", found.called)] if found else []
    return step(
        detention_id,
        Form(schema, initial=known),
        title=title,
        submit=submit,
        action=lambda fields: does(current_actor(), attendance_id=attendance_id, **fields),
        done="Recorded",
        known=lambda _record: who,
        tab=TAB,
    )


def _attendance(shown: PeopleShown, attendance_id: uuid.UUID) -> Attendance | None:
    return next((each for each in shown.attended if each.id == attendance_id), None)


def _wished(detention_id: uuid.UUID) -> dict[str, Any]:
    """What the detainee said of the solicitor they want, when told their rights."""
    rights = read_custody_record(current_actor(), detention_id=detention_id).detention.rights
    wanted = next((each for each in reversed(rights) if each.kind is RightKind.LEGAL_ADVICE and each.wanted), None)
    if wanted is None:
        return {}
    duty = "duty" in wanted.detail.lower()
    return {"who_asked": "the detainee", "duty": duty or None, "name": "" if duty else wanted.detail}
