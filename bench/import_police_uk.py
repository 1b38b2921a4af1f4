"""A whole import, its journal and ledger included, against COPY of the same rows into the same tables and indexes.

`python -m bench.import_police_uk PATH...` imports in a process of its own and prints seconds, peak memory and rows.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from bench.figure import Figure, Times, peak_memory
from bench.ground import copied, libpq
from mips.access.permissions import Permission
from mips.access.system import console
from mips.core import connections
from mips.core.embedded import Urls
from mips.core.settings import settings
from mips.interchange.police_uk.formats import HEADINGS, Kind
from mips.interchange.police_uk.run import import_files, in_all
from mips.record.reference.sources import written_items

BOUND: Final = 4.0
ROWS: Final = 100_000

MADE: Final = "id IN (SELECT subject_id FROM journal_entry WHERE usecase LIKE '%load_rows')"
TABLES: Final = (
    ("entity", MADE),
    ("place", MADE),
    ("event", MADE),
    ("crime", MADE),
    ("stop_search", MADE),
    ("crime_outcome", "TRUE"),
    ("import_run", "TRUE"),
    ("import_file", "TRUE"),
    ("import_row", "TRUE"),
    ("journal_entry", "usecase LIKE '%load_rows'"),
    ("journal_detail", "entry_id IN (SELECT id FROM journal_entry WHERE usecase LIKE '%load_rows')"),
)
"""What an import writes, a table after those it points at, and which rows of it are the import's."""
ONLY_RECORD: Final = 6


def measure(urls: Urls, people: int) -> Iterator[Figure]:
    """A made-up year."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as folder:
        yield from against_copy(urls, [_made_up(Path(folder, "street.csv"))], people, f"import of {ROWS:,} rows")


def against_copy(urls: Urls, paths: Sequence[Path], people: int, what: str) -> Iterator[Figure]:
    """The import on one copy of the record, its floor on another."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as kept:
        with copied(urls) as there:
            seconds, peak, rows = _imported(there, paths)
            lines = _written_out(there, Path(kept))
        with copied(urls) as there:
            floors = _copied(there, Path(kept))
    whole, record = Times([sum(floors)]), Times([sum(floors[:ONLY_RECORD])])
    note = f"{rows:,} rows became {lines:,}; {rows / seconds:,.0f} rows/s"
    yield Figure(what, people, Times([seconds]), whole, BOUND, peak, note)
    without = "floor: what is imported, without journal and ledger"
    yield Figure(f"{what}, other floor", people, Times([seconds]), record, note=without)


def _imported(there: Urls, paths: Sequence[Path]) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and rows of an import in a process of its own."""
    command = [sys.executable, "-m", "bench.import_police_uk", *map(str, paths)]
    place = os.environ | {"DATABASE_URL": there.app}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=place)  # noqa: S603 - our own program
    said = json.loads(done.stdout)
    return said["seconds"], said["peak"], said["rows"]


def _written_out(there: Urls, folder: Path) -> int:
    """What the import wrote, a file for each table; the number of rows."""
    lines = 0
    with psycopg.connect(libpq(there.owner)) as connection:
        for table, which in TABLES:
            columns = _columns(connection, table)
            chosen = sql.SQL("COPY (SELECT {} FROM {} WHERE {}) TO STDOUT").format(
                columns, sql.Identifier(table), sql.SQL(which)
            )
            with (folder / table).open("wb") as file, connection.cursor() as cursor:
                with cursor.copy(chosen) as copy:
                    for block in copy:
                        file.write(block)
                lines += cursor.rowcount
    return lines


def _copied(there: Urls, folder: Path) -> list[float]:
    """Seconds for each table: COPY into it with its indexes and keys as they are, all in one commit."""
    seconds = []
    with psycopg.connect(libpq(there.owner)) as connection:
        for table, _ in TABLES:
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _columns(connection, table))
            begun = time.perf_counter()
            with (folder / table).open("rb") as file, connection.cursor().copy(into) as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
            seconds.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        connection.commit()
        seconds[-1] += time.perf_counter() - begun
    return seconds


def _columns(connection: psycopg.Connection, table: str) -> sql.Composed:
    found = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return sql.SQL(", ").join(sql.Identifier(name) for (name,) in found)


def _made_up(path: Path, rows: int = ROWS) -> Path:
    """A street file of one year, drawn from the published words; the same for the same number of rows."""
    chance = random.Random(rows)  # noqa: S311 - fiction, not secrets
    points = [(f"{-0.5 + n / 9973:.6f}", f"{51.3 + n / 7919:.6f}", f"On or near Street {n}") for n in range(3_000)]
    kinds, outcomes = _words("published-category"), _words("published-outcome")
    with path.open("w", encoding="utf-8", newline="") as text:
        file = csv.writer(text)
        file.writerow(HEADINGS[Kind.STREET])
        for row in range(rows):
            longitude, latitude, where = chance.choice(points)
            numbered = chance.random() > 0.15
            identified = hashlib.sha256(str(row).encode()).hexdigest() if numbered else ""
            what = [chance.choice(kinds), chance.choice(outcomes)] if numbered else ["Anti-social behaviour", ""]
            by = ["Metropolitan Police Service"] * 2
            month = f"2019-{chance.randrange(1, 13):02}"
            place = [longitude, latitude, where, "E01000001", "Somewhere 001A"]
            file.writerow([identified, month, *by, *place, *what, ""])
    return path


def _words(name: str) -> list[str]:
    return [item.title for item in written_items() if item.list_name == name]


class _Nobody:
    """Is told how far an import has come, and does not care."""

    def begins(self, name: str) -> None:
        pass

    def has(self, done: int, rows: int) -> None:
        pass


def main(paths: Sequence[str]) -> None:
    """Import, and print what it took."""
    importlib.import_module("mips.app")  # every listener in place, as in the command
    connections.open_database(settings().database_url)
    begun = time.perf_counter()
    reports = import_files(console("bench", Permission.INTERCHANGE_RUN_CREATE), map(Path, paths), _Nobody())
    total = in_all(reports)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak": peak_memory(), "rows": total.rows}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
