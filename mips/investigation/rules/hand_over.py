"""What a hand-over between shifts tells, and who may take it (F33)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "F33"
A_SHIFT: Final = timedelta(hours=12)
"""How far back the first hand-over of a crime looks."""
SOON: Final = timedelta(days=7)
"""How far ahead promises to victims are told of."""


@dataclass(frozen=True, kw_only=True)
class Happened:
    """What the record says of a crime, line by line."""

    done: Sequence[str] = ()
    outstanding: Sequence[str] = ()
    promises: Sequence[str] = ()
    awaited: Sequence[str] = ()


def since(last: datetime | None, now: datetime) -> datetime:
    """From the last hand-over on; of the first, the shift (F33)."""
    return last or now - A_SHIFT


def drafted(happened: Happened) -> str:
    """The hand-over as the record has it, to be confirmed or changed by whoever gives it (F33)."""
    return "\n\n".join(_parts(happened))


def _parts(happened: Happened) -> Iterator[str]:
    for title, lines, none in (
        ("Done", happened.done, "nothing was entered"),
        ("Outstanding", happened.outstanding, "no action is open"),
        ("Promised to the victim", happened.promises, "nothing falls due within a week"),
        ("Awaited", happened.awaited, "nothing"),
    ):
        yield "\n".join([f"{title}:", *(f"- {line}" for line in lines)]) if lines else f"{title}: {none}."


def check_given(*, by: uuid.UUID, to: uuid.UUID, investigates: bool) -> None:
    """A hand-over goes to another who works on investigations (F33). Raises RuleBroken."""
    if by == to:
        raise RuleBroken("Choose somebody else: this is you", rule=SECTION, field="to_id")
    if not investigates:
        raise RuleBroken("They hold no role that investigates. Choose another", rule=SECTION, field="to_id")


def check_taken(*, to: uuid.UUID, by: uuid.UUID, taken: bool) -> None:
    """It is acknowledged once, by whom it was given to (F33). Raises RuleBroken."""
    if to != by:
        raise RuleBroken("It was given to somebody else: they acknowledge it", rule=SECTION)
    if taken:
        raise RuleBroken("It is acknowledged already", rule=SECTION)
