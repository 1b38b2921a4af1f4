"""Property: everything on one page on the way in, item by item on the way out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.policy import Actor
from mips.custody.pages.blocks import BlockPage, add_block
from mips.custody.pages.blueprint import pages
from mips.custody.pages.booking import step
from mips.custody.pages.drafting import draft_of
from mips.custody.pages.parts import Doing, Group, Tab, add_doing, add_tab
from mips.custody.rules.booking_in import Block
from mips.custody.rules.property import pounds
from mips.custody.schemas.property import PropertyEndIn, PropertyIn
from mips.custody.usecases.property import end_property, read_property, record_property
from mips.custody.usecases.reading import CustodyRecord, read_custody_record
from mips.web.endpoints import current_actor
from mips.web.field.offered import offering
from mips.web.forms import Form


@pages.app_template_filter("pounds")
def _pounds(pence: int) -> str:
    return pounds(pence)


@pages.page("/<uuid:detention_id>/property", does=record_property, methods=["GET", "POST"])
def take_property(detention_id: uuid.UUID) -> ResponseReturnValue:
    return step(
        detention_id,
        Form(PropertyIn(), draft=draft_of(detention_id, Block.PROPERTY)),
        title="Property",
        submit="Save the property",
        action=lambda fields: record_property(current_actor(), detention_id=detention_id, **fields),
        done="Property recorded",
    )


@pages.page("/<uuid:detention_id>/property/out", does=end_property, methods=["GET", "POST"])
def give_property(detention_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    held = read_property(actor, detention_id=detention_id).held
    if not held and request.method == "GET":
        record = read_custody_record(actor, detention_id=detention_id)
        back = url_for("custody.record", detention_id=detention_id, tab="property")
        return render_template("custody/property_none.html", record=record, back=back)
    named = [(str(each.id), f"{each.number}. {each.name}{f', seal {each.seal}' if each.seal else ''}") for each in held]
    goes_back = [each.id for each in held if not each.retained]
    return step(
        detention_id,
        Form(offering(PropertyEndIn(), items=named), initial={"items": goes_back}),
        title="Property goes out",
        submit="Save",
        action=lambda fields: end_property(actor, detention_id=detention_id, **fields),
        done="Property recorded as gone",
    )


def _tab(actor: Actor, record: CustodyRecord) -> Mapping[str, Any]:
    return {"property": read_property(actor, detention_id=record.detention.id)}


add_tab(Tab(key="property", title="Property", template="custody/tab_property.html", order=50, gather=_tab))
add_doing(
    Doing(
        key="property",
        label="Property",
        endpoint="custody.take_property",
        order=60,
        group=Group.PROPERTY,
        permission=record_property.permission,
    )
)
add_block(BlockPage(block=Block.PROPERTY, endpoint="custody.take_property", permission=record_property.permission))
