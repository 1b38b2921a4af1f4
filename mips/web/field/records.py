"""References to what is already on the record, asked with a picker, and the version that was read."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from mips.web.field.asked import Asked


class EntityRef(Asked, fields.UUID):
    """A record of one kind, by its id. Whether it exists and may be seen is the use case's business."""

    widget = "picker"
    verb = "Select"

    def __init__(self, label: str = "", kind: str = "", **rest: Any) -> None:
        super().__init__(label, metadata={"picker": kind}, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "":
            if self.required or not self.allow_none:
                raise ValidationError(self.wanted)
            return None
        try:
            return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
        except (ValueError, AttributeError, TypeError) as malformed:
            raise ValidationError(self.wanted) from malformed


class PersonRef(EntityRef):
    """A person on the record."""

    def __init__(self, label: str = "", **rest: Any) -> None:
        super().__init__(label, "person", **rest)


class OffenceCode(Asked, fields.String):
    """A CJS offence code such as TH68001. Whether it is in the list on that day is the use case's business."""

    widget = "picker"
    verb = "Select"

    def __init__(self, label: str = "", **rest: Any) -> None:
        super().__init__(label, metadata={"picker": "offence", "maxLength": 12}, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        code = value.strip().upper() if isinstance(value, str) else ""
        if not re.fullmatch(r"[A-Z0-9]{4,12}", code):
            raise ValidationError(self.wanted)
        return code


class Version(Asked, fields.Integer):
    """The version of the record that was shown: saving over a newer one is refused with both (optimistic lock)."""

    widget = "hidden"

    def __init__(self, **rest: Any) -> None:
        super().__init__("Version", **({"required": True} | rest))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not re.fullmatch(r"[0-9]{1,9}", str(value)) or isinstance(value, bool):
            raise ValidationError("Open the record again: its version is missing")
        return int(value)
