"""`mips db`: the schema, backups and their proof, from a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from mips.core import migrate
from mips.core.settings import settings
from mips.interchange.backup import making, restoring
from mips.interchange.backup.files import Kept
from mips.interchange.backup.manifest import Manifest

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group("db")
def database() -> None:
    """The database: bring it up to date, back it up, put it back, prove the backup."""


@database.command()
def upgrade() -> None:
    """Make the embedded server, its roles and the schema where they are missing, and apply what is new."""
    applied = migrate.upgrade(settings().database_owner_url)
    for line in applied:
        click.echo(line)
    click.echo("The database is up to date")


@database.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take back every migration after REVISION ("base" takes back all)."""
    for line in migrate.downgrade(settings().database_owner_url, revision):
        click.echo(line)


@database.command()
def check() -> None:
    """Say whether the tables are those of this release."""
    migrate.check(settings().database_owner_url)
    click.echo("The tables are those of this release")


@database.command()
@click.argument("folder", type=FOLDER)
def backup(folder: Path) -> None:
    """Write a backup of this moment - database, attached files, keys - to a new FOLDER. People go on working.

    Exits 1 when the store lacks a file the record names.
    """
    found = settings()
    made = making.make(found.database_owner_url, folder, data_dir=found.data_dir, store=Kept())
    for sha256 in made.missing:
        click.echo(f"MISSING  attached file {sha256} is not in the store, or was changed there")
    click.echo(f"Backed up {_size(made)} to {folder}. Prove it with: mips db verify {folder}")
    raise SystemExit(bool(made.missing))


@database.command()
@click.argument("folder", type=FOLDER)
def restore(folder: Path) -> None:
    """Put the backup in FOLDER into an empty database. Refuses one that holds anything."""
    found = settings()
    made = restoring.restore(found.database_owner_url, folder, data_dir=found.data_dir, store=Kept())
    click.echo(f"Restored {_size(made)}, as of {made.made_at}")


@database.command()
@click.argument("folder", type=FOLDER)
def verify(folder: Path) -> None:
    """Restore FOLDER into a server of its own and hold every row, seal, privilege and file against its manifest.

    Exits 1 when anything is not as it was backed up.
    """
    proof = restoring.prove(folder)
    for problem in proof.problems:
        click.echo(f"WRONG  {problem}")
    if proof.problems:
        raise SystemExit(1)
    click.echo(f"The backup of {proof.made_at} came back whole: {proof.rows} rows, {proof.files} attached files")


def _size(made: Manifest) -> str:
    return f"{made.rows} rows and {len(made.files)} attached files"
