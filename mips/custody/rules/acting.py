"""At a station that is not designated: who acts as custody officer, and which inspector is told. PACE 1984 s.36(7)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mips.access.permissions import Rank
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S36_7, S36_9


class ActingAs(StrEnum):
    """In what capacity somebody decides there. PACE 1984 s.36(7)(a), s.36(7)(b)."""

    UNINVOLVED = "uninvolved"
    BROUGHT = "brought-them"
    OTHER = "other-officer"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ActingAs.UNINVOLVED: "Not involved in the investigation",
    ActingAs.BROUGHT: "Brought them here, and nobody uninvolved is readily available",
    ActingAs.OTHER: "Another officer, and nobody uninvolved is readily available",
}


class Decided(StrEnum):
    """What was decided so: each a custody officer's where a station is designated. PACE 1984 s.37, s.40(1)(a)."""

    DETENTION = "detention"
    REFUSAL = "refusal"
    AGAIN = "detention-again"
    BAIL = "bail"
    RELEASE = "release"
    CHARGE = "charge"
    REVIEW = "review-after-charge"

    @property
    def label(self) -> str:
        return _DECISIONS[self]


_DECISIONS = {
    Decided.DETENTION: "Detention authorised",
    Decided.REFUSAL: "Detention refused",
    Decided.AGAIN: "Detention authorised after bail",
    Decided.BAIL: "Released on bail before charge",
    Decided.RELEASE: "Released without charge",
    Decided.CHARGE: "Charged",
    Decided.REVIEW: "Reviewed after charge",
}


@dataclass(frozen=True, kw_only=True)
class Acting:
    """What whoever decides says of it; an inspector may be told at once or later."""

    role: ActingAs
    why: str = ""
    """Why nobody uninvolved was readily available."""
    told_id: uuid.UUID | None = None
    told_station: str = ""
    told_at: datetime | None = None


def check_acting(acting: Acting | None, *, rank: Rank, involved: bool) -> None:
    """An officer of any rank, uninvolved, or saying why no such officer is readily available. PACE 1984 s.36(7)."""
    if rank < Rank.CONSTABLE:
        raise refused("Only an officer acts as custody officer here", S36_7, instead="Ask a constable")
    if acting is None:
        raise refused(
            "This station is not designated: say in what capacity you act as custody officer", S36_7, field="acting_as"
        )
    if acting.role is ActingAs.UNINVOLVED:
        if involved:
            raise refused(
                "You are involved in the investigation",
                S36_7,
                instead="Ask an officer who is not, or say why none is readily available",
                field="acting_as",
            )
    elif not acting.why.strip():
        raise refused("Say why nobody uninvolved is readily available", S36_7, field="no_uninvolved_why")


def check_inspector_told(at: datetime, *, since: datetime, rank: Rank, station: str, oneself: bool) -> None:
    """An inspector or above, of a designated station, told once they were there. PACE 1984 s.36(9), s.36(10)."""
    if oneself or rank < Rank.INSPECTOR:
        raise refused(
            "Whoever is told is another officer, an inspector or above at the time",
            S36_9,
            instead="Select the inspector you spoke to",
            field="told_id",
        )
    if not station.strip():
        raise refused("Say which designated station the inspector is attached to", S36_9, field="told_station")
    if to_minute(at) < to_minute(since):
        raise refused("That is before they were brought here", S36_9, field="told_at")
