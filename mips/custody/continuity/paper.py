"""What was written on paper, as a file: one row a thing done, in the columns that the pack's blank lines have."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from mips.core.errors import InputInvalid

COLUMNS: Final = ("custody_number", "time", "kind", "what", "outcome", "text", "by", "witness")


def rows_of(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and cells of each row, from CSV with a heading line or from JSON lines. Raises InputInvalid."""
    plain = text.removeprefix("\ufeff")
    found = _json_rows(plain) if plain.lstrip().startswith("{") else _csv_rows(plain)
    for line, row in found:
        filled = {name: value for name, value in row.items() if value not in (None, "")}
        if filled:
            yield line, filled


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = csv.DictReader(io.StringIO(text), restkey="more", strict=True)
    heads = [each.strip().lower().replace(" ", "_") for each in rows.fieldnames or ()]
    if lacking := [each for each in ("custody_number", "time", "kind", "by") if each not in heads]:
        raise InputInvalid({"file": [f"The heading line has no column {', '.join(lacking)}"]})
    rows.fieldnames = heads
    try:
        for row in rows:
            yield (
                rows.line_num,
                {name: value.strip() if isinstance(value, str) else value for name, value in row.items()},
            )
    except csv.Error as broken:
        raise InputInvalid({"file": [f"Line {rows.line_num}: {broken}"]}) from None


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, each in enumerate(text.splitlines(), 1):
        if not each.strip():
            continue
        try:
            row = json.loads(each)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise InputInvalid({"file": [f"Line {line} is no JSON object"]})
        yield line, row
