"""Booking somebody in: arrival, identity, arrest, the decision, rights, a cell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Rank
from mips.access.policy import Actor
from mips.core import clock
from mips.custody.model.care import RightKind
from mips.custody.pages.blueprint import pages
from mips.custody.pages.board import SUITE_KEPT
from mips.custody.pages.drafting import draft_of, gone_back
from mips.custody.rules.booking_in import Block
from mips.custody.schemas.booking import Answer, ArrestIn, ArrivalIn, CellIn, DetaineeIn, RightActionIn, RightsIn
from mips.custody.schemas.deciding import AuthorisationIn, RefusalIn
from mips.custody.schemas.lists import offering
from mips.custody.usecases.arrival import identify_detainee, record_arrest, record_arrival
from mips.custody.usecases.care import RightGiven, act_on_right, give_rights, put_in_cell
from mips.custody.usecases.cells import places_offered
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.offences import offences_offered
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.record.model.case import Offence
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


def step(
    detention_id: uuid.UUID,
    form: Form,
    *,
    title: str,
    submit: str,
    action: Callable[[dict[str, Any]], object],
    done: str,
    lead: str = "",
    known: Callable[[CustodyRecord], list[tuple[str, Any]]] = lambda _: [],
) -> ResponseReturnValue:
    """One page of the process: carry it out and go back, or ask again, beside what is `known`.

    Come to from the task list of booking-in it goes back there, else to the record.
    """
    if form.carries_out(action):
        flash(done)
        return redirect(gone_back(detention_id))
    record = read_custody_record(current_actor(), detention_id=detention_id)
    about = {"title": title, "submit": submit, "lead": lead, "known": known(record), "back": gone_back(detention_id)}
    return render_template("custody/step.html", form=form, record=record, **about), form.status


@pages.page("/arrive", does=record_arrival, methods=["GET", "POST"])
def arrive() -> ResponseReturnValue:
    actor = current_actor()
    person_id, crime_id = _asked("person"), _asked("crime")
    offered = offences_offered(actor, person_id=person_id, crime_id=crime_id)
    known = {
        "arrived_at": clock.now(),
        "suite_id": request.args.get("suite") or session.get(SUITE_KEPT),
        "person_id": person_id,
        "offence_ids": [offence.id for offence in offered],
    }
    form = Form(_with_offences(ArrivalIn(), offered), initial=known)
    if form.carries_out(lambda fields: record_arrival(actor, **fields)):
        flash("Arrival recorded")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    return render_template("custody/arrive.html", form=form), form.status


@pages.page("/<uuid:detention_id>/identify", does=identify_detainee, methods=["GET", "POST"])
def identify(detention_id: uuid.UUID) -> ResponseReturnValue:
    form = Form(DetaineeIn(), initial={"person_id": _asked("person")}, draft=draft_of(detention_id, Block.WHO))
    return step(
        detention_id,
        form,
        title="Who is this?",
        submit="Save who it is",
        action=lambda fields: identify_detainee(current_actor(), detention_id=detention_id, **fields),
        done="Identity recorded",
    )


@pages.page("/<uuid:detention_id>/arrest", does=record_arrest, methods=["GET", "POST"])
def arrest(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    detention = read_custody_record(actor, detention_id=detention_id).detention
    offered = offences_offered(actor, person_id=detention.person_id, detention_id=detention_id)
    ticked = [offence.id for offence in detention.offences or offered]
    known = {"offence_ids": ticked, "arrest_power": "PACE 1984 s.24"}
    return step(
        detention_id,
        Form(_with_offences(ArrestIn(), offered), initial=known, draft=draft_of(detention_id, Block.ARREST)),
        title="Arrest",
        submit="Save the arrest",
        action=lambda fields: record_arrest(actor, detention_id=detention_id, **fields),
        done="Arrest recorded",
    )


@pages.page("/<uuid:detention_id>/authorise", does=authorise_detention, methods=["GET", "POST"])
def authorise(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(AuthorisationIn(exclude=not_asked_of_a_sergeant()), draft=draft_of(detention_id, Block.DECISION)),
        title="Authorise detention",
        submit="Authorise detention",
        action=lambda fields: authorise_detention(actor, detention_id=detention_id, **fields),
        done="Detention authorised",
        lead="There is not enough evidence to charge, and detention without charge is necessary (PACE 1984 s.37(2)).",
        known=why_here,
    )


@pages.page("/<uuid:detention_id>/refuse", does=refuse_detention, methods=["GET", "POST"])
def refuse(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    return step(
        detention_id,
        Form(RefusalIn(exclude=not_asked_of_a_sergeant())),
        title="Refuse detention",
        submit="Refuse detention and release",
        action=lambda fields: refuse_detention(actor, detention_id=detention_id, **fields),
        done="Detention refused: release the person now",
        known=why_here,
    )


@pages.page("/<uuid:detention_id>/rights", does=give_rights, methods=["GET", "POST"])
def rights(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(RightsIn(), draft=draft_of(detention_id, Block.RIGHTS)),
        title="Give rights",
        submit="Save what was answered",
        action=lambda fields: give_rights(current_actor(), detention_id=detention_id, **_as_given(fields)),
        done="Rights recorded",
        lead="Tell the detainee each right and give them the written notice (Code C 3.1, 3.2).",
    )


@pages.page("/<uuid:detention_id>/rights/<uuid:right_id>", does=act_on_right, methods=["GET", "POST"])
def right_action(detention_id: uuid.UUID, right_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(RightActionIn()),
        title="What was done about this right",
        submit="Save",
        action=lambda fields: act_on_right(current_actor(), right_id=right_id, **fields),
        done="Recorded",
    )


@pages.page("/<uuid:detention_id>/cell", does=put_in_cell, methods=["GET", "POST"])
def cell(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    record = read_custody_record(actor, detention_id=detention_id)
    return step(
        detention_id,
        Form(offering(CellIn(), cell_id=_cells(actor, record))),
        title="Move to another cell" if record.detention.cell_id else "Put in a cell",
        submit="Save",
        action=lambda fields: put_in_cell(actor, detention_id=detention_id, **fields),
        done="Cell recorded",
    )


def why_here(record: CustodyRecord) -> list[tuple[str, Any]]:
    """What a decision about detention is made on."""
    held = record.detention
    by = f" by {held.arrested_by.name}" if held.arrested_by else ""
    return [
        ("Held for", held.summary),
        ("Arrested", f"{filters.moment(held.arrested_at)} at {held.arrest_place}{by}" if held.arrested_at else ""),
        ("Circumstances", held.arrest_reason),
        ("Necessary", "; ".join(title_of("necessity", each) for each in held.necessity)),
    ]


def _asked(name: str) -> uuid.UUID | None:
    """A record that the address names; nothing when it is no id."""
    try:
        return uuid.UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _with_offences(schema: Schema, offered: Sequence[Offence]) -> Schema:
    """The schema with those offences to tick, or without the question where there are none."""
    if not offered:
        del schema.fields["offence_ids"]
        return schema
    return offering(schema, offence_ids=[(str(offence.id), offence_said(offence)) for offence in offered])


def offence_said(offence: Offence) -> str:
    """'Theft from shop (TH68010), 28/1234/26'."""
    crime = offence.crime.reference if offence.crime else ""
    return ", ".join(part for part in (f"{offence.title} ({offence.code})", crime) if part)


def not_asked_of_a_sergeant() -> tuple[str, ...]:
    return ("no_sergeant_why",) if current_actor().rank >= Rank.SERGEANT else ()


def _cells(actor: Actor, record: CustodyRecord) -> list[tuple[str, str]]:
    """Every cell of the suite that may take somebody, each with what must be known before choosing it."""
    here = record.detention
    return [(str(each.cell.id), each.said) for each in places_offered(actor, detention_id=here.id)]


def _as_given(fields: dict[str, Any]) -> dict[str, Any]:
    """The answers of the form as one row a right."""
    told = [
        (RightKind.SOMEONE_INFORMED, fields["informed"], fields["informed_whom"], ""),
        (RightKind.LEGAL_ADVICE, fields["advice"], fields["solicitor"], fields["advice_reason"]),
        (RightKind.CODES, fields["codes"], "", ""),
    ]
    given = [
        RightGiven(kind=kind, wanted=None, reason=fields["not_answered_why"])
        if answer is Answer.NOT_ANSWERED
        else RightGiven(kind=kind, wanted=answer is Answer.YES, detail=detail, reason=declined)
        for kind, answer, detail, declined in told
    ]
    return {"given": given, "language": fields["language"], "offered_at": fields.get("offered_at")}
