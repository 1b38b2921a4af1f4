"""Tasks, and what hangs on any record, over HTTP: its log, files, links and restriction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Response

from mips.access.model import RestrictionGrant, User
from mips.record.model.event import Link
from mips.record.model.hold import RecordHold
from mips.record.model.work import Attachment, LogEntry, Task
from mips.record.schemas import work
from mips.record.schemas.network import NetworkOut, NetworkWhereIn
from mips.record.schemas.people import EverythingOut, SearchIn
from mips.record.usecases import attachments, entities, holds, links, logs, restrictions, tasks
from mips.record.usecases.finding import Everything, search_everything
from mips.record.usecases.network import Network, read_network
from mips.web.downloads import given_out
from mips.web.endpoints import Resources, current_actor
from mips.web.keyset import Page

resources = Resources(
    "record_work_api", __name__, url_prefix="/api/v1", description="Tasks, and what hangs on any record"
)


@resources.operation("/tasks", does=tasks.list_my_tasks)
@resources.arguments(work.WhereIn, location="query")
@resources.response(200, work.TaskPageOut)
def get_tasks(where: dict[str, Any]) -> Page[Task]:
    """List one's open tasks"""
    return tasks.list_my_tasks(current_actor(), **where)


@resources.operation("/tasks/team", does=tasks.team_work)
@resources.arguments(work.WhereIn, location="query")
@resources.response(200, work.TaskPageOut)
def get_team_tasks(where: dict[str, Any]) -> Page[Task]:
    """List the open tasks of one's teams and of everybody in them"""
    return tasks.team_work(current_actor(), **where)


@resources.operation("/colleagues", does=entities.find_colleagues)
@resources.arguments(work.ColleaguesIn, location="query")
@resources.response(200, work.ColleagueOut(many=True))
def get_colleagues(asked: dict[str, Any]) -> Sequence[User]:
    """Find colleagues by collar number or name"""
    return entities.find_colleagues(current_actor(), **asked)


@resources.operation("/search", does=search_everything)
@resources.arguments(SearchIn, location="query")
@resources.response(200, EverythingOut)
def get_everything(asked: dict[str, Any]) -> Everything:
    """Find records by their number, and persons"""
    return search_everything(current_actor(), **asked)


@resources.operation("/tasks", does=tasks.raise_task, methods=["POST"])
@resources.arguments(work.TaskIn)
@resources.response(201, work.TaskOut)
def post_task(told: dict[str, Any]) -> Task:
    """Raise a task"""
    return tasks.raise_task(current_actor(), **told)


@resources.operation("/tasks/<uuid:task_id>", does=tasks.read_task)
@resources.response(200, work.TaskOut)
def get_task(task_id: uuid.UUID) -> Task:
    """Read a task"""
    return tasks.read_task(current_actor(), task_id=task_id)


@resources.operation("/tasks/<uuid:task_id>/done", does=tasks.do_task, methods=["POST"])
@resources.arguments(work.TaskDoneIn)
@resources.response(200, work.TaskOut)
def post_done(told: dict[str, Any], task_id: uuid.UUID) -> Task:
    """Say that a task is done"""
    return tasks.do_task(current_actor(), task_id=task_id, **told)


@resources.operation("/records/<uuid:entity_id>/log", does=logs.list_log)
@resources.arguments(work.WhereIn, location="query")
@resources.response(200, work.LogPageOut)
def get_log(where: dict[str, Any], entity_id: uuid.UUID) -> Page[LogEntry]:
    """Read the log of a person, organisation, place or thing"""
    return logs.list_log(current_actor(), entity_id=entity_id, **where)


@resources.operation("/records/<uuid:entity_id>/log", does=logs.add_log_entry, methods=["POST"])
@resources.arguments(work.LogEntryIn)
@resources.response(201, work.LogEntryOut)
def post_log(told: dict[str, Any], entity_id: uuid.UUID) -> LogEntry:
    """Add to that log"""
    return logs.add_log_entry(current_actor(), entity_id=entity_id, **told)


@resources.operation("/log/<uuid:entry_id>/correction", does=logs.correct_log_entry, methods=["POST"])
@resources.arguments(work.CorrectionIn)
@resources.response(201, work.LogEntryOut)
def post_correction(told: dict[str, Any], entry_id: uuid.UUID) -> LogEntry:
    """Put a log entry right by a later one"""
    return logs.correct_log_entry(current_actor(), entry_id=entry_id, **told)


