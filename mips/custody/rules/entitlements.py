"""Which rights concern whom, and when telling them once is not enough."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from mips.core.errors import RuleBroken
from mips.custody.rules.sources import CODE_C_3_14, CODE_C_3_17, CYPA_34, S37_6


class AbsentBecause(StrEnum):
    """The only reasons for deciding out of the detainee's presence. PACE 1984 s.37(6)."""

    INCAPABLE = "incapable"
    VIOLENT = "violent"
    MEDICAL = "medical"

    @property
    def label(self) -> str:
        return _ABSENT[self]


_ABSENT = {
    AbsentBecause.INCAPABLE: "Incapable of understanding what is said",
    AbsentBecause.VIOLENT: "Violent, or likely to become violent",
    AbsentBecause.MEDICAL: "In urgent need of medical attention",
}

HOME = frozenset({"GBR"})
"""Nationalities that have no consulate here."""


def check_presence(*, present: bool | None, why: AbsentBecause | None) -> None:
    """The grounds are written down in their presence, or why not is said. PACE 1984 s.37(6)."""
    if present is False and why is None:
        raise RuleBroken("Say why it was not done in their presence", rule=S37_6.section, field="absent_why")


def consulate_concerns(nationality: str) -> bool:
    """Whether the right to speak to a consulate is told: to every national of another state. Code C 7.1, s.3.12."""
    return bool(nationality) and nationality not in HOME


def must_be_notified(nationality: str, states: Iterable[str], *, seeks_asylum: bool) -> bool:
    """Whether the consulate is told without being asked for, save of whoever seeks asylum. Code C 7.2, 7.4, s.7."""
    return nationality in set(states) and not seeks_asylum


def carer_owed(*, child: bool, said: bool) -> str:
    """Why whoever answers for a child's welfare is still to be told; empty once it is said who. CYPA 1933 s.34(2)."""
    return CYPA_34.decides if child and not said else ""


def court_order_asked(*, child: bool, said: bool) -> str:
    """Why it is still to be asked whether somebody supervises a child under a court order. Code C 3.14."""
    return CODE_C_3_14.decides if child and not said else ""


def again_with_adult(*, child_or_vulnerable: bool, heard_by_adult: bool) -> str:
    """Why the rights must be told again; empty when they need not. Code C 3.17, s.3."""
    return CODE_C_3_17.decides if child_or_vulnerable and not heard_by_adult else ""
