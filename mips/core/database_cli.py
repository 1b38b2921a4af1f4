"""`mips db`: the database's schema, from a terminal."""

from __future__ import annotations

import click

from mips.core import migrate
from mips.core.settings import settings


@click.group("db")
def database() -> None:
    """The database: bring it up to date, take it back, compare."""


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
