"""The bail diary: who returns when, who has not, and whose period needs extending."""

from __future__ import annotations

import uuid
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.custody.pages.blueprint import pages
from mips.custody.usecases.bail_reading import DiaryView, read_bail_diary
from mips.custody.usecases.suites import list_suites
from mips.web.endpoints import current_actor


@pages.page("/bail", does=read_bail_diary)
def bail_diary() -> ResponseReturnValue:
    actor = current_actor()
    view, suite_id = _view(), _suite()
    mine = request.args.get("mine") == "yes"
    diary = read_bail_diary(actor, view=view, suite_id=suite_id, mine=mine, after=request.args.get("after"))
    kept: dict[str, Any] = {"suite": suite_id, "mine": "yes" if mine else None}
    page = diary.released if view is DiaryView.UNDER_INVESTIGATION else diary.page
    links = {
        name: url_for("custody.bail_diary", view=view.value, after=cursor, **kept)
        for name, cursor in (("next_url", page.next_cursor), ("previous_url", page.previous_cursor))
        if cursor
    }
    return render_template(
        "custody/bail_diary.html",
        diary=diary,
        suites=list_suites(actor),
        suite_id=suite_id,
        mine=mine,
        tabs=[(each.label, url_for("custody.bail_diary", view=each.value, **kept), each is view) for each in DiaryView],
        links=links,
    )


def _view() -> DiaryView:
    asked = request.args.get("view", "")
    return DiaryView(asked) if asked in set(DiaryView) else DiaryView.RETURNS


def _suite() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get("suite", ""))
    except ValueError:
        return None
