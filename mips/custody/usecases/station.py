"""A station that is not designated: how long somebody may stay there stands on the board. PACE 1984 s.30."""

from __future__ import annotations

from typing import Final

from mips.custody.model.detention import Detention
from mips.custody.rules.limits import transfer_to_designated_by
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.clocks import story_of

TOPIC: Final = "station"


def say_station(detention: Detention) -> None:
    """Say by when they must be at a designated station, until they are at one. PACE 1984 s.30(6)."""
    elsewhere = detention.arrival.pace and not detention.suite.designated
    by = transfer_to_designated_by(story_of(detention)) if elsewhere else None
    waits = Mention(
        column=Column.FLAG,
        words="To a designated station (s.30(6))",
        tone=Tone.SOON,
        due_at=by,
        page="custody.move",
        todo="Move to another suite",
    )
    say_on_board(detention.id, TOPIC, [waits] if by else [])
