"""The API's description taken apart for its page: operations by subject, with what they take and answer in tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Row:
    """One parameter, field or answer: its name, what kind of value it is, and what it is for."""

    name: str
    kind: str
    text: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked of the API."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    permission: str
    verb: str
    parameters: list[Row]
    takes: list[Row]
    gives: list[Row]
    answers: list[Row]


@dataclass(frozen=True)
class Section:
    """The operations on one subject."""

    id: str
    title: str
    operations: list[Operation]


def sections(spec: Mapping[str, Any]) -> list[Section]:
    """The operations under each tag, in the order they were declared."""
    described = [(tag["name"], tag.get("description") or tag["name"]) for tag in spec.get("tags", ())]
    found = list(_operations(spec))
    return [
        Section(name, text, [operation for tags, operation in found if name in tags])
        for name, text in sorted(described, key=lambda each: each[1])
    ]


def _operations(spec: Mapping[str, Any]) -> Iterator[tuple[list[str], Operation]]:
    for path, item in spec["paths"].items():
        for method in METHODS:
            if said := item.get(method):
                yield said["tags"], _operation(spec, path, method, said, item.get("parameters", []))


def _operation(
    spec: Mapping[str, Any], path: str, method: str, said: Mapping[str, Any], of_path: list[Any]
) -> Operation:
    answers = {status: _found(spec, answer) for status, answer in said["responses"].items()}
    success = next((answer for status, answer in answers.items() if status.startswith("2")), {})
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        text=said.get("description", ""),
        permission=said["x-permission"],
        verb=said["x-verb"],
        parameters=[_parameter(spec, _found(spec, each)) for each in (*of_path, *said.get("parameters", []))],
        takes=list(_fields(spec, _body(said.get("requestBody", {})))),
        gives=list(_fields(spec, _body(success))),
        answers=[Row(status, _type(answer), answer["description"]) for status, answer in sorted(answers.items())],
    )


def _parameter(spec: Mapping[str, Any], said: Mapping[str, Any]) -> Row:
    kind = f"{_kind(spec, said.get('schema', {}))}, in {said['in']}"
    return Row(said["name"], kind, said.get("description", ""), said.get("required", False))


def _type(answer: Mapping[str, Any]) -> str:
    return ", ".join(answer.get("content", {}))


def _body(part: Mapping[str, Any]) -> Mapping[str, Any]:
    contents = list(part.get("content", {}).values())
    schema: Mapping[str, Any] = contents[0].get("schema", {}) if contents else {}
    return schema


def _fields(spec: Mapping[str, Any], schema: Mapping[str, Any], before: str = "", deep: int = 3) -> Iterator[Row]:
    """A row for each field, those of parts inside it named 'names[].surname'."""
    schema = _found(spec, schema)
    if "items" in schema:
        yield from _fields(spec, schema["items"], f"{before}[]", deep)
    for name, inner in schema.get("properties", {}).items():
        said, place = _found(spec, inner), f"{before}.{name}".lstrip(".")
        yield Row(place, _kind(spec, inner), said.get("description", ""), name in schema.get("required", ()))
        if deep:
            yield from _fields(spec, said if "items" in said or "properties" in said else {}, place, deep - 1)


def _found(spec: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference stands for, what is said beside it included."""
    for choice in part.get("anyOf", part.get("allOf", ())):
        if "$ref" in choice:
            part = {**part, "$ref": choice["$ref"]}
    if "$ref" not in part:
        return part
    found: Any = spec
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return {**found, **{name: value for name, value in part.items() if name not in ("$ref", "anyOf", "allOf")}}


def _kind(spec: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """'text', 'whole number or nothing', 'list of text', 'one of A, B'."""
    schema = _found(spec, schema)
    if choices := [str(each) for each in schema.get("enum", ()) if each is not None]:
        return f"one of {', '.join(choices)}"
    kinds = schema.get("type", "object")
    named = [each for each in (kinds if isinstance(kinds, list) else [kinds]) if each != "null"]
    if named == ["array"]:
        return f"list of {_kind(spec, schema.get('items', {}))}"
    return schema.get("format") or " or ".join(WORDS.get(each, each) for each in named)


WORDS = {"string": "text", "integer": "whole number", "boolean": "true or false"}
