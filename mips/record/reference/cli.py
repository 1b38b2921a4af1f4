"""`mips reference load`: brings the code lists up to date from a terminal."""

from __future__ import annotations

import click

from mips.access.permissions import Permission
from mips.access.system import console
from mips.core import connections
from mips.core.settings import settings
from mips.record.reference.usecases import Loaded, load_reference_data


@click.group("reference")
def reference() -> None:
    """The code lists: offences, courts, outcomes and all the others."""


@reference.command()
def load() -> None:
    """Bring every code list up to date and print what changed. Running it again changes nothing."""
    connections.open_database(settings().database_url)
    actor = console("mips reference load", Permission.ACCOUNTS_CONFIGURATION_UPDATE)
    for line in said(load_reference_data(actor, folder=settings().reference_dir)):
        click.echo(line)


def said(loaded: Loaded) -> list[str]:
    """What a load changed, a line for each list."""
    if not loaded.lists:
        return ["The code lists are up to date: nothing changed"]
    lines = []
    for name, counts in loaded.lists.items():
        changes = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
        lines.append(f"{name:<32}{changes}")
    totals = ", ".join(f"{loaded.total(what):,} {what}" for what in ("added", "changed", "ended"))
    return [*lines, f"{'In all':<32}{totals}"]
