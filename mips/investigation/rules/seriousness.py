"""Which of several offences is the most serious: the one that is counted, and whether a change makes it less so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mips.investigation.rules.recording import RecordingRule

LIST: Final = "crime-seriousness"
"""The reference list that holds the order."""
TRIAL: Final = {"CI": "indictable only", "CE": "either way", "CS": "summary", "CM": "summary motoring"}
"""How an offence may be tried, the most serious first (CAS-3)."""

PRINCIPAL_RULE: Final = RecordingRule(
    code="NC-8",
    edition="from April 2023",
    text="Of several offences in one incident against the same victim, the most serious is the crime that is counted.",
)


@dataclass(frozen=True, kw_only=True)
class Graded:
    """An offence, as far as its seriousness depends on it."""

    title: str
    ho_class: str
    category: str
    """CI, CE, CS or CM, as the offence list has it."""


@dataclass(frozen=True, order=True)
class Weight:
    """Where an offence stands: the lower, the more serious."""

    place: int
    trial: int


def weight(offence: Graded, order: Sequence[tuple[str, str]]) -> Weight:
    """Its place in the force's order of (class, title), and how it may be tried (NC-8, INV-2)."""
    trial = list(TRIAL).index(offence.category) if offence.category in TRIAL else len(TRIAL)
    return Weight(_place(offence.ho_class, order), trial)


def rests_on(offence: Graded, order: Sequence[tuple[str, str]]) -> str:
    """What its seriousness rests on, in words (NC-8)."""
    place = _place(offence.ho_class, order)
    if place < len(order):
        return f"{offence.title} (class {offence.ho_class}: {order[place][1]}, place {place + 1} of {len(order)})"
    tried = TRIAL.get(offence.category, "how it is tried is not known")
    return f"{offence.title} (class {offence.ho_class or 'not known'}, not in the order: {tried})"


def principal(offences: Sequence[Graded], order: Sequence[tuple[str, str]]) -> int:
    """Which of them is counted: the most serious, the first named among equals (NC-8)."""
    return min(range(len(offences)), key=lambda n: (weight(offences[n], order), n))


def why_principal(offences: Sequence[Graded], order: Sequence[tuple[str, str]]) -> str:
    """Why it is that one; empty where there is only one to count (NC-8)."""
    first, *rest = sorted(offences, key=lambda each: weight(each, order))
    others = "; ".join(rests_on(each, order) for each in rest)
    return f"Counted: {rests_on(first, order)}. Not counted: {others}" if others else ""


def less_serious(before: Graded, after: Graded, order: Sequence[tuple[str, str]]) -> bool:
    """Whether a change makes a crime less serious than it was recorded as (INV-2)."""
    return weight(after, order) > weight(before, order)


def _place(ho_class: str, order: Sequence[tuple[str, str]]) -> int:
    fitting = (n for n, (code, _) in enumerate(order) if ho_class and ho_class.startswith(code))
    return next(fitting, len(order))


def crimes_for(victims: int, *, joint: bool) -> list[list[int]]:
    """Which victims share a crime: each has their own, however many did it, but those hurt as one share it (NC-8).

    `joint`: as owners of one thing that was taken or damaged. Without a victim there is one crime, against the state.
    """
    everybody = list(range(victims))
    return [everybody] if joint or victims <= 1 else [[each] for each in everybody]
