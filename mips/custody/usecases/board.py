"""The whiteboard of a suite: everybody in it, worst first, and what each needs next."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Final

from cachetools import TTLCache, cached
from sqlalchemy import and_, func, select

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound
from mips.custody.model.board import BoardLine
from mips.custody.model.care import CellStay
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Cell, Suite, WallNames
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.cells import CellState, Condition, cell_state
from mips.custody.usecases.board_expected import Expected, expected_in
from mips.custody.usecases.board_handover import HandoverLine, handover_line
from mips.custody.usecases.board_rows import PEOPLE, BoardRow, in_suites, rows_in
from mips.custody.usecases.lateness_rate import NOTHING_DONE, Rate, rate_of
from mips.custody.usecases.volunteer_reading import volunteers_here
from mips.usecase import usecase

SUITES_KEPT: Final = 150
"""Boards worked out of which a process keeps the latest: the suites of a large force."""
A_MINUTE: Final = 60.0
"""Seconds after which nobody is shown a board again: another minute has begun."""


@dataclass(frozen=True)
class Shell:
    """What a board says of its suite: name, cells with how many are in each, and a version of all that."""

    id: uuid.UUID
    name: str
    cells: Sequence[Any]
    version: str
    full_names: bool = False
    """Whether the wall shows names in full; else initials."""
    volunteers: int = 0
    """How many are in the station voluntarily now: on no board, since no clock runs."""

    @property
    def cells_free(self) -> int:
        return sum(_state(each) is CellState.FREE for each in self.cells)

    @property
    def to_be_cleaned(self) -> int:
        return sum(_state(each) is CellState.TO_BE_CLEANED for each in self.cells)


@dataclass(frozen=True)
class Board:
    """What a whiteboard shows at a minute. `state` names it: the same state shows the same people and facts."""

    suite: Shell
    at: datetime
    state: str
    nothing_new: bool
    drawing: str = ""
    """Names what is drawn: the same drawing serves all who are shown the same in this minute."""
    handover: HandoverLine | None = None
    expected: Sequence[Expected] = ()
    rate: Rate = NOTHING_DONE
    waiting: Sequence[BoardRow] = ()
    held: Sequence[BoardRow] = ()
    named: dict[uuid.UUID, BoardRow] = field(default_factory=dict)
    """Everybody on it, by detention."""

    def shown(self) -> Iterable[uuid.UUID] | None:
        """What the journal is told; None when a screen that refreshes itself held all of this already."""
        return None if self.nothing_new else list(self.named)

    @property
    def cells_free(self) -> int:
        return self.suite.cells_free

    def apart_from(self, row: BoardRow) -> list[BoardRow]:
        """Those on the board from whom somebody is to be kept apart."""
        return [self.named[each] for each in row.apart if each in self.named]


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_whiteboard(actor: Actor, *, suite_id: uuid.UUID, seen: str = "", seen_at: datetime | None = None) -> Board:
    """Everybody in a suite: those waiting by arrival, those held worst first.

    A screen that refreshes itself says which state it holds (`seen`), and of which minute: when both are still so the
    rows are not fetched again.
    """
    return board_of(actor, suite_id, seen=seen, seen_at=seen_at)


def board_of(actor: Actor, suite_id: uuid.UUID, *, seen: str = "", seen_at: datetime | None = None) -> Board:
    """The board as the actor may see it; inside a use case."""
    suite, now = _shell(suite_id), to_minute(clock.now())
    handover, expected = handover_line(suite_id), expected_in(suite_id)
    shows = _version_of(suite, handover, expected)
    state = _digest((actor.id, shows))
    if state == seen and seen_at == now:
        return Board(suite, now, state, nothing_new=True)
    drawing = _digest((shows, _kind_of(actor), now))
    rows, rate = _worked_out(drawing, actor, suite_id, now)
    return Board(
        suite,
        now,
        state,
        nothing_new=state == seen,
        drawing=drawing,
        handover=handover,
        expected=expected,
        rate=rate,
        waiting=[row for row in rows if row.authorised_at is None],
        held=sorted((row for row in rows if row.authorised_at), key=lambda row: row.place),
        named={row.detention_id: row for row in rows},
    )


@cached(TTLCache(SUITES_KEPT, A_MINUTE), key=lambda drawing, *_: drawing, lock=Lock())
def _worked_out(_drawing: str, actor: Actor, suite_id: uuid.UUID, now: datetime) -> tuple[list[BoardRow], Rate]:
    """Once for the many screens that ask for the same drawing within a minute."""
    return rows_in(actor, [suite_id], now), rate_of(suite_id, now)


def _shell(suite_id: uuid.UUID) -> Shell:
    """The suite and its cells in one query. How many are in a cell is counted whoever they are."""
    about_suite = (Suite.id, Suite.name, Suite.version)
    about = (*about_suite, Cell.name, Cell.version, Cell.closed_at, Cell.condition, Cell.capacity)
    here = volunteers_here(suite_id).scalar_subquery()
    open_stay = and_(CellStay.cell_id == Cell.id, CellStay.until_at.is_(None))
    cells = (
        select(*about, func.count(CellStay.id), Suite.wall_names, here)
        .select_from(Suite)
        .outerjoin(Cell, Cell.suite_id == Suite.id)
    )
    counted = cells.outerjoin(CellStay, open_stay).where(Suite.id == suite_id).group_by(Suite.id, Cell.id)
    rows = db.session.execute(counted.order_by(Cell.place).execution_options(**UNSEEN_TOO)).all()
    if not rows:
        raise NotFound("No such suite")
    found = [row for row in rows if row[3] is not None]
    version = repr([(row[2], row[3], row[4], row[8], row[10]) for row in rows])
    full = rows[0][9] is WallNames.FULL
    return Shell(rows[0][0], rows[0][1], found, version, full_names=full, volunteers=rows[0][10])


def _state(cell: Any) -> CellState:
    _, _, _, _, _, closed_at, condition, capacity, held, _, _ = cell
    return cell_state(closed=closed_at is not None, condition=Condition(condition), capacity=capacity, held=held)


def _version_of(suite: Shell, handover: HandoverLine | None, expected: Sequence[Expected]) -> str:
    """Changes with any record, person, offence, marker or cell on the board, and with who of them is seen.

    One small query.
    """
    versions = (Detention.id, Detention.version, BoardLine.version, PEOPLE.id)
    rows = db.session.execute(in_suites([suite.id], versions)).all()
    return _digest((suite.version, handover, expected, [tuple(row) for row in rows]))


def _kind_of(actor: Actor) -> object:
    """Those who see every record whole are shown the same; anybody else is shown what is theirs alone."""
    if actor.sees_all_of(Permission.CUSTODY_LOG_READ):
        return "whole"
    return actor.id, actor.teams, actor.grants.get(Permission.CUSTODY_LOG_READ)


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]
