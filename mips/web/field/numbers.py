"""Whole numbers: minutes, doses, copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from mips.web.field.asked import Asked


class Whole(Asked, fields.Integer):
    """A whole number from `least` to `most`. Blank is none."""

    def __init__(self, label: str = "", *, least: int = 1, most: int = 1000, **rest: Any) -> None:
        between = validate.Range(min=least, max=most, error=f"Enter a whole number from {least} to {most}")
        rest.setdefault("width", len(str(most)) + 1)
        super().__init__(label, validate=between, strict=True, **rest)
        self.error_messages["invalid"] = f"Enter a whole number from {least} to {most}"

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal() and len(value) <= 18:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError(self.error_messages["invalid"])
        return super()._deserialize(value, attr, data, **kwargs)
