"""What a whiteboard shows, said in words before it is drawn: sixty rows are drawn every minute on every screen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mips.core.settings import settings
from mips.custody.rules.arithmetic import LONDON, Deadline, Paused
from mips.custody.rules.board_clock import WITHOUT_CHARGE
from mips.custody.rules.mentions import Column, Mention
from mips.custody.rules.urgency import Urgency
from mips.custody.rules.waiting import Patience, waited
from mips.custody.usecases.board import Board
from mips.custody.usecases.board_rows import BoardRow
from mips.record.pages.titles import marker_title
from mips.web import filters

_TONES = {Urgency.AMBER: "soon", Urgency.RED: "late", Urgency.BREACH: "late"}
_WORDS = {Urgency.BREACH: "OVERDUE", Urgency.RED: "Urgent", Urgency.AMBER: "Soon", Urgency.PAUSED: "Paused"}
_WAITS = {Urgency.RED: "Waiting too long:", Urgency.AMBER: "Long wait:"}
_WEEK = timedelta(days=6)
NOTHING = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in a cell: words before it, its text, the tone of its tag (none: plain), and the exact instant."""

    text: str
    tone: str = ""
    words: str = ""
    iso: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is drawn; `columns` each with its heading, for a phone shows a row as a card."""

    id: uuid.UUID
    urgency: str
    urgent: str
    cell: str
    name: str
    age: str
    flags: Sequence[Said]
    offences: str
    columns: Sequence[tuple[str, Sequence[Said]]]
    held: bool = False
    to_book_in: bool = False


def waiting_view(board: Board, row: BoardRow, *, initials: bool) -> RowView:
    """Somebody who waits for the custody officer."""
    given = settings()
    patience = Patience(given.custody_wait_amber_minutes, given.custody_wait_red_minutes)
    long = waited(row.arrived_at, board.at, patience)
    spent, tone = filters.since(row.arrived_at, now=board.at), _TONES.get(long, "")
    arrived = Said(spent, tone, _WAITS.get(long, ""), *_instant(row.arrived_at, board.at))
    return _view(board, row, [("Arrived", [arrived]), *_last(board, row)], initials=initials)


def held_view(board: Board, row: BoardRow, *, initials: bool) -> RowView:
    """Somebody who is held."""
    columns = [
        ("Counted", [_counted(board, row)]),
        (f"Left {'of' if row.clock.began else 'until'} {row.clock.limit_name}", list(_limit(board, row))),
        ("Review", list(_deadline(row.clock.review, row.clock.review_urgency(board.at, row.thresholds), board.at))),
        ("Check", _said(board, row, Column.CHECK)),
        *_last(board, row),
    ]
    return replace(_view(board, row, columns, initials=initials), held=True)


def _view(board: Board, row: BoardRow, columns: Sequence[tuple[str, Sequence[Said]]], *, initials: bool) -> RowView:
    urgency = row.urgency
    return RowView(
        id=row.detention_id,
        urgency=urgency.value,
        urgent=_WORDS.get(urgency, "In time"),
        cell=row.cell,
        name=row.initials if initials else row.detainee,
        age=filters.age(row.born_on, row.born_precision or "day") if row.born_on else "",
        flags=list(_flags(board, row, initials)),
        offences=_offences(row.offences),
        columns=columns,
        to_book_in=row.to_book_in,
    )


def _last(board: Board, row: BoardRow) -> list[tuple[str, Sequence[Said]]]:
    next_up = row.todo
    next_said = [Said(next_up.label, "late" if next_up.late else "")] if next_up else NOTHING
    return [("Needs", _said(board, row, Column.NEEDS)), ("Next", next_said)]


def _flags(board: Board, row: BoardRow, initials: bool) -> Iterator[Said]:
    if row.child:
        yield Said("Child", "soon")
    for kind in row.markers:
        yield Said(marker_title(kind), "late")
    yield from _said(board, row, Column.FLAG)
    for other in board.apart_from(row):
        name = other.initials if initials else other.detainee
        yield Said(f"Keep apart: {name}{f' ({other.cell})' if other.cell else ''}", "late")


def _offences(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""
    return ", ".join(titles[:2]) + more


def _counted(board: Board, row: BoardRow) -> Said:
    since = row.clock.began or row.arrived_at
    counted = row.clock.counted(board.at) if row.clock.limit else None
    iso, at = _instant(since, board.at)
    spent = board.at - since if counted is None else timedelta(minutes=counted)
    return Said(filters.duration(spent), "", "", iso, f"since {at}")


def _limit(board: Board, row: BoardRow) -> Iterator[Said]:
    clock = row.clock
    if clock.limit is None and row.charged_at:
        yield Said("Charged", "done")
    yield from _deadline(clock.limit, clock.limit_urgency(board.at, row.thresholds), board.at)
    if clock.limit is None and not row.charged_at and clock.limit_name != WITHOUT_CHARGE:
        yield Said(f"No clock: {clock.limit_name}", "waiting")
    if clock.limit is not None and clock.limit_name != WITHOUT_CHARGE:
        yield Said(clock.limit_name, "running")


def _deadline(due: Deadline | None, urgency: Urgency | None, now: datetime) -> Iterator[Said]:
    if isinstance(due, Paused):
        yield Said(f"Paused, {filters.duration(timedelta(minutes=due.minutes_left))} left", "waiting")
    elif due is not None and urgency is not None:
        yield Said(filters.left(due, now=now), _TONES.get(urgency, ""), "", *_instant(due, now))


def _said(board: Board, row: BoardRow, column: Column) -> list[Said]:
    return [_mention(each, row, board.at) for each in row.said_in(column)]


def _mention(each: Mention, row: BoardRow, now: datetime) -> Said:
    if each.due_at:
        tone = _TONES.get(each.urgency(now, row.thresholds), "")
        return Said(filters.left(each.due_at, now=now), tone, each.words, *_instant(each.due_at, now))
    if each.since:
        return Said(f"{each.words} {filters.since(each.since, now=now)}", each.tone)
    return Said(each.words, each.tone)


def _instant(when: datetime, now: datetime) -> tuple[str, str]:
    """For programs, and as short as it is clear: '14:20' today, 'Sat 20:27' within six days, else with its date."""
    local = when.astimezone(LONDON)
    iso = local.isoformat(timespec="minutes")
    if local.date() == now.astimezone(LONDON).date():
        return iso, f"{local:%H:%M}"
    return iso, f"{local:%a %H:%M}" if abs(when - now) < _WEEK else filters.moment(when)
