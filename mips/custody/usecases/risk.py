"""Assessing the risk of a detainee: asked afresh, beside what earlier records say, each assessment kept."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.risk import RiskAnswer, RiskAssessment
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.risk import (
    Question,
    Reply,
    RiskBlock,
    Suggestion,
    Weight,
    answered,
    check_acknowledged,
    check_refusal,
    contradictions,
    suggest,
)
from mips.custody.rules.sources_of_care import C_3_6
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.caring import CareRecord, care_of, say_care
from mips.custody.usecases.reading import markers_shown
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.reference.lookup import Listed, listed, title_of
from mips.record.usecases.markers import LIST
from mips.usecase import usecase

QUESTIONS, OBSERVATIONS = "risk-question", "risk-observation"


@dataclass(frozen=True)
class RiskDraft:
    """What stands beside the questions: earlier answers of yes, and the warning markers that bear on each."""

    care: CareRecord
    questions: Sequence[Question]
    earlier: Mapping[str, str]
    markers: Mapping[str, str]

    def beside(self, question: Question) -> list[str]:
        """What earlier records say about one question."""
        said = [self.earlier[question.code]] if question.code in self.earlier else []
        return said + [f"Marked: {self.markers[kind]}" for kind in question.markers if kind in self.markers]

    def shown(self) -> Iterable[Base]:
        return self.care.shown()


@usecase(Permission.CUSTODY_RISK_CREATE, verb=Verb.CONSULTED)
def draft_risk(actor: Actor, *, detention_id: uuid.UUID) -> RiskDraft:
    """The questions as they are worded today, with what earlier records say beside each. Nothing is answered."""
    care = care_of(detention_id)
    return RiskDraft(care, questions_today(), _earlier(care.detention), _marked(care.detention))


@usecase(Permission.CUSTODY_RISK_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def assess_risk(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    answers: Sequence[Mapping[str, Any]] = (),
    none_of: Collection[RiskBlock] = (),
    feeling: str = "",
    diet: str = "",
    observed: Sequence[str] = (),
    observed_note: str = "",
    nothing_seen: bool = False,
    refused: bool = False,
    refused_why: str = "",
    acknowledged: bool = False,
    asked_at: datetime | None = None,
) -> RiskAssessment:
    """Keep what was asked and answered, as it was worded, with what the rule suggests. Code C 3.6.

    Each of `answers` has code, answer and detail. `none_of` are blocks of which nothing was said yes to.
    """
    detention, at, questions = detention_with(detention_id), moment_of(asked_at), questions_today()
    check_here_then(at, since=detention.here_since, field="asked_at", source=C_3_6)
    if not questions:
        raise RuleBroken("The list of questions has not been loaded", rule=C_3_6.section)
    check_refusal(refused=refused, why=refused_why)
    given = {each["code"]: each["answer"] for each in answers if each.get("answer")}
    missing = {} if observed or nothing_seen else {"observed": ["Tick what you see, or that there is nothing"]}
    replies = _replies(questions, given, none_of, missing, refused=refused)
    against = contradictions(questions, replies, earlier=_earlier(detention), markers=_marked(detention))
    check_acknowledged(against, acknowledged=acknowledged)
    found = _suggested(questions, replies, observed, refused=refused)
    assessment = RiskAssessment(
        detention_id=detention.id,
        asked_at=at,
        by_id=actor.id,
        refused=refused,
        refused_why=refused_why,
        feeling=feeling,
        diet=diet,
        observed=list(observed),
        observed_note=observed_note,
        private_talk=replies.get("private") is Reply.YES,
        contradictions=against,
        suggested_level=int(found.level),
        suggested_rousing=found.rousing,
        suggested_hcp=found.hcp,
        suggested_why=list(found.reasons),
    )
    details = {each["code"]: each.get("detail") or "" for each in answers}
    assessment.answers = [_kept(detention, place, each, replies, details) for place, each in enumerate(questions)]
    db.session.add(assessment)
    log(actor, detention, at, _logged(assessment), kind="risk")
    block_done(actor, detention, Block.RISK)
    say_care(detention.id, asked=assessment)
    return assessment


def questions_today() -> list[Question]:
    """The questions in the order and words of today's list."""
    return [_question(item) for item in listed(QUESTIONS)]


