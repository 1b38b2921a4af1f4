"""`mips custody clock`: the events of detentions in, every statutory deadline out, one JSON object a case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import click

from mips.core.json_lines import echo_json
from mips.custody.rules.answers import answers, as_json
from mips.custody.rules.reading import read_case
from mips.custody.rules.story import CaseInvalid


@click.command("clock")
@click.option("--jsonl", is_flag=True, help="FILE holds one case a line.")
@click.argument("file", type=click.File("rb"))
def clock(file: BinaryIO, *, jsonl: bool) -> None:
    """Work out the detention clock of each case in FILE, or - for standard input.

    FILE holds one JSON object or an array of them. Exits 0 when every case was answered, 1 when any could not be,
    2 when the input could not be read at all.
    """
    cases = _cases_by_line(file) if jsonl else _cases_of(file)
    failed = False
    for case in cases:
        answer = answer_case(case)
        failed |= "error" in answer
        echo_json(answer)
    raise SystemExit(failed)


def answer_case(case: object) -> dict[str, Any]:
    """One case's answers under its id, or its id with the error that stopped it."""
    identity = None
    try:
        identity = _identity(case)
        return {"id": identity, **as_json(answers(read_case(case)))}
    except CaseInvalid as invalid:
        error: dict[str, object] = {"event": invalid.event, "field": invalid.field, "message": invalid.message}
        return {"id": identity, "error": {key: value for key, value in error.items() if value is not None}}


class _InputUnusable(click.ClickException):
    exit_code = 2


class _Unreadable(Exception):
    """A line that is no JSON: it takes the place of its case."""


def _identity(case: object) -> str | int | float | None:
    if isinstance(case, _Unreadable):
        raise CaseInvalid(str(case))
    identity = case.get("id") if isinstance(case, dict) else None
    if identity is None or (isinstance(identity, str | int | float) and not isinstance(identity, bool)):
        return identity
    raise CaseInvalid("id must be text", field="id")


def _cases_of(file: BinaryIO) -> Iterable[object]:
    """Every case of a file that is one JSON value. A file that is not ends the command."""
    try:
        given = _parsed(file.read())
    except (_Unreadable, OSError) as unreadable:
        raise _InputUnusable(f"{unreadable}. For one case a line, use --jsonl") from None
    if not isinstance(given, dict | list):
        raise _InputUnusable("the input must be a JSON object or an array of objects")
    return given if isinstance(given, list) else [given]


def _cases_by_line(file: BinaryIO) -> Iterator[object]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            yield _parsed(line)
        except _Unreadable as unreadable:
            yield _Unreadable(f"line {number}: {unreadable}")


def _parsed(text: bytes) -> object:
    """The JSON value of a text in UTF-8. Refuses what JSON leaves open: a key given twice, NaN and infinities."""
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _Unreadable(f"this is not JSON: {error}") from None


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice in one object")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")
