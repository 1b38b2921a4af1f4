"""What a list page shows: columns, rows, how many there are, the way to the next, and what to say when empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

from mips.web.filters import said
from mips.web.forms import Filters
from mips.web.keyset import Page

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A coloured word: waiting, running, soon, late or done."""

    state: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column. `value` gives what a cell says: text, a number, a date, a Tag, or several in a list.

    `link` gives where the cell leads: for the one column that identifies the row.
    """

    label: str
    value: Callable[[Row], Any]
    link: Callable[[Row], str] | None = None
    numeric: bool = False
    hidden_when_narrow: bool = False

    def cell(self, row: Row) -> Sequence[Any]:
        """What stands in the cell, each piece a Tag or a text."""
        value = self.value(row)
        pieces = value if isinstance(value, list | tuple) else [value]
        return [piece if isinstance(piece, Tag) else said(piece) for piece in pieces]


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[Row]):
    """A list page. `total` is how many there are in all, None where counting is not worth it; of those that are counted
    only so far, `more_than` says how far where there are more.

    `empty` says what would be here, `new` where one is made ((label, address), for those who may).
    """

    caption: str
    columns: Sequence[Column[Row]]
    page: Page[Row]
    empty: str
    total: int | None = None
    more_than: int | None = None
    filters: Filters | None = None
    new: tuple[str, str] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        return self.page.rows

    @property
    def next_url(self) -> str | None:
        return self._url(self.page.next_cursor)

    @property
    def previous_url(self) -> str | None:
        return self._url(self.page.previous_cursor)

    @property
    def bare_url(self) -> str:
        """This list without filters, at its beginning."""
        return url_for(request.endpoint or "", **(request.view_args or {}))

    def _url(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        path = request.view_args or {}
        kept: dict[str, Any] = {
            name: values
            for name, values in request.args.lists()
            if name not in ("after", *path) and not name.startswith("_")  # those are url_for's own words
        }
        return url_for(request.endpoint or "", **path, **kept, after=cursor)
