"""Saying something on the whiteboard: each topic says its own, when it writes, and never another's."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mips.core import db
from mips.custody.model.board import BoardLine
from mips.custody.rules.mentions import Mention

_SPOKEN: Final = "whiteboard_says"


@dataclass
class Spoken:
    """What was said in the transaction under way: by detention, what each topic says now."""

    topics: dict[uuid.UUID, dict[str, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    cleared: set[uuid.UUID] = field(default_factory=set)
    """Of whom nothing counts that was said before."""


def say_on_board(detention_id: uuid.UUID, topic: str, mentions: Iterable[Mention]) -> None:
    """Put what `topic` has to say of a detainee in place of what it said before; nothing at all takes it away.

    It is written once, with the transaction. Two topics that speak at once both stand: each replaces its own part in
    the database.
    """
    _spoken(db.session()).topics[detention_id][topic] = [each.as_json() for each in mentions]


def clear_board(detention_id: uuid.UUID) -> None:
    """Nothing more is said of somebody who has left, by any topic; if they come back each says its own again."""
    spoken = _spoken(db.session())
    spoken.topics[detention_id] = {}
    spoken.cleared.add(detention_id)


def take_spoken(session: Session) -> Spoken:
    """What has been said and not been written yet; the next to ask is told nothing."""
    found: Spoken = session.info.pop(_SPOKEN, None) or Spoken()
    return found


def _spoken(session: Session) -> Spoken:
    found: Spoken = session.info.setdefault(_SPOKEN, Spoken())
    return found


def said_of(detention_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Mention]]:
    """What the board says of each of them, in the order of the topics' names."""
    lines = select(BoardLine.detention_id, BoardLine.topics).where(BoardLine.detention_id.in_(detention_ids))
    return {detention_id: _mentions(topics) for detention_id, topics in db.session.execute(lines)}


def _mentions(topics: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Mention]:
    return [Mention.from_json(kept) for topic in sorted(topics) for kept in topics[topic]]
