"""`mips custody`: the clock of a case, the pack of a suite, re-entry and the yearly returns, from a terminal."""

from __future__ import annotations

import click

from mips.custody.clock_cli import clock
from mips.custody.pack_cli import pack
from mips.custody.reenter_cli import reenter_command
from mips.returns.cli import returns_command


@click.group("custody")
def custody() -> None:
    """Detention: clocks, suites and yearly returns."""


custody.add_command(clock)
custody.add_command(pack)
custody.add_command(reenter_command)
custody.add_command(returns_command("custody"))
