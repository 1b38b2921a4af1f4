"""Somebody comes from another force: what happened there counts here, as s.41 has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.core.law import Source
from mips.custody.rules.sources import S30_1, S40_3_A, S41_2_A, S41_2_B, S41_2_D, S41_5, S41_6, S42_1, S43_12
from mips.custody.rules.sources_of_escort import C_2_3


class CameAs(StrEnum):
    """Why somebody was with another force first; the relevant time follows from it. PACE 1984 s.41(2), s.41(5)."""

    SOUGHT = "arrested-there-for-us"
    THEIRS_FIRST = "held-there-for-theirs"
    HANDED_ON = "same-offence"
    OUTSIDE = "arrested-outside"

    @property
    def label(self) -> str:
        return _CAME_AS[self][0]

    @property
    def source(self) -> Source:
        return _CAME_AS[self][1]


_CAME_AS: Final = {
    CameAs.SOUGHT: ("Arrested there for this force, which sought the arrest (s.41(3))", S41_2_A),
    CameAs.THEIRS_FIRST: ("Held there for another offence, and sought here for this one (s.41(5))", S41_5),
    CameAs.HANDED_ON: ("Arrested and held there for this offence; this force goes on with it (s.41(2)(d))", S41_2_D),
    CameAs.OUTSIDE: ("Arrested outside England and Wales (s.41(2)(b))", S41_2_B),
}


@dataclass(frozen=True, kw_only=True)
class AtHospital:
    """Away from the station there, for treatment; with the minutes of questioning at the hospital, which count."""

    left_at: datetime
    returned_at: datetime
    questioned_from: datetime | None = None
    questioned_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class There:
    """What happened before somebody was here, in the order of life. None: it did not, or is not known."""

    came_as: CameAs
    entered_at: datetime | None = None
    arrived_at: datetime | None = None
    authorised_at: datetime | None = None
    reviews: Sequence[datetime] = ()
    hospital: Sequence[AtHospital] = ()
    extended_at: datetime | None = None
    extended_until: datetime | None = None
    warrant_at: datetime | None = None
    warrant_hours: int | None = None
    left_at: datetime | None = None


def check_there(there: There, *, force: str, our_force: str, sought_for: str, questioned: bool | None) -> None:
    """Everything that the relevant time needs is said. PACE 1984 s.41(2)(a), s.41(2)(b), s.41(2)(d), s.41(5).

    `force` and `our_force` are codes; `questioned`: there, about the offence here, to get evidence.
    """
    if there.came_as is CameAs.OUTSIDE:
        if there.entered_at is None:
            raise _broken("Say when they came into England and Wales", S41_2_B, "entered_at")
        return
    if not force or force == our_force:
        raise _broken("Select the force they come from", C_2_3, "force")
    if there.arrived_at is None:
        raise _broken("Say when they were first at a station there", S41_2_D, "arrived_there_at")
    if there.left_at is None:
        raise _broken("Say when they left the station there", there.came_as.source, "left_there_at")
    if there.came_as is not CameAs.HANDED_ON and questioned is None:
        why = "Say whether they were questioned there about the offence here"
        raise _broken(why, there.came_as.source, "questioned")
    if there.came_as is CameAs.THEIRS_FIRST and not sought_for.strip():
        raise _broken("Say what they are sought for here", S41_5, "sought_for")


def check_times_there(there: There, *, arrested_at: datetime | None, arrived_here: datetime) -> None:
    """Each thing there came after the one before it, and all before they were here. PACE 1984 s.30(1), s.41(6)."""
    theirs = there.came_as is CameAs.THEIRS_FIRST  # arrested there for something else
    last, what = (None, "") if theirs else (arrested_at, "the arrest")
    for field, at, called, source in _steps(there):
        if last is not None and at < last:
            raise _broken(f"That is before {what}", source, field)
        last, what = at, called
    if last is not None and last > arrived_here:
        raise _broken("That is after they arrived here", S30_1, "left_there_at" if there.left_at else "entered_at")
    _check_within(there)


def _steps(there: There) -> Iterator[tuple[str, datetime, str, Source]]:
    for field, at, called, source in (
        ("entered_at", there.entered_at, "they came into England and Wales", S41_2_B),
        ("arrived_there_at", there.arrived_at, "they were at a station there", S41_2_D),
        ("authorised_there_at", there.authorised_at, "detention was authorised there", S40_3_A),
        ("left_there_at", there.left_at, "they left there", C_2_3),
    ):
        if at is not None:
            yield field, at, called, source


def _check_within(there: There) -> None:
    """Reviews, hospital, an extension and a warrant were between arriving at the station there and leaving it."""
    for place, at in enumerate(there.reviews):
        _check_reviewed(there, at, f"reviews-{place}-held_at")
    for place, each in enumerate(there.hospital):
        _check_at_hospital(there, each, f"hospital-{place}-")
    if there.extended_at and (there.extended_until is None or there.extended_until <= there.extended_at):
        raise _broken("Say until when it was extended", S42_1, "extended_until")
    if there.warrant_at and not there.warrant_hours:
        raise _broken("Say for how many hours the warrant was issued", S43_12, "warrant_hours")
    _check_before_leaving(there, there.extended_at, S42_1, "extended_at")
    _check_before_leaving(there, there.warrant_at, S43_12, "warrant_at")


def _check_reviewed(there: There, at: datetime, field: str) -> None:
    if there.authorised_at is None or at < there.authorised_at:
        raise _broken("A review comes after detention was authorised there", S40_3_A, field)
    _check_before_leaving(there, at, S40_3_A, field)


def _check_at_hospital(there: There, each: AtHospital, field: str) -> None:
    if there.arrived_at is None or not there.arrived_at <= each.left_at < each.returned_at:
        raise _broken("They left the station there for hospital, and came back later", S41_6, f"{field}returned_at")
    _check_before_leaving(there, each.returned_at, S41_6, f"{field}returned_at")
    start, end = each.questioned_from, each.questioned_until
    if start is None and end is None:
        return
    if start is None or end is None or not each.left_at <= start < end <= each.returned_at:
        wrong = "Questioning at the hospital was between leaving and coming back"
        raise _broken(wrong, S41_6, f"{field}questioned_until")


def _check_before_leaving(there: There, at: datetime | None, source: Source, field: str) -> None:
    if at is not None and there.left_at is not None and at > there.left_at:
        raise _broken("That is after they left there", source, field)


def _broken(detail: str, source: Source, field: str) -> RuleBroken:
    return RuleBroken(f"{detail} ({source.section})", rule=source.section, field=field)
