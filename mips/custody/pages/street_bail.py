"""Street bail: given in the street on a telephone, changed while somebody is out, answered at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import clock
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import asked_for, with_offences
from mips.custody.pages.capacity import not_asked_of_a_sergeant
from mips.custody.rules.street_bail import StreetEnd
from mips.custody.schemas.booking import asking
from mips.custody.schemas.street_bail import (
    StreetArrivalIn,
    StreetAttendanceIn,
    StreetBailIn,
    StreetEntryIn,
    StreetExcusedIn,
    StreetNoticeIn,
    StreetRearrestIn,
    StreetReleaseIn,
    StreetVariationIn,
    as_arrival,
    as_street_bail,
    as_street_release,
    as_varied,
)
from mips.custody.usecases.bail_reading import DiaryView
from mips.custody.usecases.street_answering import arrive_on_street_bail
from mips.custody.usecases.street_bail import (
    add_to_street_bail,
    change_street_attendance,
    draft_street_bail,
    excuse_attendance,
    give_street_notice,
    grant_street_bail,
    release_without_bail,
    vary_street_conditions,
)
from mips.custody.usecases.street_reading import StreetRecord, StreetView, list_street_bails, read_street_bail
from mips.custody.usecases.street_rearrest import rearrest_from_street
from mips.custody.usecases.suites import open_suites
from mips.record.model.work import LogEntry
from mips.usecase import UseCase
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/street-bail", does=list_street_bails)
def street_bails() -> ResponseReturnValue:
    actor, view, suite_id = current_actor(), _view(), asked_for("suite")
    mine = request.args.get("mine") == "yes"
    found = list_street_bails(actor, view=view, suite_id=suite_id, mine=mine, after=request.args.get("after"))
    kept: dict[str, Any] = {"suite": suite_id, "mine": "yes" if mine else None}
    links = {
        name: url_for("custody.street_bails", view=view.value, after=cursor, **kept)
        for name, cursor in (("next_url", found.page.next_cursor), ("previous_url", found.page.previous_cursor))
        if cursor
    }
    tabs = [(each.label, url_for("custody.street_bails", view=each.value, **kept), each is view) for each in StreetView]
    about = {"tabs": tabs, "links": links, "suites": open_suites(), "mine": mine, "diary": DiaryView.RETURNS}
    return render_template("custody/street_bails.html", found=found, **about)


@pages.page("/street-bail/new", does=grant_street_bail, methods=["GET", "POST"])
def give_street_bail() -> ResponseReturnValue:
    actor, form = current_actor(), _arrested_there(StreetBailIn())
    if form.carries_out(lambda fields: grant_street_bail(actor, **as_street_bail(fields))):
        flash("Released on street bail" if form.result.released_at else "Now give them the notice")
        return redirect(url_for("custody.street_bail", street_bail_id=form.result.id))
    return render_template("custody/give_street_bail.html", form=form, on_bail=True), form.status


@pages.page("/street-bail/without-bail", does=release_without_bail, methods=["GET", "POST"])
def street_release() -> ResponseReturnValue:
    actor, form = current_actor(), _arrested_there(StreetReleaseIn())
    if form.carries_out(lambda fields: release_without_bail(actor, **as_street_release(fields))):
        flash("Released without bail" if form.result.released_at else "Now give them the notice")
        return redirect(url_for("custody.street_bail", street_bail_id=form.result.id))
    return render_template("custody/give_street_bail.html", form=form, on_bail=False), form.status


def _arrested_there(schema: Schema) -> Form:
    """The form of a release, with what is known of the person and what they may have been arrested for."""
    person_id = asked_for("person")
    offered = draft_street_bail(current_actor(), person_id=person_id, crime_id=asked_for("crime"))
    known = {
        "person_id": person_id,
        "suite_id": request.args.get("suite"),
        "offence_ids": [offence.id for offence in offered],
        "arrest_power": "PACE 1984 s.24",
    }
    return Form(asking(with_offences(schema, offered), "cautioned"), initial=known)


@pages.page("/street-bail/<uuid:street_bail_id>", does=read_street_bail)
def street_bail(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    record = read_street_bail(actor, street_bail_id=street_bail_id, after=request.args.get("after"))
    after = record.entries.next_cursor
    return render_template(
        "custody/street_bail.html",
        record=record,
        actions=[_action(actor, record, *each) for each in _doings(record)],
        entry=Form(StreetEntryIn()),
        entries=[_entry(each) for each in record.entries.rows],
        older=after and url_for("custody.street_bail", street_bail_id=street_bail_id, after=after),
    )


@pages.page("/street-bail/<uuid:street_bail_id>/notice", does=give_street_notice, methods=["GET", "POST"])
def street_notice(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        street_bail_id,
        Form(StreetNoticeIn()),
        title="Notice given, and released",
        submit="They have the notice and are released",
        action=lambda fields: give_street_notice(current_actor(), street_bail_id=street_bail_id, **fields),
        done="Released with the notice",
        lead="Nobody is released in the street without the notice in writing (PACE 1984 s.30B(1)).",
    )


@pages.page("/street-bail/<uuid:street_bail_id>/attendance", does=change_street_attendance, methods=["GET", "POST"])
def street_attendance(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    here = read_street_bail(current_actor(), street_bail_id=street_bail_id).bail
    return _step(
        street_bail_id,
        Form(StreetAttendanceIn(), initial={"suite_id": here.suite_id, "attend_at": here.attend_at}),
        title="Change when or where they attend",
        submit="Change it",
        action=lambda fields: change_street_attendance(current_actor(), street_bail_id=street_bail_id, **fields),
        done="Changed",
        lead="By notice in writing, and within the three months (PACE 1984 s.30B(6)-(8)).",
    )


@pages.page("/street-bail/<uuid:street_bail_id>/conditions", does=vary_street_conditions, methods=["GET", "POST"])
def street_conditions(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    here = read_street_bail(current_actor(), street_bail_id=street_bail_id).bail
    known = {name: getattr(here, name) for name in ("conditions", "conditions_words", "purposes")}
    return _step(
        street_bail_id,
        Form(StreetVariationIn(exclude=not_asked_of_a_sergeant()), initial=known),
        title="Decide a request to vary the conditions",
        submit="Save the decision",
        action=lambda fields: vary_street_conditions(
            current_actor(), street_bail_id=street_bail_id, **as_varied(fields)
        ),
        done="Decided",
        lead="At the person\u2019s request, by a custody officer; asked again, only on what is new (PACE 1984 s.30CA).",
    )


@pages.page("/street-bail/<uuid:street_bail_id>/not-required", does=excuse_attendance, methods=["GET", "POST"])
def street_excused(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        street_bail_id,
        Form(StreetExcusedIn()),
        title="They need not attend",
        submit="End the bail",
        action=lambda fields: excuse_attendance(current_actor(), street_bail_id=street_bail_id, **fields),
        done="They need not attend",
        lead="They are told so in writing (PACE 1984 s.30C(1)).",
    )


@pages.page("/street-bail/<uuid:street_bail_id>/arrival", does=arrive_on_street_bail, methods=["GET", "POST"])
def street_arrival(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    here = read_street_bail(actor, street_bail_id=street_bail_id).bail
    known = {"because": StreetEnd.ANSWERED, "suite_id": here.suite_id, "arrived_at": clock.now()}
    form = Form(StreetArrivalIn(), initial=known)
    if form.carries_out(
        lambda fields: arrive_on_street_bail(actor, street_bail_id=street_bail_id, **as_arrival(fields))
    ):
        flash("Arrival recorded, with the arrest as it was written down")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    about = {
        "title": "They have come",
        "submit": "Record arrival",
        "lead": "Answering, the clock runs from coming (PACE 1984 s.41(2)(ca)); arrested under s.30D, from arriving at "
        "the station (s.41(2)(d)). The arrest and the offences go with them.",
    }
    return _asked(form, street_bail_id, about)


@pages.page("/street-bail/<uuid:street_bail_id>/new-evidence", does=rearrest_from_street, methods=["GET", "POST"])
def street_rearrest(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    here = read_street_bail(actor, street_bail_id=street_bail_id).bail
    form = Form(StreetRearrestIn(), initial={"suite_id": here.suite_id, "arrived_at": clock.now()})
    if form.carries_out(lambda fields: rearrest_from_street(actor, street_bail_id=street_bail_id, **fields)):
        flash("Arrival recorded, with the new arrest")
        return redirect(url_for("custody.record", detention_id=form.result.id))
    about = {
        "title": "Arrested again on new evidence",
        "submit": "Record arrest and arrival",
        "lead": "For what they were released for, without a warrant, where new evidence has come to light or evidence "
        "has been analysed that could not be before (PACE 1984 s.30C(4)). The clock runs from arriving (s.41(2)(d)).",
    }
    return _asked(form, street_bail_id, about)


@pages.page("/street-bail/<uuid:street_bail_id>/log", does=add_to_street_bail, methods=["GET", "POST"])
def street_log(street_bail_id: uuid.UUID) -> ResponseReturnValue:
    return _step(
        street_bail_id,
        Form(StreetEntryIn()),
        title="Add to the log",
        submit="Add",
        action=lambda fields: add_to_street_bail(current_actor(), street_bail_id=street_bail_id, **fields),
        done="Added to the log",
    )


def _step(
    street_bail_id: uuid.UUID,
    form: Form,
    *,
    title: str,
    submit: str,
    action: Callable[[dict[str, Any]], object],
    done: str,
    lead: str = "",
) -> ResponseReturnValue:
    """One page about a street bail: carry it out and go back to it, or ask again."""
    if form.carries_out(action):
        flash(done)
        return redirect(url_for("custody.street_bail", street_bail_id=street_bail_id))
    return _asked(form, street_bail_id, {"title": title, "submit": submit, "lead": lead})


def _asked(form: Form, street_bail_id: uuid.UUID, about: dict[str, str]) -> ResponseReturnValue:
    record = read_street_bail(current_actor(), street_bail_id=street_bail_id)  # afresh: a refusal has let go of it
    return render_template("custody/street_step.html", form=form, record=record, **about), form.status


_Doing = tuple[str, str, UseCase[..., Any], str]
_WHOSE = {
    Permission.CUSTODY_RECORD_CREATE: "For custody staff",
    Permission.CUSTODY_DETENTION_APPROVE: "For a custody officer",
}


def _doings(record: StreetRecord) -> list[_Doing]:
    """(label, endpoint, what it does, why it must wait), in the order of the process."""
    here = record.bail
    again: _Doing = ("Arrested again on new evidence", "street_rearrest", rearrest_from_street, "")
    if here.ended_at is not None:
        return [again] if here.ended_by in (StreetEnd.EXCUSED, StreetEnd.NO_BAIL) and here.detention_id is None else []
    if here.released_at is None:
        return [("Notice given, and released", "street_notice", give_street_notice, "")]
    none = "" if str(here.terms) else "There are no conditions"
    return [
        ("They have come", "street_arrival", arrive_on_street_bail, ""),
        ("Change when they attend", "street_attendance", change_street_attendance, ""),
        ("Vary conditions", "street_conditions", vary_street_conditions, none),
        ("They need not attend", "street_excused", excuse_attendance, ""),
        again,
    ]


def _action(
    actor: Actor, record: StreetRecord, label: str, endpoint: str, does: UseCase[..., Any], wait: str
) -> dict[str, Any]:
    permission = does.permission
    may = "" if actor.may(permission) else _WHOSE.get(permission, "For the officer who gave it")
    return {
        "label": label,
        "reason": may or wait,
        "href": url_for(f"custody.{endpoint}", street_bail_id=record.bail.id),
    }


def _entry(entry: LogEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "entered_at": entry.created_at,
        "title": entry.text,
        "by": entry.author.name,
        "kind": "" if entry.kind == "entry" else entry.kind,
    }


def _view() -> StreetView:
    asked = request.args.get("view", "")
    return StreetView(asked) if asked in set(StreetView) else StreetView.DUE
