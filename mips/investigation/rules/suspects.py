"""Where a suspect stands in a crime, and what may follow (INV-8, DPA 2018 s.38(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mips.core.errors import RuleBroken

LIST: Final = "suspect-status"
"""The reference list that holds the statuses; those that a rule speaks of are named here."""
SUSPECT: Final = "suspect"
ARRESTED: Final = "arrested"
CHARGED: Final = "charged"
ELIMINATED: Final = "eliminated"
PERSON_OF_INTEREST: Final = "person-of-interest"
NO_FURTHER_ACTION: Final = "no-further-action"

NOT_SUSPECTED: Final = frozenset({PERSON_OF_INTEREST, ELIMINATED, NO_FURTHER_ACTION})
"""Somebody of whom this is said is not identified as the offender."""
BY_CUSTODY: Final = frozenset({ARRESTED, CHARGED})
"""Statuses that follow from what happens in custody and are not set by hand."""


@dataclass(frozen=True)
class AfterRelease:
    """What a release without charge makes of a suspect, and what it makes due to the victims (INV-6, INV-8)."""

    said: str
    owes: str
    """What begins it on the list `victims-code`."""
    status: str = ""
    """Empty: where they stand is decided in the investigation."""


AFTER_RELEASE: Final = {
    "bailed": AfterRelease("Bailed", "bailed", "bailed"),
    "under-investigation": AfterRelease("Released under investigation", "released", "released-under-investigation"),
    "no-further-action": AfterRelease("Released without charge", "released"),
    "refused": AfterRelease("Detention refused", "released"),
}
"""How custody names the end of a detention -> what follows."""


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """What the outcome of a crime depends on, of one suspect."""

    status: str
    born_on: date | None = None
    charged_on: date | None = None
    before_court: bool = False

    @property
    def identified(self) -> bool:
        """Named as the one who did it, and not ruled out since."""
        return self.status not in NOT_SUSPECTED


def check_change(now: str, then: str, *, why: str) -> None:
    """Refuse a status that only custody gives, a change to the same, and ruling out without a reason (INV-8)."""
    if then in BY_CUSTODY:
        raise RuleBroken("This follows from the custody record and is not set by hand", rule="INV-8", field="status")
    if then == now:
        raise RuleBroken("This is the status already", rule="INV-8", field="status")
    if now == CHARGED:
        raise RuleBroken("A suspect who has been charged is the court's to clear", rule="INV-8", field="status")
    if then in NOT_SUSPECTED and not why.strip():
        raise RuleBroken("Say why", rule="INV-8", field="why")


def check_party(*, both: bool) -> None:
    """Nobody is suspect and victim of one crime: a counter-allegation is a crime of its own (NC-8). RuleBroken."""
    if both:
        raise RuleBroken(
            "One person is not suspect and victim of the same crime. Where each says it of the other, record a crime "
            "for each",
            rule="NC-8",
            field="person_id",
        )


def age_on(born_on: date, on: date) -> int:
    """Whole years (INV-3: 10, 18)."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
