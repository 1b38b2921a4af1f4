"""The sets of returns that domains offer: what each counts, and the functions that count it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select

from mips.access.permissions import Permission
from mips.core.errors import NotFound
from mips.returns.rules.definition import Definition, definition_of
from mips.returns.rules.periods import Period, Span, period_of

Rows = list[tuple[object, ...]]
"""Rows of a return in a settled order, each in the order of its columns."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which return of a set, over which period, of one unit or of the whole force."""

    which: str
    period: Period
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One domain's returns. Counts hold every record, whoever draws them up: they name nobody."""

    key: str
    """As it stands in addresses and file names."""
    title: str
    rule: str
    """The rule that asks for them."""
    spans: frozenset[Span]
    definitions: Mapping[str, Sequence[Definition]]
    """Of each return every version of its definition, the first first."""
    count: Callable[[Asked], Rows]
    lines: Callable[[Asked, Sequence[str]], Select[Any]] | None = None
    """What the rows that begin with these values count, one line each: `record_id` of the record it leads to, and
    `line`, text, unique with it. None: its rows do not lead to records.
    """
    reads: Mapping[str, Permission] = field(default_factory=dict)
    """Of each return that leads to records the permission to read those: some must say why before they are listed."""
    units: Callable[[], Sequence[str]] | None = None
    """The units that it can be narrowed to. None: it is of the whole force."""

    def definition(self, asked: Asked) -> Definition:
        """The one that counts, or NotFound where there is no such return."""
        if asked.which not in self.definitions:
            raise NotFound
        return definition_of(self.definitions[asked.which], asked.period.last)


sets: dict[str, Offered] = {}


def offer_returns(offered: Offered) -> None:
    """Called from a domain's wire()."""
    sets[offered.key] = offered


def set_of(about: str) -> Offered:
    """The set of that name, or NotFound."""
    if about not in sets:
        raise NotFound
    return sets[about]


def period_in(offered: Offered, key: str) -> Period:
    """The period that is asked for, or NotFound where there is none or the set is not drawn up over such."""
    period = period_of(key)
    if period is None or period.span not in offered.spans:
        over = " or ".join(each.label for each in Span if each in offered.spans)
        raise NotFound(f"These returns are drawn up over {over}")
    return period
