"""What the whiteboard keeps of a record: worked out when something is written, so that showing sixty is one query.

It is worked out from rows as they are in the database, by whoever wrote them: a time put right at the desk, a marker
added to the person, an offence added by the crime.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by, insert

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.db import Base, new_id
from mips.custody.model.apart import KeepApart
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.own_limits import as_reviewed, line_with_own_limit
from mips.custody.rules.standing import standing
from mips.custody.rules.story import CaseInvalid
from mips.custody.usecases.board_line import Spoken
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


def worked_out(ids: Ids) -> Mapping[uuid.UUID, dict[str, Any]]:
    """The parts of each line, as the record now has them, whoever may see it. One query.

    Offences are titles in their order; markers the code and last day of each that has not been removed; apart the
    detentions of those they must not meet.
    """
    rows = db.session.execute(_whole(), {"ids": list(ids)}, execution_options=UNSEEN_TOO)
    return {
        detention_id: {
            Kept.CLOCK.value: _clock(facts, kind, ends),
            Kept.OFFENCES.value: offences,
            Kept.MARKERS.value: markers,
            Kept.APART.value: apart,
        }
        for detention_id, kind, ends, facts, offences, markers, apart in rows
    }


def keep(spoken: Spoken, changed: Ids) -> None:
    """Write what was said of somebody, and work out again what is kept of those whose record has changed."""
    lines = {each: spoken.topics.get(each, {}) for each in sorted({*spoken.topics, *changed})}
    if not lines:
        return
    # Holds the lines: what another has just written is seen by what is worked out after it, not written over.
    _say(lines, spoken.cleared)
    if changed:
        db.session.execute(_records(), _arrays(worked_out(changed)))


def _say(lines: Mapping[uuid.UUID, Mapping[str, Any]], cleared: Ids) -> None:
    given = _arrays(lines) | {"keys": [new_id() for _ in lines], "cleared": list(cleared), "now": clock.now()}
    db.session.execute(_sayings(), given)


def _arrays(told: Mapping[uuid.UUID, Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {"ids": list(told), "values": [dict(each) for each in told.values()]}


_GIVEN_IDS = bindparam("ids", type_=ARRAY(sa.Uuid()))
_GIVEN_VALUES = bindparam("values", type_=ARRAY(JSONB()))
_DETENTION: Final = db.Base.metadata.tables[Detention.__tablename__]
_LINES: Final = db.Base.metadata.tables[BoardLine.__tablename__]


@cache
def _sayings() -> sa.Executable:
    """A line for each detention that is there; where it has one, what is said is put in place of what was."""
    keys = bindparam("keys", type_=ARRAY(sa.Uuid()))
    columns = (sa.column("key", sa.Uuid()), sa.column("id", sa.Uuid()), sa.column("topics", JSONB()))
    given = func.unnest(keys, _GIVEN_IDS, _GIVEN_VALUES).table_valued(*columns, name="given").render_derived()
    now = bindparam("now", type_=_LINES.c.created_at.type)
    rows = select(given.c.key, literal(1), now, given.c.id, given.c.topics, literal({}, JSONB()))
    there = rows.join_from(given, _DETENTION, _DETENTION.c.id == given.c.id).order_by(given.c.id)
    names = ["id", "version", "created_at", "detention_id", "topics", "record"]
    row, line = insert(_LINES).from_select(names, there), _LINES.c
    begun_anew = line.detention_id == sa.any_(bindparam("cleared", type_=ARRAY(sa.Uuid())))
    topics = case((begun_anew, row.excluded.topics), else_=line.topics.op("||")(row.excluded.topics))
    return row.on_conflict_do_update(
        index_elements=[line.detention_id], set_={"topics": topics, "version": line.version + 1}
    )


@cache
def _records() -> sa.Executable:
    """What is kept of each record, in place of what was."""
    columns = (sa.column("id", sa.Uuid()), sa.column("record", JSONB()))
    given = func.unnest(_GIVEN_IDS, _GIVEN_VALUES).table_valued(*columns, name="given").render_derived()
    line = _LINES.c
    anew = {"record": line.record.op("||")(given.c.record), "version": line.version + 1}
    return sa.update(_LINES).where(line.detention_id == given.c.id).values(anew)


@cache
def _whole() -> Select[Any]:
    here = _DETENTION.c
    fact = func.jsonb_build_array(DetentionFact.kind, DetentionFact.at, DetentionFact.details)
    # one of another person's is not theirs to show
    theirs = or_(Offence.person_id.is_(None), Offence.person_id == here.person_id)
    marker = func.jsonb_build_array(WarningMarker.kind, WarningMarker.expires_on)
    pair = or_(KeepApart.detention_id == here.id, KeepApart.other_id == here.id)
    other = case((KeepApart.detention_id == here.id, KeepApart.other_id), else_=KeepApart.detention_id)
    counts = (DetentionFact.detention_id == here.id, DetentionFact.replaced_at.is_(None))
    return select(
        here.id,
        here.arrival,
        here.held_until,
        _each(DetentionFact, fact, *counts, by="at"),
        _each(Offence, Offence.title, Offence.detention_id == here.id, theirs, by="sequence"),
        _each(WarningMarker, marker, WarningMarker.person_id == here.person_id, WarningMarker.ended_at.is_(None)),
        _each(KeepApart, other, pair, KeepApart.ended_at.is_(None)),
    ).where(here.id == sa.any_(_GIVEN_IDS))


def _each(model: type[Base], say: Any, *where: ColumnElement[bool], by: str = "created_at") -> ColumnElement[Any]:
    """One list of what is said of each row, in order; where that leaves it open, as they were made."""
    order = (getattr(model, by), model.created_at, model.id)
    listed = func.coalesce(func.jsonb_agg(aggregate_order_by(say, *order)), literal([], JSONB()))
    return select(listed).where(*where).correlate(_DETENTION).scalar_subquery()


def _clock(facts: list[Any], kind: ArrivalKind, ends: datetime | None) -> dict[str, Any]:
    """Of facts that do not follow from one another no clock is kept: the record's page says what is wrong."""
    told = [(name, datetime.fromisoformat(at), details) for name, at, details in facts]
    try:
        story = as_reviewed(story_told(told), kind)
    except CaseInvalid:
        return {}
    line = ClockLine.of(story, standing(story, clock.now(), practice=practice()))
    return line_with_own_limit(line, kind, ends).as_json()
