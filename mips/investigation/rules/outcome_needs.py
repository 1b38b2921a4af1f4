"""What each outcome needs to be known besides its suspects: admission, consent, evidence, a policy (INV-3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mips.core.errors import RuleBroken
from mips.investigation.rules.time_limits import INDICTABLE_ONLY

if TYPE_CHECKING:
    from mips.investigation.rules.outcomes import Facts

DECIDERS: Final = "outcome-decider"
ACTIVITIES: Final = "diversion-activity"
PENALTY: Final = "penalty-offence"
CANNABIS: Final = "cannabis-khat-offence"
NEVER_MINOR: Final = "never-minor"
"""Reference lists: who decides, what 22 may be, and the offences that 6, 7 and 10 are or are not for."""
CPS: Final = "cps"
WITH_CPS: Final = frozenset({"9"})
"""Decided by the CPS and nobody else."""
REVIEWABLE: Final = frozenset({"9", "10", "11", "12", "13", "15", "17", "20", "21", "22"})
"""Decisions not to charge a suspect who is identified: the victim may ask for a review (INV-5, INV-6)."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something without which an outcome may not be, and what to say beside which field."""

    field: str
    said: str
    met: Callable[[Facts], bool]
    rule: str = "INV-3"


def lacking(code: str, facts: Facts) -> Iterator[RuleBroken]:
    """Every need of an outcome that is not met (INV-3, INV-6)."""
    for need in (*NEEDS.get(code, ()), *([TOLD_OF_REVIEW] if code in REVIEWABLE else [])):
        if not need.met(facts):
            yield RuleBroken(need.said, rule=need.rule, field=need.field)


def _evidence(what: str) -> Need:
    return Need(field="evidence", said=f"Enter {what}", met=lambda facts: bool(facts.evidence.strip()))


def _by_cps(facts: Facts) -> bool:
    indictable = any(each.category == INDICTABLE_ONLY for each in facts.offences)
    return not indictable or facts.decided_by == CPS


SUFFICIENT: Final = Need(
    field="sufficient", said="There must be enough evidence to charge", met=lambda facts: facts.sufficient is True
)
ADMITTED: Final = Need(
    field="admitted",
    said="The suspect must have admitted it. Without an admission outcome 22 may do",
    met=lambda facts: facts.admitted is True,
)
ACCEPTED: Final = Need(
    field="admitted",
    said="The suspect must accept responsibility. Where they do not outcome 22 may do",
    met=lambda facts: facts.admitted is True,
)
CONSENTED: Final = Need(
    field="consented", said="The suspect must consent to a caution", met=lambda facts: facts.consented is True
)
ADULT: Final = Need(
    field="adult", said="Enter the appropriate adult who was with them", met=lambda facts: bool(facts.adult.strip())
)
CPS_DECIDES: Final = Need(
    field="decided_by", said="For an indictable-only offence the CPS must have decided on a caution", met=_by_cps
)
NOT_CHARGED: Final = Need(
    field="code",
    said="A suspect was charged with this crime: it is outcome 1",
    met=lambda facts: not any(each.charged_on for each in facts.identified),
)
SIGNED_SCHEDULE: Final = Need(
    field="decision_reference",
    said="Enter the case and the signed schedule (MG18) that was admitted at court",
    met=lambda facts: bool(facts.reference.strip()),
)
LISTED_PENALTY: Final = Need(
    field="code",
    said="No penalty notice may be given for this offence: it is not listed in the Criminal Justice and Police Act "
    "2001 s.1",
    met=lambda facts: facts.penalty,
)
SIMPLE_POSSESSION: Final = Need(
    field="code",
    said="This outcome is for simple possession of cannabis or khat and nothing else",
    met=lambda facts: facts.cannabis,
)
MINOR: Final = Need(
    field="code",
    said="The force's policy does not hold this offence to be minor: refer it to the CPS (9), or an inspector (21)",
    met=lambda facts: facts.minor,
)
VIEW: Final = Need(
    field="victim_view",
    said="Enter what the victim said when they were asked",
    met=lambda facts: not facts.has_victim or bool(facts.victim_view.strip()),
)
SAID_BY_WHOM: Final = Need(
    field="decided_by", said="Select who decided: the police or the CPS", met=lambda facts: bool(facts.decided_by)
)
LINES: Final = Need(
    field="evidence",
    said="List the reasonable lines of enquiry here, or enter them in the plan first",
    met=lambda facts: bool(facts.lines or facts.evidence.strip()),
)
TIME_OVER: Final = Need(
    field="code",
    said="The time to charge is not over: see the reckoning above",
    met=lambda facts: facts.limit is not None and facts.limit.passed(facts.decided_on),
    rule="CAS-15",
)
ACTIVITY: Final = Need(field="activity", said="Select what the activity was", met=lambda facts: bool(facts.activity))
PROVIDER: Final = Need(
    field="provider", said="Enter who provided the activity", met=lambda facts: bool(facts.provider.strip())
)
TOLD_OF_REVIEW: Final = Need(
    field="review_told",
    said="Tell the victim that they may ask for a review of this decision, and say so here",
    met=lambda facts: not facts.has_victim or facts.review_told is True,
    rule="INV-5",
)
_YOUTH: Final = (SUFFICIENT, ADMITTED, ADULT)
_ADULT: Final = (SUFFICIENT, ADMITTED, CONSENTED, CPS_DECIDES)

NEEDS: Final[Mapping[str, Sequence[Need]]] = {
    "2": _YOUTH,
    "2A": _YOUTH,
    "3": _ADULT,
    "3A": _ADULT,
    "4": (NOT_CHARGED, SIGNED_SCHEDULE),
    "5": (NOT_CHARGED, SUFFICIENT, _evidence("the proof of death: the certificate, or the coroner's reference")),
    "6": (LISTED_PENALTY,),
    "7": (SIMPLE_POSSESSION,),
    "8": (ACCEPTED, VIEW),
    "10": (MINOR,),
    "11": (_evidence("the safeguarding referral: to whom and its reference"),),
    "12": (_evidence("the medical evidence: whose and of what day"),),
    "14": (_evidence("the victim's signed statement, or what else records what they said"),),
    "15": (SAID_BY_WHOM, _evidence("the key gap in the evidence")),
    "16": (_evidence("the record of the victim's withdrawal: their statement, or what else holds it"),),
    "17": (TIME_OVER,),
    "18": (LINES,),
    "20": (_evidence("whom at the agency deals with it, and how they are reached"),),
    "22": (ACTIVITY, PROVIDER, _evidence("what shows that the activity was completed"), VIEW),
}
"""Outcome -> what it needs besides its suspects, its victim and its reasons."""


def needing(field: str) -> list[str]:
    """The outcomes for which a field of the form is asked (INV-3)."""
    found = [code for code, needs in NEEDS.items() if any(need.field == field for need in needs)]
    return found + (sorted(REVIEWABLE, key=int) if field == "review_told" else [])
