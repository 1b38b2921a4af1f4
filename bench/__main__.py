"""Run the measurements and write one table: script/bench [NAME...] [--people 10000,100000,1000000]."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import psycopg

from bench.figure import HEADINGS, Figure
from bench.ground import libpq, server
from bench.people import fill
from bench.running import in_a_process_of_its_own
from mips.core.embedded import Urls

MEASUREMENTS: Final = (
    "person_create",
    "person_page",
    "person_search",
    "identity",
    "whiteboard",
    "team_board",
    "booking_in",
    "custody_log",
    "crime_record",
    "crime_log",
    "crime_list",
    "crime_map",
    "case_pdf",
    "import_police_uk",
    "import_published",
)
ASKED_FOR: Final = ("custody_load",)
"""Measured only when named: ten minutes on a record that holds nothing else."""
RESULTS: Final = Path(__file__).parent / "results"
SIZES: Final = "10000,100000,1000000"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--people", default=SIZES, show_default=True, help="Sizes of the record to measure at.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the table instead of bench/results.")
def main(names: tuple[str, ...], people: str, out: Path | None) -> None:
    """Measure, print one table, and write it to bench/results. Exits 1 when a bound is missed."""
    sizes = sorted(int(size) for size in people.split(","))
    chosen = [each for each in (*MEASUREMENTS, *ASKED_FOR) if each in (names or MEASUREMENTS)]
    place = out or RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.md"
    place.parent.mkdir(exist_ok=True)
    figures: list[Figure] = []
    for figure in _measure(chosen, sizes):
        figures.append(figure)
        place.write_text(_page(figures))  # a run that is broken off leaves what it has found
    click.echo(_page(figures))
    raise SystemExit(any(figure.kept is False for figure in figures))


def _measure(names: Sequence[str], sizes: Sequence[int]) -> Iterator[Figure]:
    """Every measurement at every size, on one database that grows."""
    with server() as urls:
        there = 0
        for size in sizes:
            click.echo(f"filling the record with {size:,} people", err=True)
            fill(urls, there, size)
            there = size
            for name in names:
                click.echo(f"measuring {name}", err=True)
                yield from in_a_process_of_its_own(name, urls, size)
                _checkpoint(urls)


def _checkpoint(urls: Urls) -> None:
    """What one measurement wrote is on the disk before the next begins."""
    with psycopg.connect(libpq(urls.superuser), autocommit=True) as keeper:
        keeper.execute("CHECKPOINT")


def _page(figures: list[Figure]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    smallest = {figure.what: figure for figure in reversed(figures)}
    cells = (figure.cells(smallest[figure.what]) for figure in sorted(figures, key=lambda each: each.what))
    rows = [HEADINGS, tuple("-" * len(heading) for heading in HEADINGS), *cells]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    head = (
        f"# Measured on {datetime.now(UTC):%d %B %Y}\n\n{machine}. A ratio is to the floor of the same run, growth to"
        " the same on the smallest record. Peak memory is that of the largest process that did it."
    )
    return f"{head}\n\n{table}\n"


if __name__ == "__main__":
    main()
