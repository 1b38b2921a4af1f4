"""What the scorer alone would give if it were asked of every record: no index can find somebody more surely.

Exact, and quick enough, because the weights add up: most records are ruled out by their date of birth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.people import SomeBody, facts_of
from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.scoring import compare_names, score


@dataclass(frozen=True)
class Everybody:
    """All that is known of everybody, by date of birth."""

    by_birth: dict[Birth, list[Name]]

    @classmethod
    def of(cls, people: Iterable[SomeBody]) -> Everybody:
        found: dict[Birth, list[Name]] = {}
        for facts in map(facts_of, people):
            found.setdefault(facts.births[0], []).append(facts.names[0])
        return cls(found)

    def before(self, asked: Facts, sought: Facts) -> int:
        """How many stand before the one who is sought: all who score more, and half of those who score the same."""
        best = max((sum(each.weight for each in compare_names(name, name)) for name in asked.names), default=0.0)
        wanted = score(asked, sought).total
        others = [
            born + _named(asked.names, name)
            for birth, names in self.by_birth.items()
            if (born := _born(asked, birth)) + best >= wanted
            for name in names
        ]
        return sum(each > wanted for each in others) + (sum(each == wanted for each in others) - 1) // 2


def _born(asked: Facts, birth: Birth) -> float:
    return score(Facts(births=asked.births), Facts(births=(birth,))).total


def _named(asked: Sequence[Name], known: Name) -> float:
    return score(Facts(names=tuple(asked)), Facts(names=(known,))).total
