"""What stands in the way of finalising a crime, all at once (INV-5, F44). The closing page and the act ask here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mips.core.errors import RuleBroken

SECTION: Final = "INV-5"
GROUPS: Final = "retention-group"
"""The reference list of groups of review, retention and disposal (INT-9)."""
NO_INTELLIGENCE: Final = "no-intelligence"
EXHIBITS_KEPT: Final = "exhibits-kept"
SOME: Final = 5
"""So many of a kind are named; of more the rest is counted."""


@dataclass(frozen=True)
class Unmet:
    """One condition that is not met: its code leads to where it is mended."""

    code: str
    said: str
    rule: str = SECTION


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What is known of a crime that is to be closed."""

    outcome: str = ""
    """The outcome that is proposed; empty: none is."""
    rationale: str = ""
    has_victim: bool = False
    victim_told: bool = False
    reviewable: bool = False
    """A victim may ask for a review of it: a decision not to charge somebody who was identified."""
    review_told: bool = False
    """They were told so."""
    exhibits: Sequence[str] = ()
    """Marks of those that are here and of which nobody has said what becomes of them."""
    exhibits_said: bool = False
    """Somebody said why they are kept."""
    actions: Sequence[int] = ()
    """Numbers of those without a result."""
    intelligence: int = 0
    """Reports that say they came of it."""
    no_intelligence: bool = False
    """Somebody said why there is none to submit."""
    group: int | None = None
    """Of review, retention and disposal."""


def unmet(facts: Closing) -> list[Unmet]:
    """Every condition of INV-5 that is not met, but for the signature itself."""
    return list(_unmet(facts))


def _unmet(facts: Closing) -> Iterator[Unmet]:
    yield from _of_the_outcome(facts)
    if facts.exhibits and not facts.exhibits_said:
        yield Unmet("exhibits", f"Nobody has said what becomes of {_some(facts.exhibits, 'exhibit')}", "INV-9")
    if facts.actions:
        yield Unmet("actions", f"No result yet of {_some([str(each) for each in facts.actions], 'action')}", "INV-8")
    if not facts.intelligence and not facts.no_intelligence:
        yield Unmet("intelligence", "No intelligence was submitted, and nobody has said that there is none")
    if facts.group is None:
        yield Unmet("group", "No group for review, retention and disposal is set", "INT-9")


def _of_the_outcome(facts: Closing) -> Iterator[Unmet]:
    if not facts.outcome:
        yield Unmet("outcome", "No outcome is proposed")
        return
    if not facts.rationale.strip():
        yield Unmet("outcome", "The outcome has no reasons")
    if facts.has_victim and not facts.victim_told:
        yield Unmet("victim", "The victim has not been told of the outcome", "INV-6")
    if facts.has_victim and facts.reviewable and not facts.review_told:
        yield Unmet("victim", "The victim has not been told that they may ask for a review")


def check_closed(facts: Closing) -> None:
    """Refuse to finalise what is not done with, with every reason (INV-5). Raises RuleBroken."""
    found = [RuleBroken(each.said, rule=each.rule) for each in unmet(facts)]
    if found:
        first, *first.also = found
        raise first


def _some(names: Sequence[str], what: str) -> str:
    rest = len(names) - SOME
    said = ", ".join(names[:SOME]) + (f" and {rest} more" if rest > 0 else "")
    return f"{what}{'s' if len(names) > 1 else ''} {said}"
