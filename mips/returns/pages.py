"""Returns over a period, each on a page and as a file, down to the records; signing off, and what was signed off."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from mips.between.offers import record_pages
from mips.core import clock
from mips.core.england import day_of
from mips.core.errors import NotFound
from mips.record.model.entity import Entity
from mips.returns.offered import period_in, set_of, sets
from mips.returns.rules.periods import year_over
from mips.returns.schemas import Narrowed, ReturnsFilters, SignOffIn
from mips.returns.usecases.drawing import (
    Drawn,
    ReturnsOfPeriod,
    draw_up_return,
    list_returns,
    list_returns_to_draw_up,
    read_return,
)
from mips.returns.usecases.kept import compare_period, list_returns_kept, read_return_kept, sign_off_period
from mips.returns.usecases.looking import Counted, check_counted, check_return, list_counted, look_into_return
from mips.usecase import UseCase
from mips.web.downloads import given_out
from mips.web.endpoints import Pages, current_actor
from mips.web.forms import Filters, Form
from mips.web.shell import url_if
from mips.web.tables import Column, Listing

pages = Pages("returns", __name__, url_prefix="/returns", template_folder="templates")


@dataclass(frozen=True)
class Way:
    """The same pages for those who compile returns and for those who check them: endpoints and use cases."""

    listed: str
    figures: str
    file: str
    records: str
    lists: UseCase[..., ReturnsOfPeriod]
    counts: UseCase[..., Drawn]
    draws: UseCase[..., Drawn]
    leads: UseCase[..., Counted]


DRAWING: Final = Way(
    *("returns.draw_up", "returns.figures", "returns.file", "returns.records"),
    *(list_returns_to_draw_up, look_into_return, draw_up_return, list_counted),
)
CHECKING: Final = Way(
    *("returns.check", "returns.figures_to_check", "returns.file_to_check", "returns.records_to_check"),
    *(list_returns, check_return, read_return, check_counted),
)


@pages.page("/", does=list_returns_to_draw_up)
def draw_up() -> ResponseReturnValue:
    return _listed(DRAWING)


@pages.page("/check", does=list_returns)
def check() -> ResponseReturnValue:
    return _listed(CHECKING)


@pages.page("/<about>/<period>/<which>", does=look_into_return)
def figures(**asked: Any) -> ResponseReturnValue:
    return _figures(DRAWING, asked)


@pages.page("/check/<about>/<period>/<which>", does=check_return)
def figures_to_check(**asked: Any) -> ResponseReturnValue:
    return _figures(CHECKING, asked)


@pages.page("/<about>/<period>/<which>.csv", does=draw_up_return)
def file(**asked: Any) -> Response:
    return _file(DRAWING, asked)


@pages.page("/check/<about>/<period>/<which>.csv", does=read_return)
def file_to_check(**asked: Any) -> Response:
    return _file(CHECKING, asked)


@pages.page("/<about>/<period>/<which>/records", does=list_counted)
def records(**asked: Any) -> ResponseReturnValue:
    return _records(DRAWING, asked)


@pages.page("/check/<about>/<period>/<which>/records", does=check_counted)
def records_to_check(**asked: Any) -> ResponseReturnValue:
    return _records(CHECKING, asked)


@pages.page("/<about>/<period>/sign-off", does=sign_off_period, methods=["GET", "POST"])
def sign_off(about: str, period: str) -> ResponseReturnValue:
    actor, form = current_actor(), Form(SignOffIn())
    if form.carries_out(lambda fields: sign_off_period(actor, about=about, period=period, **fields)):
        flash(f"Signed off: {len(form.result)} kept as they are now")
        return redirect(url_for("returns.kept", about=about, period=period))
    compared = compare_period(actor, about=about, period=period)
    return render_template("returns/sign_off.html", form=form, compared=compared), form.status


@pages.page("/<about>/<period>/kept", does=list_returns_kept)
def kept(about: str, period: str) -> ResponseReturnValue:
    offered = set_of(about)
    found = list_returns_kept(current_actor(), about=about, period=period)
    titles = {which: versions[-1].title for which, versions in offered.definitions.items()}
    shown = {"about": offered, "period": period_in(offered, period), "titles": titles}
    return render_template("returns/kept.html", kept=found, **shown)


@pages.page("/kept/<uuid:kept_id>.csv", does=read_return_kept)
def kept_file(kept_id: uuid.UUID) -> Response:
    found = read_return_kept(current_actor(), kept_id=kept_id)
    content = found.content.encode()
    return given_out(f"edition-{found.edition}-{found.file_name}", "text/csv", len(content), [content])


def _listed(way: Way) -> ResponseReturnValue:
    """Of the year that is over, until another period is asked for."""
    first = {"about": next(iter(sets)), "period": year_over(day_of(clock.now())).key}
    filters = Filters(ReturnsFilters(), initial=first)
    chosen = filters.chosen
    unit = chosen.pop("unit", None)
    shown = way.lists(current_actor(), **chosen) if chosen else None
    context = {"sign_off": sign_off_period, "keeps": list_returns_kept, "way": way, "unit": unit}
    return render_template("returns/list.html", filters=filters, shown=shown, may=_may, **context), filters.status


def _may(does: UseCase[..., Any]) -> bool:
    return current_actor().may(does.permission)


def _figures(way: Way, asked: dict[str, Any]) -> ResponseReturnValue:
    drawn = way.counts(current_actor(), **asked, unit=_unit())
    return render_template("returns/figures.html", drawn=drawn, way=way, asked=asked, leads=_leads(way, drawn, asked))


def _leads(way: Way, drawn: Drawn, asked: dict[str, Any]) -> Callable[..., str] | None:
    """Gives the address of the records that rows with these first values count; None where rows lead to none."""
    if drawn.about.lines is None:
        return None
    return lambda of=(): url_for(way.records, **asked, unit=_unit(), of=list(of))


def _file(way: Way, asked: dict[str, Any]) -> Response:
    drawn = way.draws(current_actor(), **asked, unit=_unit())
    content = drawn.csv.encode()
    return given_out(drawn.file_name, "text/csv", len(content), [content])


COLUMNS: Sequence[Column[Entity]] = [
    Column(label="Record", value=lambda row: row.reference or "No number", link=lambda row: _address(row)),
    Column(label="What", value=lambda row: row.label),
]


def _address(row: Entity) -> str:
    shown = record_pages.get(row.kind)
    return (url_if(shown.endpoint, **{shown.id_name: row.id}) if shown else None) or "#"


def _records(way: Way, asked: dict[str, Any]) -> ResponseReturnValue:
    of = _narrowed()["of"]
    found = way.leads(current_actor(), **asked, unit=_unit(), of=of, after=request.args.get("after"))
    listing = Listing(
        caption="Records counted",
        columns=COLUMNS,
        page=found.page,
        total=found.count,
        empty="You may open none of the records that are counted here.",
    )
    back = url_for(way.figures, **asked, unit=_unit())
    return render_template("returns/records.html", found=found, listing=listing, back=back)


def _narrowed() -> dict[str, Any]:
    """The unit and the values of rows that the address names; NotFound for what neither can be."""
    said = {"unit": request.args.get("unit", ""), "of": request.args.getlist("of")}
    try:
        return cast(dict[str, Any], Narrowed().load(said))
    except ValidationError:
        raise NotFound from None


def _unit() -> str | None:
    return _narrowed()["unit"] or None
