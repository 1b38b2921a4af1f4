"""`mips investigation`: the returns of crime, victims and stop and search, from a terminal."""

from __future__ import annotations

import click

from mips.returns.cli import returns_command


@click.group("investigation")
def investigation() -> None:
    """Crime, victims, stop and search: returns."""


investigation.add_command(returns_command("investigation"))
