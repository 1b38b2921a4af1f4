"""Opening a suite, and keeping it and its cells."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.schemas.booking import SuiteIn, with_cells
from mips.custody.schemas.suites import (
    CameraBackIn,
    CameraOutIn,
    CellAboutIn,
    CellConditionIn,
    ClosingIn,
    SuiteChangeIn,
)
from mips.custody.usecases.cameras import camera_back, camera_out
from mips.custody.usecases.cells import (
    add_cell,
    change_cell,
    close_cell,
    list_stays,
    read_suite,
    reopen_cell,
    say_condition,
)
from mips.custody.usecases.suites import change_suite, close_suite, open_suite, reopen_suite
from mips.web.endpoints import current_actor
from mips.web.forms import Form
from mips.web.keyset import Page


def kept(
    suite_id: uuid.UUID,
    form: Form,
    *,
    title: str,
    submit: str,
    action: Callable[[dict[str, Any]], object],
    done: str,
    back: str = "custody.suite",
) -> ResponseReturnValue:
    """One form about a suite: carry it out and go back to the suite's own page, or ask again."""
    address = url_for(back, suite_id=suite_id)
    if form.carries_out(action):
        flash(done)
        return redirect(address)
    return render_template("custody/suite_form.html", form=form, title=title, submit=submit, back=address), form.status


@pages.page("/suites/new", does=open_suite, methods=["GET", "POST"])
def new_suite() -> ResponseReturnValue:
    form = Form(SuiteIn(), initial={"bureau": "01", "designated": True})
    if form.carries_out(lambda fields: open_suite(current_actor(), **with_cells(fields))):
        flash(f"{form.result.name} is open")
        return redirect(url_for("custody.whiteboard", suite_id=form.result.id))
    return render_template("custody/suite.html", form=form), form.status


@pages.page("/suites/<uuid:suite_id>/cells", does=read_suite)
def suite(suite_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("custody/suite_cells.html", shown=read_suite(current_actor(), suite_id=suite_id))


@pages.page("/suites/<uuid:suite_id>/change", does=change_suite, methods=["GET", "POST"])
def suite_change(suite_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    shown = read_suite(actor, suite_id=suite_id)
    return kept(
        suite_id,
        Form(SuiteChangeIn(), initial=shown.suite),
        title=f"Change {shown.suite.name}",
        submit="Save",
        action=lambda fields: change_suite(actor, suite_id=suite_id, **fields),
        done="Saved",
    )


@pages.page("/suites/<uuid:suite_id>/close", does=close_suite, methods=["GET", "POST"])
def suite_close(suite_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    name = read_suite(actor, suite_id=suite_id).suite.name
    return kept(
        suite_id,
        Form(ClosingIn()),
        title=f"Close {name}",
        submit="Close the suite",
        action=lambda fields: close_suite(actor, suite_id=suite_id, **fields),
        done=f"{name} is closed",
    )


@pages.page("/suites/<uuid:suite_id>/reopen", does=reopen_suite, methods=["POST"])
def suite_reopen(suite_id: uuid.UUID) -> ResponseReturnValue:
    flash(f"{reopen_suite(current_actor(), suite_id=suite_id).name} is open again")
    return redirect(url_for("custody.suite", suite_id=suite_id), 303)


@pages.page("/suites/<uuid:suite_id>/cells/new", does=add_cell, methods=["GET", "POST"])
def cell_new(suite_id: uuid.UUID) -> ResponseReturnValue:
    return kept(
        suite_id,
        Form(CellAboutIn(exclude=("version",)), initial={"kind": "standard", "capacity": "1", "corridor": "any"}),
        title="Add a cell",
        submit="Add the cell",
        action=lambda fields: add_cell(current_actor(), suite_id=suite_id, **fields),
        done="Cell added",
    )


@pages.page("/cells/<uuid:cell_id>", does=list_stays)
def cell_stays(cell_id: uuid.UUID) -> ResponseReturnValue:
    shown = list_stays(current_actor(), cell_id=cell_id, after=request.args.get("after"))
    here = {name: url_for("custody.cell_stays", cell_id=cell_id, after=cursor) for name, cursor in _cursors(shown.page)}
    return render_template("custody/cell_stays.html", shown=shown, links=here)


def _cursors(page: Page[Any]) -> list[tuple[str, str]]:
    found = {"next_url": page.next_cursor, "previous_url": page.previous_cursor}
    return [(name, cursor) for name, cursor in found.items() if cursor]


@pages.page("/cells/<uuid:cell_id>/change", does=change_cell, methods=["GET", "POST"])
def cell_change(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = list_stays(current_actor(), cell_id=cell_id).cell
    return kept(
        cell.suite_id,
        Form(CellAboutIn(), initial=cell),
        title=f"Change {cell.name}",
        submit="Save",
        action=lambda fields: change_cell(current_actor(), cell_id=cell_id, **fields),
        done="Saved",
    )


@pages.page("/cells/<uuid:cell_id>/condition", does=say_condition, methods=["GET", "POST"])
def cell_condition(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = list_stays(current_actor(), cell_id=cell_id).cell
    return kept(
        cell.suite_id,
        Form(CellConditionIn(), initial=cell),
        title=f"Condition of {cell.name}",
        submit="Save",
        action=lambda fields: say_condition(current_actor(), cell_id=cell_id, **fields),
        done=f"{cell.name}: saved",
    )


@pages.page("/cells/<uuid:cell_id>/camera-out", does=camera_out, methods=["GET", "POST"])
def cell_camera_out(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = list_stays(current_actor(), cell_id=cell_id).cell
    return kept(
        cell.suite_id,
        Form(CameraOutIn(), initial={"version": cell.version}),
        title=f"Camera of {cell.name} shows nothing",
        submit="Save",
        action=lambda fields: camera_out(current_actor(), cell_id=cell_id, **fields),
        done=f"{cell.name}: saved, on the log of whoever is in it too",
    )


@pages.page("/cells/<uuid:cell_id>/camera-back", does=camera_back, methods=["GET", "POST"])
def cell_camera_back(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = list_stays(current_actor(), cell_id=cell_id).cell
    return kept(
        cell.suite_id,
        Form(CameraBackIn(), initial={"version": cell.version}),
        title=f"Camera of {cell.name} is back",
        submit="Save",
        action=lambda fields: camera_back(current_actor(), cell_id=cell_id, **fields),
        done=f"{cell.name}: camera back",
    )


@pages.page("/cells/<uuid:cell_id>/close", does=close_cell, methods=["GET", "POST"])
def cell_close(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = list_stays(current_actor(), cell_id=cell_id).cell
    return kept(
        cell.suite_id,
        Form(ClosingIn()),
        title=f"Close {cell.name}",
        submit="Close the cell",
        action=lambda fields: close_cell(current_actor(), cell_id=cell_id, **fields),
        done=f"{cell.name} is closed",
    )


@pages.page("/cells/<uuid:cell_id>/reopen", does=reopen_cell, methods=["POST"])
def cell_reopen(cell_id: uuid.UUID) -> ResponseReturnValue:
    cell = reopen_cell(current_actor(), cell_id=cell_id)
    flash(f"{cell.name} is in use again")
    return redirect(url_for("custody.suite", suite_id=cell.suite_id), 303)
