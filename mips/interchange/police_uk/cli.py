"""`mips import police-uk`: reads published files from a terminal and says what became of every row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from mips.access.permissions import Permission
from mips.access.system import console
from mips.core import connections
from mips.core.json_lines import echo_json
from mips.core.settings import settings
from mips.interchange.police_uk.run import TOTALS, Report, import_files, in_all
from mips.record.reference.first import load_where_there_are_none

REFUSED = 1


@click.group("import")
def importing() -> None:
    """Read what others publish or export into the record."""


@importing.command("police-uk")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file and one in all.")
def police_uk(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read street, outcomes and stop and search files of data.police.uk: csv, csv.gz, folders or zips.

    Every row gets a verdict and the totals are printed. Reading a file again changes nothing; an interrupted run goes
    on where it stopped. Exits 1 when a file was refused; the others are read.
    """
    connections.open_database(settings().database_url)
    load_where_there_are_none("mips import police-uk")
    actor = console("mips import police-uk", Permission.INTERCHANGE_RUN_CREATE)
    reports = []
    with _bar() as bar:
        for report in import_files(actor, paths, bar):
            reports.append(report)
            if as_json:
                echo_json(_plain(report))
            if report.refused:
                click.echo(f"{report.file}: refused. {report.refused}", err=True)
    if as_json:
        echo_json(_plain(in_all(reports)))
    else:
        _print(reports)
    raise SystemExit(REFUSED if any(report.refused for report in reports) else 0)


def _plain(report: Report) -> dict[str, object]:
    return {key: value for key, value in asdict(report).items() if key != "refused" or value}


def _print(reports: list[Report]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("file", overflow="fold")
    for name in TOTALS:
        table.add_column(name, justify="right")
    for report in [*reports, in_all(reports)]:
        totals = ["refused"] if report.refused else [f"{number:,}" for number in report.totals().values()]
        table.add_row(report.file, *totals)
    Console(width=None if sys.stdout.isatty() else 200).print(table)


class _Bar:
    """Shows on a terminal how far the file under way has come."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._task = progress, progress.add_task("", total=None)

    def begins(self, name: str) -> None:
        self._progress.reset(self._task, total=None, description=name[-60:])

    def has(self, done: int, rows: int) -> None:
        self._progress.update(self._task, completed=done, total=rows)


@contextmanager
def _bar() -> Iterator[_Bar]:
    shown = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn())
    with Progress(*columns, TimeElapsedColumn(), console=shown, disable=not shown.is_terminal, transient=True) as bar:
        yield _Bar(bar)
