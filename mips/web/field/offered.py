"""Choosing among records that depend on the page: ticks and lists by id."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from mips.web.field.choice import Choice, Choices


class Picked(Choices):
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


class OneOf(Choice):
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
