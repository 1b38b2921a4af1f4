"""Pages of the worklist."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mips.record.model.work import Task
from mips.record.pages.blueprint import pages
from mips.record.pages.home import task_url
from mips.record.schemas.work import TaskDoneIn, TaskIn
from mips.record.usecases.tasks import do_task, list_my_tasks, raise_task, read_task, team_work
from mips.web.endpoints import current_actor
from mips.web.filters import left, urgency
from mips.web.forms import Form
from mips.web.tables import Column, Listing, Tag

COLUMNS: list[Column[Task]] = [
    Column(label="Task", value=lambda task: task.title, link=task_url),
    Column(label="About", value=lambda task: task.entity and (task.entity.label or task.entity.reference)),
    Column(label="Due", value=lambda task: task.due_at and Tag(state=urgency(task.due_at), text=left(task.due_at))),
]


@pages.page("/tasks", does=list_my_tasks)
def my_tasks() -> ResponseReturnValue:
    page = list_my_tasks(current_actor(), after=request.args.get("after"))
    new = ("New task", url_for("record.new_task"))
    listing = Listing(caption="My tasks", columns=COLUMNS, page=page, empty="Nothing waits for you.", new=new)
    return render_template("record/tasks.html", listing=listing)


@pages.page("/tasks/team", does=team_work)
def team() -> ResponseReturnValue:
    page = team_work(current_actor(), after=request.args.get("after"))
    whose = Column[Task](label="Whose", value=lambda task: task.assignee.name if task.assignee else "Nobody yet")
    listing = Listing(
        caption="My team's tasks",
        columns=[*COLUMNS, whose],
        page=page,
        empty="No task waits for anybody in your team.",
    )
    return render_template("record/tasks.html", listing=listing)


@pages.page("/tasks/new", does=raise_task, methods=["GET", "POST"])
def new_task() -> ResponseReturnValue:
    form = Form(TaskIn(), initial={"entity_id": request.args.get("record", "")})
    if form.carries_out(lambda fields: raise_task(current_actor(), **fields)):
        flash("Task raised")
        return redirect(url_for("record.home"), 303)
    return render_template("record/new_task.html", form=form), form.status


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
