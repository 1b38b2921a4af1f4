"""A signature drawn on the screen: strokes as the data of an SVG path, in a box of 600 by 200."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import ValidationError

from mips.web.field.text import Text

WIDTH: Final = 600
HEIGHT: Final = 200
_POINT = r"\d{1,3} \d{1,3}"
STROKES: Final = re.compile(rf"(?:M{_POINT}(?:L{_POINT})+)+", re.ASCII)


class Signature(Text):
    """Gives the path data, like 'M10 20L15 25': moves and lines and nothing else, so it can be shown as it is."""

    widget = "signature"
    longest = 40_000

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        drawn = super()._deserialize(value, attr, data, **kwargs)
        if drawn and not STROKES.fullmatch(drawn):
            raise ValidationError("The signature could not be read. Sign again")
        return drawn
