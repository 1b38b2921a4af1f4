"""`mips custody returns`: every yearly return as CSV, with a file of the definitions they were counted by."""

from __future__ import annotations

from pathlib import Path

import click

from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.custody.rules.returns import Return
from mips.custody.usecases.returns import definitions_csv, draw_up_return


@click.command("returns")
@click.option("--year", type=click.IntRange(2000, 2100), required=True, help="The year ends on 31 March of this one.")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="FOLDER")
@on_behalf_of
def returns(year: int, folder: Path, as_user: str, reason: str) -> None:
    """Write the yearly returns to FOLDER: one CSV file each, and definitions.csv.

    A disclosure by the named user, who needs the permission to compile statutory returns.
    """
    with open_for_commands():
        actor = console_actor(as_user, reason=reason)
        drawn = [draw_up_return(actor, which=each, year=year) for each in Return]
    folder.mkdir(parents=True, exist_ok=True)
    for each in drawn:
        (folder / each.file_name).write_text(each.csv, encoding="utf-8", newline="")
        click.echo(f"{each.file_name}  {len(each.rows)} rows")
    (folder / "definitions.csv").write_text(definitions_csv(drawn), encoding="utf-8", newline="")
