"""Handing a suite over to the next custody officer."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.pages.board_view import held_view, waiting_view
from mips.custody.pages.suites import kept
from mips.custody.schemas.suites import ClosingIn, HandoverIn
from mips.custody.usecases.handover import end_handover, read_handover, sign_handover
from mips.custody.usecases.reading import read_custody_record
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/suites/<uuid:suite_id>/handover", does=read_handover)
def handover(suite_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_handover(current_actor(), suite_id=suite_id)
    board = shown.board
    rows = [held_view(board, row, initials=False) for row in board.held]
    rows += [waiting_view(board, row, initials=False) for row in board.waiting]
    return render_template("custody/handover.html", shown=shown, rows=rows, suite=board.suite)


@pages.page("/<uuid:detention_id>/handover", does=sign_handover, methods=["GET", "POST"])
def hand_over(detention_id: uuid.UUID) -> ResponseReturnValue:
    """Signed on the list of all, it goes back to the list."""
    form, actor = Form(HandoverIn()), current_actor()
    signed = form.carries_out(lambda fields: sign_handover(actor, detention_id=detention_id, **fields))
    record = read_custody_record(actor, detention_id=detention_id)
    back = url_for("custody.handover", suite_id=record.detention.suite_id, _anchor=f"row-{detention_id}")
    if signed:
        flash(f"Signed for {record.detention.detainee}")
    if form.sent and not form.errors:
        return redirect(back, 303)
    about = {"title": "Sign the handover", "submit": "Sign", "back": back, "known": []}
    lead = "The custody officer who goes signs first, then the one who comes (PACE s.39(1))."
    return render_template("custody/step.html", form=form, record=record, lead=lead, **about), form.status


@pages.page("/suites/<uuid:suite_id>/handover/end", does=end_handover, methods=["GET", "POST"])
def handover_end(suite_id: uuid.UUID) -> ResponseReturnValue:
    return kept(
        suite_id,
        Form(ClosingIn()),
        title="End the handover unsigned",
        submit="End the handover",
        action=lambda fields: end_handover(current_actor(), suite_id=suite_id, **fields),
        done="Ended. The reason is kept",
        back="custody.handover",
    )
