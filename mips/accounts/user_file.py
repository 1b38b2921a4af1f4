"""Reads a CSV file of users, each row through the schema that the form for one user goes through."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from marshmallow import ValidationError

from mips.accounts.schemas import UserRowIn
from mips.accounts.usecases.loading import FileRow
from mips.core.errors import RuleBroken
from mips.web.formdata import flat

COLUMNS: Final = ("collar_number", "name", "rank", "email", "team", "roles")
MOST_ROWS: Final = 5_000
MOST_BYTES: Final = 2_000_000


def rows_of(content: bytes) -> Sequence[FileRow]:
    """The rows of a CSV file in UTF-8. Raises RuleBroken when it is no such file."""
    if len(content) > MOST_BYTES:
        raise _unfit(f"The file must be smaller than {MOST_BYTES // 1_000_000} MB")
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [_row(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        raise _unfit("The file is not CSV in UTF-8") from None
    named = reader.fieldnames or ()
    if not set(COLUMNS[:2]) <= set(named) <= set(COLUMNS):
        raise _unfit(f"The first line must name the columns, from {', '.join(COLUMNS)}")
    if len(rows) > MOST_ROWS:
        raise _unfit(f"The file must have {MOST_ROWS:,} rows or fewer")
    return rows


def _unfit(problem: str) -> RuleBroken:
    return RuleBroken(problem, rule="user-file", field="file")


def _row(line: int, cells: dict[str, str]) -> FileRow:
    collar = str(cells.get("collar_number") or "").strip().upper()
    if None in cells or None in cells.values():
        return FileRow(line, collar, problem="has more or fewer cells than the first line")
    try:
        fields = UserRowIn().load({name: text for name, text in cells.items() if text.strip()}, unknown="exclude")
    except ValidationError as invalid:
        return FileRow(
            line, collar, problem="; ".join(text for texts in flat(invalid.messages).values() for text in texts)
        )
    return FileRow(line, collar, fields)
