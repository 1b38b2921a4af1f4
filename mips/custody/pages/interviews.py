"""Who has a detainee, and interviews: handed over, begun, broken off, ended, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.interviews import break_until
from mips.custody.schemas.investigation import BreakIn, HandOverIn, InterviewEndIn, InterviewIn, ResumeIn, TakeBackIn
from mips.custody.usecases.interviews import (
    begin_break,
    end_interview,
    hand_over,
    read_investigation,
    resume_interview,
    start_interview,
    take_back,
)
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


def _step(
    detention_id: uuid.UUID,
    schema: Schema,
    action: Callable[..., object],
    *,
    title: str,
    submit: str,
    done: str,
    lead: str = "",
) -> ResponseReturnValue:
    """One form, back to who has them now."""
    form, back = Form(schema), url_for("custody.interviews", detention_id=detention_id)
    if form.carries_out(lambda fields: action(current_actor(), detention_id=detention_id, **fields)):
        flash(done)
        return redirect(back)
    record = read_custody_record(current_actor(), detention_id=detention_id)
    about = {"title": title, "submit": submit, "lead": lead, "known": [], "back": back}
    return render_template("custody/step.html", form=form, record=record, **about), form.status


@pages.page("/<uuid:detention_id>/interviews", does=read_investigation)
def interviews(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    record = read_custody_record(actor, detention_id=detention_id)
    return render_template("custody/interviews.html", record=record, held=record.detention, **_tab(actor, record))


@pages.page("/<uuid:detention_id>/hand-over", does=hand_over, methods=["GET", "POST"])
def hand_to_officer(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        HandOverIn(),
        hand_over,
        title="Hand over to an officer",
        submit="Hand over",
        done="Handed over. It stands on the board until they are back",
        lead="From here that officer answers for them, until they are taken back (PACE 1984 s.39(2)).",
    )


@pages.page("/<uuid:detention_id>/take-back", does=take_back, methods=["GET", "POST"])
def back_in_custody(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id, TakeBackIn(), take_back, title="Take back", submit="Take back", done="Taken back into custody"
    )


@pages.page("/<uuid:detention_id>/interview/start", does=start_interview, methods=["GET", "POST"])
def interview_start(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        InterviewIn(),
        start_interview,
        title="Interview begins",
        submit="Record the start",
        done="Interview begun",
    )


@pages.page("/<uuid:detention_id>/interview/break", does=begin_break, methods=["GET", "POST"])
def interview_break(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id, BreakIn(), begin_break, title="Break in the interview", submit="Break off", done="Break recorded"
    )


@pages.page("/<uuid:detention_id>/interview/resume", does=resume_interview, methods=["GET", "POST"])
def interview_resume(detention_id: uuid.UUID) -> ResponseReturnValue:
    paused = read_investigation(current_actor(), detention_id=detention_id).paused
    until = break_until(paused.reason, paused.began_at) if paused else None
    least = f" The break lasts until {filters.time(until)} at least, normally." if until else ""
    return _step(
        detention_id,
        ResumeIn(),
        resume_interview,
        title="Interview resumes",
        submit="Record that it resumed",
        done="Interview resumed",
        lead="Remind them that they are still under caution, and of the right to free legal advice (Code C 11.2)."
        + least,
    )


@pages.page("/<uuid:detention_id>/interview/end", does=end_interview, methods=["GET", "POST"])
def interview_end(detention_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        detention_id,
        InterviewEndIn(),
        end_interview,
        title="Interview ends",
        submit="Record the end",
        done="Interview ended. They are with the officer until taken back",
    )


def _tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    found = read_investigation(actor, detention_id=record.detention.id)
    if found.paused:
        doable = [("Resume", "custody.interview_resume"), ("End the interview", "custody.interview_end")]
    elif found.interview:
        doable = [("End the interview", "custody.interview_end"), ("Break", "custody.interview_break")]
    elif found.out:
        doable = [("Take back", "custody.back_in_custody")]
        if found.out.purpose == "interview":
            doable = [("Begin the interview", "custody.interview_start"), *doable]
    else:
        doable = [("Hand over to an officer", "custody.hand_to_officer")]
    return {"break_until": break_until, "investigation": found, "doable": doable if record.detention.held else []}


add_tab(Tab(key="interviews", title="Interviews", template="custody/tab_interviews.html", order=55, gather=_tab))
add_doing(
    Doing(
        key="interviews",
        label="Hand over, interview, take back",
        endpoint="custody.interviews",
        order=50,
        group=Group.INVESTIGATION,
        permission=start_interview.permission,
        wait=lambda record: "" if record.detention.held and record.detention.authorised_at else None,
    )
)
