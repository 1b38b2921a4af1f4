"""Recompute every seal and name the first entry that was changed, removed, moved or inserted, or a tail cut off."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mips.audit.erasure import ERASED_KIND
from mips.audit.journal import digest_of
from mips.audit.model import JournalDetail, JournalEntry, Seal, SealLeaf, Verb
from mips.audit.seals import ENTRY_COLUMNS, FIRST, head_of, leaf_of, merkle_root

ENTRY: Final = JournalEntry.__table__
DETAIL: Final = JournalDetail.__table__
VALUES: Final = (DETAIL.c.salt, DETAIL.c["values"].label("kept"))
ERASED_AT_ONCE: Final = 1_000


@dataclass(frozen=True)
class Verdict:
    """What a verification found. `problem` is empty when everything proves."""

    seals: int
    sealed: int
    pending: int
    erased: int
    """Entries whose values were lawfully removed: the entry still proves."""
    problem: str = ""

    @property
    def holds(self) -> bool:
        return not self.problem


class Broken(Exception):
    """The first thing that does not prove, in words."""


def verify(engine: sa.Engine, key: Ed25519PublicKey, *, head_file: Path | None = None) -> Verdict:
    """Check the whole journal. `head_file` is the newest head kept outside the database: it catches a cut tail."""
    seals = sealed = pending = erased = 0
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        try:
            last, horizon = FIRST, None
            for seal in connection.execute(sa.select(Seal.__table__).order_by(Seal.number)).all():
                seals += 1
                _check_chain(seal, seals, last, key)
                erased += _check_batch(connection, seal)
                sealed, last, horizon = sealed + seal.entries, seal.chained, seal.horizon
            _check_strangers(connection, horizon)
            _check_head(connection, head_file)
            pending, gone = _check_pending(connection)
            erased += gone
        except Broken as broken:
            return Verdict(seals, sealed, pending, erased, str(broken))
    return Verdict(seals, sealed, pending, erased)


def _check_chain(seal: Any, expected: int, last: bytes, key: Ed25519PublicKey) -> None:
    if seal.number != expected:
        raise Broken(f"seal {expected} is missing (found {seal.number})")
    if head_of(seal).chained_to(last) != seal.chained:
        raise Broken(f"seal {seal.number} was changed, or the one before it")
    try:
        key.verify(seal.signature, seal.chained)
    except InvalidSignature:
        raise Broken(f"seal {seal.number} is not signed with the force's key") from None


def _check_batch(connection: sa.Connection, seal: Any) -> int:
    """Every place of the seal is filled by the entry that was sealed there. Returns how many details are erased."""
    leaves: list[bytes] = []
    gone: list[uuid.UUID] = []
    with connection.execute(_placed(seal.number)) as rows:
        for place, row in enumerate(rows):
            leaves.append(_checked_leaf(row, place, seal.number))
            if not _has_its_values(row):
                gone.append(row.entry_id)
    if len(leaves) != seal.entries:
        raise Broken(f"seal {seal.number} has {len(leaves)} entries, {seal.entries} were sealed")
    if merkle_root(leaves) != bytes(seal.root):
        raise Broken(f"the entries of seal {seal.number} are not those sealed, or not in their order")
    _check_erased(connection, gone)
    return len(gone)


def _checked_leaf(row: Any, place: int, number: int) -> bytes:
    if row.place < place:
        raise Broken(f"entry {row.entry_id} stands twice (seal {number})")
    if row.place > place:
        raise Broken(f"the entry of place {place} is missing from seal {number}, before entry {row.entry_id}")
    if row.id is None:
        raise Broken(f"entry {row.entry_id} was removed (seal {number}, place {place})")
    leaf = leaf_of(row)
    if leaf != bytes(row.leaf):
        raise Broken(f"entry {row.entry_id} was changed (seal {number}, place {place})")
    return leaf


def _placed(number: int) -> sa.Select[Any]:
    """Each place of a seal with the entry and the values that stand there now."""
    found = (
        sa.select(SealLeaf.entry_id, SealLeaf.place, SealLeaf.leaf, *ENTRY_COLUMNS, *VALUES)
        .select_from(SealLeaf)
        .outerjoin(ENTRY, ENTRY.c.id == SealLeaf.entry_id)
        .outerjoin(DETAIL, DETAIL.c.entry_id == SealLeaf.entry_id)
        .where(SealLeaf.seal == number)
        .order_by(SealLeaf.place)
    )
    return found.execution_options(yield_per=5_000)


def _has_its_values(row: Any) -> bool:
    """False where they are gone. Raises Broken where they are not those the entry was made with."""
    if row.salt is None:
        return False
    if digest_of(bytes(row.salt), row.kept) != bytes(row.digest):
        raise Broken(f"the values of entry {row.entry_id} were changed")
    return True


def _check_erased(connection: sa.Connection, gone: Sequence[uuid.UUID]) -> None:
    """Values may be gone only where an entry says that they were erased."""
    for start in range(0, len(gone), ERASED_AT_ONCE):
        part = list(gone[start : start + ERASED_AT_ONCE])
        erasing = (JournalEntry.verb == Verb.ERASED, JournalEntry.row_kind == ERASED_KIND)
        said = set(
            connection.scalars(
                sa.select(sa.func.unnest(JournalEntry.subjects)).where(*erasing, JournalEntry.subjects.overlap(part))
            )
        )
        for entry_id in part:
            if entry_id not in said:
                raise Broken(f"the values of entry {entry_id} were removed and no entry says so")


def _check_strangers(connection: sa.Connection, horizon: datetime | None) -> None:
    if horizon is None:
        return
    placed = sa.select(1).where(SealLeaf.entry_id == JournalEntry.id).exists()
    found = sa.select(JournalEntry.id).where(JournalEntry.at < horizon, ~placed).order_by(JournalEntry.at).limit(1)
    if (stranger := connection.scalar(found)) is not None:
        raise Broken(f"entry {stranger} was inserted after its time had been sealed")
    orphan = sa.select(JournalDetail.entry_id).where(
        JournalDetail.at < horizon, ~sa.select(1).where(JournalEntry.id == JournalDetail.entry_id).exists()
    )
    if (stranger := connection.scalar(orphan.limit(1))) is not None:
        raise Broken(f"values of entry {stranger} stand without their entry")


def _check_head(connection: sa.Connection, head_file: Path | None) -> None:
    if head_file is None:
        return
    kept = json.loads(head_file.read_text())
    seal = connection.execute(sa.select(Seal.__table__).where(Seal.number == kept["seal"])).one_or_none()
    if seal is None:
        raise Broken(f"the tail was cut: seal {kept['seal']} is gone")
    if bytes(seal.chained).hex() != kept["chained"]:
        raise Broken(f"seal {kept['seal']} is not the one whose head was kept")


def _check_pending(connection: sa.Connection) -> tuple[int, int]:
    """Entries that wait for their seal have the values they were made with. Returns how many wait, how many erased."""
    placed = sa.select(1).where(SealLeaf.entry_id == ENTRY.c.id).exists()
    found = (
        sa.select(ENTRY.c.id.label("entry_id"), ENTRY.c.digest, *VALUES)
        .outerjoin_from(ENTRY, DETAIL, DETAIL.c.entry_id == ENTRY.c.id)
        .where(~placed)
    )
    pending, gone = 0, []
    with connection.execute(found.execution_options(yield_per=5_000)) as rows:
        for row in rows:
            pending += 1
            if not _has_its_values(row):
                gone.append(row.entry_id)
    _check_erased(connection, gone)
    return pending, len(gone)
