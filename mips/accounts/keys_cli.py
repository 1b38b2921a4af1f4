"""`mips keys`: what is to be done when the key of this installation changes."""

from __future__ import annotations

import click

from mips.access.permissions import Permission
from mips.access.system import console
from mips.accounts.console import open_for_commands
from mips.accounts.usecases.keys import reseal


@click.group("keys")
def keys() -> None:
    """The key that signs cookies and seals secrets."""


@keys.command("reseal")
def reseal_command() -> None:
    """Seal again under SECRET_KEY what is sealed under SECRET_KEY_PREVIOUS. Exits 1 when no key opens something."""
    with open_for_commands():
        done = reseal(console("mips keys reseal", Permission.ACCOUNTS_CONFIGURATION_UPDATE))
    click.echo(f"{done.anew} secrets sealed under the new key")
    if done.lost:
        click.echo(f"{done.lost} secrets are opened by no key that was given: their owners must enrol again", err=True)
    raise SystemExit(bool(done.lost))
