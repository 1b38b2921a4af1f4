"""What the record knows that an escort must: risks with what they rest on, health that may be told, medicine, needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from mips.core import clock, db
from mips.core.england import day_of
from mips.custody.model.apart import KeepApart
from mips.custody.model.detention import Detention
from mips.custody.model.healthcare import CareInstruction
from mips.custody.model.incident import ForceForm, Incident
from mips.custody.model.medication import Prescription
from mips.custody.model.people import AdultDecision
from mips.custody.model.release import PreRelease
from mips.custody.model.risk import RiskAssessment
from mips.custody.model.search import Search
from mips.custody.rules.escort_risks import ANSWERS, GOING, INCIDENTS, MARKERS, SEEN, EscortRisk, KnownRisk
from mips.custody.rules.medication import DoseOutcome
from mips.custody.rules.observation import Level
from mips.custody.rules.release_risk import GoingRisk
from mips.custody.rules.risk import Reply
from mips.custody.usecases.around import adult_decision
from mips.custody.usecases.caring import latest_assessment, plan_now
from mips.custody.usecases.medication import prescriptions_of
from mips.custody.usecases.reading import is_child, markers_shown
from mips.custody.usecases.release_risk import assessments_of
from mips.custody.usecases.risk import OBSERVATIONS
from mips.custody.usecases.writing import said
from mips.record.model.person import Person
from mips.record.reference.lookup import title_of
from mips.record.usecases.markers import LIST


@dataclass(frozen=True, kw_only=True)
class KnownOf:
    """Everything that the record knows for an escort; `lines` is all of it in words, to see later what is new."""

    risks: Sequence[KnownRisk]
    health: Sequence[str]
    medicines: Sequence[str]
    needs: Sequence[str]

    @property
    def lines(self) -> list[str]:
        told = [f"{each.risk.label}: {each.text}" for each in self.risks]
        return [*told, *self.health, *self.medicines]


def known_of(detention: Detention) -> KnownOf:
    """What is known of somebody now. What a healthcare professional found is not part of it (RL-7)."""
    return KnownOf(
        risks=list(_risks(detention)),
        health=list(_health(detention)),
        medicines=[_medicine(each) for each in prescriptions_of(detention.id) if each.stopped_at is None],
        needs=list(_needs(detention)),
    )


def _risks(detention: Detention) -> Iterator[KnownRisk]:
    yield from _marked(detention.person)
    if assessment := latest_assessment(detention.id):
        yield from _assessed(assessment)
    if (plan := plan_now(detention.id)) and plan.level >= Level.CONSTANT:
        yield KnownRisk(risk=EscortRisk.SELF_HARM, text=f"Watched here at {plan.name}", on=day_of(plan.set_at))
    if left := assessments_of(detention.id):
        yield from _going(left[0])
    yield from _happened(detention)
    yield from _searched(detention)
    yield from _apart(detention)
    yield from _vulnerable(detention)


def _marked(person: Person | None) -> Iterator[KnownRisk]:
    for each in markers_shown(person, limited=False):
        more = f": {each.detail}" if each.detail else ""
        text = f"Warning marker {title_of(LIST, each.kind)}{more}"
        yield KnownRisk(risk=MARKERS.get(each.kind, EscortRisk.OTHER), text=text, on=day_of(each.created_at))


def _assessed(assessment: RiskAssessment) -> Iterator[KnownRisk]:
    on = day_of(assessment.asked_at)
    if assessment.refused:
        yield KnownRisk(risk=EscortRisk.OTHER, text=f"Would not be assessed: {assessment.refused_why}", on=on)
    for each in assessment.answers:
        if each.code in ANSWERS and each.answer is not Reply.NO:
            answer = "said yes" if each.answer is Reply.YES else "would not say"
            more = f": {each.detail}" if each.detail else ""
            yield KnownRisk(risk=ANSWERS[each.code], text=f"Asked \u2018{each.wording}\u2019 {answer}{more}", on=on)
    for code in assessment.observed:
        if code in SEEN:
            yield KnownRisk(risk=SEEN[code], text=f"Seen here: {title_of(OBSERVATIONS, code)}", on=on)


def _going(assessed: PreRelease) -> Iterator[KnownRisk]:
    for code in assessed.risks:
        risk = GOING.get(GoingRisk(code))
        if risk is not None:
            text = f"Before release: {GoingRisk(code).label}"
            yield KnownRisk(risk=risk, text=text, on=day_of(assessed.assessed_at))


def _happened(detention: Detention) -> Iterator[KnownRisk]:
    incidents = select(Incident).where(Incident.detention_id == detention.id).order_by(Incident.at)
    for each in db.session.scalars(incidents):
        if each.kind in INCIDENTS:
            text = f"{each.kind.label} in custody at {said(each.at)}: {each.account}"
            yield KnownRisk(risk=INCIDENTS[each.kind], text=text, on=day_of(each.at))
    force = select(ForceForm.at, ForceForm.tactics).where(ForceForm.detention_id == detention.id).order_by(ForceForm.at)
    for at, tactics in db.session.execute(force):
        used = ", ".join(title_of("force-tactic", code).lower() for code in tactics)
        yield KnownRisk(risk=EscortRisk.VIOLENCE, text=f"Force used at {said(at)}: {used}", on=day_of(at))


def _searched(detention: Detention) -> Iterator[KnownRisk]:
    found = select(Search.at, Search.found).where(Search.detention_id == detention.id, Search.item_found.is_(True))
    for at, what in db.session.execute(found.order_by(Search.at)):
        yield KnownRisk(risk=EscortRisk.CONCEALMENT, text=f"Found in a search at {said(at)}: {what}", on=day_of(at))


def _apart(detention: Detention) -> Iterator[KnownRisk]:
    """The other is named by custody number alone: others read this."""
    other = aliased(Detention, flat=True)
    either = or_(KeepApart.detention_id == detention.id, KeepApart.other_id == detention.id)
    them = or_(KeepApart.detention_id == other.id, KeepApart.other_id == other.id)
    pairs = select(other.reference, KeepApart.why, KeepApart.created_at).join_from(KeepApart, other, them)
    standing = pairs.where(either, other.id != detention.id, KeepApart.ended_at.is_(None))
    for reference, why, since in db.session.execute(standing.order_by(KeepApart.created_at)):
        yield KnownRisk(risk=EscortRisk.CONFLICT, text=f"Keep apart from {reference}: {why}", on=day_of(since))


def _vulnerable(detention: Detention) -> Iterator[KnownRisk]:
    if is_child(detention.person, clock.now()):
        yield KnownRisk(risk=EscortRisk.VULNERABLE, text="Under 18", on=_born(detention.person))
    decision = adult_decision(detention.id)
    if decision is not None and decision.needed:
        yield KnownRisk(risk=EscortRisk.VULNERABLE, text=_adult(decision), on=day_of(decision.decided_at))
    if detention.person is not None and detention.person.disability:
        yield KnownRisk(risk=EscortRisk.DISABILITY, text=f"Disability: {detention.person.disability}")


def _born(person: Person | None) -> date | None:
    return person.born_on if person else None


def _adult(decision: AdultDecision) -> str:
    more = f". {decision.reason}" if decision.reason else ""
    return f"Appropriate adult {decision.because.label.lower()}{more}"


def _health(detention: Detention) -> Iterator[str]:
    told = select(CareInstruction).where(CareInstruction.detention_id == detention.id).order_by(CareInstruction.at)
    for each in db.session.scalars(told):
        more = f". Call again: {each.call_again}" if each.call_again else ""
        conditions = f". Conditions: {each.conditions}" if each.conditions else ""
        yield f"{said(each.at)} {each.todo}{conditions}{more}"


def _medicine(each: Prescription) -> str:
    """'Insulin 10 units, injection: last given 2 Mar 08:00; next due 2 Mar 20:00'."""
    given = [dose.at for dose in each.doses if dose.outcome is DoseOutcome.GIVEN and dose.at]
    due = next((dose.due_at for dose in each.doses if dose.outcome is None and dose.due_at), None)
    last = f"last given {said(max(given))}" if given else "not given here"
    held = " (controlled)" if each.controlled else ""
    return f"{each.name}, {each.route}{held}: {last}; {_due(due)}"


def _due(due: datetime | None) -> str:
    return f"next due {said(due)}" if due else "taken when needed"


def _needs(detention: Detention) -> Iterator[str]:
    person = detention.person
    if person is not None and person.interpreter_needed:
        language = title_of("language", person.first_language) if person.first_language else "of which language?"
        yield f"Interpreter: {language}"
    if person is not None and person.religion:
        yield f"Religion: {title_of('religion', person.religion)}"
    assessment = latest_assessment(detention.id)
    if assessment is not None and assessment.diet:
        yield f"Diet: {assessment.diet}"
