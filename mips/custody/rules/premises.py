"""Searching premises of somebody under arrest: whose authority, for which offence, and who is told. PACE 1984 s.18."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from mips.access.permissions import Rank
from mips.core.law import Source
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_investigation import S18_1, S18_4, S18_5A, S18_6, S18_7


class Power(StrEnum):
    """On an inspector's authority, or before the station without. PACE 1984 s.18(1), s.18(5)."""

    AUTHORISED = "authorised"
    BEFORE_STATION = "before-station"

    @property
    def section(self) -> str:
        return {"authorised": "PACE 1984 s.18(1)", "before-station": "PACE 1984 s.18(5)"}[self.value]


class Occupancy(StrEnum):
    """What ties the premises to the person. PACE 1984 s.18(1)."""

    OCCUPIES = "occupies"
    CONTROLS = "controls"

    @property
    def label(self) -> str:
        return {"occupies": "They occupy it", "controls": "They control it"}[self.value]


class Relation(StrEnum):
    """Which offence the evidence is of. PACE 1984 s.18(1)(a), s.18(1)(b)."""

    THIS = "this-offence"
    OTHER = "connected-or-similar"

    @property
    def label(self) -> str:
        return {
            "this-offence": "The offence they are under arrest for",
            "connected-or-similar": "Another indictable offence, connected with it or similar",
        }[self.value]


def check_under_arrest(
    at: datetime, *, arrested_at: datetime | None, only_summary: bool, left_at: datetime | None, field: str
) -> None:
    """Only of somebody under arrest then, for an indictable offence. PACE 1984 s.18(1)."""
    if arrested_at is None or to_minute(at) < to_minute(arrested_at):
        raise refused("They were not under arrest then", S18_1, instead="Correct the time, or the arrest", field=field)
    if left_at is not None and to_minute(at) > to_minute(left_at):
        raise refused("They were no longer under arrest then", S18_1, instead="Apply for a warrant", field=field)
    if only_summary:
        raise refused("None of the offences is indictable", S18_1, instead="Ask for consent, or apply for a warrant")


def check_sought(grounds: str, evidence: str, *, relation: Relation, other_offence: str) -> None:
    """The grounds and the nature of the evidence, and the other offence where it is one. PACE 1984 s.18(1), s.18(7)."""
    if not grounds.strip() or not evidence.strip():
        field = "evidence" if grounds.strip() else "grounds"
        raise refused("Say the grounds for the search and the nature of the evidence", S18_7, field=field)
    if relation is Relation.OTHER and not other_offence.strip():
        raise refused("Say which connected or similar offence", S18_1, field="other_offence")


def check_inspector(rank: Rank, *, source: Source = S18_4, field: str | None = None) -> None:
    """An inspector or above at the time authorises, or is told. PACE 1984 s.18(4), s.18(6)."""
    if rank < Rank.INSPECTOR:
        raise refused("It takes an inspector or above", source, instead="Ask an inspector", field=field)


def check_done(at: datetime, *, authorised_at: datetime | None, refused_why: str, searched_at: datetime | None) -> None:
    """Searched on an authority that was given, after it, and written down once. PACE 1984 s.18(4)."""
    if authorised_at is None or refused_why:
        raise refused("That search was not authorised", S18_4, instead="Ask an inspector again")
    if searched_at is not None:
        raise refused("That search is written down already", S18_4)
    if to_minute(at) < to_minute(authorised_at):
        raise refused(
            "That is before it was authorised",
            S18_4,
            instead="A search before the station without authority is written down as one",
            field="searched_at",
        )


def check_before_station(at: datetime, *, arrived_at: datetime, presence_why: str) -> None:
    """Before they were at the station, where they had to be. PACE 1984 s.18(5), s.18(5A)."""
    if to_minute(at) > to_minute(arrived_at):
        raise refused(
            "They were at the station by then", S18_5A, instead="Ask an inspector to authorise it", field="searched_at"
        )
    if not presence_why.strip():
        raise refused(
            "Say why their presence there was necessary for the effective investigation", S18_5A, field="presence_why"
        )


def check_told(at: datetime, *, rank: Rank, searched_at: datetime | None, told_at: datetime | None) -> None:
    """An inspector or above, told once and after the search. PACE 1984 s.18(6)."""
    if searched_at is None or told_at is not None:
        raise refused("Nobody is to be told of this search", S18_6)
    check_inspector(rank, source=S18_6, field="told_id")
    if to_minute(at) < to_minute(searched_at):
        raise refused("That is before the search", S18_6, field="told_at")
