"""What a return counts, in which version since when; what is otherwise when it is counted again; when it is signed off.

A definition is never edited once a return was made by it: a change is another version, with the day it counts from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mips.core.errors import RuleBroken
from mips.returns.rules.periods import Period

NOT_RECORDED: Final = "not recorded"
"""What a column says of which nothing is kept: never a nought."""
ADR: Final = "Home Office Annual Data Requirement"
"""The list of figures that the Home Secretary requires of each force every year (ADR)."""
FIRST_COLLECTED: Final = date(2022, 4, 1)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a return counts, since when in these words. A row of it is of `by` and has `figures`, in that order."""

    title: str
    counts: str
    source: str
    by: tuple[str, ...] = ()
    figures: tuple[str, ...]
    version: int = 1
    since: date = FIRST_COLLECTED

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.by, *self.figures)


def definition_of(versions: Sequence[Definition], on: date) -> Definition:
    """The version that counts on a day, the earliest for days before it. CUS-23, INV-14, PACE 1984 s.50."""
    return max((each for each in versions if each.since <= on), key=lambda each: each.since, default=versions[0])


def differences(definition: Definition, before: Iterable[Sequence[str]], after: Iterable[Sequence[str]]) -> list[str]:
    """What is otherwise in a return counted again: rows that came, went or have other figures. CUS-23, INV-14.

    Rows as text, in the order of the columns.
    """
    was, now = _by_group(definition, before), _by_group(definition, after)
    found = [_difference(key, was.get(key), now.get(key)) for key in dict.fromkeys((*was, *now))]
    return [each for each in found if each]


def check_may_be_signed_off(period: Period, today: date, *, changed: bool, rule: str) -> None:
    """A period is signed off once it is over, and again only when its figures have changed. CUS-23, INV-14.

    `rule` is the one that asks for the returns. Raises RuleBroken.
    """
    if today <= period.last:
        raise RuleBroken(
            f"The period is not over: it ends on {period.last:%-d %b %Y}. Its figures can be looked at until then",
            rule=rule,
            field="period",
        )
    if not changed:
        raise RuleBroken("Nothing is otherwise than what was signed off last, so it stands", rule=rule)


def _by_group(definition: Definition, rows: Iterable[Sequence[str]]) -> dict[tuple[str, ...], dict[str, str]]:
    groups = len(definition.by)
    return {tuple(row[:groups]): dict(zip(definition.figures, row[groups:], strict=True)) for row in rows}


def _difference(key: tuple[str, ...], was: dict[str, str] | None, now: dict[str, str] | None) -> str:
    """'14 to 17, male: detentions 3, was 2'; empty where nothing is otherwise."""
    if was == now:
        return ""
    figures = [
        f"{name.replace('_', ' ')} {(now or {}).get(name) or 'none'}, was {(was or {}).get(name) or 'none'}"
        for name in (now or was or {})
        if (now or {}).get(name) != (was or {}).get(name)
    ]
    return f"{', '.join(key) or 'All'}: {'; '.join(figures)}"
