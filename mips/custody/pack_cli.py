"""`mips custody pack`: what a suite keeps on its own computer for when the server is gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from mips.core import clock
from mips.core.errors import MipsError
from mips.custody.continuity.keeping import destroy_old, keep, newest, unpack
from mips.custody.continuity.pulling import Content, as_files, from_here, from_server
from mips.custody.continuity.sealing import Label
from mips.web.filters import duration, moment

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("pack")
@click.option("--to", "folder", required=True, type=_FOLDER, help="Where packs are kept, or a pack is opened to.")
@click.option("--suite", "code", help="Code of the suite.")
@click.option("--open", "opened", type=_FILE, help="Open this pack. Needs no server and no database.")
@click.option("--server", help="Address of the server. Without it the database of this installation is read.")
@click.option("--token-file", type=_FILE, help="An API token, with --server.")
@click.option("--as-user", default="", help="Collar number of the person running this, without --server.")
@click.option("--reason", default="Pack for when the server is gone", show_default=True, help="Why, for the journal.")
@click.option("--passphrase-file", type=_FILE, help="Its first line opens the packs. Without it you are asked.")
@click.option("--every", type=click.IntRange(30, 300), help="Go on pulling, so many seconds apart.")
@click.option(
    "--keep-hours", type=click.IntRange(1, 168), default=24, show_default=True, envvar="MIPS_PACK_HOURS",
    help="Older packs are destroyed by the next pull.",
)  # fmt: skip
@click.pass_obj
def pack(
    application: Callable[[], Any],
    folder: Path,
    code: str | None,
    opened: Path | None,
    server: str | None,
    token_file: Path | None,
    as_user: str,
    reason: str,
    passphrase_file: Path | None,
    every: int | None,
    keep_hours: int,
) -> None:
    """Keep who is in a suite, what is due and when, sealed in one file; or open such a file.

    Each pull is a disclosure in the journal. Exits 1 when a single pull fails; with --every it goes on trying and
    says how old the newest pack has become.
    """
    if opened is not None:
        _open(opened, folder, _passphrase(passphrase_file, again=False))
        return
    if code is None:
        raise click.UsageError("Say --suite CODE, or --open FILE")
    if bool(server) != bool(token_file) or bool(server) == bool(as_user):
        raise click.UsageError("Say --server and --token-file, or --as-user")

    def ask() -> Content:
        if server and token_file:
            return from_server(server, token_file, code=code, reason=reason)
        return from_here(application, as_user, code=code, reason=reason)

    pull = Pull(code, folder, _passphrase(passphrase_file, again=True), timedelta(hours=keep_hours), ask)
    if every is None:
        raise SystemExit(not pull.once())
    while True:
        began = time.monotonic()
        pull.once()
        time.sleep(max(0.0, began + every - time.monotonic()))


@dataclass(frozen=True)
class Pull:
    """One suite's packs in one folder. `ask` brings the content."""

    code: str
    folder: Path
    passphrase: str
    keep_for: timedelta
    ask: Callable[[], Content]

    def once(self) -> bool:
        """Pull a pack and destroy the old ones. False, with the age of the newest, when there is none to be had."""
        before = newest(self.folder, suite=self.code)
        try:
            content = self.ask()
            made_at: datetime = content["at"]
            kept = keep(as_files(content), self.folder, self.passphrase, suite=self.code, made_at=made_at)
        except (MipsError, OSError) as failure:
            click.echo(f"No pack: {failure}. {_age(before)}", err=True)
            return False
        old = destroy_old(self.folder, suite=self.code, now=made_at, keep_for=self.keep_for)
        people = f"{content['detainees']} in custody"
        more = f", {content['not_shown']} not shown" if content["not_shown"] else ""
        gone = f"; {len(old)} old destroyed" if old else ""
        click.echo(f"{kept}: {content['name']} as at {moment(made_at)}, {people}{more}{gone}")
        return True


def _open(file: Path, folder: Path, passphrase: str) -> None:
    written = unpack(file, folder, passphrase)
    label = Label.read(file.read_bytes())
    click.echo(f"Pack of {label.suite} as at {moment(label.made_at)}, {duration(clock.now() - label.made_at)} ago")
    for path in written:
        click.echo(str(path))


def _age(label: Label | None) -> str:
    if label is None:
        return "There is no earlier one"
    return f"The newest is of {moment(label.made_at)}, {duration(clock.now() - label.made_at)} ago"


def _passphrase(file: Path | None, *, again: bool) -> str:
    if file is not None:
        return file.read_text().partition("\n")[0].strip()
    asked: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=again)
    return asked
