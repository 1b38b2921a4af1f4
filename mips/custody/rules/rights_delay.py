"""How long a right may be put off. Part V, not Part IV: its 36 hours elapse, whatever stops the detention clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from mips.access.permissions import Rank
from mips.core.law import Source
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.sources import S56_3, S58_5
from mips.custody.rules.story import Story

LONGEST: Final = timedelta(hours=36)

AUTHORITY: Final[dict[int, tuple[Rank, Source]]] = {56: (Rank.INSPECTOR, S56_3), 58: (Rank.SUPERINTENDENT, S58_5)}
"""Section -> the least rank that may put its right off, and the section that bounds the delay."""


def delays_end(story: Story) -> Iterator[tuple[datetime, Source]]:
    """The latest end of each delay that was given by somebody of the rank. PACE 1984 s.56(2)-(3), s.58(5)-(6)."""
    began = relevant_time(story)
    for delay in story.delays if began else ():
        least, source = AUTHORITY[delay.section]
        if began and (delay.rank is None or delay.rank >= least):
            yield latest_end(began.at), source


def latest_end(began: datetime) -> datetime:
    """36 hours from the relevant time, without regard to hospital or bail. PACE 1984 s.56(3), s.58(5)."""
    return began + LONGEST
