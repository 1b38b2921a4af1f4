"""An officer who is not appointed to it and acts as custody officer for a shift. PACE 1984 s.36(4), s.36(7)."""

from __future__ import annotations

from collections.abc import Collection

from mips.access.permissions import Rank, Role
from mips.core.law import Source
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S36_4, S36_7


def power_to_stand_in(*, designated: bool) -> Source:
    """Under what an officer acts there: where no sergeant is to be had, or where the station is not designated.

    PACE 1984 s.36(4), s.36(7).
    """
    return S36_4 if designated else S36_7


def check_standing_in(power: Source, *, rank: Rank, roles: Collection[Role]) -> None:
    """An officer of any rank, not staff, who is not appointed already. PACE 1984 s.36(4), s.36(7)."""
    if rank < Rank.CONSTABLE:
        raise refused("Only a constable or above may act as custody officer", power, instead="Ask an officer")
    if Role.CUSTODY_OFFICER in roles:
        raise refused(
            "You may act as custody officer already", power, instead="Go on duty on the page of the suite's staff"
        )
