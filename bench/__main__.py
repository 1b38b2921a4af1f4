"""Run the measurements and write one table: python -m bench [NAME...] [--people 10000,100000,1000000]."""

from __future__ import annotations

import importlib
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.figure import HEADINGS, Figure

MEASUREMENTS = ("person_create", "person_page", "case_pdf", "import_police_uk")
RESULTS = Path(__file__).parent / "results"


@click.command()
@click.argument("names", nargs=-1)
@click.option("--people", default="10000,100000", show_default=True, help="Sizes of the record to measure at.")
def main(names: tuple[str, ...], people: str) -> None:
    """Measure, print one table, and write it to bench/results. Exits 1 when a bound is missed."""
    sizes = [int(size) for size in people.split(",")]
    figures = list(_measure(names or MEASUREMENTS, sizes))
    text = _page(figures)
    click.echo(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.md").write_text(text)
    raise SystemExit(any(figure.kept is False for figure in figures))


def _measure(names: tuple[str, ...], sizes: list[int]) -> Iterator[Figure]:
    for name in names:
        click.echo(f"measuring {name}", err=True)
        yield from importlib.import_module(f"bench.{name}").measure(sizes)


def _page(figures: list[Figure]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    rows = [HEADINGS, tuple("-" * len(heading) for heading in HEADINGS), *(figure.cells() for figure in figures)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    head = f"# Measured on {datetime.now(UTC):%d %B %Y}\n\n{machine}. A ratio is to the floor of the same run."
    return f"{head}\n\n{table}\n"


if __name__ == "__main__":
    main()
