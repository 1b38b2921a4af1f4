"""Changing what a crime is classed as, and who must agree (INV-2)."""

from __future__ import annotations

from collections.abc import Sequence

from mips.core.errors import RuleBroken
from mips.investigation.rules.seriousness import Graded, less_serious


def lowers(before: Graded, after: Graded, order: Sequence[tuple[str, str]], *, leaves_count: bool) -> bool:
    """Whether the change is to something less serious, or to what is not counted at all (INV-2)."""
    return leaves_count or less_serious(before, after, order)


def check_proposed(*, same: bool, open_proposal: bool, cancelled: bool) -> None:
    """One change at a time, to another offence, of a crime that counts (INV-2). Raises RuleBroken."""
    if cancelled:
        raise RuleBroken("This crime is cancelled. Record it anew from its incident", rule="INV-4")
    if open_proposal:
        raise RuleBroken("A change waits to be decided already. It comes first", rule="INV-2")
    if same:
        raise RuleBroken("It is classed as this already. Choose another offence", rule="INV-2", field="offence_code")


def check_decided(*, lowered: bool, registrar: bool, own: bool) -> None:
    """Somebody else decides, and of the crime registrar's office where it becomes less serious (INV-2, RL-1(c)).

    `registrar`: they decide for the crime registrar. Raises RuleBroken.
    """
    if own:
        raise RuleBroken("You proposed this change: somebody else must decide on it", rule="RL-1(c)")
    if lowered and not registrar:
        raise RuleBroken(
            "It would become less serious: only the crime registrar or a designated decision maker may approve that",
            rule="INV-2",
        )
