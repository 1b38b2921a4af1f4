"""Put a backup back into an empty database, and prove one by putting it back into a server of its own."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from mips.audit.seals import public_key
from mips.audit.verification import verify as verify_journal
from mips.core import embedded
from mips.core.cluster import OWNER, ROLES, Cluster
from mips.core.server_account import account_needed, programs_within_reach
from mips.interchange.backup import manifest, programs
from mips.interchange.backup.files import Store, blocks_of, checked
from mips.interchange.backup.making import DUMP, FILES, KEPT, copy_kept
from mips.interchange.backup.manifest import AS_TEXT, Manifest
from mips.interchange.backup.programs import BackupFailed

HOLDS_ANYTHING: Final = """
    SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
"""


@dataclass(frozen=True)
class Proof:
    """What came of holding a restoration against its manifest. No problems: everything came back."""

    made_at: str
    rows: int
    files: int
    problems: tuple[str, ...]


def restore(url: str, folder: Path, *, data_dir: Path, store: Store) -> Manifest:
    """Put a backup into an empty database and hold what came back against its manifest. `url` is its owner's.

    Refuses a database that holds anything. The database comes last and whole: what was interrupted is done again.
    """
    made = manifest.read(folder)
    _refuse_unless_empty(url)
    _refuse_another_key(folder, data_dir)
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    for sha256 in made.files:
        store.write(sha256, checked(sha256, blocks_of(folder / FILES / sha256)))
    copy_kept(folder, data_dir)
    programs.restore(url, folder / DUMP)
    if differences := list(_differences(url, made)):
        raise BackupFailed("What came back is not what was backed up: " + "; ".join(differences))
    return made


def _refuse_unless_empty(url: str) -> None:
    with programs.connect(url) as connection:
        [holds_anything] = connection.execute(HOLDS_ANYTHING).fetchone() or [True]
    if holds_anything:
        raise BackupFailed("The database is not empty: restore into a new one")


def _refuse_another_key(folder: Path, data_dir: Path) -> None:
    for name in KEPT:
        mine, theirs = folder / name, data_dir / name
        if mine.exists() and theirs.exists() and mine.read_bytes() != theirs.read_bytes():
            raise BackupFailed(f"{theirs} is another than the backup's: move it away if nothing depends on it")


def _differences(url: str, made: Manifest) -> Iterator[str]:
    with programs.connect(url, options=AS_TEXT) as connection:
        yield from made.differences(manifest.take(connection, made_at=made.made_at))


def prove(folder: Path) -> Proof:
    """Restore into a server of its own, compare everything with the manifest, and take that server away again."""
    made = manifest.read(folder)
    problems = [*_wrong_files(folder, made), *_wrong_database(folder, made)]
    return Proof(made.made_at, made.rows, len(made.files), tuple(problems))


def _wrong_database(folder: Path, made: Manifest) -> Iterator[str]:
    with scratch_server() as url:
        try:
            programs.restore(url, folder / DUMP)
        except BackupFailed as failed:
            yield str(failed)
            return
        yield from _differences(url, made)
        if made.head:
            yield from _wrong_journal(url, folder)


def _wrong_journal(url: str, folder: Path) -> Iterator[str]:
    if not (folder / "seal.key").exists():
        yield "seal.key is missing: the journal cannot be proved, nor sealed any further"
        return
    verdict = verify_journal(sa.create_engine(url, poolclass=sa.NullPool), public_key(folder))
    if not verdict.holds:
        yield f"the journal does not prove: {verdict.problem}"


def _wrong_files(folder: Path, made: Manifest) -> Iterator[str]:
    yield from (f"attached file {sha256} was not in the store when this was made" for sha256 in made.missing)
    for sha256, size in made.files.items():
        try:
            found = sum(len(block) for block in checked(sha256, blocks_of(folder / FILES / sha256)))
        except BackupFailed as wrong:
            yield str(wrong)
        else:
            if found != size:
                yield f"Attached file {sha256} has {found} bytes, not {size}"


@contextmanager
def scratch_server() -> Iterator[str]:
    """A server that holds nothing, by its owner's URL; it goes without a trace."""
    with tempfile.TemporaryDirectory(prefix="mips-proof-") as name:
        scratch = Path(name)
        account = account_needed(scratch / "server")
        scratch.chmod(0o711 if account else 0o700)
        binaries = programs_within_reach(embedded.programs()) if account else embedded.programs()
        cluster = Cluster(scratch / "server", binaries, account, lasting=False)
        passwords = {role: secrets.token_urlsafe(16) for role in ROLES}
        cluster.make(passwords)
        try:
            cluster.start()
            yield cluster.url(OWNER, passwords[OWNER])
        finally:
            cluster.stop()
