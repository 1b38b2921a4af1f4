"""Who may take which decision about a detainee, and what must be true of an arrest before it is taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mips.access.permissions import Rank
from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.checks import BELOW_INSPECTOR
from mips.custody.rules.sources import S30_1, S36_3, S36_4, S37_1, S37_2, S40_1, S40_1_B, S40A_1, S45A_2


def check_custody_officer(rank: Rank, no_sergeant_why: str) -> None:
    """A sergeant, or any constable who says why none was readily available. PACE 1984 s.36(3), s.36(4)."""
    if rank >= Rank.SERGEANT:
        return
    if rank < Rank.CONSTABLE:
        raise _broken(
            "Only a constable may act as custody officer. Ask a sergeant, or a constable where there is none", S36_4
        )
    if not no_sergeant_why.strip():
        raise _broken(
            "A custody officer is a sergeant or above. Say why none was readily available", S36_3, "no_sergeant_why"
        )


def check_reviewing_officer(rank: Rank) -> None:
    """Before charge, an inspector or above at the time of the review. PACE 1984 s.40(1)(b)."""
    if rank < Rank.INSPECTOR:
        raise _broken(BELOW_INSPECTOR, S40_1_B)


def check_arrest(at: datetime, *, arrived_at: datetime, came_unarrested: bool) -> None:
    """Brought under arrest: arrested before arriving. Came unarrested: arrested there, after. PACE 1984 s.30(1)."""
    before = to_minute(at) <= to_minute(arrived_at)
    if came_unarrested and to_minute(at) < to_minute(arrived_at):
        raise _broken(
            "They came unarrested, so the arrest cannot be before they arrived. Enter a later time, or correct when "
            "they arrived",
            S30_1,
            "arrested_at",
        )
    if not came_unarrested and not before:
        raise _broken(
            "They were brought under arrest, so the arrest cannot be after they arrived. Enter an earlier time, or "
            "correct when they arrived",
            S30_1,
            "arrested_at",
        )


def check_ready_for_decision(*, arrest_recorded: bool, already: str) -> None:
    """The decision follows the arrest, and is taken once. PACE 1984 s.37(1)."""
    if already:
        raise _broken(already, S37_1)
    if not arrest_recorded:
        raise _broken("Record the arrest first: when, by whom and for what", S37_1)


def check_grounds(grounds: Iterable[str]) -> None:
    """At least one of the two grounds there are. PACE 1984 s.37(2)."""
    if not list(grounds):
        raise _broken("Select why detention without charge is necessary", S37_2, "grounds")


def check_held(held: bool) -> None:
    """Only detention that has been authorised and has not ended is reviewed. PACE 1984 s.40(1)."""
    if not held:
        raise _broken("Only somebody whose detention is authorised and goes on is reviewed", S40_1)


def check_remote_review(*, by_telephone: bool, remote: bool, why: str, charged: bool) -> None:
    """Live link and telephone exist before charge only; the telephone needs a reason. PACE 1984 s.40A(1), s.45A(2)."""
    if remote and charged:
        raise _broken("After charge a review is held in person", S40A_1 if by_telephone else S45A_2, "method")
    if by_telephone and not why.strip():
        raise _broken("Say why a live link was not reasonably practicable", S40A_1, "remote_why")


def _broken(detail: str, source: Source, field: str | None = None) -> RuleBroken:
    return RuleBroken(detail, rule=source.section, field=field)
