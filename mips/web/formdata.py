"""Between a browser's flat names and a schema's nested fields: 'offences-1-code' is offences[1].code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields
from werkzeug.datastructures import FileStorage, MultiDict

from mips.web.field.choice import Choices
from mips.web.field.files import Upload
from mips.web.field.groups import Group, Part
from mips.web.field.times import Moment

Typed = MultiDict[str, str]
Files = MultiDict[str, FileStorage]


# characters that no HTML page may hold; every text field of ours refuses what they become
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def showable(sent: Typed) -> Typed:
    """What a browser sent, so that it can be shown again: what cannot be shown becomes the replacement character."""
    return MultiDict((name, _UNSHOWABLE.sub("\ufffd", value)) for name, value in sent.items(multi=True))


def asked(schema: Schema) -> Iterator[tuple[str, Any]]:
    """The fields a form asks for, in the order they were declared."""
    return ((name, field) for name, field in schema.fields.items() if not field.dump_only)


def to_fields(schema: Schema, typed: Typed, files: Files, prefix: str = "") -> dict[str, Any]:
    """What a schema is to load. Optional fields left blank are None, or absent where there is a default."""
    found: dict[str, Any] = {}
    for name, field in asked(schema):
        value = _value(field, prefix + name, typed, files)
        if value is not None:
            found[name] = value
        elif prefix + name in typed and field.allow_none and not isinstance(field, Choices):
            found[name] = None
    return found


def _value(field: fields.Field[Any], key: str, typed: Typed, files: Files) -> Any:
    if isinstance(field, Group):
        rows = [to_fields(field.schema, typed, files, f"{key}-{i}-") for i in range(rows_of(key, typed))]
        return rows or None
    if isinstance(field, Part):
        inside = to_fields(field.schema, typed, files, f"{key}-")
        return inside if field.required or any(value is not None for value in inside.values()) else None
    if isinstance(field, Upload):
        return files.get(key) or None
    if isinstance(field, Choices):
        return [value for value in typed.getlist(key) if value] or None
    text = typed.get(key, "")
    if isinstance(field, Moment) and text.strip():
        return _with_reading(text, typed.get(f"{key}__which", ""), field)
    return text if text.strip() else None


def _with_reading(text: str, which: str, field: Moment) -> str:
    """The text with the reading that was picked, for a time that came twice."""
    readings = field.readings(text)
    return f"{text} {which.split()[-1]}" if readings and which in readings else text


def rows_of(key: str, typed: Typed) -> int:
    """How many rows of a repeated group were sent."""
    places = [int(found[1]) for name in typed if (found := re.match(rf"{re.escape(key)}-(\d{{1,3}})-", name))]
    return max(places, default=-1) + 1


def to_typed(schema: Schema, values: Any, prefix: str = "") -> Typed:
    """The texts a form shows for the values of a record or mapping."""
    typed: Typed = MultiDict()
    for name, field in asked(schema):
        value = _get(values, field.attribute or name)
        if value is None:
            continue
        if isinstance(field, Group):
            for place, row in enumerate(value):
                typed.update(to_typed(field.schema, row, f"{prefix}{name}-{place}-"))
        elif isinstance(field, Part):
            typed.update(to_typed(field.schema, value, f"{prefix}{name}-"))
        else:
            texts = field.typed(value) if hasattr(field, "typed") else str(value)
            typed.setlist(prefix + name, texts if isinstance(texts, list) else [texts])
    return typed


def _get(values: Any, name: str) -> Any:
    return values.get(name) if isinstance(values, Mapping) else getattr(values, name, None)


def without_blank_rows(schema: Schema, typed: Typed, prefix: str = "") -> Typed:
    """The same texts with the untouched rows of repeated groups taken out and the rest renumbered."""
    for name, field in asked(schema):
        if isinstance(field, Group):
            key = prefix + name
            for place in reversed(range(rows_of(key, typed))):
                if not any(v.strip() for k, vs in typed.lists() if k.startswith(f"{key}-{place}-") for v in vs):
                    typed = without_row(key, place, typed)
    return typed


def without_row(key: str, place: int, typed: Typed) -> Typed:
    """The same texts with one row of a group taken out and those after it moved up."""
    kept: Typed = MultiDict()
    for name, values in typed.lists():
        found = re.match(rf"({re.escape(key)}-)(\d{{1,3}})(-.*)", name)
        if found and int(found[2]) == place:
            continue
        if found and int(found[2]) > place:
            name = f"{found[1]}{int(found[2]) - 1}{found[3]}"
        kept.setlist(name, values)
    return kept


def flat(messages: Mapping[Any, Any] | list[Any] | str, key: str = "") -> dict[str, list[str]]:
    """Marshmallow's nested messages by the flat name of the control each belongs to; '' is the form as a whole."""
    if isinstance(messages, str):
        return {key: [messages]}
    if not isinstance(messages, Mapping):
        return {key: [str(message) for message in messages]}
    found: dict[str, list[str]] = {}
    for name, inner in messages.items():
        below = key if name in ("_schema", "") else f"{key}-{name}" if key else str(name)
        for place, texts in flat(inner, below).items():
            found.setdefault(place, []).extend(texts)
    return found


def pairs_of(name: str, typed: Typed) -> list[tuple[str, str]]:
    """Every text that was given for a field, those inside a part or group included, in a steady order."""
    inside = [(k, v) for k, v in typed.items(multi=True) if (k == name or k.startswith(f"{name}-")) and v.strip()]
    return sorted(((key, value.replace("\r\n", "\n").strip()) for key, value in inside), key=lambda pair: pair[0])


def chosen(typed: Typed) -> Typed:
    """The texts after a conflict was settled: `_choose:notes=theirs` puts the `_theirs:notes` in place of `notes`."""
    settled = MultiDict(typed)
    for choice in [key for key in typed if key.startswith("_choose:")]:
        name, whose = choice.partition(":")[2], typed[choice]
        for key, _ in pairs_of(name, settled):
            settled.poplist(key)
        for key, values in typed.lists():
            side, _, inner = key.partition(":")
            if side == f"_{whose}" and (inner == name or inner.startswith(f"{name}-")):
                settled.setlist(inner, values)
    return settled
