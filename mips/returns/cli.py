"""`mips custody returns`, `mips investigation returns`: returns as CSV, and the definitions they count by."""

from __future__ import annotations

from pathlib import Path

import click

from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.core.errors import NotFound
from mips.returns.offered import set_of
from mips.returns.usecases.drawing import definitions_csv, draw_up_return

_PERIODS = "2025-2026 for the year ending 31 March, 2026, 2026-Q1 or 2026-03."


def returns_command(about: str) -> click.Command:
    """The command that writes the returns of one set."""

    @click.command("returns")
    @click.option("--period", required=True, help=_PERIODS)
    @click.option("--unit", help="Only what counts towards this unit, where the returns can be narrowed to one.")
    @click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="FOLDER")
    @on_behalf_of
    def returns(period: str, unit: str | None, folder: Path, as_user: str, reason: str) -> None:
        """Write the returns of a period to FOLDER: one CSV file each, and definitions.csv.

        A disclosure by the named user, who needs the permission to compile statutory returns.
        """
        with open_for_commands():
            actor = console_actor(as_user, reason=reason)
            try:
                drawn = [
                    draw_up_return(actor, about=about, which=each, period=period, unit=unit)
                    for each in set_of(about).definitions
                ]
            except NotFound as none:
                raise click.BadParameter(str(none), param_hint="--period") from none
        folder.mkdir(parents=True, exist_ok=True)
        for each in drawn:
            (folder / each.file_name).write_text(each.csv, encoding="utf-8", newline="")
            click.echo(f"{each.file_name}  {len(each.rows)} rows")
        (folder / "definitions.csv").write_text(definitions_csv(drawn), encoding="utf-8", newline="")

    return returns
