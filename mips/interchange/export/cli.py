"""`mips export`: everything in open formats, for another system or for nobody's dependence on this one."""

from __future__ import annotations

from pathlib import Path

import click

from mips.accounts.console import console_actor, on_behalf_of, open_for_commands
from mips.core.settings import settings
from mips.interchange.backup.files import Kept
from mips.interchange.export import writing
from mips.interchange.export.usecases import begin_export_of_everything, finish_export_of_everything


@click.command("export")
@click.option("--all", "everything", is_flag=True, help="Every table and every attached file.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@on_behalf_of
def export(everything: bool, folder: Path, as_user: str, reason: str) -> None:
    """Write the record to a new FOLDER in open formats: JSON Lines a table, described by datapackage.json.

    A disclosure by the named user, who needs the permission to approve bulk exports. Exits 1 when an attached file is
    missing from the store.
    """
    if not everything:
        raise click.UsageError("Say --all: nothing less can be exported")
    found, where = settings(), str(folder.absolute())
    with open_for_commands():
        actor = console_actor(as_user, reason=reason)
        begin_export_of_everything(actor, folder=where)
        taken = writing.write(found.database_url, folder, store=Kept())
        finish_export_of_everything(actor, folder=where, rows=taken.rows, files=taken.files, package=taken.package)
    for sha256 in taken.missing:
        click.echo(f"MISSING  attached file {sha256} is not in the store, or was changed there")
    click.echo(f"Wrote {taken.rows} rows and {taken.files} attached files to {folder}, described by {writing.PACKAGE}")
    raise SystemExit(bool(taken.missing))
