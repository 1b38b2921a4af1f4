"""`mips audit`: prove that the journal is what was written, and seal what waits, from a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mips.audit.seals import HEAD, public_key, seal_pending
from mips.audit.verification import verify
from mips.core import connections
from mips.core.settings import settings


@click.group("audit")
def audit() -> None:
    """The journal: verify it, seal it."""


@audit.command("verify")
@click.option(
    "--head",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The newest head, kept outside the database. [default: the one in the data folder]",
)
@click.option("--key", help="The public key, 64 hexadecimal digits. [default: that of the data folder]")
def verify_command(head: Path | None, key: str | None) -> None:
    """Recompute every seal. Exits 1 and names the first entry that was changed, removed, moved or inserted."""
    folder = settings().data_dir
    kept = head or (folder / HEAD if (folder / HEAD).exists() else None)
    with _engine() as engine:
        verdict = verify(engine, _given(key) if key else public_key(folder), head_file=kept)
    click.echo(
        f"{verdict.seals:,} seals over {verdict.sealed:,} entries; {verdict.pending:,} wait for theirs; ", nl=False
    )
    click.echo(f"the values of {verdict.erased:,} were lawfully erased")
    if kept is None:
        click.echo("No head was given: a tail cut off with its seals would go unnoticed")
    if not verdict.holds:
        click.echo(f"BROKEN: {verdict.problem}", err=True)
        raise SystemExit(1)
    click.echo("Everything proves" if verdict.seals else "Nothing is sealed yet")


@audit.command("seal")
def seal_command() -> None:
    """Seal what is settled, as the worker does every minute."""
    sealed = 0
    with _engine() as engine:
        while (head := seal_pending(engine, settings().data_dir)) is not None:
            sealed += head.entries
            click.echo(f"seal {head.number}: {head.entries:,} entries")
    click.echo(f"{sealed:,} entries sealed. Public key {public_key_in_words()}" if sealed else "Nothing to seal")


def public_key_in_words() -> str:
    """The public key, to be kept where this machine's owner cannot change it."""
    return public_key(settings().data_dir).public_bytes_raw().hex()


def _given(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        raise click.BadParameter("must be 64 hexadecimal digits", param_hint="--key") from None


@contextmanager
def _engine() -> Iterator[sa.Engine]:
    engine = connections.engine_for(settings().database_url, pool_size=2)
    try:
        yield engine
    finally:
        engine.dispose()
