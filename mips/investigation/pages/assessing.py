"""The pages on which a crime is assessed, and the board of domestic abuse that nobody has assessed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.investigation.model.crime import Crime
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.assessment import DASH_QUESTIONS
from mips.investigation.schemas.assessment import (
    AssessHateIn,
    AssessThriveIn,
    LookAgainIn,
    ScreenCrimeIn,
    ScreenStalkingIn,
    answered,
    asking,
    thrive_given,
)
from mips.investigation.usecases.assessing import assess_domestic_abuse, look_again
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.screening import assess_hate, assess_thrive, screen_crime, screen_stalking
from mips.investigation.usecases.unassessed import Unassessed, list_unassessed, read_assessments
from mips.record.reference.lookup import listed
from mips.web.endpoints import current_actor
from mips.web.filters import left, since
from mips.web.forms import Form
from mips.web.tables import Column, Listing, Tag


def _columns(board: Unassessed) -> Sequence[Column[Crime]]:
    return [
        Column(
            label="Crime",
            value=lambda crime: crime.reference or "No number",
            link=lambda crime: url_for("investigation.crime", crime_id=crime.id),
        ),
        Column(label="Offence", value=lambda crime: crime.offence_title or crime.category),
        Column(label="Reported", value=lambda crime: since(crime.reported_at or crime.created_at)),
        Column(label="Assess by", value=lambda crime: _due(board, crime)),
        Column(
            label="Officer",
            value=lambda crime: crime.officer_in_case.name if crime.officer_in_case else "Not allocated",
        ),
    ]


def _due(board: Unassessed, crime: Crime) -> Tag:
    due = board.due(crime)
    if due <= board.at:
        return Tag(state="late", text=f"OVERDUE {since(due)}")
    return Tag(state="soon", text=left(due))


@pages.page("/unassessed", does=list_unassessed)
def unassessed() -> ResponseReturnValue:
    board = list_unassessed(current_actor(), after=request.args.get("after"))
    listing = Listing(
        caption="Domestic abuse not assessed",
        columns=_columns(board),
        page=board.page,
        total=board.total,
        empty="Every crime of domestic abuse has been assessed. One that has not stands here from the first minute.",
    )
    return render_template("investigation/assessment/board.html", listing=listing, board=board)


@pages.page("/<uuid:crime_id>/assessments", does=read_assessments)
def assessments(crime_id: uuid.UUID) -> ResponseReturnValue:
    found = read_assessments(current_actor(), crime_id=crime_id)
    return render_template("investigation/assessment/list.html", found=found, crime=found.crime)


@pages.page("/<uuid:crime_id>/assessments/dash", does=assess_domestic_abuse, methods=["GET", "POST"])
def dash(crime_id: uuid.UUID) -> ResponseReturnValue:
    questions = listed(DASH_QUESTIONS)
    return _one_job(
        crime_id,
        asking(questions),
        lambda fields: assess_domestic_abuse(current_actor(), crime_id=crime_id, **answered(fields, questions)),
        title="Risk to the victim",
        submit="Save the assessment",
        done="Assessed",
    )


@pages.page("/<uuid:crime_id>/assessments/<uuid:assessment_id>/second-look", does=look_again, methods=["GET", "POST"])
def second_look(crime_id: uuid.UUID, assessment_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        crime_id,
        LookAgainIn(),
        lambda fields: look_again(current_actor(), assessment_id=assessment_id, **fields),
        title="Look again at the risk",
        submit="Save the second look",
        done="Looked at again",
    )


@pages.page("/<uuid:crime_id>/assessments/thrive", does=assess_thrive, methods=["GET", "POST"])
def thrive(crime_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        crime_id,
        AssessThriveIn(),
        lambda fields: assess_thrive(current_actor(), crime_id=crime_id, **thrive_given(fields)),
        title="Threat, harm and risk",
        submit="Save the assessment",
        done="Assessed",
    )


@pages.page("/<uuid:crime_id>/assessments/screening", does=screen_crime, methods=["GET", "POST"])
def screening(crime_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        crime_id,
        ScreenCrimeIn(),
        lambda fields: screen_crime(current_actor(), crime_id=crime_id, **fields),
        title="Solvability and screening",
        submit="Save the decision",
        done="Decided",
    )


@pages.page("/<uuid:crime_id>/assessments/stalking", does=screen_stalking, methods=["GET", "POST"])
def stalking(crime_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        crime_id,
        ScreenStalkingIn(),
        lambda fields: screen_stalking(current_actor(), crime_id=crime_id, **fields),
        title="Is it stalking?",
        submit="Save the screening",
        done="Screened",
    )


@pages.page("/<uuid:crime_id>/assessments/hate", does=assess_hate, methods=["GET", "POST"])
def hate(crime_id: uuid.UUID) -> ResponseReturnValue:
    return _one_job(
        crime_id,
        AssessHateIn(),
        lambda fields: assess_hate(current_actor(), crime_id=crime_id, **fields),
        title="Hate crime risk",
        submit="Save the assessment",
        done="Assessed",
    )


def _one_job(
    crime_id: uuid.UUID,
    schema: Schema,
    action: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> ResponseReturnValue:
    """A form of one assessment; done, it leads to all of the crime."""
    form = Form(schema)
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("investigation.assessments", crime_id=crime_id), 303)
    crime = read_crime(current_actor(), crime_id=crime_id).crime
    return render_template("investigation/job.html", crime=crime, form=form, title=title, submit=submit), form.status
