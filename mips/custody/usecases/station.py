"""A station that is not designated: how long somebody may stay there stands on the board. PACE 1984 s.30, s.30C."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from mips.custody.model.detention import Detention
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.limits import released_or_designated_by, transfer_to_designated_by
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.clocks import story_of

TOPIC: Final = "station"


def say_station(detention: Detention) -> None:
    """Say by when they must be at a designated station, until they are at one. PACE 1984 s.30(6), s.30C(2)."""
    elsewhere = detention.arrival.pace and not detention.suite.designated
    by = to_designated_by(detention) if elsewhere else None
    section = "s.30C(2)" if detention.arrival is ArrivalKind.STREET_BAIL else "s.30(6)"
    waits = Mention(
        column=Column.FLAG,
        words=f"To a designated station ({section})",
        tone=Tone.SOON,
        due_at=by,
        page="custody.move",
        todo="Move to another suite",
    )
    say_on_board(detention.id, TOPIC, [waits] if by else [])


def to_designated_by(detention: Detention) -> datetime | None:
    """When the six hours end: of an arrest from the first station, of street bail answered from coming."""
    story = story_of(detention)
    if detention.arrival is ArrivalKind.STREET_BAIL:
        return released_or_designated_by(story)
    return transfer_to_designated_by(story)
