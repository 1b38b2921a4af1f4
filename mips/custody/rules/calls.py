"""Telephone calls and letters denied or delayed: who may, for which offence, on which grounds. Code C 5.6."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from mips.access.permissions import Rank
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_people import C_5_6, C_5_7A, S56_5


class Privilege(StrEnum):
    """What is limited. Code C 5.6."""

    CALLS = "calls"
    LETTERS = "letters"

    @property
    def label(self) -> str:
        return {"calls": "Telephone calls", "letters": "Letters"}[self.value]


class Limit(StrEnum):
    """How. Code C 5.6."""

    DELAYED = "delayed"
    DENIED = "denied"

    @property
    def label(self) -> str:
        return {"delayed": "Delayed", "denied": "Denied"}[self.value]


def check_limit_on_calls(
    covers: Collection[Privilege],
    *,
    rank: Rank,
    involved: bool,
    only_summary: bool,
    grounds: Collection[DelayGround],
    reason: str,
) -> None:
    """An inspector, for an indictable offence, on the grounds of s.56(5). Code C 5.6, PACE 1984 s.56(5)."""
    if rank < Rank.INSPECTOR:
        raise refused("It takes an inspector or above", C_5_6, instead="Ask an inspector")
    if involved:
        raise refused("Whoever investigates this does not decide it", C_5_6, instead="Ask another inspector")
    if only_summary:
        raise refused("None of the offences is indictable", C_5_6, instead="Allow the call or the letter now")
    if not covers:
        raise refused("Say whether calls, letters or both are limited", C_5_6, field="covers")
    if not grounds or not reason.strip():
        field = "reason" if grounds else "grounds"
        raise refused("Say the grounds and why you believe them", S56_5, field=field)


def check_end_of_limit(
    until: datetime, *, at: datetime, authorised_at: datetime | None, latest: datetime | None
) -> None:
    """It has an end, after it begins and within 36 hours of the relevant time. Code C 5.7A and Annex B."""
    if authorised_at is None or to_minute(at) < to_minute(authorised_at):
        raise refused("It is limited only once detention is authorised", C_5_6, field="authorised_at")
    if to_minute(until) <= to_minute(at):
        raise refused("That is no later than it begins", C_5_7A, instead="Enter when it ends", field="until")
    if latest is None or to_minute(until) > to_minute(latest):
        raise refused(
            "That is more than 36 hours after the relevant time", C_5_7A, instead="Enter an earlier end", field="until"
        )
