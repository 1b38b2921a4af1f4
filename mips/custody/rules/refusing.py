"""How a refusal of senior decisions is worded: the reason, the section, and what may be done instead."""

from __future__ import annotations

from collections.abc import Callable

from mips.core.errors import RuleBroken
from mips.core.law import Source


def all_at_once(*checks: Callable[[], object]) -> None:
    """Carry out every check; what any refuses is refused together, as the pre-conditions of PACE 1984 s.50A are."""
    broken: list[RuleBroken] = []
    for check in checks:
        try:
            check()
        except RuleBroken as refusal:
            broken.append(refusal)
    if broken:
        first, *others = (each for refusal in broken for each in refusal.every)
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=others) from None


def refused(reason: str, source: Source, *, instead: str = "", field: str | None = None) -> RuleBroken:
    """'The reason (section). What may be done instead', to be raised. As 'PACE 1984 s.42(4)'."""
    more = f". {instead}" if instead else ""
    return RuleBroken(f"{reason} ({source.section}){more}", rule=source.section, field=field)
