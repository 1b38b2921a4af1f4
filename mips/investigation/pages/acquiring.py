"""The page on which it is said how the files of an exhibit were acquired, and how that is read."""

from __future__ import annotations

import uuid
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.investigation.model.acquisition import Acquisition
from mips.investigation.pages.blueprint import pages
from mips.investigation.schemas.acquiring import AcquisitionIn, told
from mips.investigation.usecases.acquiring import record_acquisition
from mips.investigation.usecases.exhibits import read_exhibit
from mips.web.endpoints import current_actor
from mips.web.forms import Form

DEVICE_AGREEMENT: Final = "device-agreement"
"""An item of the list `seized-under`: what was taken of it is to be said."""


@pages.page("/exhibits/<uuid:exhibit_id>/acquisition", does=record_acquisition, methods=["GET", "POST"])
def acquire(exhibit_id: uuid.UUID) -> ResponseReturnValue:
    """Begun with what the last entry says: mostly one thing of it is put right."""
    actor = current_actor()
    shown = read_exhibit(actor, exhibit_id=exhibit_id)
    form = Form(AcquisitionIn(), initial=_begun(shown.acquisitions[0]) if shown.acquisitions else None)
    if form.carries_out(lambda fields: record_acquisition(actor, exhibit_id=exhibit_id, **told(fields))):
        flash("How it was acquired is on the record")
        return redirect(url_for(".exhibit", exhibit_id=exhibit_id), 303)
    context = {"exhibit": shown.exhibit, "form": form, "title": "How it was acquired", "submit": "Save"}
    return render_template("investigation/exhibit_job.html", **context), form.status


def _begun(last: Acquisition) -> dict[str, Any]:
    kept = {name: getattr(last, name) for name in AcquisitionIn().fields if hasattr(last, name)}
    if last.examiner_id:
        kept["examiner"] = ""
    return kept


def acquired_facts(one: Acquisition) -> list[tuple[Any, ...]]:
    """What is said of it, as the page of an exhibit shows it."""
    device = one.source_exhibit
    facts: list[tuple[Any, ...]] = [
        ("Method", one.method.label),
        ("When", one.acquired_at),
        ("Examiner", one.examiner),
        ("Tool", f"{one.tool} {one.tool_version}".strip()),
        ("Device of", one.device_of.label),
        ("Device", one.source, url_for("investigation.exhibit", exhibit_id=device.id) if device else None),
        ("What was taken", one.scope),
        ("Authority", one.power or (one.authority.label if one.authority else "")),
        ("Agreed by", one.agreed_by),
        ("Agreed on", one.agreed_on),
        ("Notice in writing", "Given" if one.notice_given else ""),
        ("Sought", one.sought),
        ("Necessary because", one.necessary),
        ("Entered by", f"{one.by.name}"),
    ]
    return [fact for fact in facts if fact[1]]
