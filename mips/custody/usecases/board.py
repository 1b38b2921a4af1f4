"""The whiteboard of a suite: everybody in it, worst first, and what each needs next."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from threading import Lock
from typing import Any, Final

from cachetools import TTLCache, cached
from sqlalchemy import Select, Uuid, and_, bindparam, func, select

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import NotFound
from mips.custody.model.care import CellStay
from mips.custody.model.suite import Cell, Suite, WallNames
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.cells import CellState, Condition, cell_state
from mips.custody.usecases.board_expected import Expected, awaited, expected_in
from mips.custody.usecases.board_handover import HandoverLine, handing_over, handover_line
from mips.custody.usecases.board_rows import BoardRow, Stamp, rows_of, stamps_in
from mips.custody.usecases.lateness_rate import NOTHING_DONE, Rate, rate_of
from mips.custody.usecases.volunteer_reading import volunteers_here
from mips.usecase import usecase

ROWS_KEPT: Final = 4000
"""Rows of which a process keeps the latest: all who are held in a large force."""
SUITES_KEPT: Final = 150
"""Suites of which a process keeps how often they are late."""
A_MINUTE: Final = 60.0
"""Seconds after which nobody is shown a row again: another minute has begun."""
Drawing = tuple[str, str, datetime, Stamp]
"""What names a row as it is drawn: for whom, the names of the cells, the minute, and what it is drawn from."""


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
    handing_over: bool = False
    awaits: bool = False
    """Somebody has left another suite for this one and is not here yet."""

    @property
    def cells_free(self) -> int:
        return self._states[CellState.FREE]

    @property
    def to_be_cleaned(self) -> int:
        return self._states[CellState.TO_BE_CLEANED]

    @cached_property
    def _states(self) -> Counter[CellState]:
        return Counter(_state(each) for each in self.cells)


@dataclass(frozen=True)
class Board:
    """What a whiteboard shows at a minute. `state` names it: the same state shows the same people and facts."""

    suite: Shell
    at: datetime
    state: str
    nothing_new: bool
    drawings: Mapping[uuid.UUID, Drawing] = field(default_factory=dict)
    """Of each detention what names its row as it is drawn: the same serves all who see the same in this minute."""
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
def read_whiteboard(
    actor: Actor, *, suite_id: uuid.UUID, seen: str = "", seen_at: datetime | None = None, rated: bool = False
) -> Board:
    """Everybody in a suite: those waiting by arrival, those held worst first.

    A screen that refreshes itself says which state it holds (`seen`), and of which minute: when both are still so the
    rows are not fetched again. `rated`: how often the suite is late is wanted too.
    """
    return board_of(actor, suite_id, seen=seen, seen_at=seen_at, rated=rated)


def board_of(
    actor: Actor, suite_id: uuid.UUID, *, seen: str = "", seen_at: datetime | None = None, rated: bool = False
) -> Board:
    """The board as the actor may see it; inside a use case."""
    suite, now = _shell(suite_id), to_minute(clock.now())
    handover = handover_line(suite_id) if suite.handing_over else None
    expected = expected_in(suite_id) if suite.awaits else ()
    stamps = stamps_in(suite_id)
    shows = _digest((suite.version, handover, expected, stamps))
    state = _digest((actor.id, shows))
    if state == seen and seen_at == now:
        return Board(suite, now, state, nothing_new=True)
    alike = (_kind_of(actor), _digest([cell[3] for cell in suite.cells]), now)
    drawings = {stamp[0]: (*alike, stamp) for stamp in stamps}
    rows = _worked_out(drawings, actor, now)
    return Board(
        suite,
        now,
        state,
        nothing_new=state == seen,
        drawings=drawings,
        handover=handover,
        expected=expected,
        rate=_rate(shows, suite_id, now) if rated else NOTHING_DONE,
        waiting=[row for row in rows if row.authorised_at is None],
        held=sorted((row for row in rows if row.authorised_at), key=lambda row: row.place),
        named={row.detention_id: row for row in rows},
    )


_kept: TTLCache[Drawing, BoardRow] = TTLCache(ROWS_KEPT, A_MINUTE)
_keeping: Final = Lock()


def _worked_out(drawings: Mapping[uuid.UUID, Drawing], actor: Actor, now: datetime) -> list[BoardRow]:
    """Each row once for the many screens that show it within a minute: where one has changed, that one is read."""
    with _keeping:
        rows = {each: _kept.get(drawing) for each, drawing in drawings.items()}
    if missing := [each for each, row in rows.items() if row is None]:
        fresh = {row.detention_id: row for row in rows_of(actor, missing, now)}
        with _keeping:
            _kept.update((drawings[each], row) for each, row in fresh.items())
        rows |= fresh
    return [row for row in rows.values() if row]  # who left this moment is not there any more


@cached(TTLCache(SUITES_KEPT, A_MINUTE), key=lambda shows, suite_id, now: (shows, suite_id, now), lock=Lock())
def _rate(_shows: str, suite_id: uuid.UUID, now: datetime) -> Rate:
    """Once for the many screens that ask while nothing has changed."""
    return rate_of(suite_id, now)


def _shell(suite_id: uuid.UUID) -> Shell:
    """The suite and its cells in one query. How many are in a cell is counted whoever they are."""
    rows = db.session.execute(_suite_with_cells(), {"suite_id": suite_id}, execution_options=UNSEEN_TOO).all()
    if not rows:
        raise NotFound("No such suite")
    first = rows[0]
    version = repr([(row[2], row[3], row[4], row[8], row[10:]) for row in rows])
    return Shell(
        first[0],
        first[1],
        [row for row in rows if row[3] is not None],
        version,
        full_names=first[9] is WallNames.FULL,
        volunteers=first[10],
        handing_over=first[11],
        awaits=first[12],
    )


@cache
def _suite_with_cells() -> Select[Any]:
    """Made once: building a statement costs as much as executing it."""
    about_suite = (Suite.id, Suite.name, Suite.version)
    about = (*about_suite, Cell.name, Cell.version, Cell.closed_at, Cell.condition, Cell.capacity)
    suite_id = bindparam("suite_id", type_=Uuid())
    besides = (Suite.wall_names, volunteers_here(suite_id).scalar_subquery(), handing_over(suite_id), awaited(suite_id))
    open_stay = and_(CellStay.cell_id == Cell.id, CellStay.until_at.is_(None))
    cells = (
        select(*about, func.count(CellStay.id), *besides)
        .select_from(Suite)
        .outerjoin(Cell, Cell.suite_id == Suite.id)
        .outerjoin(CellStay, open_stay)
    )
    return cells.where(Suite.id == suite_id).group_by(Suite.id, Cell.id).order_by(Cell.place)


def _state(cell: Any) -> CellState:
    _, _, _, _, _, closed_at, condition, capacity, held, *_ = cell
    return cell_state(closed=closed_at is not None, condition=Condition(condition), capacity=capacity, held=held)


def _kind_of(actor: Actor) -> str:
    """Those who see every record whole are shown the same; anybody else is shown what is theirs alone."""
    if actor.sees_all_of(Permission.CUSTODY_LOG_READ):
        return "whole"
    return _digest((actor.id, actor.teams, actor.grants.get(Permission.CUSTODY_LOG_READ)))


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:20]
