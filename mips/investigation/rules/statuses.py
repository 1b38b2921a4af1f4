"""Where a crime stands, as far as somebody says so by hand; all else follows from what is done to it (INV-5)."""

from __future__ import annotations

from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "INV-5"
MOVES: Final = {
    "allocated": ("under-investigation",),
    "under-investigation": ("with-cps",),
    "with-cps": ("under-investigation",),
    "charged": ("awaiting-court",),
    "awaiting-court": ("charged",),
}
"""From where to where: the file goes to the CPS and comes back, and the court has it once a charge is listed."""
BY_HAND: Final = ("under-investigation", "with-cps", "awaiting-court", "charged")
_INSTEAD: Final = {
    "reported": "Allocate it first",
    "recorded": "Allocate it first",
    "allocated": "It must be under investigation first",
    "under-investigation": "A charge in custody or by post makes it charged",
    "with-cps": "It comes back under investigation, or is charged",
    "charged": "It waits for the court, or its outcome is put right",
    "awaiting-court": "It ends with its result at court",
    "finalised": "Another outcome opens it again",
    "cancelled": "The crime registrar restores it",
}


def check_move(now: str, to: str) -> None:
    """A status is moved on by hand only where nothing else moves it (INV-5). Raises RuleBroken."""
    if now == to:
        raise RuleBroken("It stands there already", rule=SECTION, field="status")
    if to not in MOVES.get(now, ()):
        raise RuleBroken(
            f"What is {_said(now)} does not become {_said(to)}. {_INSTEAD[now]}", rule=SECTION, field="status"
        )


def _said(status: str) -> str:
    return status.replace("-", " ").replace("cps", "the CPS") if status != "awaiting-court" else "awaiting court"
