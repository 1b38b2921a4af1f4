"""What is owed to a victim and by when, and who has enhanced rights (INV-6, Victims' Code 2020)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from mips.core.england import working_days_after, working_days_between
from mips.core.errors import RuleBroken

CODE: Final = "victims-code"
GROUNDS: Final = "enhanced-ground"
METHODS: Final = "victim-method"
MEASURES: Final = "special-measure"
"""Reference lists: the periods of the code are the first."""
DOMESTIC_ABUSE: Final = "domestic-abuse"
NEEDS: Final = "needs"
UPDATE: Final = "update"
"""What the contact contract owes: the next word, whether or not anything has happened."""
UPDATE_TITLE: Final = "Victim update"
EVERY_DAYS: Final = 28
"""Days between updates unless the victim agrees another number."""


class Due(StrEnum):
    """How a promise stands on a day. An open one is in one of the first four and in no other."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    KEPT = "kept"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        return _SAID[self.value]


_SAID: Final = {
    "late": "Late",
    "today": "Today",
    "soon": "Next working day",
    "later": "Later",
    "kept": "Kept",
    "broken": "Broken",
}


def due_on(happened_on: date, working_days: int) -> date:
    """The last day in time: working days counted from the day after the event (INV-6)."""
    return working_days_after(happened_on, working_days)


def days_of(*, standard: int, enhanced: int, has_enhanced: bool) -> int:
    """Working days allowed: the shorter period for those with enhanced rights (INV-6)."""
    return enhanced if has_enhanced else standard


def next_update(told_on: date, every_days: int) -> date:
    """When the next update is due: so many days on, weekends counted (INV-6)."""
    return told_on + timedelta(days=every_days)


def standing(due: date, today: date) -> Due:
    """Where an open promise stands (INV-6)."""
    if due < today:
        return Due.LATE
    if due == today:
        return Due.TODAY
    return Due.SOON if due <= working_days_after(today, 1) else Due.LATER


def kept_in_time(due: date, kept_on: date) -> bool:
    """Whether it was kept by its last day (INV-6)."""
    return kept_on <= due


def said(due: date, today: date) -> str:
    """'due tomorrow', 'due in 4 days', 'late 2 working days' (INV-6)."""
    if due < today:
        late = working_days_between(due, today)
        return f"late {late} working day{'s' * (late != 1)}" if late else "late since the weekend or holiday"
    ahead = (due - today).days
    return {0: "due today", 1: "due tomorrow"}.get(ahead, f"due in {ahead} days")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A ground of enhanced rights and what proposes it."""

    code: str
    title: str
    flags: Sequence[str] = ()
    classes: Sequence[str] = ()
    under: int = 0
    """Years; 0: no age proposes it."""


def proposed(
    grounds: Iterable[Ground], *, flags: Iterable[str], ho_class: str, age: int | None
) -> Iterator[tuple[Ground, str]]:
    """Each ground that what is known speaks for, with what that is (INV-6). `age` in years at the crime."""
    set_ = set(flags)
    for each in grounds:
        if said_by := sorted(set_ & set(each.flags)):
            yield each, f"flag {', '.join(said_by).replace('-', ' ')}"
        elif ho_class and ho_class.startswith(tuple(each.classes)):
            yield each, f"offence of class {ho_class}"
        elif age is not None and age < each.under:
            yield each, f"aged {age}"


def check_enhanced(*, enhanced: bool, grounds: Sequence[str], proposed_too: Sequence[str], why: str) -> None:
    """Enhanced rights name their ground; to refuse what is proposed is explained (INV-6). Raises RuleBroken."""
    if enhanced and not grounds:
        raise RuleBroken("Select at least one ground of enhanced rights", rule="INV-6", field="grounds")
    if not enhanced and grounds:
        raise RuleBroken(
            "A ground gives enhanced rights: answer yes, or take the ground away", rule="INV-6", field="enhanced"
        )
    if not enhanced and proposed_too and not why.strip():
        raise RuleBroken("The record speaks for enhanced rights. Say why they do not apply", rule="INV-6", field="why")


def check_safe(*, domestic_abuse: bool, telephone: bool, shared: bool | None) -> None:
    """Where there is domestic abuse nobody rings a telephone that others share (INV-6). Raises RuleBroken."""
    if not telephone:
        return
    if shared is None:
        raise RuleBroken("Say whether anybody else answers or sees this telephone", rule="INV-6", field="shared")
    if shared and domestic_abuse:
        raise RuleBroken(
            "Domestic abuse: never by a telephone that others share. Agree another way", rule="INV-6", field="method"
        )


def check_contact(*, reached: bool, keeps: Sequence[str], late: bool, why_late: str) -> None:
    """An attempt keeps no promise, and one kept late says why (INV-6). Raises RuleBroken."""
    if keeps and not reached:
        raise RuleBroken("They were not reached, so no promise is kept: untick it", rule="INV-6", field="keeps")
    if late and not why_late.strip():
        raise RuleBroken("It is kept after its last day. Say why it is late", rule="INV-6", field="why_late")


def check_interpreter(*, needed: bool | None, language: str) -> None:
    """An interpreter is of a language (INV-6, right 1). Raises RuleBroken."""
    if needed and not language.strip():
        raise RuleBroken("Enter the language of the interpreter", rule="INV-6", field="language")


def check_given_up(*, theirs: bool, ended: bool) -> None:
    """Only an open promise to this victim is given up (INV-6). Raises RuleBroken."""
    if not theirs or ended:
        raise RuleBroken("This promise is not open any more", rule="INV-6")
