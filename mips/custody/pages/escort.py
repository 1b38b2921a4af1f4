"""The person escort record: its page, its two signatures, its log under way, and who received them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.custody.model.escort import EscortRecord
from mips.custody.model.property import PropertyItem
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.escort import Destination
from mips.custody.rules.escort_risks import EscortRisk
from mips.custody.schemas.escort import (
    TOLD,
    EscortCancelIn,
    EscortHandIn,
    EscortIn,
    EscortNoteIn,
    EscortReceivedIn,
    EscortSignIn,
)
from mips.custody.usecases.escort import EscortDraft, draft_escort, goes_along, read_escorts, save_escort_record
from mips.custody.usecases.escort_journey import note_escort, receive_escort
from mips.custody.usecases.escort_signing import cancel_escort_record, hand_to_escort, sign_escort_record
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form

TAB = "escort"
_NEXT = {Destination.SUITE: "custody.move", Destination.HOSPITAL: "custody.hospital"}
"""Where leaving itself is recorded, once the escort has signed."""


@pages.page("/<uuid:detention_id>/escort-record", does=save_escort_record, methods=["GET", "POST"])
def escort_record(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    draft = draft_escort(actor, detention_id=detention_id)
    named = [(str(each.id), _item(each)) for each in draft.held]
    asked = offering(EscortIn(), items=named) if named else EscortIn(exclude={"items"})
    form = Form(asked, initial=_begun(draft))
    if form.carries_out(lambda fields: save_escort_record(actor, detention_id=detention_id, **fields)):
        flash("Person escort record saved. The custody officer signs it next")
        signs = actor.may(sign_escort_record.permission)
        to_sign = url_for("custody.escort_sign", detention_id=detention_id)
        return redirect(to_sign if signs else _tab_url(detention_id))
    record = read_custody_record(actor, detention_id=detention_id)
    rows = {row[0].value: row for row in form["risks"].rows}
    return render_template(
        "custody/escort.html",
        form=form,
        record=record,
        draft=draft,
        rows=[(risk, rows[risk.value]) for risk in EscortRisk if risk.value in rows],
        known=_identity(record, draft),
        back=_tab_url(detention_id),
    ), form.status


@pages.page("/<uuid:detention_id>/escort-record/sign", does=sign_escort_record, methods=["GET", "POST"])
def escort_sign(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    exclude = ("no_sergeant_why",) if actor.rank >= Rank.SERGEANT else ()
    form = Form(EscortSignIn(exclude=exclude))
    if form.carries_out(lambda fields: sign_escort_record(actor, detention_id=detention_id, **fields)):
        flash("Signed. Hand them over when the escort is here")
        return redirect(_tab_url(detention_id))
    record = read_custody_record(actor, detention_id=detention_id)
    about = {"draft": draft_escort(actor, detention_id=detention_id), "back": _tab_url(detention_id)}
    return render_template("custody/escort_sign.html", form=form, record=record, **about), form.status


@pages.page("/<uuid:detention_id>/escort-record/hand-over", does=hand_to_escort, methods=["GET", "POST"])
def escort_hand_over(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(EscortHandIn())
    if form.carries_out(lambda fields: hand_to_escort(actor, detention_id=detention_id, **fields)):
        flash("The escort has signed. Now record that they leave")
        to = _NEXT.get(form.result.destination, "custody.release")
        return redirect(url_for(to, detention_id=detention_id))
    record = read_custody_record(actor, detention_id=detention_id)
    draft = draft_escort(actor, detention_id=detention_id)
    about = {
        "title": "Hand over to the escort",
        "submit": "Hand over",
        "back": _tab_url(detention_id),
        "known": _handed(draft),
        "lead": "Read the risks to the escort. They sign for the detainee, this record and what goes along.",
        "beside": "custody/escort_portrait.html",
    }
    return render_template("custody/step.html", form=form, record=record, suggested={}, **about), form.status


@pages.page("/<uuid:detention_id>/escort-record/cancel", does=cancel_escort_record, methods=["GET", "POST"])
def escort_cancel(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(EscortCancelIn()),
        title="No escort after all",
        submit="Cancel the escort record",
        action=lambda fields: cancel_escort_record(current_actor(), detention_id=detention_id, **fields),
        done="Cancelled. It stays, with the reason",
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/escort-record/log", does=note_escort, methods=["GET", "POST"])
def escort_log(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(EscortNoteIn(), initial=dict(request.args)),
        title="Escort log",
        submit="Add to the log",
        action=lambda fields: note_escort(current_actor(), detention_id=detention_id, **fields),
        done="Added",
        lead="What the escort tells from under way, at the time when it happened.",
        tab=TAB,
    )


@pages.page("/<uuid:detention_id>/escort-record/received", does=receive_escort, methods=["GET", "POST"])
def escort_received(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(EscortReceivedIn()),
        title="Received from the escort",
        submit="Save",
        action=lambda fields: receive_escort(current_actor(), detention_id=detention_id, **fields),
        done="The escort is over",
        tab=TAB,
    )


def _tab_url(detention_id: uuid.UUID) -> str:
    return url_for("custody.record", detention_id=detention_id, tab=TAB)


def _begun(draft: EscortDraft) -> dict[str, Any]:
    """What the page shows before anything is typed: what was saved, else what the record knows."""
    if draft.record is not None:
        return _saved(draft, draft.record)
    to = draft.destination
    return {
        "destination": to,
        "to_name": draft.to_name,
        "due_at": draft.due_at,
        "why": draft.why,
        "legal_status": draft.status,
        "risks": [_asked(draft, risk) for risk in EscortRisk],
        "health": "\n".join(draft.known.health),
        "medicines": "\n".join(draft.known.medicines),
        "needs": "\n".join(draft.known.needs),
        "items": [each.id for each in goes_along(draft.held, to)],
    }


def _saved(draft: EscortDraft, record: EscortRecord) -> dict[str, Any]:
    kept = {each.risk: each for each in record.risks}
    news = set(draft.news)
    told = {name: getattr(record, name) for name in TOLD}
    for name, lines in (("health", draft.known.health), ("medicines", draft.known.medicines)):
        told[name] = "\n".join([told[name], *(each for each in lines if each in news)]).strip()
    same = ("destination", "to_name", "to_suite_id", "to_force", "sought_for", "questioned_about", "why", "due_at")
    return {
        **{name: getattr(record, name) for name in (*same, "legal_status", "escort_by")},
        **told,
        "risks": [
            {"risk": risk, "applies": kept[risk].applies, "evidence": kept[risk].evidence, "on": kept[risk].on}
            if risk in kept
            else _asked(draft, risk)
            for risk in EscortRisk
        ],
        "items": record.items,
    }


def _asked(draft: EscortDraft, risk: EscortRisk) -> dict[str, Any]:
    """A risk that the record knows begins with yes and what it rests on; any other is not answered."""
    known = draft.beside(risk)
    if not known:
        return {"risk": risk}
    days = [each.on for each in known if each.on]
    evidence = "; ".join(each.text for each in known)[:1000]
    return {"risk": risk, "applies": True, "evidence": evidence, "on": max(days) if days else None}


def _identity(record: CustodyRecord, draft: EscortDraft) -> list[tuple[str, Any]]:
    """Who it is about and what for, as it is printed: corrected on the record, not here."""
    held, person = record.detention, record.detention.person
    return [
        ("Custody record", held.reference),
        ("Name", held.detainee),
        ("Born", filters.day(person.born_on) if person and person.born_on else ""),
        ("Numbers", "; ".join([*draft.numbers, *([f"ASN {held.asn}"] if held.asn else [])])),
        ("Held for", held.summary),
        ("Charged", filters.moment(held.charged_at) if held.charged_at else "Not charged"),
        ("First language", title_of("language", person.first_language) if person and person.first_language else ""),
    ]


def _item(each: PropertyItem) -> str:
    """'2. Silver ring, seal B100'."""
    return f"{each.number}. {each.name}" + (f", seal {each.seal}" if each.seal else "")


def _handed(draft: EscortDraft) -> list[tuple[str, Any]]:
    record = draft.record
    if record is None:
        return []
    named = {str(each.id): _item(each) for each in draft.held}
    return [
        ("Escort record", f"{record.number}, to {record.to}"),
        ("Risks", "\n".join(f"{each.risk.label}: {each.evidence}" for each in record.applying) or "None"),
        ("How to manage them", record.managing),
        ("Health", record.health),
        ("Medicine along", record.medicines_along),
        ("Property along", "\n".join(named[each] for each in record.items if each in named) or "None"),
    ]


def _gather(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"escorts": read_escorts(actor, detention_id=record.detention.id)}


def _while_here(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.authorised_at else None


add_tab(Tab(key=TAB, title="Escort", template="custody/tab_escort.html", order=68, gather=_gather))
add_doing(
    Doing(
        key="escort",
        label="Person escort record",
        endpoint="custody.escort_record",
        order=79,
        group=Group.LEAVING,
        permission=Permission.CUSTODY_RECORD_CREATE,
        wait=_while_here,
    )
)
