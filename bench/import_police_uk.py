"""A whole import, its journal and ledger included, against COPY of the same rows into the same tables and indexes.

`python -m bench.import_police_uk PATH...` imports in a process of its own and prints seconds, peak memory and rows.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from bench.figure import Figure, Times
from bench.ground import Ground, fill, ground
from mips.access.permissions import Permission
from mips.access.system import console
from mips.core import connections, db
from mips.core.settings import settings
from mips.interchange.police_uk.formats import HEADINGS, Kind
from mips.interchange.police_uk.run import import_files, in_all
from mips.record.reference.sources import written_items
from mips.record.reference.usecases import load_reference_data

BOUND: Final = 4.0
ROWS: Final = 100_000
PUBLISHED: Final = Path(__file__).parents[2] / "shared" / "data" / "police_uk"
FOLDERS: Final = ("street", "street_earlier_snapshot", "outcomes_sample", "met_burglary", "stop_and_search")

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


def measure(sizes: list[int]) -> Iterator[Figure]:
    """A made-up year at each size of the record; and what is published, where it lies beside the project."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as folder:
        made_up = Path(folder, "street.csv")
        for size in sizes:
            yield from _against_copy([_made_up(made_up)], size, f"{ROWS:,} rows, {size:,} people")
        if PUBLISHED.is_dir():
            yield from _against_copy([PUBLISHED / each for each in FOLDERS], sizes[0], "all that is published")


def _against_copy(paths: Sequence[Path], people: int, at: str) -> Iterator[Figure]:
    """The floor is measured on a server of its own, made and filled the same way."""
    with tempfile.TemporaryDirectory(prefix="mips-bench-") as kept:
        with _filled(people) as here:
            seconds, peak, rows = _imported(paths)
            lines = _written_out(here, Path(kept))
        with _filled(people) as here:
            copied = _copied(here, Path(kept))
    whole, record = sum(copied), sum(copied[:ONLY_RECORD])
    note = f"{rows:,} rows became {lines:,}; {rows / seconds:,.0f} rows/s; peak {peak / 1024:.0f} MB"
    yield Figure("import police-uk", at, Times([seconds]), Times([whole]), BOUND, note)
    yield Figure("import police-uk, floor without journal", at, Times([seconds]), Times([record]))


@contextmanager
def _filled(people: int) -> Iterator[Ground]:
    """A new server with so many people and the code lists."""
    with ground() as here:
        fill(here.owner_url, people)
        actor = console("bench", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
        load_reference_data(actor, folder=settings().reference_dir)
        db.session.remove()
        yield here


def _imported(paths: Sequence[Path]) -> tuple[float, int, int]:
    """Seconds, peak memory in kB and rows of an import in a process of its own, on the server that runs."""
    command = [sys.executable, "-m", "bench.import_police_uk", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    said = json.loads(done.stdout)
    return said["seconds"], said["peak"], said["rows"]


def _written_out(here: Ground, folder: Path) -> int:
    """What the import wrote, a file for each table; the number of rows."""
    lines = 0
    with psycopg.connect(here.owner_url) as connection:
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


def _copied(here: Ground, folder: Path) -> list[float]:
    """Seconds for each table: COPY into it with its indexes and keys as they are, all in one commit."""
    seconds = []
    with psycopg.connect(here.owner_url) as connection:
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
    peak = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps({"seconds": seconds, "peak": int(peak[0]), "rows": total.rows}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
