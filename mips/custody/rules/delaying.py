"""Putting a right off: who may, for which offence, on which grounds, and until when. PACE 1984 s.56, s.58."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.access.permissions import Rank
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.rights_delay import AUTHORITY
from mips.custody.rules.sources import S56_3, S58_5
from mips.custody.rules.sources_of_people import S56_2, S56_5, S58_6


class DelayGround(StrEnum):
    """The grounds there are, the same for both rights. PACE 1984 s.56(5)-(5A), s.58(8)-(8A)."""

    EVIDENCE = "interference"
    ALERTING = "alerting"
    PROPERTY = "property"
    BENEFIT = "benefit"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS: Final = {
    DelayGround.EVIDENCE: "Would lead to interference with evidence, or harm to somebody",
    DelayGround.ALERTING: "Would alert others suspected and not yet arrested",
    DelayGround.PROPERTY: "Would hinder recovery of property got by the offence",
    DelayGround.BENEFIT: "They benefited from crime, and recovery of its value would be hindered",
}

SECTIONS: Final = {56: (S56_2, S56_3), 58: (S58_6, S58_5)}
"""Section -> who may put its right off, and for how long."""


def check_delay(
    section: int,
    *,
    rank: Rank,
    involved: bool,
    asked_for_it: bool,
    only_summary: bool,
    grounds: Collection[DelayGround],
    reason: str,
) -> None:
    """Refuse a delay by too low a rank, for no indictable offence, or without grounds. PACE 1984 s.56(2), s.58(6)."""
    least, _ = AUTHORITY[section]
    source = SECTIONS[section][0]
    who = "an inspector" if least is Rank.INSPECTOR else "a superintendent"
    if rank < least:
        raise refused(f"It takes {who} or above", source, instead=f"Ask {who}")
    if involved or asked_for_it:
        what = "investigates this" if involved else "asked for the delay"
        raise refused(f"Whoever {what} does not authorise it", source, instead=f"Ask another: {who} or above")
    if only_summary:
        raise refused("None of the offences is indictable", source, instead="Allow the right now")
    if not grounds or not reason.strip():
        raise refused("Say the grounds and why you believe them", S56_5, field="reason" if grounds else "grounds")


def check_delay_time(section: int, at: datetime, *, authorised_at: datetime | None, latest: datetime | None) -> None:
    """Only within 36 hours of the relevant time, of somebody in police detention. PACE 1984 s.56(3), s.58(5)."""
    source = SECTIONS[section][1]
    if authorised_at is None or to_minute(at) < to_minute(authorised_at):
        raise refused("A right is put off only once detention is authorised", source, field="authorised_at")
    if latest is None or to_minute(at) >= to_minute(latest):
        raise refused(
            "36 hours have passed since the relevant time", source, instead="Allow the right now", field="authorised_at"
        )
