"""Pages of the worklist."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mips.record.pages.blueprint import pages
from mips.record.schemas.work import TaskDoneIn
from mips.record.usecases.tasks import do_task, read_task
from mips.web.endpoints import current_actor
from mips.web.forms import Form


@pages.page("/tasks/<uuid:task_id>", does=read_task)
def task(task_id: uuid.UUID) -> ResponseReturnValue:
    found = read_task(current_actor(), task_id=task_id)
    return render_template("record/task.html", task=found, form=Form(TaskDoneIn()))


@pages.page("/tasks/<uuid:task_id>/do", does=do_task, methods=["GET", "POST"])
def task_do(task_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    form = Form(TaskDoneIn())
    if form.carries_out(lambda fields: do_task(actor, task_id=task_id, **fields)):
        flash("Task done")
        return redirect(url_for("record.home"), 303)
    found = read_task(actor, task_id=task_id)
    return render_template("record/task.html", task=found, form=form), form.status
