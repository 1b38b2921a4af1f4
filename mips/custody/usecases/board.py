"""The whiteboard of a suite: everybody in it, worst first, and what each needs next."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.custody.model.board import BoardLine
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.progress import Step, next_step
from mips.custody.rules.standing import Standing, worst_first
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.clocks import progress_of, standing_of
from mips.custody.usecases.reading import is_child, markers_shown
from mips.record.lookup import fetch
from mips.record.model.case import Offence
from mips.record.model.person import Person, WarningMarker
from mips.usecase import usecase


@dataclass(frozen=True)
class BoardRow:
    """One detainee on the board."""

    detention: Detention
    standing: Standing
    next: Step | None
    mentions: Sequence[Mention] = ()
    """What topics say of them: checks due, who is waited for, what to know at the door."""
    markers: Sequence[WarningMarker] = ()

    @property
    def child(self) -> bool:
        return is_child(self.detention.person, self.detention.arrived_at)

    def said_in(self, column: Column) -> list[Mention]:
        """What stands in one column, that with the nearest time first."""
        found = [each for each in self.mentions if each.column == column]
        return sorted(
            found, key=lambda each: (each.due_at is None, each.due_at or each.since or self.detention.arrived_at)
        )

    @property
    def needs(self) -> list[str]:
        """What was asked for and has not been had yet, in words."""
        return [each.words for each in self.said_in(Column.NEEDS)]


@dataclass(frozen=True)
class Board:
    """What a whiteboard shows at a minute. `state` names it: the same state shows the same people and facts."""

    suite: Suite
    at: datetime
    state: str
    nothing_new: bool
    waiting: Sequence[BoardRow] = ()
    held: Sequence[BoardRow] = ()

    def shown(self) -> Iterable[Base] | None:
        """What the journal is told; None when a screen that refreshes itself held all of this already."""
        return None if self.nothing_new else [row.detention for row in (*self.waiting, *self.held)]

    @property
    def cells_free(self) -> int:
        taken = {row.detention.cell_id for row in self.held}
        return sum(cell.closed_at is None and cell.id not in taken for cell in self.suite.cells)


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_whiteboard(actor: Actor, *, suite_id: uuid.UUID, seen: str = "", seen_at: datetime | None = None) -> Board:
    """Everybody in a suite: those waiting by arrival, those held worst first.

    A screen that refreshes itself says which state it holds (`seen`), and of which minute: when both are still so the
    rows are not fetched again.
    """
    suite = fetch(Suite, suite_id, selectinload(Suite.cells))
    now = to_minute(clock.now())
    state = _state_of(actor, suite)
    if state == seen and seen_at == now:
        return Board(suite, now, state, nothing_new=True)
    here = _in(suite)
    whole = {each.id for each in here if actor.sees_all_of(Permission.CUSTODY_LOG_READ, each)}
    said = said_of(sorted(whole)) if whole else {}
    rows = [_row(each, now, said.get(each.id, ()), limited=each.id not in whole) for each in here]
    return Board(
        suite,
        now,
        state,
        nothing_new=state == seen,
        waiting=[row for row in rows if row.detention.authorised_at is None],
        held=sorted((row for row in rows if row.detention.authorised_at), key=lambda row: worst_first(row.standing)),
    )


def _row(detention: Detention, now: datetime, said: Sequence[Mention], *, limited: bool) -> BoardRow:
    stands = standing_of(detention, now)
    mentions = [] if limited else [*_unnamed(detention), *said]
    markers = markers_shown(detention.person, limited=limited)
    return BoardRow(detention, stands, next_step(progress_of(detention, stands)), mentions, markers)


def _unnamed(detention: Detention) -> Iterator[Mention]:
    if detention.person_id is None:
        yield Mention(column=Column.NEEDS, words="Not identified", tone=Tone.SOON, page="custody.identify")


def _held_in(suite: Suite) -> Select[Detention]:
    return select(Detention).where(Detention.suite_id == suite.id, Detention.released_at.is_(None))


def _in(suite: Suite) -> Sequence[Detention]:
    whole = (
        joinedload(Detention.person).selectinload(Person.markers),
        joinedload(Detention.cell),
        selectinload(Detention.facts),
        selectinload(Detention.offences),
    )
    return db.session.scalars(_held_in(suite).options(*whole).order_by(Detention.arrived_at)).unique().all()


def _state_of(actor: Actor, suite: Suite) -> str:
    """Changes when any record, person, offence or cell on the board does; four small queries. Differs by actor."""
    rows = db.session.execute(
        _held_in(suite).with_only_columns(Detention.id, Detention.version, Detention.person_id).order_by(Detention.id)
    ).all()
    ids = [row[0] for row in rows]
    people = select(Person.id, Person.version).where(Person.id.in_([person for _, _, person in rows if person]))
    offences = select(Offence.id, Offence.version).where(Offence.detention_id.in_(ids))
    lines = select(BoardLine.detention_id, BoardLine.version).where(
        BoardLine.detention_id.in_([row[0] for row in rows])
    )
    each_version = (people.order_by(Person.id), offences.order_by(Offence.id), lines.order_by(BoardLine.detention_id))
    found = [db.session.execute(each).all() for each in each_version]
    cells = [(cell.name, cell.version) for cell in suite.cells]
    return hashlib.sha256(repr((actor.id, suite.version, cells, rows, found)).encode()).hexdigest()[:20]
