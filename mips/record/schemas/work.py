"""What is told of tasks, log entries, links and attached files, and how they are shown."""

from __future__ import annotations

from marshmallow import Schema

from mips.web import fields


class TaskDoneIn(Schema):
    result = fields.LongText("What was done", max=2000)
