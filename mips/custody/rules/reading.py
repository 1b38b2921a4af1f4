"""Reading a case from JSON: every type, attribute and value is known or named in the refusal; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from mips.access.permissions import Rank
from mips.custody.rules.facts import KINDS
from mips.custody.rules.kinds.arrest import EnterEnglandWales
from mips.custody.rules.kinds.values import Area, Days, HospitalReason, Hours
from mips.custody.rules.ranks import rank_named
from mips.custody.rules.story import CaseInvalid, Fact, Story, tell

PART_IV_BEGAN = datetime(1986, 1, 1, tzinfo=UTC)
_END_OF_TIME = datetime(2100, 1, 1, tzinfo=UTC)
_CASE_KEYS = frozenset({"id", "events", "arrest_place"})
_IN_ENGLAND_OR_WALES = frozenset({"England", "Wales", "England and Wales"})
_AREA = re.compile(r"[0-9]{2}")
_EVIDENTIAL = re.compile(r"evidential_[a-z0-9_]+")
_LONGEST_WARRANT_HOURS = 36
_MOST_DAYS = 10_000


def read_case(given: object) -> Story:
    """The story of one case object. Raises CaseInvalid naming the event, the field and what is wrong with it."""
    if not isinstance(given, dict):
        raise CaseInvalid("a case must be an object")
    for key in given:
        if key not in _CASE_KEYS:
            raise CaseInvalid(f"unknown key {key!a}", field=key)
    abroad = _arrested_abroad(given)
    events = given.get("events")
    if not isinstance(events, list) or not events:
        raise CaseInvalid("events must be a list of at least one event", field="events")
    facts = _read_events(events)
    if abroad and not any(isinstance(fact, EnterEnglandWales) for fact in facts):
        raise CaseInvalid("an arrest elsewhere needs enter_england_wales: it decides the relevant time", field="events")
    return tell(facts, abroad=abroad)


def _arrested_abroad(given: Mapping[str, Any]) -> bool:
    """Whether the case says that the arrest was made outside England and Wales."""
    if "arrest_place" not in given:
        return False
    place = given["arrest_place"]
    if not isinstance(place, str) or not place.strip():
        raise CaseInvalid("must be text", field="arrest_place")
    return place not in _IN_ENGLAND_OR_WALES


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
    for name in _required(kind):
        if name not in values:
            raise _AttributeRefused(f"{name} is required", name)
    return kind(**values)


def _kind(name: object) -> type[Fact]:
    if not isinstance(name, str):
        raise _AttributeRefused("type is required and must be text", "type")
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


@cache
def _required(kind: type[Fact]) -> tuple[str, ...]:
    """The attributes that an event of this kind must give, `at` first."""
    return tuple(field.name for field in fields(kind) if field.default is MISSING)


def _reader(hint: Any) -> Callable[[object], object]:
    if hint == tuple[str, ...]:
        return _texts
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


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of texts")
    return tuple(_text(each) for each in value)


def _rank(value: object) -> Rank:
    return rank_named(_text(value))


def _hours(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LONGEST_WARRANT_HOURS:
        raise ValueError(f"must be a whole number of hours from 1 to {_LONGEST_WARRANT_HOURS}")
    return value


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_DAYS:
        raise ValueError("must be a whole number of days, 0 at least")
    return value


def _hospital_reason(value: object) -> str:
    reason = _text(value)
    if reason != "treatment" and not _EVIDENTIAL.fullmatch(reason):
        raise ValueError("must be treatment, or evidential_ and what for, like evidential_xray")
    return reason


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


_READERS: dict[object, Callable[[object], object]] = {
    datetime: _instant,
    bool: _flag,
    str: _text,
    Area: _area,
    Rank: _rank,
    Hours: _hours,
    Days: _days,
    HospitalReason: _hospital_reason,
}
