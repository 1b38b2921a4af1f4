"""Who may be on duty in a suite as what, and who the custody officer is."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from mips.access.permissions import Rank, Role
from mips.core.errors import RuleBroken
from mips.custody.rules.sources import S36_3, S36_4, S36_5, S40_1_B


class Duty(StrEnum):
    """What somebody does in a suite for a shift."""

    CUSTODY_OFFICER = "custody-officer"
    """THE custody officer: one at a time answers for everybody held there. PACE 1984 s.39(1)."""
    INSPECTOR = "inspector"
    """The review officer, and whoever a late check is told to second."""
    DETENTION_OFFICER = "detention-officer"
    NURSE = "nurse"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Duty.CUSTODY_OFFICER: "Custody officer",
    Duty.INSPECTOR: "Duty inspector",
    Duty.DETENTION_OFFICER: "Detention officer",
    Duty.NURSE: "Nurse",
}

_ROLES = {
    Duty.CUSTODY_OFFICER: frozenset({Role.CUSTODY_OFFICER}),
    Duty.INSPECTOR: frozenset({Role.REVIEWING_INSPECTOR, Role.SUPERVISOR, Role.SUPERINTENDENT}),
    Duty.DETENTION_OFFICER: frozenset({Role.DETENTION_OFFICER}),
    Duty.NURSE: frozenset({Role.HEALTHCARE_PROFESSIONAL}),
}


def check_duty(duty: Duty, *, roles: Collection[Role], rank: Rank, why_below: str) -> None:
    """Appointed to it, and of the rank for it at that time. PACE 1984 s.36(3), s.36(4), s.40(1)(b)."""
    if not _ROLES[duty] & set(roles):
        raise RuleBroken(f"They are not appointed as {duty.label.lower()}", rule=S36_3.section, field="user_id")
    if duty is Duty.INSPECTOR and rank < Rank.INSPECTOR:
        raise RuleBroken("A duty inspector is an inspector or above", rule=S40_1_B.section, field="user_id")
    if duty is Duty.CUSTODY_OFFICER and rank < Rank.CONSTABLE:
        raise RuleBroken("Only a constable may act as custody officer", rule=S36_4.section, field="user_id")
    if duty is Duty.CUSTODY_OFFICER and rank < Rank.SERGEANT and not why_below.strip():
        raise RuleBroken(
            "A custody officer is a sergeant or above. Say why none was readily available",
            rule=S36_3.section,
            field="why_below",
        )


def involved_warning(names: Collection[str]) -> str:
    """What is said of a custody officer who investigates somebody held there; empty: they do not. PACE 1984 s.36(5)."""
    if not names:
        return ""
    return f"They investigate {', '.join(names)}, for whom somebody else must be custody officer ({S36_5.section})"
