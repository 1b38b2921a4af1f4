"""Which outcome a crime may be given, by whom, and on what conditions (INV-3, INV-5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.outcome_needs import lacking
from mips.investigation.rules.suspects import Suspect, age_on
from mips.investigation.rules.time_limits import Limit, ToCharge

LIST: Final = "outcome"
"""The reference list that holds the outcomes: whether a suspect is identified, who decides, what is needed."""
CHARGED: Final = "1"

POSITIVE: Final = frozenset({"1", "1A", "2", "2A", "3", "3A", "4", "5", "6", "7", "8"})
"""What counts as a positive outcome; 22 is shown apart, and no outcome is never counted as one (INV-3)."""
DIVERTED: Final = "22"

_NO_SUSPECT: Final = frozenset({"14", "18"})
CHARGES: Final = frozenset({"1", "1A"})
_YOUTHS: Final = frozenset({"2", "2A"})
_ADULTS: Final = frozenset({"3", "3A", "6", "7"})
_SUPERVISOR: Final = frozenset({"5", "10", "11", "12", "13", "14", "17", "18", "20"})
_INSPECTOR: Final = frozenset({"21"})
_NOT_OURS: Final = frozenset({"19"})
_SUPPORT: Final = {"14": False, "15": True, "16": False}

SERGEANT, INSPECTOR = 2, 3
"""Ranks of ROL-1."""
AGE_OF_RESPONSIBILITY, ADULT = 10, 18
IN_USE_FROM: Final = {"22": date(2019, 4, 1)}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a crime when its outcome is decided."""

    decided_on: date
    occurred_on: date | None
    suspects: Sequence[Suspect] = ()
    has_victim: bool = True
    victim_told_on: date | None = None
    victim_supports: bool | None = None
    rationale: str = ""
    reference: str = ""
    """Number of the decision, agency or charge the outcome rests on."""
    completed_on: date | None = None
    """For 22: when the activity was completed."""
    admitted: bool | None = None
    """They admitted it, or for 8 accept responsibility."""
    consented: bool | None = None
    """To a caution."""
    sufficient: bool | None = None
    """There is enough evidence to charge."""
    adult: str = ""
    """The appropriate adult who was with a youth."""
    decided_by: str = ""
    """An item of the list `outcome-decider`."""
    evidence: str = ""
    """What it rests on: proof of death, medical evidence, a withdrawal, the gap, lines of enquiry."""
    victim_view: str = ""
    activity: str = ""
    provider: str = ""
    review_told: bool | None = None
    """The victim was told that they may ask for a review."""
    offences: Sequence[ToCharge] = ()
    penalty: bool = False
    """Every offence is one that a penalty notice may be given for."""
    cannabis: bool = False
    """Every offence is simple possession of cannabis or khat."""
    minor: bool = False
    """The force's policy holds every offence to be minor."""
    limit: Limit | None = None
    """Until when it may be charged."""
    lines: int = 0
    """Lines of enquiry in the plan."""

    @property
    def identified(self) -> list[Suspect]:
        return [each for each in self.suspects if each.identified]


def rank_needed(code: str) -> int:
    """The rank that must sign an outcome off: a supervisor's, an inspector's for 21 (INV-3, INV-5)."""
    return INSPECTOR if code in _INSPECTOR else SERGEANT


def check_counts(*, cancelled: bool) -> None:
    """A cancelled crime has left the counts and is given no outcome (INV-4). Raises RuleBroken."""
    if cancelled:
        raise RuleBroken("This crime is cancelled and is given no outcome", rule="INV-4")


def check_outcome(code: str, facts: Facts) -> None:
    """Refuse an outcome whose conditions are not met (INV-3, INV-5, INV-6). Raises RuleBroken with every reason."""
    if code in _NOT_OURS:
        raise _broken("Only the national fraud reporting centre sets this outcome")
    if facts.decided_on < IN_USE_FROM.get(code, date.min):
        raise _broken("This outcome was not yet in use on that day", "decided_on")
    if wrong := list(_wrong(code, facts)):
        first, *also = wrong
        raise RuleBroken(first.detail, rule=first.rule, field=first.field, also=also)


