"""How a refusal of senior decisions is worded: the reason, the section, and what may be done instead."""

from __future__ import annotations

from mips.core.errors import RuleBroken
from mips.core.law import Source


def refused(reason: str, source: Source, *, instead: str = "", field: str | None = None) -> RuleBroken:
    """'The reason (section). What may be done instead', to be raised. As 'PACE 1984 s.42(4)'."""
    more = f". {instead}" if instead else ""
    return RuleBroken(f"{reason} ({source.section}){more}", rule=source.section, field=field)
