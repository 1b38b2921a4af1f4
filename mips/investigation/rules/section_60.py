"""Searches without suspicion in an area for a time: who authorises them, for how long, where they reach (INV-12).

Criminal Justice and Public Order Act 1994 s.60.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Final

from mips.core.errors import RuleBroken

INSPECTOR, SUPERINTENDENT = 3, 5
"""Ranks of ROL-1."""
LONGEST: Final = timedelta(hours=24)
LONGEST_IN_ALL: Final = timedelta(hours=48)
WIDEST: Final = 20_000
"""Metres: an area beyond it is no locality."""
_EARTH: Final = 6_371_000

Point = tuple[Decimal, Decimal]
"""Latitude and longitude, degrees of WGS 84."""


class Ground(StrEnum):
    """What the officer who authorises reasonably believes (s.60(1))."""

    MAY_HAPPEN = "may-happen"
    HAS_HAPPENED = "has-happened"
    CARRYING = "carrying"

    @property
    def label(self) -> str:
        return _GROUNDS[self.value][1]

    @property
    def section(self) -> str:
        return _GROUNDS[self.value][0]


_GROUNDS: Final = {
    "may-happen": (
        "CJPOA 1994 s.60(1)(a)",
        "Incidents involving serious violence may take place, and it is expedient to prevent them",
    ),
    "has-happened": (
        "CJPOA 1994 s.60(1)(aa)",
        "Serious violence has taken place, the weapon is being carried, and it is expedient to find it",
    ),
    "carrying": (
        "CJPOA 1994 s.60(1)(b)",
        "People are carrying dangerous instruments or offensive weapons without good reason",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Authority:
    """An authority as it runs: until the end of its time, of its extension, or until it was ended."""

    begins: datetime
    ends: datetime
    centre: Point | None = None
    radius: int | None = None
    """Metres around the centre; None: the area is described in words only."""


def check_authorised(rank: int, begins: datetime, ends: datetime, *, now: datetime) -> None:
    """An inspector or above, for at most 24 hours that are not over. Raises RuleBroken (s.60(1))."""
    if rank < INSPECTOR:
        raise _refused("An inspector or above authorises it", "s.60(1)", "begins_at")
    if ends <= begins:
        raise _refused("It ends after it begins", "s.60(1)", "ends_at")
    if ends - begins > LONGEST:
        raise _refused("24 hours is the most. A superintendent may extend it before it ends", "s.60(1)", "ends_at")
    if ends <= now:
        raise _refused("This time is over: nobody can be authorised for it now", "s.60(1)", "ends_at")


def check_area(centre: Point | None, radius: int | None) -> None:
    """A centre and how far around it, or neither. Raises RuleBroken (s.60(1): a locality)."""
    if (centre is None) != (radius is None):
        raise _refused("Give the centre and how far around it, or describe the area in words only", "s.60(1)", "radius")


def check_extended(rank: int, authority: Authority, ends: datetime, *, now: datetime) -> None:
    """A superintendent or above, once more and up to 48 hours in all, while it runs. Raises RuleBroken (s.60(3))."""
    if rank < SUPERINTENDENT:
        raise _refused("A superintendent or above extends it", "s.60(3)", "ends_at")
    if authority.ends <= now:
        raise _refused("It has ended. An inspector may authorise searches anew, on new grounds", "s.60(3)", "ends_at")
    if ends <= authority.ends:
        raise _refused("An extension ends later than it would have", "s.60(3)", "ends_at")
    if ends - authority.begins > LONGEST_IN_ALL:
        raise _refused("48 hours in all is the most", "s.60(3)", "ends_at")


def check_cited(authority: Authority, at: datetime, place: Point | None, *, said_inside: bool) -> None:
    """A search under it is made while it runs and inside its area. Raises RuleBroken (s.60(4)).

    Where both points are known they decide; otherwise the officer says that the place is inside.
    """
    if not authority.begins <= at < authority.ends:
        raise _refused("This authority does not run at that time", "s.60(4)", "authority_id")
    if place is not None and authority.centre is not None and authority.radius is not None:
        beyond = metres(place, authority.centre) - authority.radius
        if beyond > 0:
            raise _refused(
                f"The place is {beyond:,.0f} metres outside the area of this authority", "s.60(4)", "authority_id"
            )
    elif not said_inside:
        raise _refused("Say that the place is inside the area of this authority", "s.60(4)", "inside_area")


def metres(one: Point, other: Point) -> float:
    """The distance over ground of two points, as s.60 areas and snap points need it: within a few metres (INV-12)."""
    (north, east), (there_north, there_east) = ((radians(float(d)) for d in each) for each in (one, other))
    half = sin((there_north - north) / 2) ** 2 + cos(north) * cos(there_north) * sin((there_east - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))


def _refused(said: str, section: str, name: str) -> RuleBroken:
    return RuleBroken(said, rule=f"CJPOA 1994 {section}", field=name)
