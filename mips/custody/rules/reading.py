"""Reading a case from JSON: every type, attribute and value is known or named in the refusal; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from mips.custody.rules.facts import KINDS, NOT_YET_SUPPORTED, Area
from mips.custody.rules.story import CaseInvalid, Fact, Story, tell

PART_IV_BEGAN = datetime(1986, 1, 1, tzinfo=UTC)
_END_OF_TIME = datetime(2100, 1, 1, tzinfo=UTC)
_CASE_KEYS = frozenset({"id", "events", "arrest_place"})
_PLAIN_ARREST_PLACES = frozenset({"England", "Wales", "England and Wales"})
_AREA = re.compile(r"[0-9]{2}")


def read_case(given: object) -> Story:
    """The story of one case object. Raises CaseInvalid naming the event, the field and what is wrong with it."""
    if not isinstance(given, dict):
        raise CaseInvalid("a case must be an object")
    for key in given:
        if key not in _CASE_KEYS:
            raise CaseInvalid(f"unknown key {key!a}", field=key)
    _check_arrest_place(given)
    events = given.get("events")
    if not isinstance(events, list) or not events:
        raise CaseInvalid("events must be a list of at least one event", field="events")
    return tell(_read_events(events))


def _check_arrest_place(given: Mapping[str, Any]) -> None:
    if "arrest_place" not in given:
        return
    place = given["arrest_place"]
    if not isinstance(place, str):
        raise CaseInvalid("must be text", field="arrest_place")
    if place not in _PLAIN_ARREST_PLACES:
        raise CaseInvalid("an arrest outside England and Wales is not yet supported", field="arrest_place")


def _read_events(events: Sequence[object]) -> list[Fact]:
    facts = []
    for number, event in enumerate(events):
        try:
            facts.append(_read_event(event))
        except _AttributeRefused as refused:
            raise CaseInvalid(refused.message, field=refused.field, event=number) from None
    return facts


class _AttributeRefused(Exception):
    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def _read_event(given: object) -> Fact:
    if not isinstance(given, dict):
        raise _AttributeRefused("an event must be an object")
    kind = _kind(given.get("type"))
    readers = _readers(kind)
    values: dict[str, Any] = {
        name: _read_attribute(readers, name, value) for name, value in given.items() if name != "type"
    }
    if "at" not in values:
        raise _AttributeRefused("at is required", "at")
    return kind(**values)


def _kind(name: object) -> type[Fact]:
    if not isinstance(name, str):
        raise _AttributeRefused("type is required and must be text", "type")
    if name in NOT_YET_SUPPORTED:
        raise _AttributeRefused(f"event type {name} is not yet supported", "type")
    if name not in KINDS:
        raise _AttributeRefused(f"unknown event type {name!a}", "type")
    return KINDS[name]


def _read_attribute(readers: Mapping[str, Callable[[object], object]], name: str, value: object) -> object:
    if name not in readers:
        raise _AttributeRefused(f"unknown attribute {name!a}", name)
    try:
        return readers[name](value)
    except ValueError as refused:
        raise _AttributeRefused(f"{name} {refused}", name) from None


@cache
def _readers(kind: type[Fact]) -> dict[str, Callable[[object], object]]:
    """A reader for each attribute a kind of fact declares, chosen by its declared type."""
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _reader(hint: Any) -> Callable[[object], object]:
    declared = next((part for part in get_args(hint) if part is not type(None)), hint)
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return lambda value: _choice(declared, value)
    return _READERS[declared]


def _choice(choices: type[StrEnum], value: object) -> StrEnum:
    if value not in [choice.value for choice in choices]:
        raise ValueError(f"must be one of {', '.join(choices)}")
    return choices(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text")
    return value


def _area(value: object) -> str:
    if not _AREA.fullmatch(_text(value)):
        raise ValueError("must be a force code of two digits")
    return _text(value)


def _instant(value: object) -> datetime:
    """An instant in UTC. Refused outside the life of Part IV, so that no sum of hours can run off the calendar."""
    try:
        instant = datetime.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("must be an ISO 8601 time with its offset, like 2026-01-12T13:05+00:00") from None
    if instant.tzinfo is None:
        raise ValueError("needs its offset from UTC, like 2026-01-12T13:05+00:00")
    if not PART_IV_BEGAN <= instant < _END_OF_TIME:
        raise ValueError(f"must be from {PART_IV_BEGAN.year} to {_END_OF_TIME.year - 1}")
    return instant.astimezone(UTC)


_READERS: dict[object, Callable[[object], object]] = {datetime: _instant, bool: _flag, str: _text, Area: _area}
