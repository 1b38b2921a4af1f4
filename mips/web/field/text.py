"""Text from outside, made safe to store and to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from mips.web.field.asked import Asked

SHORT = 200
LONG = 20_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREADABLE = "\ufffd"
# Marks that only steer the direction of writing or have no width: they come along when pasting and hide in a name.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_PATTERN = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]*$"


class Unfit(ValueError):
    """The text holds something that cannot be kept. The message completes 'Grounds must ...'."""


def cleaned(text: str, *, longest: int, lines: bool) -> str:
    """The text trimmed, NFC-normalised and with plain line ends; one line only unless `lines`. Raises Unfit."""
    if len(text) > 2 * longest + 1000:  # before any work is spent on it
        raise Unfit(f"be {longest:,} characters or fewer")
    if _SURROGATE.search(text) or _UNREADABLE in text:
        raise Unfit("not contain characters that cannot be read. Type it again")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(text):
        raise Unfit("not contain control characters. Type it again, without pasting")
    text = text.strip() if lines else " ".join(_INVISIBLE.sub("", text).split())
    if len(text) > longest:
        raise Unfit(f"be {longest:,} characters or fewer")
    return text


class Text(Asked, fields.String):
    """One line of text. Blank is none."""

    longest = SHORT
    lines = False

    def __init__(self, label: str = "", *, max: int = 0, min: int = 0, **rest: Any) -> None:
        self.longest = max or self.longest
        self.shortest = min
        told = {"pattern": _PATTERN, "maxLength": self.longest} | ({"minLength": min} if min else {})
        super().__init__(label, **{**rest, "metadata": told | rest.get("metadata", {})})

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        text = self.text_of(value, attr, data, **kwargs)
        if not text:
            return self._nothing()
        if len(text) < self.shortest:
            raise ValidationError(f"{self.name_in_messages} must be {self.shortest:,} characters or more")
        return text

    def text_of(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        try:
            plain = super()._deserialize(value, attr, data, **kwargs)
            return cleaned(plain, longest=self.longest, lines=self.lines)
        except Unfit as unfit:
            raise ValidationError(f"{self.name_in_messages} must {unfit}") from unfit

    def _nothing(self) -> None:
        if self.required or not self.allow_none:
            raise ValidationError(self.wanted)


class LongText(Text):
    """Text of several lines."""

    longest = LONG
    lines = True
    widget = "textarea"


class Secret(Text):
    """A password or code: never shown again, and not trimmed of anything."""

    widget = "password"

    def text_of(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        plain = fields.String._deserialize(self, value, attr, data, **kwargs)
        if len(plain) > self.longest or _SURROGATE.search(plain) or "\x00" in plain:
            raise ValidationError(f"{self.name_in_messages} must be {self.longest:,} characters or fewer")
        return plain

    def typed(self, value: Any) -> str:
        return ""