@resources.operation("/records/<uuid:entity_id>/attachments", does=attachments.list_attachments)
@resources.arguments(work.WhereIn, location="query")
@resources.response(200, work.AttachmentPageOut)
def get_attachments(where: dict[str, Any], entity_id: uuid.UUID) -> Page[Attachment]:
    """List the files of a record"""
    return attachments.list_attachments(current_actor(), entity_id=entity_id, **where)


@resources.operation("/records/<uuid:entity_id>/attachments", does=attachments.attach_file, methods=["POST"])
@resources.arguments(work.AttachmentIn, location="files")
@resources.response(201, work.AttachmentOut)
def post_attachment(told: dict[str, Any], entity_id: uuid.UUID) -> Attachment:
    """Hang a file on a record"""
    return attachments.attach_file(current_actor(), entity_id=entity_id, **told)


@resources.operation("/attachments/<uuid:attachment_id>", does=attachments.download_attachment)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def get_attachment(attachment_id: uuid.UUID) -> Response:
    """Download a file"""
    file = attachments.download_attachment(current_actor(), attachment_id=attachment_id)
    return given_out(file.name, file.media_type, file.size, attachments.content_of(file))


@resources.operation("/records/<uuid:entity_id>/links", does=links.list_links)
@resources.response(200, work.LinksOut)
def get_links(entity_id: uuid.UUID) -> links.Links:
    """List the links of a record"""
    return links.list_links(current_actor(), entity_id=entity_id)


@resources.operation("/records/<uuid:entity_id>/links", does=links.add_link, methods=["POST"])
@resources.arguments(work.LinkIn)
@resources.response(201, work.LinkOut)
def post_link(told: dict[str, Any], entity_id: uuid.UUID) -> Link:
    """Tie this record to another"""
    return links.add_link(current_actor(), from_id=entity_id, **told)


@resources.operation("/records/<uuid:entity_id>/network", does=read_network)
@resources.arguments(NetworkWhereIn, location="query")
@resources.response(200, NetworkOut)
def get_network(where: dict[str, Any], entity_id: uuid.UUID) -> Network:
    """Read what lies within so many steps of a record: its links and the parts in events"""
    return read_network(current_actor(), entity_id=entity_id, **where)


@resources.operation("/records/<uuid:entity_id>/restriction", does=restrictions.read_restriction)
@resources.response(200, work.RestrictionOut)
def get_restriction(entity_id: uuid.UUID) -> restrictions.Restricted:
    """Read who may see a record"""
    return restrictions.read_restriction(current_actor(), entity_id=entity_id)


@resources.operation("/records/<uuid:entity_id>/restriction", does=restrictions.set_restriction, methods=["PUT"])
@resources.arguments(work.RestrictionIn)
@resources.response(204)
def put_restriction(told: dict[str, Any], entity_id: uuid.UUID) -> None:
    """Open or restrict a record"""
    restrictions.set_restriction(current_actor(), entity_id=entity_id, **told)


@resources.operation("/records/<uuid:entity_id>/restriction/grants", does=restrictions.grant_sight, methods=["POST"])
@resources.arguments(work.GrantIn)
@resources.response(201, work.GrantOut)
def post_grant(told: dict[str, Any], entity_id: uuid.UUID) -> RestrictionGrant:
    """Name somebody who may see a restricted record"""
    return restrictions.grant_sight(current_actor(), entity_id=entity_id, **told)


@resources.operation(
    "/records/<uuid:entity_id>/restriction/grants/<uuid:user_id>",
    does=restrictions.withdraw_sight,
    methods=["DELETE"],
)
@resources.response(204)
def delete_grant(entity_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Let somebody no longer see a restricted record"""
    restrictions.withdraw_sight(current_actor(), entity_id=entity_id, user_id=user_id)


@resources.operation("/records/<uuid:entity_id>/holds", does=holds.hold_record, methods=["POST"])
@resources.arguments(work.HoldIn)
@resources.response(201, work.HoldOut)
def post_hold(told: dict[str, Any], entity_id: uuid.UUID) -> RecordHold:
    """Keep a record from being destroyed"""
    return holds.hold_record(current_actor(), entity_id=entity_id, **told)


@resources.operation("/holds/<uuid:hold_id>/lift", does=holds.lift_hold, methods=["POST"])
@resources.arguments(work.LiftHoldIn)
@resources.response(200, work.HoldOut)
def post_lift_hold(told: dict[str, Any], hold_id: uuid.UUID) -> RecordHold:
    """Let a record follow its retention again"""
    return holds.lift_hold(current_actor(), hold_id=hold_id, **told)
