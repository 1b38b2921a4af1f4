"""Read a published file row by row, in constant memory: what each says, or why it is rejected and how it stands."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from mips.interchange.police_uk.errors import FileRefused
from mips.interchange.police_uk.formats import CrimeRow, Kind, Lists, Rejected, SearchRow, kind_of, reader_of

RAW_KEPT: Final = 4_000
"""Characters of a rejected row that are kept."""
LONGEST_LINE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `says` what it says, or `reason` why it is rejected and `raw` how it stands."""

    number: int
    says: CrimeRow | SearchRow | None
    reason: str | None = None
    raw: str | None = None


class Lines:
    """The lines of a file as text, remembering those of the row being read. Raises FileRefused for what is no text."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not (line := self._content.readline(LONGEST_LINE)):
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE:
            raise FileRefused(f"It is not well-formed CSV: line {self.number} is longer than {LONGEST_LINE:,} bytes")
        self.taken.append(self._text(line))
        return self.taken[-1]

    def _text(self, line: bytes) -> str:
        try:
            return (line.removeprefix(codecs.BOM_UTF8) if self.number == 1 else line).decode()
        except UnicodeDecodeError as wrong:
            place = f"byte {wrong.start + 1} of line {self.number}"
            raise FileRefused(f"It is not in UTF-8, as everything published is: see {place}") from wrong


class Published:
    """A file whose heading has been read. Iterate to get its rows; raises FileRefused where it cannot go on."""

    def __init__(self, content: IO[bytes], name: str, lists: Lists) -> None:
        self._lines = Lines(content)
        self._cells = csv.reader(self._lines, strict=True)
        heading = self._next()
        if heading is None:
            raise FileRefused("It is empty")
        self.kind: Kind = kind_of([name.strip() for name in heading])
        self._read = reader_of(self.kind, lists, name)

    def __iter__(self) -> Iterator[Row]:
        number = 0
        while True:
            self._lines.taken.clear()
            cells = self._next()
            if cells is None:
                return
            if cells:
                number += 1
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row:
        try:
            return Row(number, self._read(cells))
        except Rejected as why:
            raw = "".join(self._lines.taken).rstrip("\r\n").replace("\x00", "\\x00")
            return Row(number, None, str(why).replace("\x00", "\\x00"), raw[:RAW_KEPT])

    def _next(self) -> list[str] | None:
        try:
            return next(self._cells, None)
        except csv.Error as wrong:
            raise FileRefused(f"It is not well-formed CSV at line {self._lines.number}: {wrong}") from wrong
