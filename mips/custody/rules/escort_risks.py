"""What an escort must know of somebody: each kind of risk, where the record knows it from, and how it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.rules.incidents import IncidentKind
from mips.custody.rules.release_risk import GoingRisk
from mips.custody.rules.sources_of_escort import PER


class EscortRisk(StrEnum):
    """The kinds of risk that a person escort record answers, in its order (CUS-21)."""

    SELF_HARM = "self-harm"
    VIOLENCE = "violence"
    ESCAPE = "escape"
    ARSON = "arson"
    HOSTAGE = "hostage-taking"
    WEAPONS = "weapons"
    CONCEALMENT = "concealment"
    INFECTION = "infection"
    ILLNESS = "illness"
    SUBSTANCES = "substances"
    MENTAL_HEALTH = "mental-health"
    DISABILITY = "disability"
    PREGNANCY = "pregnancy"
    VULNERABLE = "vulnerable"
    SEXUAL = "sexual"
    DOMESTIC = "domestic"
    CONFLICT = "conflict"
    TERRORISM = "terrorism"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final = {
    EscortRisk.SELF_HARM: "Self-harm or suicide",
    EscortRisk.VIOLENCE: "Violence, also to staff",
    EscortRisk.ESCAPE: "Escape, or an attempt",
    EscortRisk.ARSON: "Arson",
    EscortRisk.HOSTAGE: "Taking hostages",
    EscortRisk.WEAPONS: "Weapons, firearms or explosives",
    EscortRisk.CONCEALMENT: "Hides drugs or articles, or has swallowed something",
    EscortRisk.INFECTION: "Infection or contamination",
    EscortRisk.ILLNESS: "Illness, injury or allergy",
    EscortRisk.SUBSTANCES: "Alcohol or drugs: affected, dependent or withdrawing",
    EscortRisk.MENTAL_HEALTH: "Mental ill-health",
    EscortRisk.DISABILITY: "Disability, or help needed to understand",
    EscortRisk.PREGNANCY: "Pregnant, or may be",
    EscortRisk.VULNERABLE: "Child or vulnerable adult",
    EscortRisk.SEXUAL: "Sexual offences, or a risk to children",
    EscortRisk.DOMESTIC: "Domestic abuse, stalking or harassment",
    EscortRisk.CONFLICT: "Gang or conflict: keep apart from others",
    EscortRisk.TERRORISM: "Terrorism or extremism",
    EscortRisk.OTHER: "Anything else that an escort must know",
}

MARKERS: Final[Mapping[str, EscortRisk]] = {
    "violent": EscortRisk.VIOLENCE,
    "weapons": EscortRisk.WEAPONS,
    "firearms": EscortRisk.WEAPONS,
    "explosives": EscortRisk.WEAPONS,
    "escaper": EscortRisk.ESCAPE,
    "conceals": EscortRisk.CONCEALMENT,
    "drugs": EscortRisk.SUBSTANCES,
    "self-harm": EscortRisk.SELF_HARM,
    "suicidal": EscortRisk.SELF_HARM,
    "mental-health": EscortRisk.MENTAL_HEALTH,
    "ailment": EscortRisk.ILLNESS,
    "allergies": EscortRisk.ILLNESS,
    "contagious": EscortRisk.INFECTION,
    "sex-offender": EscortRisk.SEXUAL,
    "risk-to-children": EscortRisk.SEXUAL,
    "domestic-abuse": EscortRisk.DOMESTIC,
}
"""Code of the list warning-marker -> the risk it tells of. One that the list has been given since is of OTHER."""

ANSWERS: Final[Mapping[str, EscortRisk]] = {
    "injury": EscortRisk.ILLNESS,
    "ill": EscortRisk.ILLNESS,
    "head-injury": EscortRisk.ILLNESS,
    "condition": EscortRisk.ILLNESS,
    "pregnant": EscortRisk.PREGNANCY,
    "mental-health": EscortRisk.MENTAL_HEALTH,
    "self-harm-ever": EscortRisk.SELF_HARM,
    "self-harm-now": EscortRisk.SELF_HARM,
    "alcohol": EscortRisk.SUBSTANCES,
    "alcohol-dependent": EscortRisk.SUBSTANCES,
    "drugs": EscortRisk.SUBSTANCES,
    "drugs-dependent": EscortRisk.SUBSTANCES,
    "swallowed": EscortRisk.CONCEALMENT,
    "learning": EscortRisk.DISABILITY,
    "help": EscortRisk.DISABILITY,
}
"""Code of the list risk-question -> the risk that a yes, or no answer, tells of. The others tell an escort of none."""

SEEN: Final[Mapping[str, EscortRisk]] = {
    "smells-alcohol": EscortRisk.SUBSTANCES,
    "drunk": EscortRisk.SUBSTANCES,
    "drugged": EscortRisk.SUBSTANCES,
    "drowsy": EscortRisk.ILLNESS,
    "injured": EscortRisk.ILLNESS,
    "self-harm-scars": EscortRisk.SELF_HARM,
    "distressed": EscortRisk.SELF_HARM,
    "withdrawn": EscortRisk.SELF_HARM,
    "confused": EscortRisk.DISABILITY,
    "aggressive": EscortRisk.VIOLENCE,
    "first-time": EscortRisk.SELF_HARM,
    "offence": EscortRisk.SELF_HARM,
}
"""Code of the list risk-observation -> the risk."""

INCIDENTS: Final[Mapping[IncidentKind, EscortRisk]] = {
    IncidentKind.SELF_HARM: EscortRisk.SELF_HARM,
    IncidentKind.MEDICAL: EscortRisk.ILLNESS,
    IncidentKind.ESCAPE: EscortRisk.ESCAPE,
    IncidentKind.RESTRAINT: EscortRisk.VIOLENCE,
    IncidentKind.ASSAULT: EscortRisk.VIOLENCE,
    IncidentKind.SERIOUS_INJURY: EscortRisk.ILLNESS,
}

GOING: Final[Mapping[GoingRisk, EscortRisk]] = {
    GoingRisk.SELF_HARM: EscortRisk.SELF_HARM,
    GoingRisk.CHILD_ABUSE_ALLEGED: EscortRisk.SELF_HARM,
    GoingRisk.UNWELL: EscortRisk.ILLNESS,
    GoingRisk.INTOXICATED: EscortRisk.SUBSTANCES,
    GoingRisk.VULNERABLE: EscortRisk.VULNERABLE,
    GoingRisk.AT_RISK_FROM_OTHERS: EscortRisk.CONFLICT,
    GoingRisk.RISK_TO_OTHERS: EscortRisk.VIOLENCE,
}


@dataclass(frozen=True, kw_only=True)
class KnownRisk:
    """What the record knows of one kind of risk: in words, and since which day."""

    risk: EscortRisk
    text: str
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """How a risk was answered for an escort: whether there is one, what for, and from which day that is.

    `applies` is None while nothing was answered.
    """

    risk: EscortRisk
    applies: bool | None
    evidence: str = ""
    on: date | None = None


def answers(given: Sequence[Answered], *, none_of_the_others: bool, known: Iterable[KnownRisk] = ()) -> list[Answered]:
    """Every kind of risk with its answer, in order. APP Moving detainees, PACE 1984 s.39(1), CUS-21.

    Nothing is taken as answered: each is, or is said to be none of the others. A risk that the record knows may not be
    closed in that way, and answering it with no needs the reason. Raises InputInvalid or RuleBroken.
    """
    told = {each.risk: each for each in given if each.applies is not None}
    if len({each.risk for each in given}) != len(given):
        raise InputInvalid({"risks": ["Answer each kind of risk once"]})
    known_of = {each.risk for each in known}
    open_ones = [risk for risk in EscortRisk if risk not in told and (risk in known_of or not none_of_the_others)]
    if open_ones:
        named = "; ".join(risk.label.lower() for risk in open_ones)
        raise InputInvalid({"none_of_the_others": [f"Answer each, or say that there are none of the others: {named}"]})
    for place, each in enumerate(given):
        _check_told(each, place, known=each.risk in known_of)
    return [told.get(risk, Answered(risk=risk, applies=False)) for risk in EscortRisk]


def _check_told(each: Answered, place: int, *, known: bool) -> None:
    if each.applies is None or each.evidence.strip() or (not each.applies and not known):
        return
    more = "what it is, and what must be done about it" if each.applies else "why not: the record knows of it"
    detail = f"{each.risk.label}: say {more}"
    raise RuleBroken(detail, rule=PER.section, field=f"risks-{place}-evidence")


def became_known(now: Iterable[str], then: Iterable[str]) -> list[str]:
    """What the record says now that it did not say then, in order. APP Moving detainees, PACE 1984 s.39(1)."""
    before = set(then)
    return [each for each in dict.fromkeys(now) if each not in before]
