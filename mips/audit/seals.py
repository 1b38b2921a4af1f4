"""Tamper evidence: batches of entries under Merkle roots, chained and signed, made behind the writers' backs.

A leaf is SHA-256 over one entry's canonical form; the entry holds the digest of its detail, so a detail may be erased
(that is itself an entry) while the leaf still proves.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mips.audit.model import JournalEntry, Seal, SealLeaf
from mips.core.errors import MipsError

BATCH: Final = 50_000
LONGEST_TRANSACTION: Final = timedelta(hours=24)
"""No transaction lives longer: entries older than the last horizon by this need not be looked for again."""
FIRST: Final = b"\0" * 32

KEY: Final = "seal.key"
HEAD: Final = "journal-head.json"


class NoSealKey(MipsError):
    status, code, title = 500, "no-seal-key", "The seal key is missing"


ENTRY_COLUMNS: Final = list(JournalEntry.__table__.columns)


def leaf_of(entry: Any) -> bytes:
    """SHA-256 of an entry's canonical form. `entry` is a row of journal_entry with all its columns."""
    return hashlib.sha256(b"\0" + _canonical(entry)).digest()


def _canonical(entry: Any) -> bytes:
    return json.dumps(
        {column.name: _text(getattr(entry, column.name)) for column in ENTRY_COLUMNS},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()


def _text(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes() | memoryview():
            return bytes(value).hex()
        case list():
            return [str(v) for v in value]
        case None:
            return None
        case _:
            return str(value)


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Root over the leaves in order; an odd one is carried up. Inner nodes are marked apart from leaves (RFC 6962)."""
    level = list(leaves) or [FIRST]
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


@dataclass(frozen=True)
class Head:
    """What a seal binds: its number, reach, count and root."""

    number: int
    made_at: datetime
    horizon: datetime
    entries: int
    root: bytes

    def chained_to(self, last: bytes) -> bytes:
        facts = [self.number, self.made_at.isoformat(), self.horizon.isoformat(), self.entries, self.root.hex()]
        return hashlib.sha256(last + json.dumps(facts).encode()).digest()


def head_of(seal: Seal) -> Head:
    return Head(seal.number, seal.made_at.astimezone(UTC), seal.horizon.astimezone(UTC), seal.entries, seal.root)


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The force's seal key, made on first use, readable by its owner only; whichever process comes first makes it."""
    path = folder / KEY
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{KEY}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key(folder: Path) -> Ed25519PublicKey:
    """What seals are proved with. Raises NoSealKey: a new key would prove nothing."""
    if not (folder / KEY).exists():
        raise NoSealKey(f"{folder / KEY} is missing: nothing was sealed here, or the key was lost")
    return signing_key(folder).public_key()


def settled_before(engine: sa.Engine, *, patience: float = 10.0) -> datetime | None:
    """An instant before which no transaction can still add an entry; None when one is taking too long.

    Entries take their time from the database's own clock inside their transaction. So: note the clock and the newest
    transaction, then wait until every transaction of that moment has ended.
    """
    with engine.connect() as connection:
        mark, newest = connection.execute(
            sa.select(
                sa.func.clock_timestamp(), sa.cast(sa.func.pg_snapshot_xmax(sa.func.pg_current_snapshot()), sa.Text)
            )
        ).one()
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with engine.connect() as connection:
            oldest = connection.scalar(
                sa.select(sa.cast(sa.func.pg_snapshot_xmin(sa.func.pg_current_snapshot()), sa.Text))
            )
        if int(oldest or 0) >= int(newest):
            return cast(datetime, mark).astimezone(UTC)
        time.sleep(0.05)
    return None


def seal_pending(engine: sa.Engine, folder: Path, *, limit: int = BATCH) -> Head | None:
    """Give every settled entry its place under a new signed seal, and write the head outside the database.

    Returns the new head, or None when there was nothing to seal or a transaction held things up. `folder` holds the
    key and the head file.
    """
    horizon = settled_before(engine)
    if horizon is None:
        return None
    with engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(8_675_309)))
        last = connection.execute(sa.select(Seal.__table__).order_by(Seal.number.desc()).limit(1)).one_or_none()
        rows = connection.execute(_unsealed(horizon, last, limit)).all()
        if not rows:
            return None
        if len(rows) == limit:
            horizon = rows[-1].at.astimezone(UTC)
        head = _write_seal(connection, folder, rows, horizon, last)
    _write_head_file(folder, head)
    return head[0]


def _unsealed(horizon: datetime, last: Any, limit: int) -> sa.Select[Any]:
    placed = sa.select(1).where(SealLeaf.entry_id == JournalEntry.id).exists()
    found = sa.select(*ENTRY_COLUMNS).where(JournalEntry.at < horizon, ~placed)
    if last is not None:
        found = found.where(JournalEntry.at >= last.horizon - LONGEST_TRANSACTION)
    return found.order_by(JournalEntry.at, JournalEntry.id).limit(limit)


def _write_seal(
    connection: sa.Connection, folder: Path, rows: Sequence[Any], horizon: datetime, last: Any
) -> tuple[Head, bytes, bytes]:
    head = Head(
        number=1 if last is None else last.number + 1,
        made_at=datetime.now(UTC),
        horizon=horizon,
        entries=len(rows),
        root=merkle_root(leaves := [leaf_of(row) for row in rows]),
    )
    chained = head.chained_to(FIRST if last is None else last.chained)
    signature = signing_key(folder).sign(chained)
    connection.execute(
        sa.insert(Seal),
        [{**head.__dict__, "chained": chained, "signature": signature}],
    )
    connection.execute(
        sa.insert(SealLeaf),
        [
            {"entry_id": row.id, "seal": head.number, "place": place, "leaf": leaf}
            for place, (row, leaf) in enumerate(zip(rows, leaves, strict=True))
        ],
    )
    return head, chained, signature


def _write_head_file(folder: Path, sealed: tuple[Head, bytes, bytes]) -> None:
    head, chained, signature = sealed
    text = json.dumps(
        {
            "seal": head.number,
            "chained": chained.hex(),
            "signature": signature.hex(),
            "horizon": head.horizon.isoformat(),
        }
    )
    fresh = folder / f"{HEAD}.new"
    fresh.write_text(text + "\n")
    fresh.replace(folder / HEAD)
