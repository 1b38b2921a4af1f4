"""Voluntary attendance: the list of a suite, and each attendance from planning to what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import asked_for, with_offences
from mips.custody.rules.volunteers import BEFORE_COMING, DECIDED_ON, Outcome
from mips.custody.schemas.booking import asking
from mips.custody.schemas.volunteers import (
    AttendanceEntryIn,
    AttendanceIn,
    AttendanceOutcomeIn,
    BegunIn,
    InformedIn,
    VolunteerArrestIn,
    VolunteerBreakIn,
    VolunteerInterviewEndIn,
    VolunteerInterviewIn,
    VolunteerLeaveIn,
    VolunteerResumeIn,
    as_outcome,
)
from mips.custody.usecases.suites import open_suites
from mips.custody.usecases.volunteer_interviews import (
    allow_volunteer_interview,
    arrest_volunteer,
    begin_volunteer_break,
    begin_volunteer_interview,
    end_volunteer_interview,
    resume_volunteer_interview,
)
from mips.custody.usecases.volunteer_reading import (
    VolunteerRecord,
    VolunteerView,
    list_volunteers,
    read_volunteer,
)
from mips.custody.usecases.volunteering import (
    add_to_attendance,
    begin_attendance,
    decide_attendance,
    draft_attendance,
    inform_volunteer,
    plan_attendance,
)
from mips.record.model.work import LogEntry
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


@pages.page("/volunteers", does=list_volunteers)
def volunteers() -> ResponseReturnValue:
    view, suite_id = _view(), asked_for("suite")
    found = list_volunteers(current_actor(), view=view, suite_id=suite_id, after=request.args.get("after"))
    links = {
        name: url_for("custody.volunteers", view=view.value, suite=suite_id, after=cursor)
        for name, cursor in (("next_url", found.page.next_cursor), ("previous_url", found.page.previous_cursor))
        if cursor
    }
    tabs = [
        (each.label, url_for("custody.volunteers", view=each.value, suite=suite_id), each is view)
        for each in VolunteerView
    ]
    return render_template("custody/volunteers.html", found=found, tabs=tabs, links=links, suites=open_suites())


@pages.page("/volunteers/new", does=plan_attendance, methods=["GET", "POST"])
def plan_volunteer() -> ResponseReturnValue:
    actor = current_actor()
    person_id, crime_id = asked_for("person"), asked_for("crime")
    offered = draft_attendance(actor, person_id=person_id, crime_id=crime_id)
    known = {
        "person_id": person_id,
        "suite_id": request.args.get("suite"),
        "offence_ids": [offence.id for offence in offered],
    }
    hidden = () if actor.may(Permission.CUSTODY_RECORD_CREATE) else ("officer_id",)
    form = Form(with_offences(AttendanceIn(exclude=hidden), offered), initial=known)
    if form.carries_out(lambda fields: plan_attendance(actor, **fields)):
        flash("Here voluntarily" if form.result.began_at else "Planned")
        return redirect(url_for("custody.volunteer", volunteer_id=form.result.id))
    return render_template("custody/plan_volunteer.html", form=form), form.status


@pages.page("/volunteers/<uuid:volunteer_id>", does=read_volunteer)
def volunteer(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    record = read_volunteer(actor, volunteer_id=volunteer_id, after=request.args.get("after"))
    after = record.entries.next_cursor
    return render_template(
        "custody/volunteer.html",
        record=record,
        actions=_actions(actor, record),
        entry=Form(AttendanceEntryIn()),
        entries=[_entry(each) for each in record.entries.rows],
        older=after and url_for("custody.volunteer", volunteer_id=volunteer_id, after=after),
    )


@pages.page("/volunteers/<uuid:volunteer_id>/came", does=begin_attendance, methods=["GET", "POST"])
def volunteer_came(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(BegunIn()),
        title="They have come",
        submit="Record that they came",
        action=lambda fields: begin_attendance(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Here voluntarily",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/rights", does=inform_volunteer, methods=["GET", "POST"])
def volunteer_rights(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    record = read_volunteer(current_actor(), volunteer_id=volunteer_id)
    return _step(
        volunteer_id,
        Form(InformedIn(), initial=_answered(record)),
        title="Rights of a volunteer",
        submit="Save",
        action=lambda fields: inform_volunteer(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Told their rights",
        lead="They may leave at any time unless they are arrested (PACE 1984 s.29, Code C 3.21).",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/interview", does=begin_volunteer_interview, methods=["GET", "POST"])
def volunteer_interview(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(VolunteerInterviewIn()),
        title="Begin an interview",
        submit="Begin the interview",
        action=lambda fields: begin_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Interview under way",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/interview/end", does=end_volunteer_interview, methods=["GET", "POST"])
def volunteer_interview_end(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(VolunteerInterviewEndIn()),
        title="End the interview",
        submit="End the interview",
        action=lambda fields: end_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Interview ended",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/interview/break", does=begin_volunteer_break, methods=["GET", "POST"])
def volunteer_break(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(VolunteerBreakIn()),
        title="Break in the interview",
        submit="Break off",
        action=lambda fields: begin_volunteer_break(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Break recorded",
    )


@pages.page(
    "/volunteers/<uuid:volunteer_id>/interview/resume", does=resume_volunteer_interview, methods=["GET", "POST"]
)
def volunteer_resume(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(VolunteerResumeIn()),
        title="Interview resumes",
        submit="Record that it resumed",
        action=lambda fields: resume_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Interview resumed",
        lead="Remind them that they are still under caution, and that they may leave (Code C 10.8).",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/leave", does=allow_volunteer_interview, methods=["GET", "POST"])
def volunteer_leave(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(VolunteerLeaveIn()),
        title="Allow an interview without somebody",
        submit="Allow it",
        action=lambda fields: allow_volunteer_interview(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Allowed",
        lead="By a superintendent where waiting would lead to harm, loss or interference (Code C 11.1, 11.18); by an "
        "inspector where they no longer want legal advice (Code C 6.6).",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/outcome", does=decide_attendance, methods=["GET", "POST"])
def volunteer_outcome(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    def decide(fields: dict[str, Any]) -> object:
        return decide_attendance(current_actor(), volunteer_id=volunteer_id, **as_outcome(fields))

    here = read_volunteer(current_actor(), volunteer_id=volunteer_id).volunteer
    fitting = [each for each in DECIDED_ON if (each in BEFORE_COMING) == (here.began_at is None)]
    return _step(
        volunteer_id,
        Form(offering(AttendanceOutcomeIn(), outcome=[(each.value, each.label) for each in fitting])),
        title="What came of it",
        submit="Save",
        action=decide,
        done="Saved",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/log", does=add_to_attendance, methods=["GET", "POST"])
def volunteer_log(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        volunteer_id,
        Form(AttendanceEntryIn()),
        title="Add to the log",
        submit="Add",
        action=lambda fields: add_to_attendance(current_actor(), volunteer_id=volunteer_id, **fields),
        done="Added to the log",
    )


@pages.page("/volunteers/<uuid:volunteer_id>/arrest", does=arrest_volunteer, methods=["GET", "POST"])
def volunteer_arrest(volunteer_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    here = read_volunteer(actor, volunteer_id=volunteer_id).volunteer
    known = {
        "offence_ids": [offence.id for offence in here.offences],
        "arrest_power": "PACE 1984 s.24",
        "arrest_place": here.where,
        "arrested_by_id": here.officer_id,
        "suite_id": here.suite_id,
    }
    schema = VolunteerArrestIn(exclude=("elsewhere", "arrest_area", "sought_by", "questioned_there"))
    form = Form(
        asking(with_offences(schema, here.offences), "cautioned", "arrest_force", "arrest_search"), initial=known
    )
    if form.carries_out(lambda fields: arrest_volunteer(actor, volunteer_id=volunteer_id, **fields)):
        flash("Arrested. The custody record is open with all that was known")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    record = read_volunteer(actor, volunteer_id=volunteer_id)  # afresh: a refusal has let go of the first
    about = {
        "title": "Arrest",
        "submit": "Arrest and open a custody record",
        "lead": "They may no longer leave, and are told so at once (PACE 1984 s.29).",
    }
    return render_template("custody/volunteer_step.html", form=form, record=record, **about), form.status


def _step(
    volunteer_id: uuid.UUID,
    form: Form,
    *,
    title: str,
    submit: str,
    action: Callable[[dict[str, Any]], object],
    done: str,
    lead: str = "",
) -> ResponseReturnValue:
    """One page about an attendance: carry it out and go back to it, or ask again."""
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("custody.volunteer", volunteer_id=volunteer_id))
    record = read_volunteer(current_actor(), volunteer_id=volunteer_id)
    about = {"title": title, "submit": submit, "lead": lead}
    return render_template("custody/volunteer_step.html", form=form, record=record, **about), form.status


def _answered(record: VolunteerRecord) -> dict[str, Any]:
    """What was answered before, for whoever tells it again; nothing is answered for them the first time."""
    here = record.volunteer
    if here.informed_at is None:
        return {}
    names = ("advice_wanted", "advice_reason", "solicitor", "vulnerable", "vulnerable_why", "adult")
    return {name: getattr(here, name) for name in (*names, "interpreter_needed", "language", "interpreter")}


def _actions(actor: Actor, record: VolunteerRecord) -> list[dict[str, Any]]:
    """What may be done about it now, in the order of the process; what another must do is greyed."""
    return [_action(actor, record, *each) for each in _doings(record)]


_U = Permission.CUSTODY_VOLUNTARY_UPDATE
_WHOSE = {
    Permission.CUSTODY_RECORD_CREATE: "For custody staff",
    Permission.CUSTODY_REVIEW_APPROVE: "For a superintendent, or an inspector",
}


def _doings(record: VolunteerRecord) -> list[tuple[str, str, Permission, str]]:
    """(label, endpoint, who may, why it must wait)."""
    here = record.volunteer
    if here.began_at is None and here.outcome is None:
        return [("They have come", "volunteer_came", _U, ""), ("It will not happen", "volunteer_outcome", _U, "")]
    if here.outcome is Outcome.LEFT:
        return [("Decide what comes of it", "volunteer_outcome", _U, "")]
    if not here.here:
        return []
    if record.running:
        paused = ("Resume", "volunteer_resume") if record.running.paused else ("Break", "volunteer_break")
        return [(*paused, _U, ""), ("End the interview", "volunteer_interview_end", _U, "")]
    untold = here.informed_at is None
    rights = ("Give rights" if untold else "Give rights again", "volunteer_rights", _U, "")
    interview = ("Begin an interview", "volunteer_interview", _U, "Give rights first" if untold else "")
    ending = ("They leave", "volunteer_outcome", _U, "")
    arrest = ("Arrest", "volunteer_arrest", Permission.CUSTODY_RECORD_CREATE, "")
    leave = ("Allow an interview without somebody", "volunteer_leave", Permission.CUSTODY_REVIEW_APPROVE, "")
    return [rights, interview, ending, arrest] if untold else [interview, ending, arrest, rights, leave]


def _action(
    actor: Actor, record: VolunteerRecord, label: str, endpoint: str, permission: Permission, wait: str
) -> dict[str, Any]:
    whose = _WHOSE.get(permission, "For the interviewing officer")
    return {
        "label": label,
        "reason": wait or ("" if actor.may(permission) else whose),
        "href": url_for(f"custody.{endpoint}", volunteer_id=record.volunteer.id),
    }


def _entry(entry: LogEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "entered_at": entry.created_at,
        "title": entry.text,
        "by": entry.author.name,
        "kind": "" if entry.kind == "entry" else entry.kind,
    }


def _view() -> VolunteerView:
    asked = request.args.get("view", "")
    return VolunteerView(asked) if asked in set(VolunteerView) else VolunteerView.TODAY
