"""The risk assessment of a detainee: what must be answered, what earlier records say against it, what follows from it.

Asked afresh each time and never answered in advance (CUS-12). The questions are data: see the list risk-question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.rules.observation import Level
from mips.custody.rules.sources_of_care import C_3_6, C_3_8


class RiskBlock(StrEnum):
    """Questions asked together and closed by one 'none of these'. The value stands in the list of questions."""

    BODY = "body"
    MEDICINE = "medicine"
    MIND = "mind"
    SUBSTANCES = "substances"
    NEEDS = "needs"
    WISHES = "wishes"

    @property
    def label(self) -> str:
        return _BLOCKS[self]


_BLOCKS = {
    RiskBlock.BODY: "Illness and injury",
    RiskBlock.MEDICINE: "Medicine",
    RiskBlock.MIND: "Mental health and self-harm",
    RiskBlock.SUBSTANCES: "Alcohol and drugs",
    RiskBlock.NEEDS: "Needs, and people who depend on them",
    RiskBlock.WISHES: "What they would like",
}


class Reply(StrEnum):
    """What was answered. Not to answer is an answer."""

    YES = "yes"
    NO = "no"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "no": "No"}.get(self.value, "Would not say")


@dataclass(frozen=True, kw_only=True)
class Weight:
    """What a yes, or something the officer saw, makes advisable."""

    level: Level = Level.GENERAL
    rousing: bool = False
    hcp: bool = False

    @classmethod
    def of(cls, extra: Mapping[str, Any]) -> Weight:
        """As the list has it: level, rousing, hcp."""
        return cls(
            level=Level(int(extra.get("level", 1))), rousing=bool(extra.get("rousing")), hcp=bool(extra.get("hcp"))
        )


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as it is worded on a day. `lasting`: a yes in an earlier record still tells against a no.

    `markers` are the kinds of warning marker that do so too.
    """

    code: str
    text: str
    says: str = ""
    """What a yes means, in a few words."""
    block: RiskBlock
    since: date | None = None
    weight: Weight = field(default_factory=Weight)
    lasting: bool = False
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the rule makes of an assessment; the officer decides."""

    level: Level
    rousing: bool
    hcp: bool
    reasons: tuple[str, ...]


def answered(
    questions: Sequence[Question], given: Mapping[str, Reply], *, none_of: Collection[RiskBlock]
) -> dict[str, Reply]:
    """Every question with its answer: a block closed by 'none of these' answers no where nothing else was said.

    Raises InputInvalid naming each block with a question that was neither answered nor closed. Code C 3.6.
    """
    missing = {each.block for each in questions if each.code not in given and each.block not in none_of}
    if missing:
        named = ", ".join(block.label.lower() for block in RiskBlock if block in missing)
        raise InputInvalid({"none_of": [f"Answer each question, or tick none of these, under: {named}"]})
    return {each.code: given.get(each.code, Reply.NO) for each in questions}


def contradictions(
    questions: Iterable[Question],
    answers: Mapping[str, Reply],
    *,
    earlier: Mapping[str, str],
    markers: Mapping[str, str],
) -> list[str]:
    """What earlier records and markers say against a no. `earlier`: code -> 'said yes on 3 Mar 2026'. Code C 3.6."""
    found = []
    for each in questions:
        if answers.get(each.code) is not Reply.NO:
            continue
        if each.lasting and (before := earlier.get(each.code)):
            found.append(f"{each.text} No, but {before}")
        found += [f"{each.text} No, but marked: {markers[kind]}" for kind in each.markers if kind in markers]
    return found


def check_acknowledged(found: Sequence[str], *, acknowledged: bool) -> None:
    """Refuse an assessment that contradicts earlier records until somebody says that they have seen it. Code C 3.6."""
    if found and not acknowledged:
        said = "; ".join(found)
        raise RuleBroken(f"Earlier records say otherwise. {said}", rule=C_3_6.section, field="acknowledged")


def suggest(seen: Iterable[tuple[str, Weight]], *, unknown: Collection[str] = (), refused: bool = False) -> Suggestion:
    """The highest level that anything seen or answered calls for, with the reason for each part. Code C 3.8, 9.3.

    What somebody would not say is an unknown risk and treated as high: level 2 with rousing and a healthcare
    professional; a single question unanswered, level 2.
    """
    weighed = [*seen, *_unknown(unknown, refused)]
    telling = [(why, weight) for why, weight in weighed if weight != Weight()]
    return Suggestion(
        level=max((weight.level for _, weight in telling), default=Level.GENERAL),
        rousing=any(weight.rousing for _, weight in telling),
        hcp=any(weight.hcp for _, weight in telling),
        reasons=tuple(f"{why}: {_called_for(weight)}" for why, weight in telling),
    )


def check_refusal(*, refused: bool, why: str) -> None:
    """Refuse to record that nothing was answered without what was said or seen. Code C 3.8."""
    if refused and not why.strip():
        raise RuleBroken("Say how they refused, and how they seemed", rule=C_3_8.section, field="refused_why")


def _unknown(codes: Collection[str], refused: bool) -> Iterator[tuple[str, Weight]]:
    if refused:
        yield "Would not be assessed: unknown risk", Weight(level=Level.INTERMITTENT, rousing=True, hcp=True)
    for code in codes:
        yield f"Would not say: {code}", Weight(level=Level.INTERMITTENT)


def _called_for(weight: Weight) -> str:
    parts = [f"level {int(weight.level)}" if weight.level > Level.GENERAL else ""]
    parts += ["rousing" if weight.rousing else "", "healthcare professional" if weight.hcp else ""]
    return ", ".join(part for part in parts if part)
