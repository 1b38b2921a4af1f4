"""`mips demo`: fill an empty database with fiction, sign in to it, and walk the first story without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pyotp

from mips.core.settings import settings
from mips.interchange.demo import cast, company, seeding, walk
from mips.record.reference.first import load_where_there_are_none

HELD_SOMETHING = 3
"""Exit status of `seed` for a database that holds anything: it was left alone."""


@click.group("demo")
def demo() -> None:
    """The demonstration: a fictional force."""


@demo.command()
@click.pass_obj
def seed(application: Any) -> None:
    """Fill an empty training database with fiction. One that holds anything is left alone (exit status 3)."""
    if not settings().training:
        raise click.ClickException("This is not a training database: set MIPS_TRAINING=yes to make it one")
    with application().app_context():
        if not company.is_empty():
            click.echo("The database holds something already: the demonstration was not filled in")
            raise SystemExit(HELD_SOMETHING)
        load_where_there_are_none("demonstration")
        seeding.fill(company.gather())
    click.echo("The demonstration is filled in: Northmoor Police, where nobody exists")


@demo.command("sign-ins")
def sign_ins() -> None:
    """Print who may sign in to the demonstration, and the code of each one's authenticator now."""
    if not settings().training:
        raise click.ClickException("Only a training database has sign-ins that may be printed")
    click.echo(f"\nSign in with the password  {cast.PASSWORD}  and the code (it changes every half minute):\n")
    for player in company.everybody():
        code = pyotp.TOTP(player.authenticator).now()
        click.echo(f"  {player.collar}  {code}  {player.name:<16} {player.plays:<22} {player.authenticator}")


@demo.command("walk")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the PDF.")
@click.pass_obj
def walk_through(application: Any, out: Path) -> None:
    """Walk the first story through the use cases; prints JSON with its ids, references and the PDF's path."""
    with application().app_context():
        load_where_there_are_none("demonstration")
        walked = walk.walk(company.gather(), out)
    click.echo(json.dumps(walked.as_json(), indent=1))
