"""Recompute every seal and name the first entry that was changed, removed, moved or inserted, or a tail cut off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mips.audit.journal import digest_of
from mips.audit.model import JournalDetail, JournalEntry, Seal, SealLeaf
from mips.audit.seals import ENTRY_COLUMNS, FIRST, head_of, leaf_of, merkle_root


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
    with engine.connect() as connection:
        try:
            last, horizon = FIRST, None
            for seal in connection.execute(sa.select(Seal.__table__).order_by(Seal.number)).all():
                seals += 1
                _check_chain(seal, seals, last, key)
                erased += _check_batch(connection, seal)
                sealed, last, horizon = sealed + seal.entries, seal.chained, seal.horizon
            _check_strangers(connection, horizon)
            _check_head(connection, head_file)
            pending = _count_pending(connection)
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
    leaves, erased = [], 0
    for place, row in enumerate(_placed(connection, seal.number)):
        if row.place != place:
            raise Broken(f"an entry is missing from seal {seal.number}, place {place}")
        if row.id is None:
            raise Broken(f"entry {row.entry_id} was removed (seal {seal.number}, place {place})")
        leaves.append((row.entry_id, leaf_of(row)))
        erased += _check_detail(row)
    if len(leaves) != seal.entries:
        raise Broken(f"seal {seal.number} has {len(leaves)} entries, {seal.entries} were sealed")
    if merkle_root([leaf for _, leaf in leaves]) != seal.root:
        raise Broken(_name_the_changed(connection, seal, leaves))
    return erased


def _placed(connection: sa.Connection, number: int) -> Iterator[Any]:
    entry, detail = JournalEntry.__table__, JournalDetail.__table__
    found = (
        sa.select(SealLeaf.entry_id, SealLeaf.place, *ENTRY_COLUMNS, detail.c.salt, detail.c["values"].label("kept"))
        .select_from(SealLeaf)
        .outerjoin(entry, entry.c.id == SealLeaf.entry_id)
        .outerjoin(detail, detail.c.entry_id == SealLeaf.entry_id)
        .where(SealLeaf.seal == number)
        .order_by(SealLeaf.place)
    )
    yield from connection.execute(found.execution_options(yield_per=5_000))


def _check_detail(row: Any) -> int:
    if row.salt is None:
        return 1
    if digest_of(bytes(row.salt), row.kept) != bytes(row.digest):
        raise Broken(f"the values of entry {row.entry_id} were changed")
    return 0


def _name_the_changed(connection: sa.Connection, seal: Any, leaves: list[tuple[Any, bytes]]) -> str:
    """Each place keeps its own leaf, so the one that differs can be named."""
    kept = dict(
        connection.execute(sa.select(SealLeaf.entry_id, SealLeaf.leaf).where(SealLeaf.seal == seal.number)).all()
    )
    for entry_id, leaf in leaves:
        if bytes(kept[entry_id]) != leaf:
            return f"entry {entry_id} was changed (seal {seal.number})"
    return f"the order or the leaves of seal {seal.number} were changed; its first entry is {leaves[0][0]}"


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


def _count_pending(connection: sa.Connection) -> int:
    placed = sa.select(1).where(SealLeaf.entry_id == JournalEntry.id).exists()
    return connection.scalar(sa.select(sa.func.count()).select_from(JournalEntry).where(~placed)) or 0
