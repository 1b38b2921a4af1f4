"""One row of a whiteboard, read as plain values: no record is loaded to show that somebody is there."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Final

from sqlalchemy import Select, Uuid, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.core import db
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Cell
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.board_clock import ClockLine
from mips.custody.rules.board_order import Todo, place_on_board, pressing, todo
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.progress import Progress, Step, next_step
from mips.custody.rules.urgency import Thresholds, Urgency
from mips.custody.usecases.board_facts import Kept, worked_out
from mips.custody.usecases.clocks import thresholds
from mips.custody.usecases.reading import is_under_18
from mips.record.model.person import Person, Precision
from mips.record.reference.lookup import listed
from mips.record.usecases.markers import LIST
from mips.web.spoken import in_london

_IN_SUITE: Final = Detention.suite_id == bindparam("suite_id", type_=Uuid())
_NEAR: Final = frozenset({Urgency.AMBER, Urgency.RED, Urgency.BREACH})
_NOT_KNOWN = Mention(column=Column.NEEDS, words="Not identified", tone=Tone.SOON, page="custody.identify")
PEOPLE = aliased(Person, flat=True)
HERE_SINCE = func.coalesce(Detention.returned_at, Detention.arrived_at)
"""When they came, this time: back from bail is an arrival too."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a record is: as much of it as says how much of it somebody may see."""

    owner_id: uuid.UUID | None
    team_id: uuid.UUID | None
    interested: Sequence[uuid.UUID]


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One detainee on the board at a minute."""

    detention_id: uuid.UUID
    reference: str
    detainee: str
    initials: str
    born_on: date | None
    born_precision: Precision | None
    child: bool
    cell_id: uuid.UUID | None
    cell: str
    arrived_at: datetime
    authorised_at: datetime | None
    charged_at: datetime | None
    to_book_in: bool
    """True while blocks of booking-in are open, until they are charged."""
    offences: Sequence[str]
    clock: ClockLine
    at: datetime
    thresholds: Thresholds
    next: Step | None
    mentions: Sequence[Mention] = ()
    """What topics say of them: checks due, who is waited for, what to know at the door."""
    markers: Sequence[str] = ()
    """Codes of the list warning-marker."""
    apart: Sequence[uuid.UUID] = ()
    """The detentions of those they are to be kept apart from."""

    @cached_property
    def urgency(self) -> Urgency:
        return pressing(self.clock, self.mentions, self.at, self.thresholds)

    @cached_property
    def place(self) -> tuple[int, float]:
        return place_on_board(self.urgency, self.clock, self.mentions)

    @cached_property
    def todo(self) -> Todo | None:
        return todo(self.next, self.clock, self.mentions, self.at, self.thresholds)

    def said_in(self, column: Column) -> list[Mention]:
        """What stands in one column, that with the nearest time first."""
        found = [each for each in self.mentions if each.column == column]
        return sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.since or self.arrived_at))

    @property
    def needs(self) -> list[str]:
        """What was asked for and has not been had yet, in words."""
        return [each.words for each in self.said_in(Column.NEEDS)]


Stamp = tuple[uuid.UUID, int, int | None, uuid.UUID | None]
"""Of somebody on a board: detention, versions of it and of its line, and the person if they may be seen.

