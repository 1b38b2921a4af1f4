"""Answers picked from a list that is written down in advance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum, EnumMeta
from typing import Any

from marshmallow import ValidationError, fields

from mips.web.field.asked import Asked
from mips.web.field.text import Text

Options = Sequence[tuple[str, str]]
OptionsFrom = type[Enum] | Iterable[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]]

FEW = 7  # so many are asked as radios, more as a drop-down list


def words(member: Enum) -> str:
    """How a member of an enum is said: its own `label`, or its name in plain words."""
    return str(getattr(member, "label", "") or member.name.replace("_", " ").lower().capitalize())


def _members(kind: EnumMeta) -> list[Enum]:
    return list(kind)


def options_of(source: OptionsFrom) -> Options:
    if isinstance(source, EnumMeta):
        return [(str(member.value), words(member)) for member in _members(source)]
    found = source() if callable(source) else source
    return [(str(value), label) for value, label in found]


class _Listed(Asked):
    """`options` is an enum, a list of (value, label), or a function that gives one (asked anew each time)."""

    verb = "Select"

    def __init__(self, label: str = "", options: OptionsFrom = (), **rest: Any) -> None:
        self.source: OptionsFrom = options if isinstance(options, EnumMeta) or callable(options) else list(options)
        super().__init__(label, **rest)
        if isinstance(self.source, EnumMeta | list) and self.options:
            self.metadata = {**self.metadata, "enum": [value for value, _ in self.options]}

    @property
    def options(self) -> Options:
        return options_of(self.source)

    def one_of(self, value: Any) -> Any:
        """The member or value that was picked. Raises ValidationError for anything not on the list."""
        plain = str(value.value) if isinstance(value, Enum) else value
        if not isinstance(plain, str | int) or str(plain) not in dict(self.options):
            raise ValidationError(f"{self.wanted} from the list")
        if isinstance(self.source, EnumMeta):
            return next(member for member in _members(self.source) if str(member.value) == str(plain))
        return str(plain)


def _plain(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


class Choice(_Listed, fields.String):
    """One of a list. Gives the enum's member, or the value where the list is not an enum."""

    def __init__(self, label: str = "", options: OptionsFrom = (), **rest: Any) -> None:
        super().__init__(label, options, **rest)
        if not rest.get("widget"):
            known = "enum" in self.metadata
            few = known and len(self.options) <= FEW
            self.metadata = {**self.metadata, "widget": "radios" if few else "select"}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "":
            if self.required or not self.allow_none:
                raise ValidationError(self.wanted)
            return None
        return self.one_of(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else _plain(value)

    def typed(self, value: Any) -> str:
        return "" if value is None else _plain(value)


class Choices(_Listed, fields.List[Any]):
    """Any of a list. Gives them in the order of the list, without repeats; none is an empty list."""

    widget = "checkboxes"

    def __init__(self, label: str = "", options: OptionsFrom = (), **rest: Any) -> None:
        if not rest.get("required"):
            rest.setdefault("load_default", list)
        inner = fields.String()
        super().__init__(label, options, cls_or_instance=inner, **rest)
        inner.metadata = {key: value for key, value in self.metadata.items() if key == "enum"}
        self.metadata = {key: value for key, value in self.metadata.items() if key != "enum"}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValidationError(self.wanted)
        picked = [self.one_of(item) for item in value if item != ""]
        if self.required and not picked:
            raise ValidationError(self.wanted)
        order = [plain for plain, _ in self.options]
        return sorted(set(picked), key=lambda item: order.index(_plain(item)))

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str] | None:
        return None if value is None else [_plain(item) for item in value]

    def typed(self, value: Any) -> list[str]:
        return [_plain(item) for item in value or ()]


class YesNo(Asked, fields.Boolean):
    """Yes or no, asked as two radios: no answer is not an answer of no."""

    widget = "radios"
    verb = "Select yes or no:"
    options: Options = (("yes", "Yes"), ("no", "No"))

    truthy = {"yes", "true", "on", "1", True}
    falsy = {"no", "false", "off", "0", False}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if not isinstance(value, str | bool):
            raise ValidationError(self.wanted)
        try:
            return super()._deserialize(value, attr, data, **kwargs)
        except ValidationError as unknown:
            raise ValidationError(self.wanted) from unknown

    @property
    def wanted(self) -> str:
        return f"Select yes or no for \u2018{self.label}\u2019" if self.thing else "Select yes or no"

    def typed(self, value: Any) -> str:
        return "" if value is None else "yes" if value else "no"


class Tick(YesNo):
    """A single box to tick: not ticked is no."""

    widget = "tick"

    def __init__(self, label: str = "", **rest: Any) -> None:
        if not rest.get("required"):
            rest.setdefault("load_default", False)
        super().__init__(label, **rest)

    def typed(self, value: Any) -> str:
        return "yes" if value else ""


class Said(Text):
    """A value to narrow to, picked from what there is; one that is not among it fits nothing, and is no mistake."""

    widget = "select"

    def __init__(self, label: str, offered: Callable[[], Iterable[tuple[str, str]]], **rest: Any) -> None:
        self.offered = offered
        super().__init__(label, max=200, **rest)

    @property
    def options(self) -> list[tuple[str, str]]:
        return list(self.offered())
