"""`mips custody`: the clock of a case from a terminal."""

from __future__ import annotations

import click

from mips.custody.clock_cli import clock


@click.group("custody")
def custody() -> None:
    """Detention: clocks and suites."""


custody.add_command(clock)
