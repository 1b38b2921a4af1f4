"""Values with a form of their own: identifiers, telephone numbers, postcodes, e-mail addresses, points on a map."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from mips.core import values
from mips.core.identifiers.kinds import KINDS
from mips.core.identifiers.verdict import Verdict
from mips.core.values import dialled
from mips.web.field.text import Text

JUDGES: dict[str, Callable[[str], Verdict]] = {**KINDS, **values.VALUES}
"""Kind -> the check of one text: every identifier and everyday value of the core."""


class Identifier(Text):
    """An identifier of a kind in JUDGES. Gives its Verdict, which holds what was typed beside the canonical form."""

    longest = 60

    def __init__(self, label: str = "", kind: str = "", **rest: Any) -> None:
        self.judge = JUDGES[kind]
        super().__init__(label, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        verdict = self.judge(text)
        if not verdict.valid:
            raise ValidationError(self._said(verdict.problem or "is not valid"))
        return verdict

    def _said(self, problem: str) -> str:
        sentence = problem if problem.startswith(("must", "has", "holds", "is ")) else f"is wrong: {problem}"
        return f"{self.name_in_messages} {sentence}"

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else self.typed(value)

    def typed(self, value: Any) -> str:
        return (value.short or value.canonical or value.input) if isinstance(value, Verdict) else str(value)


class _Canonical(Identifier):
    """An everyday value: gives only its canonical text."""

    kind = ""

    def __init__(self, label: str = "", **rest: Any) -> None:
        super().__init__(label, self.kind, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        verdict = super()._deserialize(value, attr, data, **kwargs)
        return None if verdict is None else verdict.canonical


class Phone(_Canonical):
    """A telephone number. Gives E.164."""

    kind = "phone"
    widget = "tel"

    def typed(self, value: Any) -> str:
        """As it is dialled here; other programs are given E.164."""
        return dialled(super().typed(value))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else super().typed(value)


class Email(_Canonical):
    """An e-mail address, lower-cased."""

    kind = "email"
    widget = "email"
    longest = 254


class Postcode(_Canonical):
    """A full UK postcode with its one space."""

    kind = "postcode"


class LatLong(Text):
    """A point in or near the United Kingdom, '51.5074, -0.1278' (WGS 84). Gives (latitude, longitude) as Decimals."""

    widget = "point"
    longest = 60

    _SHAPE = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,8})?)\s*[, ]\s*([+-]?\d{1,3}(?:\.\d{1,8})?)", re.ASCII)
    _SOUTH, _NORTH, _WEST, _EAST = 49, 61, -9, 3

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text is None:
            return None
        found = self._SHAPE.fullmatch(text)
        if not found:
            raise ValidationError("Enter latitude and longitude, like 51.5074, -0.1278")
        point = Decimal(found[1]), Decimal(found[2])
        if not (self._SOUTH <= point[0] <= self._NORTH and self._WEST <= point[1] <= self._EAST):
            raise ValidationError(f"{self.name_in_messages} must be in or near the United Kingdom")
        return point

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else self.typed(value)

    def typed(self, value: Any) -> str:
        return value if isinstance(value, str) else f"{value[0]}, {value[1]}"
