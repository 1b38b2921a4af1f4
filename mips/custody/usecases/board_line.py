"""Saying something on the whiteboard: each topic says its own, when it writes, and never another's."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from mips.core import clock, db
from mips.core.db import new_id
from mips.custody.model.board import BoardLine
from mips.custody.rules.mentions import Mention


def say_on_board(detention_id: uuid.UUID, topic: str, mentions: Iterable[Mention]) -> None:
    """Put what `topic` has to say of a detainee in place of what it said before; nothing at all takes it away.

    Two topics that speak at once both stand: each replaces its own part in the database.
    """
    said = {topic: [each.as_json() for each in mentions]}
    row = insert(BoardLine).values(
        id=new_id(), version=1, created_at=clock.now(), detention_id=detention_id, topics=said, record={}
    )
    both = {"topics": BoardLine.topics.op("||")(row.excluded.topics), "version": BoardLine.version + 1}
    db.session.execute(row.on_conflict_do_update(index_elements=[BoardLine.detention_id], set_=both))


def clear_board(detention_id: uuid.UUID) -> None:
    """Nothing more is said of somebody who has left, by any topic; if they come back each says its own again."""
    quiet = update(BoardLine).where(BoardLine.detention_id == detention_id)
    db.session.execute(quiet.values(topics={}, version=BoardLine.version + 1), execution_options=_PLAIN)


_PLAIN = {"synchronize_session": False}


def said_of(detention_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Mention]]:
    """What the board says of each of them, in the order of the topics' names."""
    lines = select(BoardLine.detention_id, BoardLine.topics).where(BoardLine.detention_id.in_(detention_ids))
    return {detention_id: _mentions(topics) for detention_id, topics in db.session.execute(lines)}


def _mentions(topics: Mapping[str, Sequence[Mapping[str, str]]]) -> list[Mention]:
    return [Mention.from_json(kept) for topic in sorted(topics) for kept in topics[topic]]
