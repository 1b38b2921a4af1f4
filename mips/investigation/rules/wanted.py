"""Circulating a suspect as wanted, and how that ends (INV-8, ROL-4)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.suspects import ARRESTED, CHARGED, NOT_SUSPECTED

MARKER: Final = "wanted"
"""The warning marker that says it wherever the person is met."""
IN_HAND: Final = frozenset({ARRESTED, CHARGED})


class WantedEnd(StrEnum):
    """How it ended."""

    ARREST = "arrest"
    CANCELLED = "cancelled"


def check_circulated(*, status: str, already: bool) -> None:
    """Only somebody who is suspected and not in hand is circulated, and once (INV-8). Raises RuleBroken."""
    if already:
        raise RuleBroken("They are circulated as wanted for this crime already", rule="INV-8")
    if status in NOT_SUSPECTED:
        raise RuleBroken("They are not suspected of this crime: there is no ground to arrest them", rule="INV-8")
    if status in IN_HAND:
        raise RuleBroken("They have been arrested for this crime: they are not wanted for it", rule="INV-8")


def check_cancelled(*, ended: bool, why: str) -> None:
    """It is cancelled once, with the reason (INV-8). Raises RuleBroken."""
    if ended:
        raise RuleBroken("They are not wanted for this any more", rule="INV-8")
    if not why.strip():
        raise RuleBroken("Enter why they are not wanted any more", rule="INV-8", field="why")
