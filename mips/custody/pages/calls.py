"""Denying or delaying telephone calls and letters."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step, why_here
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.schemas.authority import CallsIn
from mips.custody.usecases.calls import limit_calls
from mips.custody.usecases.reading import CustodyRecord
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/delay/calls", does=limit_calls, methods=["GET", "POST"])
def limit_calls_page(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(CallsIn()),
        title="Deny or delay calls and letters",
        submit="Authorise it",
        action=lambda fields: limit_calls(current_actor(), detention_id=detention_id, **fields),
        done="Calls and letters limited",
        lead="Only for an indictable offence, in proportion, and no longer than necessary (Code C 5.6, 5.7A). It "
        "touches neither having somebody informed nor legal advice.",
        known=why_here,
        tab="authorities",
    )


def _while_held(record: CustodyRecord) -> str | None:
    held = record.detention
    return "" if held.held and held.authorised_at and not held.charged_at else None


add_doing(
    Doing(
        key="delay-calls",
        label="Deny or delay calls and letters",
        endpoint="custody.limit_calls_page",
        order=65,
        group=Group.PEOPLE,
        permission=limit_calls.permission,
        whose="For an inspector",
        wait=_while_held,
    )
)
