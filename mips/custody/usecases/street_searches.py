"""A stop and search that led to the arrest is part of the custody record (PACE 1984 s.3(2)(a))."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.visibility import actor_id
from mips.between.notices import SearchLedToArrest
from mips.between.questions import ForceReported
from mips.core import clock, db
from mips.custody.model.force_report import ForceReport
from mips.record.model.work import LogEntry


def note_search_before(notice: SearchLedToArrest) -> None:
    """A line of the log says since when the search stands in this record."""
    by = actor_id()
    if by is None:
        raise RuntimeError("a search was joined to a custody record outside a use case")
    text = f"The record of stop and search {notice.reference} is part of this custody record (PACE 1984 s.3(2)(a))"
    entry = LogEntry(entity_id=notice.detention_id, at=clock.now(), kind="document", text=text, author_id=by)
    db.session.add(entry)


def force_reported_in(incident: str) -> Sequence[ForceReported]:
    """The forms about force that name this number, as far as whoever asks may see them."""
    forms = select(ForceReport).where(ForceReport.incident == incident).options(joinedload(ForceReport.officer))
    found = db.session.scalars(forms.order_by(ForceReport.id))
    return [ForceReported(report_id=each.id, officer=each.officer.name, at=each.at) for each in found]
