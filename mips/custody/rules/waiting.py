"""How long somebody may wait at the desk before it is said, and before why must be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mips.core.errors import RuleBroken
from mips.custody.rules.arithmetic import minutes_between
from mips.custody.rules.sources import S37_10
from mips.custody.rules.urgency import Urgency


@dataclass(frozen=True)
class Patience:
    """Minutes of waiting at which it turns amber and red. A force sets its own."""

    amber: int = 15
    red: int = 30


DEFAULT_PATIENCE = Patience()


def waited(since: datetime, now: datetime, patience: Patience = DEFAULT_PATIENCE) -> Urgency:
    """The colour of somebody's wait for the custody officer. PACE 1984 s.37(10)."""
    minutes = minutes_between(since, now)
    if minutes >= patience.red:
        return Urgency.RED
    return Urgency.AMBER if minutes >= patience.amber else Urgency.IN_TIME


def check_wait_explained(
    since: datetime, decided_at: datetime, why: str, patience: Patience = DEFAULT_PATIENCE
) -> None:
    """A decision that came later than red allows says why. PACE 1984 s.37(10)."""
    minutes = minutes_between(since, decided_at)
    if minutes > patience.red and not why.strip():
        late = f"They waited {minutes // 60}h {minutes % 60}m for this decision. Say why"
        raise RuleBroken(late, rule=S37_10.section, field="wait_reason")
