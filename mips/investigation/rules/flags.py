"""Flags of a crime, set and ended with dates (INV-13)."""

from __future__ import annotations

from datetime import date

from mips.core.errors import RuleBroken

LIST = "crime-flag"
"""The reference list that holds them."""


def check_set(*, already: bool) -> None:
    """A flag stands once at a time (INV-13). Raises RuleBroken."""
    if already:
        raise RuleBroken("This flag is set already", rule="INV-13", field="flag")


def check_ended(from_on: date | None, until_on: date) -> None:
    """A flag ends on or after the day it begins (INV-13). Raises RuleBroken."""
    if from_on is not None and until_on < from_on:
        raise RuleBroken("It cannot end before it begins", rule="INV-13", field="until_on")


def in_force(from_on: date | None, until_on: date | None, on: date) -> bool:
    """Whether it counts on a day; the day it ends is its last (INV-13)."""
    return (from_on is None or from_on <= on) and (until_on is None or on <= until_on)
