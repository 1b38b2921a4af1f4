"""Booking-in as a list of tasks: any order the detainee allows, each saved by itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.custody.pages.blocks import BlockPage, add_block, block_pages
from mips.custody.pages.blueprint import pages
from mips.custody.pages.drafting import TASKS
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.rules.booking_in import Block
from mips.custody.usecases.arrival import record_arrest
from mips.custody.usecases.booking_in import BookingIn, read_booking_in
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.reading import CustodyRecord
from mips.web import filters
from mips.web.endpoints import current_actor


@dataclass(frozen=True, kw_only=True)
class Task:
    """One line of the list. `tone` and `state` as every page tags its states; no `href`: it cannot be started."""

    label: str
    state: str
    tone: str = "waiting"
    hint: str = ""
    href: str = ""


@pages.page("/<uuid:detention_id>/booking-in", does=read_booking_in)
def booking_in(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_booking_in(actor, detention_id=detention_id)
    tasks = [_task(actor, shown, page) for page in block_pages()]
    done = sum(page.block in shown.done for page in block_pages())
    return render_template("custody/booking_in.html", record=shown.record, tasks=tasks, done=done)


def _task(actor: Actor, shown: BookingIn, page: BlockPage) -> Task:
    """What is said of one block: done, half typed, waiting for something, or there to be begun."""
    label = page.block.label
    reason = _why_not(actor, shown.record, page)
    if done := shown.done.get(page.block):
        hint = f"By {done.by.name}, {filters.moment(done.done_at)}"
        return Task(label=label, state="Done", tone="done", hint=hint, href="" if reason else _href(shown, page))
    if reason:
        return Task(label=label, state="Cannot start yet", hint=reason)
    if draft := shown.drafts.get(page.block):
        hint = f"Kept {filters.moment(draft[0])} by {draft[1]}: not on the record yet"
        return Task(label=label, state="Draft kept", tone="soon", hint=hint, href=_href(shown, page))
    return Task(label=label, state="Not started", tone="running", href=_href(shown, page))


def _why_not(actor: Actor, record: CustodyRecord, page: BlockPage) -> str:
    if not record.detention.held:
        return "They have left the suite"
    return page.wait(record) if actor.may(page.permission) else page.whose


def _href(shown: BookingIn, page: BlockPage) -> str:
    return url_for(page.endpoint, detention_id=shown.record.detention.id, then=TASKS)


def _arrestable(record: CustodyRecord) -> str:
    return "The arrest has been recorded" if record.detention.arrested_at else ""


def _decidable(record: CustodyRecord) -> str:
    if record.detention.authorised_at:
        return "Detention has been authorised"
    return "" if record.detention.arrested_at else "The arrest is not recorded yet"


def _to_book_in(record: CustodyRecord) -> str | None:
    """Until somebody is charged or leaves; who is still to be booked in has it before everything else."""
    return "" if record.detention.held and not record.detention.charged_at else None


for _page in (
    BlockPage(block=Block.ARREST, endpoint="custody.arrest", permission=record_arrest.permission, wait=_arrestable),
    BlockPage(
        block=Block.DECISION,
        endpoint="custody.authorise",
        permission=authorise_detention.permission,
        whose="For a custody officer",
        wait=_decidable,
    ),
):
    add_block(_page)

add_doing(
    Doing(
        key="booking-in",
        label="Book in",
        endpoint="custody.booking_in",
        order=0,
        group=Group.PEOPLE,
        permission=read_booking_in.permission,
        wait=_to_book_in,
        leads=lambda record: record.detention.booked_in_at is None,
    )
)
