"""How somebody signed. A form asks it as a part: `signature = signature_part("for the rights they were told")`."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, post_load, validates_schema
from marshmallow import fields as plain

from mips.record.model.signing import SignedHow
from mips.web import fields


class SignatureIn(Schema):
    drawn = fields.Signature("Sign in the box", load_default="")
    how = fields.Choice("Signature", SignedHow, required=True, thing="how they signed")
    why = fields.Text("Why", shown_when="how=refused|unable", load_default="", max=500)

    @validates_schema
    def _drawn_where_it_is_said(self, given: dict[str, Any], **_: Any) -> None:
        if given["how"] is SignedHow.ON_SCREEN and not given["drawn"]:
            raise ValidationError("Let them sign in the box, or say that they signed on paper", "drawn")

    @post_load
    def _nothing_drawn_elsewhere(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given if given["how"] is SignedHow.ON_SCREEN else given | {"drawn": ""}


def signature_part(for_what: str, **rest: Any) -> fields.Part:
    """The part of a form in which somebody signs: 'for the property listed here'."""
    return fields.Part(f"Signature {for_what}", SignatureIn, **rest)


class SignatureOut(Schema):
    id = plain.UUID()
    what = plain.String()
    how = plain.Enum(SignedHow, by_value=True)
    drawn = plain.String()
    why = plain.String()
    signed_at = plain.AwareDateTime()
