"""Booking somebody in: arrival, identity, arrest, the decision, rights, a cell."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.policy import Actor
from mips.between.questions import grounds_of_arrest
from mips.core import clock
from mips.custody.model.detention import Detention
from mips.custody.model.street_bail import StreetBail
from mips.custody.pages.blueprint import pages
from mips.custody.pages.board import SUITE_KEPT
from mips.custody.pages.capacity import acted_before, asked_here, not_asked_here
from mips.custody.pages.drafting import draft_of, gone_back
from mips.custody.rules.arrivals import ON_STREET_BAIL, OTHERWISE, ArrivalKind
from mips.custody.rules.booking_in import Block
from mips.custody.schemas.booking import ArrestIn, ArrivalIn, CellIn, asking
from mips.custody.schemas.deciding import AuthorisationIn, RefusalIn
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.cells import places_offered
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.offences import offences_offered
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.street_reading import list_street_bails_of
from mips.record.model.case import Offence
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
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
    tab: str = "",
    known: Callable[[CustodyRecord], list[tuple[str, Any]]] = lambda _: [],
    suggested: Callable[[CustodyRecord], Mapping[str, Sequence[str]]] = lambda _: {},
) -> ResponseReturnValue:
    """One page of the process: carry it out and go back, or ask again, beside what is `known`.

    `suggested` gives texts that a field may be begun from: the name of the field -> its texts.

    Come to from the task list of booking-in it goes back there, else to the record, opened at `tab`.
    """
    back = gone_back(detention_id, tab)
    if form.carries_out(action):
        flash(done)
        return redirect(back)
    record = read_custody_record(current_actor(), detention_id=detention_id)
    about: dict[str, Any] = {
        "title": title,
        "submit": submit,
        "lead": lead,
        "known": known(record),
        "back": back,
    }
    about["suggested"] = suggested(record)
    return render_template("custody/step.html", form=form, record=record, **about), form.status


@pages.page("/arrive", does=record_arrival, methods=["GET", "POST"])
def arrive() -> ResponseReturnValue:
    actor = current_actor()
    if request.args.get("kind") in set(OTHERWISE):
        asked_of: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("custody.arrive_otherwise", **asked_of))
    kind = _street_or_arrest()
    person_id, crime_id = asked_for("person"), asked_for("crime")
    offered = offences_offered(actor, person_id=person_id, crime_id=crime_id)
    known: dict[str, Any] = {
        "arrived_at": clock.now(),
        "suite_id": request.args.get("suite") or session.get(SUITE_KEPT),
        "person_id": person_id,
        "offence_ids": [offence.id for offence in offered],
        "street_bail_broken": kind is ArrivalKind.STREET_BAIL_ARREST,
    }
    street = ("street_bailed_at", "street_bail_broken")
    schema = ArrivalIn(exclude=("attended_voluntarily",) if kind in ON_STREET_BAIL else street)
    asked = asking(with_offences(schema, offered), *(["street_bailed_at"] if kind in ON_STREET_BAIL else []))
    form = Form(asked, initial=known)
    if form.carries_out(lambda fields: record_arrival(actor, **fields)):
        flash("Arrival recorded")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    about = {"kind": kind, "kinds": kinds_offered(), "street_bails": _on_street_bail(actor, person_id)}
    return render_template("custody/arrive.html", form=form, **about), form.status


@pages.page("/<uuid:detention_id>/arrest", does=record_arrest, methods=["GET", "POST"])
def arrest(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    detention = read_custody_record(actor, detention_id=detention_id).detention
    offered = offences_offered(actor, person_id=detention.person_id, detention_id=detention_id)
    ticked = [offence.id for offence in detention.offences or offered]
    known = {"offence_ids": ticked, "arrest_power": "PACE 1984 s.24"}
    asked = asking(with_offences(ArrestIn(), offered), "cautioned", "arrest_force", "arrest_search")
    return step(
        detention_id,
        Form(asked, initial=known, draft=draft_of(detention_id, Block.ARREST)),
        title="Arrest",
        submit="Save the arrest",
        action=lambda fields: record_arrest(actor, detention_id=detention_id, **fields),
        done="Arrest recorded",
        suggested=lambda record: _why_arrested(record.detention, ticked),
    )


def _why_arrested(detention: Detention, offence_ids: Sequence[uuid.UUID]) -> Mapping[str, Sequence[str]]:
    """What the investigation has against them, to begin the grounds from; nothing where it says nothing."""
    known = grounds_of_arrest(detention.person_id, offence_ids) if detention.person_id else ()
    return {"arrest_reason": known} if known else {}


@pages.page("/<uuid:detention_id>/authorise", does=authorise_detention, methods=["GET", "POST"])
def authorise(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    if not held.arrival.pace:
        return redirect(url_for("custody.accept", detention_id=detention_id))
    asked = asked_here(held, AuthorisationIn(exclude=not_asked_here(held)), "present")
    return step(
        detention_id,
        Form(asked, initial=acted_before(held), draft=draft_of(detention_id, Block.DECISION)),
        title="Authorise detention",
        submit="Authorise detention",
        action=lambda fields: authorise_detention(actor, detention_id=detention_id, **fields),
        done="Detention authorised",
        lead="There is not enough evidence to charge, and detention without charge is necessary (PACE 1984 s.37(2)).",
        known=why_here,
        suggested=lambda record: {"grounds_reason": suggested_grounds(record.detention)},
    )


@pages.page("/<uuid:detention_id>/refuse", does=refuse_detention, methods=["GET", "POST"])
def refuse(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_custody_record(actor, detention_id=detention_id).detention
    return step(
        detention_id,
        Form(asked_here(held, RefusalIn(exclude=not_asked_here(held)))),
        title="Refuse detention",
        submit="Refuse detention and release",
        action=lambda fields: refuse_detention(actor, detention_id=detention_id, **fields),
        done="Detention refused: release the person now",
        known=why_here,
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


def _street_or_arrest() -> ArrivalKind:
    asked = request.args.get("kind")
    return next((each for each in ON_STREET_BAIL if each == asked), ArrivalKind.ARREST)


def _on_street_bail(actor: Actor, person_id: uuid.UUID | None) -> list[StreetBail]:
    """What this person is out on: whoever comes goes on from it."""
    if person_id is None or not actor.may(list_street_bails_of.permission):
        return []
    return [each for each in list_street_bails_of(actor, person_id=person_id) if each.out]


def kinds_offered() -> list[tuple[str, str]]:
    """What may bring somebody, the commonest first. Pre-charge bail goes on with the record that there is."""
    return [(each.value, each.label) for each in ArrivalKind]


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


def asked_for(name: str) -> uuid.UUID | None:
    """A record that the address names; nothing when it is no id."""
    try:
        return uuid.UUID(request.args.get(name, ""))
    except ValueError:
        return None


def with_offences(schema: Schema, offered: Sequence[Offence]) -> Schema:
    """The schema with those offences to tick, or without the question where there are none.

    What is entered by hand then is what they are there for, and no "something else".
    """
    if not offered:
        asked = schema.fields.pop("offence_ids")
        if (by_hand := schema.fields.get("other_offences")) is not None:
            by_hand.metadata = {**by_hand.metadata, "label": asked.metadata["label"]}
        return schema
    return offering(schema, offence_ids=[(str(offence.id), offence_said(offence)) for offence in offered])


def suggested_grounds(held: Detention) -> list[str]:
    """Words to begin the grounds from: what for, and what questioning or searching is to bring."""
    what = held.summary[:1].lower() + held.summary[1:] if held.summary else "the offence"
    where = f" at {held.arrest_place}" if held.arrest_place else ""
    return [
        f"To obtain evidence by questioning them about {what}: their part in it, their account, and who else was there",
        f"To secure and preserve evidence of {what}{where}: to search for it, and to keep it from being destroyed",
    ]


def offence_said(offence: Offence) -> str:
    """'Theft from shop (TH68010), 28/1234/26'."""
    crime = offence.crime.reference if offence.crime else ""
    return ", ".join(part for part in (f"{offence.title} ({offence.code})", crime) if part)


def _cells(actor: Actor, record: CustodyRecord) -> list[tuple[str, str]]:
    """Every cell of the suite that may take somebody, each with what must be known before choosing it."""
    here = record.detention
    return [(str(each.cell.id), each.said) for each in places_offered(actor, detention_id=here.id)]
