"""Who signs for a detainee when one custody officer hands over to the next."""

from __future__ import annotations

import uuid

from mips.core.errors import RuleBroken
from mips.custody.rules.sources import S39_1


def check_begins(actor_id: uuid.UUID, on_duty_id: uuid.UUID | None) -> None:
    """A handover is begun by whoever answers for those held: the custody officer on duty. PACE 1984 s.39(1)."""
    if actor_id != on_duty_id:
        raise RuleBroken(
            "Only the custody officer on duty can begin to hand over. Say who is on duty first", rule=S39_1.section
        )


def check_takes(
    actor_id: uuid.UUID, *, given_by_id: uuid.UUID | None, incoming_id: uuid.UUID | None, incoming: str = ""
) -> None:
    """Somebody else takes over, of whom was handed over first. PACE 1984 s.39(1)."""
    if given_by_id is None:
        raise RuleBroken("They have not been handed over yet: the outgoing officer signs first", rule=S39_1.section)
    if actor_id == given_by_id:
        raise RuleBroken("Another custody officer takes over", rule=S39_1.section)
    if incoming_id is not None and actor_id != incoming_id:
        raise RuleBroken(f"{incoming} is taking over this suite", rule=S39_1.section)
