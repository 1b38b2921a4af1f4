"""The custody record: who, the clock, what may be done now, and below it everything that was written."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.between.questions import searches_before
from mips.core.errors import NotFound
from mips.custody.model.detention import Detention, Grounds
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.doing import things_to_do
from mips.custody.pages.drawing import drawing
from mips.custody.pages.parts import Tab, add_tab, tabs_for
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.late_entries import late_by
from mips.custody.rules.mentions import Column, Mention
from mips.custody.schemas.booking import CorrectionIn, CustodyEntryIn, FactIn
from mips.custody.usecases.care import add_to_log, correct_in_log
from mips.custody.usecases.contacts import read_entitlements
from mips.custody.usecases.delays import delays_of
from mips.custody.usecases.facts import CORRECTABLE, correct_fact
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.custody.usecases.transfers import transfer_of
from mips.record.logbook import CORRECTION
from mips.record.model.work import LogEntry
from mips.record.reference.lookup import title_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.tables import Tag


def _entitlements(actor: Actor, record: CustodyRecord) -> dict[str, Any]:
    found = read_entitlements(actor, detention_id=record.detention.id)
    delays = [(each, [DelayGround(code).label for code in each.grounds]) for each in delays_of(record.detention.id)]
    return {"contacts": found.contacts, "told": found.told, "delays": delays}


def _from_elsewhere(_actor: Actor, record: CustodyRecord) -> dict[str, Any]:
    return {"came_from": None if record.limited else transfer_of(record.detention.id)}


def _searches_before(_actor: Actor, record: CustodyRecord) -> dict[str, Any]:
    return {"searches_before": searches_before(record.detention.id)}


for _tab in (
    Tab(key="log", title="Log", template="custody/tab_log.html", order=10),
    Tab(key="rights", title="Rights", template="custody/tab_rights.html", order=20, gather=_entitlements),
    Tab(
        key="clock",
        title="Reviews and clock",
        template="custody/tab_clock.html",
        order=60,
        gather=_from_elsewhere,
        in_limited=True,
    ),
    Tab(
        key="arrest",
        title="Arrest and decisions",
        template="custody/tab_arrest.html",
        order=70,
        gather=_searches_before,
    ),
):
    add_tab(_tab)


@pages.page("/<uuid:detention_id>", does=read_custody_record)
def record(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_custody_record(actor, detention_id=detention_id, after=request.args.get("after"))
    tabs = tabs_for(actor, limited=shown.limited)
    open_tab = next((tab for tab in tabs if tab.key == request.args.get("tab")), tabs[0])
    entry = Form(CustodyEntryIn())
    return render_template(
        "custody/record.html",
        record=shown,
        groups=things_to_do(actor, shown),
        line=drawing(shown.detention, shown.standing),
        tab=open_tab,
        tabs=tabs,
        entry=entry,
        entries=[_entry(actor, shown.detention, each) for each in shown.entries.rows],
        flags=_flags(shown),
        older=_older(shown),
        necessities=[title_of("necessity", each) for each in shown.detention.necessity],
        times=CORRECTABLE,
        grounds=[Grounds(each).label for each in shown.detention.grounds],
        **open_tab.gather(actor, shown),
    )


@pages.page("/<uuid:detention_id>/log", does=add_to_log, methods=["GET", "POST"])
def log(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(CustodyEntryIn()),
        title="Add to the log",
        submit="Add",
        action=lambda fields: add_to_log(current_actor(), detention_id=detention_id, **fields),
        done="Added to the log",
    )


@pages.page("/<uuid:detention_id>/log/<uuid:entry_id>", does=correct_in_log, methods=["GET", "POST"])
def correction(detention_id: uuid.UUID, entry_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    listed = read_custody_record(actor, detention_id=detention_id, after=request.args.get("after")).entries.rows
    entry = next((each for each in listed if each.id == entry_id), None)
    return step(
        detention_id,
        Form(CorrectionIn(), initial={"text": entry.text} if entry else {}),
        title="Correct an entry",
        submit="Save the correction",
        action=lambda fields: correct_in_log(actor, detention_id=detention_id, entry_id=entry_id, **fields),
        done="Correction added. The first entry stands as it was written",
        known=lambda _: [(filters.moment(entry.at), f"{entry.text} ({entry.author.name})")] if entry else [],
    )


@pages.page("/<uuid:detention_id>/times/<uuid:fact_id>", does=correct_fact, methods=["GET", "POST"])
def correct_time(detention_id: uuid.UUID, fact_id: uuid.UUID) -> ResponseReturnValue:
    facts = read_custody_record(current_actor(), detention_id=detention_id).detention.facts
    fact = next((each for each in facts if each.id == fact_id and each.kind in CORRECTABLE), None)
    if fact is None:
        raise NotFound
    return step(
        detention_id,
        Form(FactIn(), initial={"at": fact.at}),
        title=f"Correct a time: {CORRECTABLE[fact.kind][0].lower()}",
        submit="Save the correction",
        action=lambda fields: correct_fact(current_actor(), detention_id=detention_id, fact_id=fact_id, **fields),
        done="Time corrected. The clock follows from it",
        lead="The relevant time and every deadline are worked out again. What was first written stays on the record.",
    )


def _flags(shown: CustodyRecord) -> list[Mention]:
    """What the board says beside the name: on the way, in hospital, to be referred."""
    return [each for each in shown.said if each.column is Column.FLAG]


def _entry(actor: Actor, held: Detention, entry: LogEntry) -> dict[str, Any]:
    """A line of the log, as the timeline shows it; to be put right by those who may, until the record is locked."""
    corrects = held.locked_at is None and actor.may(correct_in_log.permission)
    of_it: dict[str, Any] = {"detention_id": held.id, "entry_id": entry.id}
    return {
        "more": url_for("custody.correction", after=request.args.get("after"), **of_it) if corrects else "",
        "more_said": "Correct",
        "at": entry.at,
        "entered_at": entry.created_at,
        "title": entry.text,
        "by": entry.author.name,
        "kind": "" if entry.kind == "entry" else entry.kind,
        "tags": [Tag(state="soon", text="Late entry")] if _is_late(entry) else [],
    }


def _is_late(entry: LogEntry) -> bool:
    """Written well after what it speaks of; a correction stands at the time of what it corrects."""
    return entry.kind != CORRECTION and late_by(entry.at, entry.created_at) is not None


def _older(shown: CustodyRecord) -> str | None:
    """Where the log goes on."""
    after = shown.entries.next_cursor
    return after and url_for("custody.record", detention_id=shown.detention.id, tab="log", after=after)
