"""The yearly returns: one page and one download each, for those who draw them up and for those who check them."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.core.england import day_of
from mips.core.errors import NotFound
from mips.custody.pages.blueprint import pages
from mips.custody.rules.returns import Return
from mips.custody.schemas.oversight import YearIn
from mips.custody.usecases.returns import (
    Drawn,
    ReturnsOfYear,
    draw_up_return,
    list_returns,
    list_returns_to_draw_up,
    read_return,
)
from mips.usecase import UseCase
from mips.web.downloads import given_out
from mips.web.endpoints import current_actor
from mips.web.forms import Filters

_APRIL = 4


@pages.page("/returns", does=list_returns_to_draw_up)
def returns() -> ResponseReturnValue:
    return _listed(list_returns_to_draw_up, "custody.return_file")


@pages.page("/returns/check", does=list_returns)
def returns_to_check() -> ResponseReturnValue:
    return _listed(list_returns, "custody.return_to_check")


@pages.page("/returns/<int:year>/<which>.csv", does=draw_up_return)
def return_file(year: int, which: str) -> Response:
    return _file(draw_up_return(current_actor(), which=_return(which), year=year_of(year)))


@pages.page("/returns/check/<int:year>/<which>.csv", does=read_return)
def return_to_check(year: int, which: str) -> Response:
    return _file(read_return(current_actor(), which=_return(which), year=year_of(year)))


def _listed(listing: UseCase[..., ReturnsOfYear], file: str) -> ResponseReturnValue:
    last_year = _last_year()
    filters = Filters(YearIn(), initial={"year": last_year})
    shown = listing(current_actor(), year=filters.chosen.get("year", last_year))
    return render_template("custody/returns.html", filters=filters, shown=shown, file=file), filters.status


def _last_year() -> int:
    """The latest return year that is over."""
    today = day_of(clock.now())
    return today.year if today.month >= _APRIL else today.year - 1


def _return(which: str) -> Return:
    if which not in set(Return):
        raise NotFound
    return Return(which)


def year_of(year: int) -> int:
    """A year that an address names; 404 for what is none."""
    if not 2000 <= year <= 2100:
        raise NotFound
    return year


def _file(drawn: Drawn) -> Response:
    content = drawn.csv.encode()
    return given_out(drawn.file_name, "text/csv", len(content), [content])
