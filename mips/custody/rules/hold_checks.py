"""What is looked at again of those held on another power: welfare in a place of safety, danger to the peace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_arrival import PEACE_DANGER, SAFETY_4

WELFARE_MINUTES: Final = 30
"""The longest between two checks by a healthcare professional. SI 2017/1036 reg 4."""
_FIRST, _LATER = timedelta(hours=6), timedelta(hours=9)


class HoldCheckKind(StrEnum):
    """What was looked at."""

    WELFARE = "welfare"
    PEACE = "danger-to-the-peace"

    @property
    def label(self) -> str:
        return {"welfare": "Welfare check by a nurse or doctor"}.get(self.value, "Danger to the peace")

    @property
    def source(self) -> Source:
        return SAFETY_4 if self is HoldCheckKind.WELFARE else PEACE_DANGER


def asked_of(kind: ArrivalKind) -> HoldCheckKind | None:
    """What is looked at of those who came so; of most nothing. SI 2017/1036 reg 4, PACE 1984 s.118(2)."""
    return {
        ArrivalKind.PLACE_OF_SAFETY: HoldCheckKind.WELFARE,
        ArrivalKind.PEACE: HoldCheckKind.PEACE,
    }.get(kind)


def next_hold_check(
    kind: HoldCheckKind, *, since: datetime, held: Sequence[datetime], every_minutes: int = WELFARE_MINUTES
) -> datetime:
    """When it is looked at next: welfare so many minutes after the last; the danger after 6 hours, then every 9.

    SI 2017/1036 reg 4; for the peace no statute says, and the intervals of PACE 1984 s.40(3) are kept by practice.
    """
    last = to_minute(max(held, default=since))
    if kind is HoldCheckKind.WELFARE:
        return last + timedelta(minutes=every_minutes)
    return last + (_LATER if held else _FIRST)


def check_hold_check(
    kind: HoldCheckKind,
    arrival: ArrivalKind,
    *,
    held: bool,
    at: datetime,
    last: datetime,
    professional: str,
    found: str,
) -> None:
    """Of somebody who is here on that power, in order, with what was found and by whom. SI 2017/1036 reg 4."""
    if asked_of(arrival) is not kind or not held:
        nobody = (
            "Nobody is here in a place of safety" if kind is HoldCheckKind.WELFARE else "Nobody is held here for that"
        )
        raise refused(nobody, kind.source)
    if to_minute(at) < to_minute(last):
        raise refused("That is before the last of them", kind.source, field="at")
    if kind is HoldCheckKind.WELFARE and not professional.strip():
        raise refused("Say which nurse or doctor checked", kind.source, field="professional")
    if not found.strip():
        raise refused("Say what was found", kind.source, field="found")
