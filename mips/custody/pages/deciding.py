"""Reviews, charge and release."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.between.questions import CrimeFacts
from mips.core import clock
from mips.custody.model.detention import Detention
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step, why_here
from mips.custody.pages.capacity import acted_before, asked_here, not_asked_here
from mips.custody.pages.leaving import before_they_leave
from mips.custody.rules.arithmetic import Deadline
from mips.custody.rules.arrivals import fits
from mips.custody.rules.charging import first_sitting
from mips.custody.rules.disposals import WAYS, WITHOUT_CHARGE
from mips.custody.schemas.deciding import (
    BEFORE_CHARGE_ONLY,
    OF_AN_OFFENCE,
    ChargesIn,
    DetentionReviewIn,
    LeavingIn,
    LeavingUnchargedIn,
    PostponementIn,
    ReviewAfterChargeIn,
    as_charged,
)
from mips.custody.usecases.around import adult_decision
from mips.custody.usecases.ending import ChargeDraft, charge_detainee, draft_charge, release_detainee
from mips.custody.usecases.fallen_charges import fallen_charge_of
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.reviews import hold_review, postpone_review, review_after_charge
from mips.record.model.case import Offence
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form

_LINES = 8


@pages.page("/<uuid:detention_id>/review", does=read_custody_record)
def review(detention_id: uuid.UUID) -> ResponseReturnValue:
    """The review there is to hold now: an inspector's before charge, the custody officer's after it."""
    charged = read_custody_record(current_actor(), detention_id=detention_id).detention.reviewed_as_charged
    endpoint = "custody.after_charge" if charged else "custody.before_charge"
    return redirect(url_for(endpoint, detention_id=detention_id))


@pages.page("/<uuid:detention_id>/review/before-charge", does=hold_review, methods=["GET", "POST"])
def before_charge(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(DetentionReviewIn(exclude=not_heard(_record(detention_id))), initial={"method": "in-person"}),
        title="Review detention",
        submit="Save the review: detention goes on",
        action=lambda fields: hold_review(actor, detention_id=detention_id, **fields),
        done="Review recorded",
        lead="Ask the detainee and their solicitor first, and remind them of the right to legal advice (Code C 15).",
        known=what_is_reviewed,
    )


@pages.page("/<uuid:detention_id>/review/after-charge", does=review_after_charge, methods=["GET", "POST"])
def after_charge(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor, record = current_actor(), _record(detention_id)
    held = record.detention
    asked = ReviewAfterChargeIn(exclude=(*not_asked_here(held), *not_heard(record)))
    return step(
        detention_id,
        Form(asked_here(held, asked), initial=acted_before(held)),
        title="Review detention after charge",
        submit="Save the review: detention goes on",
        action=lambda fields: review_after_charge(actor, detention_id=detention_id, **fields),
        done="Review recorded",
        known=what_is_reviewed,
    )


@pages.page("/<uuid:detention_id>/review/postpone", does=postpone_review, methods=["GET", "POST"])
def postpone(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(PostponementIn()),
        title="Postpone the review",
        submit="Postpone the review",
        action=lambda fields: postpone_review(actor, detention_id=detention_id, **fields),
        done="Postponement recorded. Hold the review as soon as practicable",
        lead="It is held as soon as practicable, and later reviews fall due as if it had been in time (PACE s.40(6)).",
    )


@pages.page("/<uuid:detention_id>/charge", does=charge_detainee, methods=["GET", "POST"])
def charge(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    draft = draft_charge(actor, detention_id=detention_id)
    held = draft.record.detention
    asked = asked_here(held, ChargesIn(exclude=not_asked_here(held)))
    asked.fields["adult"].required = draft.record.child
    form = Form(asked, initial=_known(draft))
    if form.carries_out(lambda fields: charge_detainee(actor, detention_id=detention_id, **as_charged(fields))):
        flash("Charged")
        return redirect(url_for("custody.record", detention_id=detention_id))
    shown = draft.record if request.method == "GET" else _record(detention_id)  # a refusal lets go of what was read
    titles = {str(each.id): each for each in shown.detention.offences}
    return render_template("custody/charge.html", form=form, record=shown, offences=titles), form.status


@pages.page("/<uuid:detention_id>/release", does=release_detainee, methods=["GET", "POST"])
def release(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    fallen = fallen_charge_of(detention_id) is not None
    asked = leaving_charged(held, fallen=fallen) if held.charged_at else leaving_uncharged(held)
    where = f"{held.court}, {filters.moment(held.court_at)}"
    how = f"On bail to {where}." if held.bailed else f"Kept for {where}."
    return step(
        detention_id,
        Form(asked, initial=acted_before(held)),
        title="Release" if fallen or held.bailed is not False else "Taken to court",
        submit="Save that they left",
        action=lambda fields: release_detainee(actor, detention_id=detention_id, **fields),
        done="Left the suite",
        lead=_FALLEN if fallen else how if held.charged_at else "",
        known=lambda record: before_they_leave(record.detention.id),
    )


_FALLEN: Final = (
    "The prosecutor did not ratify the charge: they are not kept for it. Say how they leave; leave it empty where they "
    "go to court on another charge."
)


def leaving_charged(held: Detention, *, fallen: bool) -> Schema:
    """After charge the charge says how they leave, unless the prosecutor did not ratify it (PACE 1984 s.37A)."""
    if not fallen:
        return LeavingIn(exclude=BEFORE_CHARGE_ONLY)
    ways = [(each.value, f"{each.label} ({WAYS[each].code})") for each in WITHOUT_CHARGE]
    return offering(asked_here(held, LeavingIn(exclude=not_asked_here(held))), disposal=ways)


def leaving_uncharged(held: Detention) -> Schema:
    """What is asked of somebody who leaves without charge, with the ways out that what brought them has."""
    kind = held.arrival
    fitting = [(each.value, f"{each.label} ({WAYS[each].code})") for each in WAYS if fits(kind, each)]
    left_out = not_asked_here(held) if kind.pace else OF_AN_OFFENCE
    return offering(asked_here(held, LeavingUnchargedIn(exclude=left_out)), disposal=fitting)


def what_is_reviewed(record: CustodyRecord) -> list[tuple[str, Any]]:
    """When the review is due and who may hold it, why they are held, and what has happened since the last one."""
    due = record.standing.next_review
    when = [(f"Review {due.number} due", _due(due.due))] if due else []
    who = "The custody officer" if record.detention.charged_at else "An inspector or above who is not involved"
    return [*when, ("Who may", who), *why_held(record), *since_last(record)]


def since_last(record: CustodyRecord) -> list[tuple[str, Any]]:
    """The latest lines of the log since the last review."""
    last = record.detention.last_reviewed_at or record.detention.authorised_at
    lines = [each for each in record.entries.rows if last and each.at > last][:_LINES]
    told = "\n".join(f"{filters.time(each.at)} {each.text}" for each in reversed(lines))
    return [("Since then", told)] if told else []


def not_heard(record: CustodyRecord) -> tuple[str, ...]:
    """Who is not asked for: the appropriate adult of an adult who needs none."""
    decision = adult_decision(record.detention.id)
    needed = record.child or (decision is not None and decision.needed)
    return () if needed else ("adult_heard", "adult_said")


def _record(detention_id: uuid.UUID) -> CustodyRecord:
    return read_custody_record(current_actor(), detention_id=detention_id)


def _due(at: Deadline) -> str:
    return f"{filters.moment(at)} ({filters.left(at)})" if isinstance(at, datetime) else "The clock stands still"


def why_held(record: CustodyRecord) -> list[tuple[str, Any]]:
    """What a review looks at: the arrest, and why detention was authorised or was last found necessary."""
    last = next((each for each in reversed(record.detention.reviews) if each.held_at), None)
    since = [("Last review", f"{filters.moment(last.held_at)}: {last.reason}")] if last else []
    return [*why_here(record), ("Grounds", record.detention.grounds_reason), *since]


def _known(draft: ChargeDraft) -> dict[str, Any]:
    """Everything of a charge that is on the record already."""
    held = draft.record.detention
    return {
        "charges": [_particulars(offence, draft.crimes.get(offence.crime_id)) for offence in held.offences],
        "adult": draft.adult,
        "court": held.suite.court,
        "court_at": first_sitting(clock.now()),
        **acted_before(held),
    }


def _particulars(offence: Offence, crime: CrimeFacts | None) -> dict[str, Any]:
    since = offence.committed_from or (crime.committed_from if crime else None)
    until = offence.committed_until or (crime.committed_until if crime else None)
    where = (offence.location or (crime.location if crime else ""))[:80]
    return {
        "offence_id": offence.id,
        "charge": True,
        "committed_from": since,
        "committed_until": until if until != since else None,
        "location": where,
        "wording": offence.wording or _suggested(offence, since, until, where),
    }


def _suggested(offence: Offence, since: datetime | None, until: datetime | None, where: str) -> str:
    """Particulars to begin from: when, where and what, in the order a charge says them."""
    if since and until and filters.day(since) != filters.day(until):
        when = f"Between {filters.day(since)} and {filters.day(until)} "
    else:
        when = f"On {filters.day(since)} " if since else ""
    return f"{when}at {where}: {offence.title}" if where else f"{when}{offence.title}"