def _question(item: Listed) -> Question:
    return Question(
        code=item.code,
        text=item.title,
        says=item.extra.get("says", item.title),
        block=RiskBlock(item.extra["block"]),
        since=item.valid_from,
        weight=Weight.of(item.extra),
        lasting=bool(item.extra.get("lasting")),
        markers=tuple(item.extra.get("markers", ())),
    )


def _replies(
    questions: Sequence[Question],
    given: Mapping[str, Reply],
    none_of: Collection[RiskBlock],
    missing: Mapping[str, list[str]],
    *,
    refused: bool,
) -> dict[str, Reply]:
    """An answer to every question. All that is missing, with what is `missing` besides, is said at once."""
    silent = {each.code: given.get(each.code, Reply.REFUSED) for each in questions}
    try:
        replies = silent if refused else answered(questions, given, none_of=none_of)
    except InputInvalid as invalid:
        raise InputInvalid({**missing, **invalid.messages}) from None
    if missing:
        raise InputInvalid(missing)
    return replies


def _suggested(
    questions: Sequence[Question], replies: Mapping[str, Reply], observed: Sequence[str], *, refused: bool
) -> Suggestion:
    seen = [(each.says, each.weight) for each in questions if replies[each.code] is Reply.YES]
    looks = {item.code: item for item in listed(OBSERVATIONS)}
    if unknown := set(observed) - looks.keys():
        raise InputInvalid({"observed": [f"There is no {min(unknown)} in the list"]})
    seen += [(looks[code].title, Weight.of(looks[code].extra)) for code in observed]
    silent = [] if refused else [each.says for each in questions if replies[each.code] is Reply.REFUSED]
    return suggest(seen, unknown=silent, refused=refused)


def _kept(
    detention: Detention, place: int, question: Question, replies: Mapping[str, Reply], details: Mapping[str, str]
) -> RiskAnswer:
    return RiskAnswer(
        detention_id=detention.id,
        place=place,
        code=question.code,
        wording=question.text,
        wording_from=question.since,
        answer=replies[question.code],
        detail=details.get(question.code, ""),
    )


def _earlier(detention: Detention) -> dict[str, str]:
    """The last time somebody said yes to each question, in this detention or an earlier one."""
    if detention.person_id is None:
        whose = RiskAssessment.detention_id == detention.id
    else:
        theirs = select(Detention.id).where(Detention.person_id == detention.person_id)
        whose = RiskAssessment.detention_id.in_(theirs)
    said = select(RiskAnswer, RiskAssessment.asked_at).join(RiskAnswer.assessment)
    rows = db.session.execute(said.where(whose, RiskAnswer.answer == Reply.YES).order_by(RiskAssessment.asked_at))
    return {answer.code: _said_yes(answer, at) for answer, at in rows}


def _said_yes(answer: RiskAnswer, at: datetime) -> str:
    more = f": {answer.detail}" if answer.detail else ""
    return f"said yes on {at.astimezone(LONDON):%-d %b %Y}{more}"


def _marked(detention: Detention) -> dict[str, str]:
    """The warning markers in force: kind -> title with its date."""
    found = markers_shown(detention.person, limited=False)
    return {each.kind: title_of(LIST, each.kind) for each in found}


def _logged(assessment: RiskAssessment) -> str:
    how = f"Risk assessment refused: {assessment.refused_why}" if assessment.refused else "Risk assessed"
    why = "; ".join(assessment.suggested_why) or "nothing calls for more than general observation"
    return f"{how}. Suggested: level {assessment.suggested_level} ({why})"
