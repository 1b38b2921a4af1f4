"""Choosing among records that depend on the page: ticks and lists by id."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError

from mips.custody.rules.sources import S39_1
from mips.web import fields

NOW = "Leave as now, or 14:20, or yesterday 23:10"
HAPPENED: Final = S39_1.section
"""For times of a custody record that have passed: by which section what happened is written down."""


class Picked(fields.Choices):
    """Records ticked on a list, by id. A form offers `options`; without any, every id may come."""

    def one_of(self, value: Any) -> Any:
        plain_value = str(value)
        if self.options and plain_value not in dict(self.options):
            raise ValidationError("Select from the list")
        try:
            return uuid.UUID(plain_value)
        except ValueError as malformed:
            raise ValidationError("Select from the list") from malformed

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValidationError(self.wanted)
        return list(dict.fromkeys(self.one_of(item) for item in value if item != ""))


class OneOf(fields.Choice):
    """One record of a list that depends on the page, by id."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none and not self.required:
            return None
        try:
            return uuid.UUID(str(value))
        except ValueError as malformed:
            raise ValidationError(self.wanted) from malformed


def offering(schema: Schema, **options: list[tuple[str, str]]) -> Schema:
    """The schema with what a list is to offer on this page."""
    for name, offered in options.items():
        field: Any = schema.fields[name]
        field.source = offered
    return schema
