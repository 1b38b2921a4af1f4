"""How a crime ends: the outcome proposed, with what its rules need beside it, and signed off by another (INV-3)."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.core.england import day_of
from mips.investigation.model.crime import CrimeOutcome
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.rules import outcome_needs as needs
from mips.investigation.schemas.outcomes import ProposeOutcomeIn, SignOffOutcomeIn
from mips.investigation.usecases.outcome_facts import look_before_outcome
from mips.investigation.usecases.outcomes import propose_outcome, sign_off_outcome
from mips.investigation.usecases.reading import read_crime
from mips.record.reference.titles import titles_of
from mips.web.endpoints import current_actor


@pages.page("/<uuid:crime_id>/outcome", does=propose_outcome, methods=["GET", "POST"])
def outcome(crime_id: uuid.UUID) -> ResponseReturnValue:
    before = look_before_outcome(current_actor(), crime_id=crime_id)
    return one_job(
        crime_id,
        ProposeOutcomeIn(),
        lambda fields: propose_outcome(current_actor(), crime_id=crime_id, **fields),
        title="Propose an outcome",
        submit="Propose",
        done="Outcome proposed. It counts once it is signed off",
        initial={"decided_on": day_of(clock.now())},
        about=[("Time limit", before.limit.said), ("Lines of enquiry in the plan", before.lines)],
    )


@pages.page("/<uuid:crime_id>/outcome/sign-off", does=sign_off_outcome, methods=["GET", "POST"])
def sign_off(crime_id: uuid.UUID) -> ResponseReturnValue:
    shown = read_crime(current_actor(), crime_id=crime_id)
    proposed = shown.crime.proposed_outcome
    return one_job(
        crime_id,
        SignOffOutcomeIn(),
        lambda fields: sign_off_outcome(current_actor(), crime_id=crime_id, **fields),
        title="Sign off the outcome",
        submit="Sign off and finalise",
        done="Outcome signed off",
        initial={"version": shown.crime.version},
        about=_whole(proposed) if proposed else [],
    )


def _whole(proposed: CrimeOutcome) -> list[tuple[str, object]]:
    """All that an outcome was proposed with, as far as it says anything."""
    by = proposed.decided_by.name if proposed.decided_by else None
    facts = [
        ("Outcome", f"{proposed.code} {proposed.title}"),
        ("Decided", proposed.decided_on),
        ("Proposed by", by),
        ("Reasons", proposed.rationale),
        *particulars_of(proposed),
        ("Victim told", proposed.victim_told_on),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


def particulars_of(outcome: CrimeOutcome) -> list[tuple[str, object]]:
    """What an outcome rests on besides its reasons, each with its label; what it does not say is left out."""
    coded = [(needs.DECIDERS, outcome.decider), (needs.ACTIVITIES, outcome.activity)]
    titles = titles_of([each for each in coded if each[1]]) if any(code for _, code in coded) else {}
    facts = [
        ("Enough evidence to charge", outcome.sufficient),
        ("Admitted, or responsibility accepted", outcome.admitted),
        ("Consented", outcome.consented),
        ("Appropriate adult", outcome.adult),
        ("Who decided", titles.get(coded[0], outcome.decider)),
        ("Reference", outcome.decision_reference),
        ("Activity", titles.get(coded[1], outcome.activity)),
        ("Provided by", outcome.provider),
        ("Completed", outcome.completed_on),
        ("Rests on", outcome.evidence),
        ("Time limit", outcome.limit_said),
        ("Victim supports the investigation", outcome.victim_supports),
        ("What the victim said", outcome.victim_view),
        ("Told of the right to a review", outcome.review_told),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]
