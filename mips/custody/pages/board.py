"""The whiteboard at the desk and on the wall, and the list of suites."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from cachetools import TTLCache, cached
from flask import Response, get_template_attribute, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from mips.access.policy import Actor
from mips.custody.pages.blueprint import pages
from mips.custody.pages.board_view import RowView, held_view, waiting_view
from mips.custody.usecases.board import A_MINUTE, ROWS_KEPT, Board, read_whiteboard
from mips.custody.usecases.board_rows import BoardRow
from mips.custody.usecases.booking_in import read_booking_in
from mips.custody.usecases.overview import read_overview
from mips.custody.usecases.suites import list_suites
from mips.web.endpoints import current_actor
from mips.web.field.text import Unfit, cleaned

SUITE_KEPT = "custody_suite"
"""Where the browser's session remembers the suite worked in last."""

_LONGEST_SOUGHT: Final = 80
View = Callable[..., RowView]


@pages.page("/", does=list_suites)
def suites() -> ResponseReturnValue:
    found = list_suites(current_actor())
    if len(found) == 1:
        return redirect(url_for("custody.whiteboard", suite_id=found[0].id))
    return render_template("custody/suites.html", suites=found)


@pages.page("/suites/<uuid:suite_id>", does=read_whiteboard)
def whiteboard(suite_id: uuid.UUID) -> ResponseReturnValue:
    session[SUITE_KEPT] = str(suite_id)
    return show_board(current_actor(), suite_id, wall=False)


@pages.page("/suites/<uuid:suite_id>/wall", does=read_whiteboard)
def wall(suite_id: uuid.UUID) -> ResponseReturnValue:
    return show_board(current_actor(), suite_id, wall=True)


@pages.page("/overview", does=read_overview)
def overview() -> ResponseReturnValue:
    found = read_overview(current_actor(), sought=_sought())
    return render_template("custody/overview.html", overview=found)


def _sought() -> str:
    """What was typed, or nothing where no name or number can be written so."""
    try:
        return cleaned(request.args.get("q", "")[:_LONGEST_SOUGHT], longest=_LONGEST_SOUGHT, lines=False)
    except Unfit:
        return ""


def show_board(actor: Actor, suite_id: uuid.UUID, *, wall: bool, alone: bool = False) -> Response:
    """The board; for a screen that asks again and holds it all already, 304. `alone`: nobody is signed in there."""
    seen, seen_at = _held_by_screen()
    board = read_whiteboard(actor, suite_id=suite_id, seen=seen, seen_at=seen_at, rated=wall)
    if board.nothing_new and seen_at == board.at:
        response = Response(status=304)
    else:
        books = not wall and actor.may(read_booking_in.permission)
        about = {"wall": wall, "calm": alone, "tag_held": _tag(board), **_drawn(board, wall=wall, books=books)}
        response = make_response(render_template("custody/whiteboard.html", board=board, **about))
    response.set_etag(_tag(board))
    return response


def _drawn(board: Board, *, wall: bool, books: bool) -> dict[str, list[Markup]]:
    """The rows of the board, as the wall, the desk, and whoever may book in, see them."""
    about = {"wall": wall, "books": books, "initials": wall and not board.suite.full_names}
    return {
        "waiting": [_row(waiting_view, board, row, **about) for row in board.waiting],
        "held": [_row(held_view, board, row, **about) for row in board.held],
    }


def _what_is_drawn(view: View, board: Board, row: BoardRow, **about: bool) -> Hashable:
    apart = tuple(board.drawings[other.detention_id] for other in board.apart_from(row))
    return view, board.drawings[row.detention_id], apart, *about.values()


@cached(TTLCache(2 * ROWS_KEPT, A_MINUTE), key=_what_is_drawn, lock=Lock())
def _row(view: View, board: Board, row: BoardRow, *, wall: bool, books: bool, initials: bool) -> Markup:
    """A row, drawn once for all the screens that show it in this minute. `books`: who may book somebody in."""
    draw = get_template_attribute("custody/board_row.html", "row")
    record = url_for("custody.record", detention_id=row.detention_id)
    drawn: Markup = draw(view(board, row, initials=initials), record, wall=wall, books=books)
    return drawn


def _tag(board: Board) -> str:
    return f"{board.state}.{int(board.at.timestamp())}"


def _held_by_screen() -> tuple[str, datetime | None]:
    """What a screen that refreshes itself says it shows. Somebody who opens the page is shown it anew."""
    held = next(iter(request.if_none_match), "") if "X-Refresh" in request.headers else ""
    state, _, minute = held.partition(".")
    if not (minute.isascii() and minute.isdecimal() and len(minute) <= 11):
        return "", None
    return state, datetime.fromtimestamp(int(minute), UTC)
