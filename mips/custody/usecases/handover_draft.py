"""What a custody officer is told of each detainee when taking over: drafted from the log since the last handover."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, select

from mips.core import db
from mips.custody.model.handover import HandedOver
from mips.custody.usecases.writing import said
from mips.record.model.work import LogEntry

SHOWN: Final = 5
"""The latest lines of each: the rest is in the log."""
KIND: Final = "handover"


@dataclass(frozen=True)
class Changes:
    """The latest lines since the handover before, oldest first, and how many came before them."""

    lines: Sequence[tuple[datetime, str]] = ()
    earlier: int = 0

    @property
    def text(self) -> str:
        """As it is kept once it is signed."""
        more = [f"and {self.earlier} earlier in the log"] if self.earlier else []
        return "\n".join([f"{said(at)}: {line}" for at, line in self.lines] + more)


def changes_of(detention_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Changes]:
    """What was written of each since they were last taken over, or arrived. One query."""
    rows = db.session.execute(_latest(detention_ids)).all()
    lines: dict[uuid.UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for detention_id, at, text, _ in rows:
        lines[detention_id].append((at, text))
    count = {row[0]: row[3] for row in rows}
    return {each: Changes(found, count[each] - len(found)) for each, found in lines.items()}


def _latest(ids: Collection[uuid.UUID]) -> Select[Any]:
    taken = select(HandedOver.detention_id, func.max(HandedOver.taken_at).label("at"))
    before = taken.where(HandedOver.detention_id.in_(ids)).group_by(HandedOver.detention_id).subquery()
    newest_first = (LogEntry.at.desc(), LogEntry.id.desc())
    numbered = (
        select(
            LogEntry.entity_id.label("detention_id"),
            LogEntry.at.label("at"),
            LogEntry.text.label("text"),
            func.row_number().over(partition_by=LogEntry.entity_id, order_by=newest_first).label("n"),
            func.count().over(partition_by=LogEntry.entity_id).label("of"),
        )
        .outerjoin(before, before.c.detention_id == LogEntry.entity_id)
        .where(LogEntry.entity_id.in_(ids), LogEntry.kind != KIND)
        .where(before.c.at.is_(None) | (LogEntry.created_at > before.c.at))
        .subquery()
    )
    shown = select(numbered.c.detention_id, numbered.c.at, numbered.c.text, numbered.c.of)
    return shown.where(numbered.c.n <= SHOWN).order_by(numbered.c.n.desc())
