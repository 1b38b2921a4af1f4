"""The sergeant's board, and the list that each of its figures leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.access.model import User
from mips.core import clock
from mips.investigation.pages.blueprint import pages
from mips.investigation.rules.pressing import OF_AN_OFFICER, Pressing
from mips.investigation.schemas.supervising import TeamCrimesFilters
from mips.investigation.usecases.standing import Standing
from mips.investigation.usecases.team_board import Crimes, TeamBoard, list_team_crimes, read_team_board
from mips.web.endpoints import current_actor
from mips.web.field.choice import words
from mips.web.filters import left, moment, since, urgency
from mips.web.forms import Filters
from mips.web.keyset import Page
from mips.web.tables import Column, Listing, Tag

A_PAGE = 25
STATES = {Pressing.SILENT: "soon", Pressing.ALL: "", Pressing.REVIEWS: "soon"}


@pages.page("/team", does=read_team_board)
def team_board() -> ResponseReturnValue:
    board, url = read_team_board(current_actor()), _lists()
    return render_template("investigation/team_board.html", board=board, columns=_columns(board, url), url=url)


Link = Callable[[Pressing, User | None], str]


def _lists() -> Link:
    """The address of the list behind each figure: a board has six for each officer."""
    here = url_for(".team_crimes")

    def to(what: Pressing, officer: User | None = None) -> str:
        return f"{here}?what={what.value}" + (f"&officer_id={officer.id}" if officer else "")

    return to


def _columns(board: TeamBoard, url: Link) -> Sequence[Column[User]]:
    first, *rest = OF_AN_OFFICER
    return [
        Column(label="Officer", value=lambda user: user.name, link=lambda user: url(Pressing.ALL, user)),
        _count(board, url, first),
        Column(label="Oldest", value=lambda user: _age(board.oldest(Pressing.ALL, user))),
        *(_count(board, url, what) for what in rest),
    ]


def _count(board: TeamBoard, url: Link, what: Pressing) -> Column[User]:
    state = STATES.get(what, "late")

    def said(user: User) -> Tag | int:
        count = board.count(what, user)
        return Tag(state=state, text=str(count)) if state and count else count

    return Column(label=what.label, value=said, link=lambda user: url(what, user), numeric=True)


def _age(at: object) -> str:
    return since(at) if at else "None"  # type: ignore[arg-type]


@pages.page("/team/crimes", does=list_team_crimes)
def team_crimes() -> ResponseReturnValue:
    filters = Filters(TeamCrimesFilters())
    chosen = filters.chosen
    crimes = list_team_crimes(current_actor(), **chosen)
    what = chosen.get("what", Pressing.ALL)
    listing = Listing(
        caption=what.label,
        columns=_of_crimes(crimes, what),
        page=_part(crimes.rows, request.args.get("after", "")),
        total=len(crimes.rows),
        empty="There is none.",
    )
    return render_template("investigation/team_crimes.html", listing=listing), filters.status


def _part(rows: Sequence[Standing], after: str) -> Page[Standing]:
    """So many of the rows, from the place in the address on: all are there already, for they are few."""
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0
    more = begin + A_PAGE < len(rows)
    before = str(max(begin - A_PAGE, 0)) if begin else None
    return Page(rows[begin : begin + A_PAGE], str(begin + A_PAGE) if more else None, before)


def _of_crimes(crimes: Crimes, what: Pressing) -> Sequence[Column[Standing]]:
    officers = {user.id: user.name for user in crimes.officers}
    return [
        Column(
            label="Crime",
            value=lambda row: row.reference or "No number",
            link=lambda row: url_for(".crime", crime_id=row.id),
        ),
        Column(label="What", value=lambda row: row.label),
        Column(
            label="Officer", value=lambda row: officers.get(row.officer_id, "Nobody") if row.officer_id else "Nobody"
        ),
        Column(label="Age", value=lambda row: since(row.since)),
        Column(label="Status", value=lambda row: words(row.status)),
        Column(label="Why it is here", value=lambda row: _WHY[what](row)),
    ]


def _review(row: Standing) -> Tag | str:
    due = row.review_due_at
    return Tag(state=urgency(due), text=f"Review {left(due)}") if due else "No review is due"


def _pressing(row: Standing) -> list[Tag | str]:
    """All that presses of it."""
    several: list[Tag | str] = []
    if row.is_silent:
        several.append(Tag(state="soon", text="Silent"))
    if Pressing.VICTIMS in row.pressing:
        several.append(Tag(state="late", text="Victim overdue"))
    if row.review_due_at and row.review_due_at < clock.now():
        several.append(Tag(state="late", text="Review overdue"))
    if row.actions_overdue:
        several.append(Tag(state="late", text="Action overdue"))
    return several or [f"Waits for {row.waits}" if row.waits else "Nothing presses"]


_WHY: dict[Pressing, Callable[[Standing], object]] = {
    Pressing.ALL: _pressing,
    Pressing.CAME_IN: _pressing,
    Pressing.UNALLOCATED: lambda row: f"Recorded {moment(row.since)}",
    Pressing.UNASSESSED: lambda row: "No DASH or DARA was made",
    Pressing.SILENT: lambda row: row.silent,
    Pressing.VICTIMS: lambda row: Tag(state="late", text=f"Owed word since {row.victim_due_on:%-d %b %Y}"),
    Pressing.REVIEWS: _review,
    Pressing.ACTIONS: lambda row: Tag(state="late", text=f"{row.actions_overdue} overdue"),
    Pressing.FILES: lambda row: Tag(state=urgency(row.file_due_at), text=left(row.file_due_at)),
}
