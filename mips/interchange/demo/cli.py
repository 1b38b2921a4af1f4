"""`mips demo`: fill an empty database with fiction, sign in to it, and walk the first story without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pyotp

from mips.access.permissions import Permission
from mips.access.system import console
from mips.core.settings import settings
from mips.interchange.demo import cast, company, seeding, walk
from mips.record.reference.usecases import load_reference_data

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
        _load_code_lists()
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
        if company.is_empty():
            _load_code_lists()
        walked = walk.walk(company.gather(), out)
    click.echo(json.dumps(walked.as_json(), indent=1))


def _load_code_lists() -> None:
    load_reference_data(
        console("demonstration", Permission.ACCOUNTS_CONFIGURATION_UPDATE), folder=settings().reference_dir
    )
