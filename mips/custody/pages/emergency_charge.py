"""What the prosecutor decided about a charge that an inspector authorised, and what followed where it was not ratified.

Both are offered, and open, only where they are owed; else the page says that nothing is.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.core import clock
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.parts import Doing, Group, add_doing
from mips.custody.schemas.emergency_charge import FollowedIn, RatificationIn
from mips.custody.usecases.emergency_charge import (
    record_ratification,
    record_what_followed,
    standing_of,
    waiting_of,
)
from mips.custody.usecases.fallen_charges import emergency_charge_of
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.web import filters
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/<uuid:detention_id>/charge/ratification", does=record_ratification, methods=["GET", "POST"])
def ratification(detention_id: uuid.UUID) -> ResponseReturnValue:
    if request.method == "GET":
        read_custody_record(current_actor(), detention_id=detention_id)
        waiting_of(detention_id)
    return step(
        detention_id,
        Form(RatificationIn()),
        title="The prosecutor\u2019s decision on an emergency charge",
        submit="Save the decision",
        action=lambda fields: record_ratification(current_actor(), detention_id=detention_id, **fields),
        done="Decision recorded",
        lead="An inspector authorised the charge because the prosecutor\u2019s decision could not be had in time. The "
        "prosecutor is asked as soon as possible after it (PACE s.37A).",
        known=what_was_charged,
        tab="authorities",
    )


@pages.page("/<uuid:detention_id>/charge/not-ratified", does=record_what_followed, methods=["GET", "POST"])
def not_ratified(detention_id: uuid.UUID) -> ResponseReturnValue:
    if request.method == "GET":
        read_custody_record(current_actor(), detention_id=detention_id)
        standing_of(detention_id, clock.now())
    return step(
        detention_id,
        Form(FollowedIn()),
        title="A charge that was not ratified",
        submit="Save what was done",
        action=lambda fields: record_what_followed(current_actor(), detention_id=detention_id, **fields),
        done="Recorded",
        lead="The charge as it was made does not go on. Who is still here is released, or charged as the prosecutor "
        "decided, and that says it by itself; say here what was done otherwise.",
        known=what_was_charged,
        tab="authorities",
    )


def what_was_charged(record: CustodyRecord) -> list[tuple[str, Any]]:
    """The charge, who authorised it and why, and what the prosecutor made of it."""
    charge = emergency_charge_of(record.detention.id)
    if charge is None:
        return []
    charged = "; ".join(each.title for each in record.detention.offences if each.charged_at)
    decided = f"{charge.outcome.label}. {charge.outcome_why}" if charge.outcome else ""
    return [
        ("Charged with", charged),
        ("Authorised", f"{filters.moment(charge.at)} by {charge.inspector.name}: {charge.why}"),
        *([("The prosecutor", decided)] if decided else []),
    ]


def _waits(record: CustodyRecord) -> str | None:
    """After they left; while they are here the board says it."""
    charge = None if record.detention.held else emergency_charge_of(record.detention.id)
    return "" if charge and charge.waits else None


def _stands(record: CustodyRecord) -> str | None:
    charge = None if record.detention.held else emergency_charge_of(record.detention.id)
    return "" if charge and charge.stands else None


for _key, _label, _applies in (
    ("ratification", "Record the prosecutor\u2019s decision", _waits),
    ("not_ratified", "Say what becomes of the charge", _stands),
):
    add_doing(
        Doing(
            key=_key,
            label=_label,
            endpoint=f"custody.{_key}",
            order=4,
            group=Group.NOW,
            permission=Permission.CUSTODY_AUTHORITY_REQUEST_CREATE,
            whose="For the officer in the case",
            wait=_applies,
        )
    )
