"""What a whiteboard says of a detainee besides the clock: who is waited for, which check or medicine is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from mips.custody.rules.urgency import DEFAULT_THRESHOLDS, Thresholds, Urgency, urgency


class Column(StrEnum):
    """Where on the board it stands."""

    CHECK = "check"
    """The next visit to the cell, with the level of observation."""
    NEEDS = "needs"
    """People and care that were asked for: appropriate adult, solicitor, interpreter, nurse, medicine."""
    FLAG = "flag"
    """What whoever opens the cell door must know: keep apart, constant watch, swallowed something."""


class Tone(StrEnum):
    """How it is tagged, as every page tags its states."""

    WAITING = "waiting"
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One thing said of a detainee. Words are what is read out: 'L2 rousing', 'AA waiting', 'Insulin'.

    `due_at` is when it turns late, `since` when the waiting began; `page` names the page where it is dealt with
    (an endpoint that takes detention_id), and `todo` what doing that is called: 'Check now'.
    """

    column: Column
    words: str
    tone: Tone = Tone.RUNNING
    due_at: datetime | None = None
    since: datetime | None = None
    page: str = ""
    todo: str = ""

    def urgency(self, now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Urgency:
        """How near its time is; what has none is in time."""
        return urgency(now, self.due_at, thresholds) if self.due_at else Urgency.IN_TIME

    def as_json(self) -> dict[str, str]:
        """As it is kept: only what is said, times in ISO 8601."""
        said = {"column": self.column.value, "words": self.words, "tone": self.tone.value}
        said |= {name: at.isoformat() for name in ("due_at", "since") if (at := getattr(self, name))}
        return said | {name: text for name in ("page", "todo") if (text := getattr(self, name))}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        times = {name: datetime.fromisoformat(kept[name]) for name in ("due_at", "since") if name in kept}
        return cls(
            column=Column(kept["column"]),
            words=kept["words"],
            tone=Tone(kept["tone"]),
            page=kept.get("page", ""),
            todo=kept.get("todo", ""),
            **times,
        )


def due_now(said: Iterable[Mention], now: datetime, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> list[Mention]:
    """What is to be done now, of all that is said: what is late or nearly so by its time, then what has no time."""
    near = [each for each in said if each.todo and each.page and not _later(each, now, thresholds)]
    return sorted(near, key=lambda each: (each.due_at is None, each.due_at or each.since or now))


def _later(each: Mention, now: datetime, thresholds: Thresholds) -> bool:
    return each.due_at is not None and each.urgency(now, thresholds) in (Urgency.IN_TIME, Urgency.PAUSED)
