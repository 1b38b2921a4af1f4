"""The `mips` command: every domain's commands under one name."""

from __future__ import annotations

import importlib
from typing import Any

import click

from mips.core.errors import MipsError
from mips.core.loading import loading
from mips.core.server_account import EmbeddedTrouble

LOADED_ALONE = {
    "identify": "mips.core.identify_cli:identify",
    "doctor": "mips.core.doctor:doctor",
    "db": "mips.interchange.database_cli:database",
    "serve": "mips.serving:serve",
    "worker": "mips.serving:worker",
}


class Mips(click.Group):
    """Finds commands late: `mips identify` must answer in a moment, without loading every domain."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*LOADED_ALONE, *self._of_domains()})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in LOADED_ALONE:
            module, attribute = LOADED_ALONE[name].split(":")
            command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        return self._of_domains().get(name)

    def _of_domains(self) -> dict[str, click.Command]:
        with loading():
            app = importlib.import_module("mips.app")
        return {command.name: command for command in app.commands()}


@click.command(cls=Mips)
def commands() -> None:
    """MiPS: one record of people, events and cases."""


def _application() -> Any:
    """The web application with its database open, for a command that lays out documents."""
    with loading():
        return importlib.import_module("mips.app").served_app()


def main() -> None:
    """Run a command; what went wrong on purpose is said in a line, without a traceback."""
    try:
        commands(obj=_application)
    except (MipsError, EmbeddedTrouble) as refused:
        click.echo(f"mips: {refused}", err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
