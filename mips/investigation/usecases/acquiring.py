"""Entering how the files of a digital exhibit were acquired, and printing that with its continuity (INV-9)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.errors import InputInvalid, RuleBroken
from mips.investigation.model.acquisition import Acquisition
from mips.investigation.model.crime import Crime
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.rules.acquiring import Acquired, DeviceOf, Method, check_acquired
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.usecase import usecase


@usecase(Permission.INVESTIGATION_EXHIBIT_CREATE, verb=Verb.COLLECTED)
def record_acquisition(
    actor: Actor,
    *,
    exhibit_id: uuid.UUID,
    method: Method,
    device_of: DeviceOf,
    acquired_at: datetime | None = None,
    examiner_id: uuid.UUID | None = None,
    examiner: str | None = None,
    source_mark: str | None = None,
    particulars: Mapping[str, Any] | None = None,
) -> Acquisition:
    """Enter how it was acquired, by the actor unless told. A later entry counts in place of an earlier one.

    `source_mark` is the mark of the device where it is an exhibit of the same crime. `particulars`: tool, tool_version,
    source, authority, power, agreed_by, agreed_on, notice_given, sought, necessary, scope.
    """
    exhibit = fetch(Exhibit, exhibit_id)
    crime = fetch(Crime, exhibit.crime_id)
    device = _device(exhibit, source_mark) if source_mark else None
    when = acquired_at or clock.now()
    told = {name: value for name, value in (particulars or {}).items() if value not in (None, "")}
    if device is not None:
        told.setdefault("source", f"{device.mark} {device.description}")
    check_acquired(Acquired(method=method, device_of=device_of, on=day_of(when), **told))
    who = None if examiner else picked(User, examiner_id or actor.id, field="examiner_id")
    name = f"{who.name} {who.collar_number}".strip() if who else examiner or ""
    row = Acquisition(
        exhibit_id=exhibit.id,
        method=method,
        acquired_at=when,
        examiner_id=who.id if who else None,
        examiner=name,
        device_of=device_of,
        source_id=device.id if device else None,
        by_id=actor.id,
        **{"authority": None, **told},
    )
    db.session.add(row)
    log(actor.id, crime, when, f"{exhibit.mark}: {method.label.lower()} by {row.examiner}", kind="exhibit")
    return row


def acquisitions_of(exhibit_id: uuid.UUID) -> Sequence[Acquisition]:
    """How it was acquired, the entry that counts first."""
    of_it = sa.select(Acquisition).where(Acquisition.exhibit_id == exhibit_id)
    with_ = joinedload(Acquisition.by), joinedload(Acquisition.source_exhibit)
    return db.session.scalars(of_it.options(*with_).order_by(Acquisition.id.desc())).all()


def _device(exhibit: Exhibit, mark: str) -> Exhibit:
    wanted = sa.select(Exhibit).where(Exhibit.crime_id == exhibit.crime_id, Exhibit.mark == mark.strip().upper())
    device = db.session.scalars(wanted).one_or_none()
    if device is None:
        raise InputInvalid({"source_mark": ["This crime has no exhibit of that mark. Look at its list of exhibits"]})
    if device.id == exhibit.id:
        raise RuleBroken(
            "That is this exhibit itself. Part the file from the device, and enter it there",
            rule="INV-9",
            field="source_mark",
        )
    return device
