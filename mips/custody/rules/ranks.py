"""Ranks as an event names them: the words of the service, each as the order of ranks that statutes speak of (ROL-1)."""

from __future__ import annotations

from typing import Final

from mips.access.permissions import Rank

RANKS: Final[dict[str, Rank]] = {rank.name.lower(): rank for rank in Rank} | {
    "pcso": Rank.STAFF,
    "detention_officer": Rank.STAFF,
    "assistant_chief_constable": Rank.COMMANDER,
    "deputy_chief_constable": Rank.ASSISTANT_COMMISSIONER,
    "deputy_commissioner": Rank.COMMISSIONER,
    "chief_constable": Rank.COMMISSIONER,
}
"""A detective's rank is the same rank: `detective_` may stand before it."""


def rank_named(name: str) -> Rank:
    """The rank of a name such as `superintendent` or `detective_inspector`. Raises ValueError for an unknown one."""
    plain = name.removeprefix("detective_")
    if plain not in RANKS:
        raise ValueError(f"must be a rank, one of {', '.join(RANKS)}")
    return RANKS[plain]
