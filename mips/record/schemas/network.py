"""How far around a record is asked, and how what lies there is shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load, validate
from marshmallow import fields as plain

from mips.record.usecases.network import STEPS
from mips.web import fields

HOW_FAR = [(str(steps), f"{steps} step" if steps == 1 else f"{steps} steps") for steps in range(1, STEPS + 1)]


class NetworkWhereIn(Schema):
    """Within how many steps."""

    steps = fields.Choice("How far", HOW_FAR, allow_none=False, load_default="1", thing="how far")

    @post_load
    def _counted(self, asked: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"steps": int(asked["steps"])}


class NodeOut(Schema):
    id = plain.UUID(attribute="entity.id")
    kind = plain.String(attribute="entity.kind")
    label = plain.String(attribute="entity.label")
    reference = plain.String(attribute="entity.reference", allow_none=True)
    step = plain.Integer()


class TieOut(Schema):
    id = plain.UUID()
    from_id = plain.UUID(attribute="one.id")
    to_id = plain.UUID(attribute="other.id")
    kind = plain.String(validate=validate.OneOf(["link", "involvement"]))
    type = plain.String()
    strength = plain.String()
    grade = plain.String()
    from_at = plain.AwareDateTime(allow_none=True)
    until_at = plain.AwareDateTime(allow_none=True)
    precision = plain.String(metadata={"description": "How exactly `from_at` is known"})


class NetworkOut(Schema):
    nodes = plain.List(plain.Nested(NodeOut), attribute="records")
    ties = plain.List(plain.Nested(TieOut), attribute="edges")
    cut = plain.Boolean(metadata={"description": "Whether there is more than is shown"})