def _wrong(code: str, facts: Facts) -> Iterator[RuleBroken]:
    yield from _suspects(code, facts)
    yield from _ages(code, facts)
    yield from _charge(code, facts)
    yield from _victim(code, facts)
    yield from _said(code, facts)
    yield from lacking(code, facts)


def _suspects(code: str, facts: Facts) -> Iterator[RuleBroken]:
    if code in _NO_SUSPECT and facts.identified:
        yield _broken("A suspect is named. Eliminate them with the reason, or choose an outcome with a suspect")
    if code not in _NO_SUSPECT and not facts.identified:
        yield _broken("This outcome needs a suspect who has been identified. Add the suspect first")


def _ages(code: str, facts: Facts) -> Iterator[RuleBroken]:
    ages = [age_on(each.born_on, facts.occurred_on) for each in facts.identified if each.born_on and facts.occurred_on]
    if code not in _YOUTHS | _ADULTS | {"11"} or not facts.identified:
        return
    if not ages:
        yield _broken("The suspect's date of birth is not known, and this outcome depends on their age")
    elif code == "11" and min(ages) >= AGE_OF_RESPONSIBILITY:
        yield _broken("No suspect was under 10 at the time of the offence")
    elif code in _YOUTHS and not any(AGE_OF_RESPONSIBILITY <= age < ADULT for age in ages):
        yield _broken("No suspect was aged 10 to 17 at the time of the offence")
    elif code in _ADULTS and max(ages) < ADULT:
        yield _broken("No suspect was 18 or over at the time of the offence")


def _charge(code: str, facts: Facts) -> Iterator[RuleBroken]:
    if code in CHARGES and not any(each.charged_on for each in facts.identified):
        yield _broken("No suspect has been charged or summonsed")
    if code == "4" and not any(each.before_court for each in facts.identified):
        yield _broken("No suspect has a court case in which it could be taken into consideration")


def _victim(code: str, facts: Facts) -> Iterator[RuleBroken]:
    if not facts.has_victim:
        return
    wanted = _SUPPORT.get(code)
    if wanted is not None and facts.victim_supports is not wanted:
        said = "supports" if wanted else "does not support"
        yield _broken(f"This outcome is for when the victim {said} the investigation", "victim_supports")
    if facts.victim_told_on is None:
        yield _broken("Enter the day the victim was told", "victim_told_on", rule="INV-6")


def _said(code: str, facts: Facts) -> Iterator[RuleBroken]:
    if not facts.rationale.strip():
        yield _broken("Enter the reasons for this outcome", "rationale", rule="INV-5")
    if code in {"9", "20"} and not facts.reference.strip():
        wanted = "the CPS decision (MG3)" if code == "9" else "the agency that deals with it"
        yield _broken(f"Enter the reference of {wanted}", "decision_reference")
    if code == "22" and facts.completed_on is None:
        yield _broken("Outcome 22 is set only after the activity is completed. Enter when it was", "completed_on")


def check_sign_off(code: str, *, rank: int, proposed_by_me: bool) -> None:
    """Somebody else of the rank the outcome needs signs it off (INV-3, INV-5, ROL-3 RL-1(c))."""
    if proposed_by_me:
        raise RuleBroken("You proposed this outcome: somebody else must sign it off", rule="RL-1(c)")
    if rank < rank_needed(code):
        who = "An inspector" if rank_needed(code) == INSPECTOR else "A sergeant"
        raise RuleBroken(f"{who} or above must sign this outcome off", rule="INV-3")


def _broken(detail: str, field: str = "code", *, rule: str = "INV-3") -> RuleBroken:
    return RuleBroken(detail, rule=rule, field=field)
