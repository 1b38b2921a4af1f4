"""The first page: one's own work, what one made last, and where to start."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from mips.access.permissions import Permission
from mips.between import offers
from mips.record.model.work import Task
from mips.record.pages.blueprint import pages
from mips.record.usecases.tasks import my_work
from mips.web.endpoints import current_actor
from mips.web.shell import url_if


@pages.page("/", does=my_work)
def home() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "record/home.html",
        work=my_work(actor),
        panels=[
            (panel, held)
            for panel in offers.work_panels
            if actor.may(panel.permission) and (held := panel.gather(actor)) is not None
        ],
        starts=[
            {"label": action.start, "href": href}
            for action in offers.person_actions
            if action.start and actor.may(action.permission) and (href := url_if(action.endpoint))
        ],
        team_url=url_if("record.team") if actor.may(Permission.RECORD_TASK_UPDATE) else None,
        task_url=task_url,
    )


def task_url(task: Task) -> str:
    """Where a task is done: the page it names, or the record's own, or the task's."""
    shown = offers.record_pages.get(task.entity.kind) if task.entity else None
    named = url_if(task.endpoint, **({shown.id_name: task.entity_id} if shown else {})) if task.endpoint else None
    return named or url_for("record.task", task_id=task.id)
