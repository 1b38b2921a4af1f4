"""The risk of letting somebody go, asked of everybody before they leave (CUS-12)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from mips.core.errors import RuleBroken
from mips.custody.rules.sources import S39_1


class GoingRisk(StrEnum):
    """What may happen to them, or by them, once they have left."""

    SELF_HARM = "self-harm"
    CHILD_ABUSE_ALLEGED = "alleged-child-abuse"
    FIRST_TIME = "first-time"
    UNWELL = "unwell"
    INTOXICATED = "intoxicated"
    VULNERABLE = "vulnerable"
    NOWHERE_TO_GO = "nowhere-to-go"
    AT_RISK_FROM_OTHERS = "at-risk-from-others"
    RISK_TO_OTHERS = "risk-to-others"
    DEPENDANTS = "dependants"

    @property
    def label(self) -> str:
        return _RISKS[self]


_RISKS = {
    GoingRisk.SELF_HARM: "Self-harm or suicide: said so, tried before, or seems so",
    GoingRisk.CHILD_ABUSE_ALLEGED: "Suspected of sexual offences against children (high risk of suicide)",
    GoingRisk.FIRST_TIME: "First time in custody, or losing work, home or family by this",
    GoingRisk.UNWELL: "Ill, injured or without their medicine",
    GoingRisk.INTOXICATED: "Still under the influence of drink or drugs",
    GoingRisk.VULNERABLE: "Vulnerable, or a child",
    GoingRisk.NOWHERE_TO_GO: "No safe place to go, or no way to get there",
    GoingRisk.AT_RISK_FROM_OTHERS: "In danger from others",
    GoingRisk.RISK_TO_OTHERS: "A danger to others: partner, family, witnesses",
    GoingRisk.DEPENDANTS: "Children, adults or animals depend on them",
}


def check_assessment(
    risks: Collection[GoingRisk], *, refused: bool, none_of_these: bool, feeling: str, action_plan: str, transport: str
) -> None:
    """Asked and answered, with a plan wherever there is a risk or it is unknown. PACE 1984 s.39(1), CUS-12.

    Nothing is taken as answered: either risks, or that there are none, or that they would not answer.
    """
    if not (risks or none_of_these or refused):
        raise _broken("Select the risks, or that there are none of these", "risks")
    if risks and none_of_these:
        raise _broken("Risks are selected, so there cannot be none of these", "none_of_these")
    if not refused and not feeling.strip():
        raise _broken("Write how they say they feel about leaving", "feeling")
    if (risks or refused) and not action_plan.strip():
        raise _broken("Write what is done about the risk, or about not knowing it", "action_plan")
    if not transport.strip():
        raise _broken("Write how they get where they are going", "transport")


def _broken(detail: str, field: str) -> RuleBroken:
    return RuleBroken(detail, rule=S39_1.section, field=field)
