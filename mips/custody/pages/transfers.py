"""Somebody who comes from another force: what happened there, for the clock here."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.schemas.transfer import FromForceIn
from mips.custody.usecases.reading import CustodyRecord
from mips.custody.usecases.transfers import record_transfer_in, transfer_of
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/from-force", does=record_transfer_in, methods=["GET", "POST"])
def from_force(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(FromForceIn(), initial={"designated": True}),
        title="Came from another force",
        submit="Save",
        action=lambda fields: record_transfer_in(current_actor(), detention_id=detention_id, **fields),
        done="Saved. The clock follows from it",
        lead="What happened there counts here. Take the times from the custody record that came with them.",
        known=_so_far,
        tab="clock",
    )


def _so_far(record: CustodyRecord) -> list[tuple[str, object]]:
    held, began = record.detention, record.standing.began
    return [
        ("Arrived here", filters.moment(held.arrived_at)),
        ("Arrested", filters.moment(held.arrested_at) if held.arrested_at else "Not recorded yet"),
        ("Relevant time so far", f"{filters.moment(began.at)} ({began.source})" if began else "None yet"),
    ]


def _not_recorded(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and not held.charged_at and transfer_of(held.id) is None else None


add_doing(
    Doing(
        key="from_force",
        label="Came from another force",
        endpoint="custody.from_force",
        order=46,
        group=Group.CLOCK,
        permission=record_transfer_in.permission,
        wait=_not_recorded,
    )
)
