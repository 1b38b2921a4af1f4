"""Charging in an emergency what the prosecutor decides on, and the prosecutor's word after. PACE 1984 s.37A."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mips.access.permissions import Rank
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_bail import S37A


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """The inspector who authorised the charge, and why the prosecutor's decision could not be had in time."""

    inspector_id: uuid.UUID | None = None
    why: str = ""


class Ratified(StrEnum):
    """What the prosecutor decided about it."""

    YES = "ratified"
    OTHERWISE = "other-charge"
    NO = "not-ratified"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Ratified.YES: "Ratified",
    Ratified.OTHERWISE: "Another charge",
    Ratified.NO: "Not ratified: the charge is not to go on",
}


class Followed(StrEnum):
    """What became of a charge that the prosecutor did not ratify."""

    RELEASED = "released"
    OTHER_CHARGE = "other-charge"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _AFTER[self]


_AFTER = {
    Followed.RELEASED: "Released, and told that the charge does not go on",
    Followed.OTHER_CHARGE: "Charged as the prosecutor decided",
    Followed.STOPPED: "Proceedings stopped, and the court and the person told",
}


def fell(outcome: Ratified | None) -> bool:
    """Whether the prosecutor decided otherwise: the charge as it was made does not go on. PACE 1984 s.37A(1)."""
    return outcome in (Ratified.NO, Ratified.OTHERWISE)


def check_followed(outcome: Ratified | None, *, already: bool, at: datetime, decided_at: datetime | None) -> None:
    """Of a charge that fell, once, after the prosecutor decided so. PACE 1984 s.37A(1)."""
    if not fell(outcome) or already or decided_at is None:
        raise refused("Nothing is owed: no charge that the prosecutor did not ratify still stands", S37A)
    if to_minute(at) < to_minute(decided_at):
        raise refused("That is before the prosecutor decided", S37A, field="followed_at")


def check_emergency(said: Emergency) -> None:
    """Both who authorised it and why are said. PACE 1984 s.37A(1) and the Director's guidance (CAS-12)."""
    if said.inspector_id is None:
        raise refused("Say which inspector authorised the charge", S37A, field="emergency_inspector_id")
    if not said.why.strip():
        raise refused(
            "Say why the prosecutor's decision could not be had before detention must end",
            S37A,
            field="emergency_why",
        )


def check_authorising_inspector(rank: Rank, *, involved: bool) -> None:
    """An inspector or above then, who does not investigate it. PACE 1984 s.37A(1) and the Director's guidance."""
    if rank < Rank.INSPECTOR:
        raise refused(
            "In an emergency it takes an inspector or above",
            S37A,
            instead="Ask an inspector, or the prosecutor",
            field="emergency_inspector_id",
        )
    if involved:
        raise refused(
            "Whoever investigates this does not authorise the charge",
            S37A,
            instead="Ask another inspector",
            field="emergency_inspector_id",
        )


def check_ratification(outcome: Ratified, why: str, *, at: datetime, charged_at: datetime) -> None:
    """Of a charge that waits for it, after it, with the reason where it is not ratified. PACE 1984 s.37A(1)."""
    if to_minute(at) < to_minute(charged_at):
        raise refused("That is before they were charged", S37A, field="decided_at")
    if outcome is not Ratified.YES and not why.strip():
        raise refused("Say what the prosecutor decided instead, and why", S37A, field="why")
