"""What the whiteboard keeps of a record: worked out when something is written, so that showing sixty is one query.

Each part is worked out from rows as they are in the database, by whoever wrote them: a time put right at the desk, a
marker added to the person, an offence added by the crime.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.dialects.postgresql import insert

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.db import new_id
from mips.custody.model.apart import KeepApart
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.own_limits import as_reviewed, line_with_own_limit
from mips.custody.rules.standing import standing
from mips.custody.rules.story import CaseInvalid
from mips.custody.usecases.clocks import practice, story_told
from mips.record.model.case import Offence
from mips.record.model.person import WarningMarker

Ids = Collection[uuid.UUID]


class Kept(StrEnum):
    """The parts of a line that are worked out from the record."""

    CLOCK = "clock"
    OFFENCES = "offences"
    MARKERS = "markers"
    APART = "apart"


def worked_out(ids: Ids, parts: Collection[Kept] = tuple(Kept)) -> Mapping[uuid.UUID, dict[str, Any]]:
    """The parts of each line, as the record now has them, whoever may see it."""
    found: dict[uuid.UUID, dict[str, Any]] = {each: {} for each in ids}
    for part in parts:
        told = _PARTS[part](ids)
        for detention_id, line in found.items():
            line[part.value] = told.get(detention_id, {} if part is Kept.CLOCK else [])
    return found


def keep(ids: Ids, parts: Collection[Kept]) -> None:
    """Work these parts out again and keep them; each line counts on, also where no part is named."""
    _write({each: {} for each in ids})  # holds the lines: what another has just written is seen, not written over
    if parts:
        _write(worked_out(ids, parts))


def _write(lines: Mapping[uuid.UUID, dict[str, Any]]) -> None:
    rows = [
        {"id": new_id(), "version": 1, "created_at": clock.now(), "detention_id": each, "topics": {}, "record": line}
        for each, line in sorted(lines.items())
    ]
    row = insert(BoardLine).values(rows)
    both = {"record": BoardLine.record.op("||")(row.excluded.record), "version": BoardLine.version + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=[BoardLine.detention_id], set_=both))


def _clocks(ids: Ids) -> Mapping[uuid.UUID, dict[str, Any]]:
    facts = select(DetentionFact.detention_id, DetentionFact.kind, DetentionFact.at, DetentionFact.details)
    counted = facts.where(DetentionFact.detention_id.in_(ids), DetentionFact.replaced_at.is_(None))
    told: dict[uuid.UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for detention_id, *fact in _rows(counted.order_by(DetentionFact.at, DetentionFact.created_at)):
        told[detention_id].append(tuple(fact))
    kinds = {each: (kind, ends) for each, kind, ends in _rows(_arrivals(ids))}
    return {each: _clock(told[each], *kinds[each]) for each in ids if each in kinds}


def _arrivals(ids: Ids) -> Select[uuid.UUID, ArrivalKind, datetime | None]:
    return select(Detention.id, Detention.arrival, Detention.held_until).where(Detention.id.in_(ids))


def _clock(facts: Sequence[tuple[Any, ...]], kind: ArrivalKind, ends: datetime | None) -> dict[str, Any]:
    """Of facts that do not follow from one another no clock is kept: the record's page says what is wrong."""
    try:
        story = as_reviewed(story_told(facts), kind)
    except CaseInvalid:
        return {}
    line = ClockLine.of(story, standing(story, clock.now(), practice=practice()))
    return line_with_own_limit(line, kind, ends).as_json()


def _offences(ids: Ids) -> Mapping[uuid.UUID, list[str]]:
    """Titles in their order. One of another person's is not theirs to show."""
    theirs = or_(Offence.person_id.is_(None), Offence.person_id == Detention.person_id)
    rows = select(Offence.detention_id, Offence.title).join(Detention, Detention.id == Offence.detention_id)
    listed = rows.where(Offence.detention_id.in_(ids), theirs).order_by(Offence.sequence, Offence.created_at)
    return _grouped(_rows(listed), lambda title: title)


def _markers(ids: Ids) -> Mapping[uuid.UUID, list[list[str]]]:
    """Code and last day of each that has not been removed; on the day after it no board shows it."""
    rows = select(Detention.id, WarningMarker.kind, WarningMarker.expires_on)
    of_them = rows.join(WarningMarker, WarningMarker.person_id == Detention.person_id)
    standing_ones = of_them.where(Detention.id.in_(ids), WarningMarker.ended_at.is_(None))
    in_order = standing_ones.order_by(WarningMarker.created_at, WarningMarker.id)
    return _grouped(_rows(in_order), lambda kind, last: [kind, last.isoformat()])


def _apart(ids: Ids) -> Mapping[uuid.UUID, list[str]]:
    either = or_(KeepApart.detention_id.in_(ids), KeepApart.other_id.in_(ids))
    pairs = select(KeepApart.detention_id, KeepApart.other_id).where(either, KeepApart.ended_at.is_(None))
    both = [pair for one, other in _rows(pairs.order_by(KeepApart.created_at)) for pair in ((one, other), (other, one))]
    return _grouped(both, str)


def _grouped(rows: Sequence[Any], say: Callable[..., Any]) -> Mapping[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for detention_id, *values in rows:
        found[detention_id].append(say(*values))
    return found


def _rows(statement: Any) -> Sequence[Any]:
    return db.session.execute(statement.execution_options(**UNSEEN_TOO)).all()


_PARTS: Mapping[Kept, Callable[[Ids], Mapping[uuid.UUID, Any]]] = {
    Kept.CLOCK: _clocks,
    Kept.OFFENCES: _offences,
    Kept.MARKERS: _markers,
    Kept.APART: _apart,
}
