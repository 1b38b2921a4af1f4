"""Fields made of other fields: a part of the form under its own legend, and a group that repeats."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from mips.web.field.asked import Asked


class Part(Asked, fields.Nested):
    """Another schema inside this one, shown as a fieldset."""

    widget = "part"

    def __init__(self, label: str, schema: type[Schema] | Schema, **rest: Any) -> None:
        super().__init__(label, nested=schema, **rest)


class Group(Asked, fields.List[Any]):
    """The same schema again and again, with buttons to add and remove one. `each` is what one is called."""

    widget = "group"
    verb = "Add at least one:"

    def __init__(
        self,
        label: str,
        schema: type[Schema] | Schema,
        *,
        each: str = "",
        at_least: int = 0,
        at_most: int = 50,
        **rest: Any,
    ) -> None:
        self.each, self.at_least, self.at_most = each or label, at_least, at_most
        if not at_least:
            rest.setdefault("load_default", list)
        limits = validate.Length(min=at_least, max=at_most, error=f"Enter {at_least} to {at_most} of these")
        super().__init__(label, cls_or_instance=fields.Nested(schema), validate=limits, required=bool(at_least), **rest)

    @property
    def schema(self) -> Schema:
        inner = self.inner
        assert isinstance(inner, fields.Nested)  # noqa: S101 - made above
        return inner.schema