Changes with the record, the person, their offences and markers.
"""


def stamps_in(suite_id: uuid.UUID) -> Sequence[Stamp]:
    """Everybody in a suite whom the actor may see, by arrival. One small query."""
    return [tuple(row) for row in db.session.execute(_stamps(), {"suite_id": suite_id})]


def rows_in(actor: Actor, suite_id: uuid.UUID, now: datetime) -> list[BoardRow]:
    """Everybody in a suite whom the actor may see, by arrival, each in as much as they may. One query."""
    return _read(actor, _everybody(), {"suite_id": suite_id}, now)


def rows_of(actor: Actor, ids: Sequence[uuid.UUID], now: datetime) -> list[BoardRow]:
    """The same, of these detentions only."""
    return _read(actor, _these(), {"ids": list(ids)}, now)


def _read(actor: Actor, whole: Select[Any], about: Mapping[str, Any], now: datetime) -> list[BoardRow]:
    found = db.session.execute(whole, about).mappings().all()
    lacking = [each["id"] for each in found if Kept.CLOCK.value not in (each["record"] or {})]
    fresh = worked_out(lacking) if lacking else {}
    seen_whole = {each["id"] for each in found if _sees_all(actor, each)}
    about_health = (
        {item.code for item in listed(LIST) if item.extra.get("health")} if len(seen_whole) < len(found) else set()
    )
    return [_row(each, fresh.get(each["id"]), now, each["id"] not in seen_whole, about_health) for each in found]


def _sees_all(actor: Actor, each: Mapping[Any, Any]) -> bool:
    """False where the actor is shown the limited form: identity, markers and clock, nothing that was written down."""
    owned: Any = Owned(each["owner_id"], each["team_id"], each["interested"])
    return actor.sees_all_of(Permission.CUSTODY_LOG_READ, owned)


@cache
def _stamps() -> Select[Any]:
    """Made once, as those below: building a statement costs as much as executing it."""
    return _here((Detention.id, Detention.version, BoardLine.version, PEOPLE.id)).where(_IN_SUITE)


@cache
def _everybody() -> Select[Any]:
    return _whole().where(_IN_SUITE)


@cache
def _these() -> Select[Any]:
    return _whole().where(Detention.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))


def _whole() -> Select[Any]:
    columns = (
        Detention.id.label("id"),
        Detention.reference,
        Detention.suite_id,
        Detention.owner_id,
        Detention.team_id,
        Detention.interested,
        Detention.person_id,
        Detention.described_as,
        Detention.cell_id,
        HERE_SINCE.label("arrived_at"),
        Detention.arrival,
        Detention.arrested_at,
        Detention.authorised_at,
        Detention.rights_given_at,
        Detention.charged_at,
        Detention.booked_in_at,
        PEOPLE.id.label("known"),
        PEOPLE.family_name,
        PEOPLE.given_names,
        PEOPLE.born_on,
        PEOPLE.born_precision,
        Cell.name.label("cell"),
        BoardLine.topics,
        BoardLine.record,
    )
    return _here(columns).outerjoin(Cell, Cell.id == Detention.cell_id)


def _here(columns: Sequence[Any]) -> Select[Any]:
    """A select of columns about those who are held; a person who may not be seen has none."""
    joined = select(*columns).select_from(Detention).outerjoin(PEOPLE, PEOPLE.id == Detention.person_id)
    with_line = joined.outerjoin(BoardLine, BoardLine.detention_id == Detention.id)
    return with_line.where(Detention.released_at.is_(None)).order_by(HERE_SINCE, Detention.id)


def _row(
    each: Mapping[Any, Any],
    fresh: Mapping[str, Any] | None,
    now: datetime,
    limited: bool,
    about_health: set[str],
) -> BoardRow:
    kept, near = fresh or each["record"], thresholds()
    clock = ClockLine.from_json(kept[Kept.CLOCK])
    hidden = each["person_id"] is not None and each["known"] is None
    today = in_london(now).date().isoformat()
    return BoardRow(
        detention_id=each["id"],
        reference=each["reference"] or "",
        detainee=_name(each, hidden),
        initials=_initials(each, hidden),
        born_on=each["born_on"],
        born_precision=each["born_precision"],
        child=each["born_on"] is not None and is_under_18(each["born_on"], each["born_precision"], each["arrived_at"]),
        cell_id=each["cell_id"],
        cell=each["cell"] or "",
        arrived_at=each["arrived_at"],
        authorised_at=each["authorised_at"],
        charged_at=each["charged_at"],
        to_book_in=each["booked_in_at"] is None and each["charged_at"] is None,
        offences=() if hidden else _held_for(each["arrival"], kept, limited),
        clock=clock,
        at=now,
        thresholds=near,
        next=next_step(_progress(each, clock.review_urgency(now, near))),
        mentions=() if limited else _mentions(each),
        markers=() if hidden else _in_force(kept.get(Kept.MARKERS, ()), today, about_health if limited else set()),
        apart=() if limited else [uuid.UUID(other) for other in kept.get(Kept.APART, ())],
    )


def _held_for(kind: ArrivalKind, kept: Mapping[str, Any], limited: bool) -> Sequence[str]:
    """The offences; or what else they are held on, as whoever looks may know it."""
    offences: Sequence[str] = kept.get(Kept.OFFENCES, ())
    return offences if kind.pace else [kind.said(whole=not limited), *offences]


def _name(each: Mapping[Any, Any], hidden: bool) -> str:
    """As Detention.detainee says it."""
    if each["known"] is None:
        return "Restricted" if hidden else each["described_as"] or "Name not known"
    return ", ".join(part for part in (each["family_name"].upper(), each["given_names"]) if part)


def _initials(each: Mapping[Any, Any], hidden: bool) -> str:
    """'AW', for a screen that many can read; of somebody without a name what they look like is not shown either."""
    if each["known"] is None:
        return "Restricted" if hidden else "Not known"
    return "".join(part[0].upper() for part in (*each["given_names"].split(), *each["family_name"].split()))


def _in_force(markers: Sequence[Sequence[str]], today: str, left_out: set[str]) -> list[str]:
    return [kind for kind, last_day in markers if last_day >= today and kind not in left_out]


def _mentions(each: Mapping[Any, Any]) -> list[Mention]:
    topics = each["topics"] or {}
    said = [Mention.from_json(kept) for topic in sorted(topics) for kept in topics[topic]]
    return said if each["person_id"] else [_NOT_KNOWN, *said]


def _progress(each: Mapping[Any, Any], review: Urgency | None) -> Progress:
    return Progress(
        identified=each["person_id"] is not None,
        arrested=each["arrested_at"] is not None,
        authorised=each["authorised_at"] is not None,
        rights_given=each["rights_given_at"] is not None,
        in_cell=each["cell_id"] is not None,
        review_near=review in _NEAR,
        charged=each["charged_at"] is not None,
        ended=False,
        pace=each["arrival"].pace,
    )
