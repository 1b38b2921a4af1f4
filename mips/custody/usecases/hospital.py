"""To hospital and back: the clock stands still for treatment, checks are not due while away. PACE 1984 s.41(6)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.hospital import HospitalReason, HospitalStay
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.escort import Destination
from mips.custody.rules.hospital import check_return
from mips.custody.rules.kinds.detention import (
    LeaveForHospital,
    QuestioningEnd,
    QuestioningStart,
    ReturnFromHospital,
)
from mips.custody.rules.observation import next_due
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.caring import plan_now, say_care, stay_now
from mips.custody.usecases.escort_records import end_escort, say_escort
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def leave_for_hospital(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    hospital: str,
    reason: HospitalReason,
    why: str,
    escorts: str,
    restraint: str = "",
    left_at: datetime | None = None,
) -> HospitalStay:
    """Somebody leaves for hospital. For treatment the clock stands still until they are back. PACE 1984 s.41(6)."""
    detention, at = _held(detention_id), moment_of(left_at)
    check_here_then(at, since=detention.here_since, field="left_at")
    happened(actor, detention, LeaveForHospital, at, reason=reason.value)
    stay = HospitalStay(
        detention_id=detention.id,
        hospital=hospital,
        reason=reason,
        why=why,
        escorts=escorts,
        restraint=restraint,
        left_at=at,
    )
    db.session.add(stay)
    if plan := plan_now(detention_id):
        plan.due_at = None
    more = f". Restraint: {restraint}" if restraint else ""
    log(actor, detention, at, f"Left for {hospital}: {why}. Escorted by {escorts}{more}", kind="hospital")
    say_care(detention.id)
    say_escort(detention)
    return stay


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def return_from_hospital(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    advice: str = "",
    admitted_on: date | None = None,
    discharged_on: date | None = None,
    returned_at: datetime | None = None,
) -> HospitalStay:
    """Back at the station: the clock and the checks go on. PACE 1984 s.41(6).

    Days as an in-patient are kept: they do not count for a bail period (s.47ZM(4)).
    """
    detention, at, stay = _held(detention_id), moment_of(returned_at), _away(detention_id)
    check_return(at, left_at=stay.left_at, admitted_on=admitted_on, discharged_on=discharged_on)
    happened(actor, detention, ReturnFromHospital, at)
    stay.returned_at, stay.advice = at, advice
    stay.admitted_on, stay.discharged_on = admitted_on, discharged_on
    if plan := plan_now(detention_id):
        plan.due_at = next_due(at, plan.every_minutes)
    told = f". Advice: {advice}" if advice else ""
    log(actor, detention, at, f"Back from {stay.hospital}{told}", kind="hospital")
    say_care(detention.id)
    end_escort(detention, Destination.HOSPITAL, at, by=f"Back at {detention.suite.name}")
    return stay


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def question_in_hospital(
    actor: Actor, *, detention_id: uuid.UUID, started_at: datetime, ended_at: datetime
) -> HospitalStay:
    """Questioning at the hospital or on the way: those minutes count although the rest does not. PACE 1984 s.41(6)."""
    detention, stay = _held(detention_id), _away(detention_id)
    if not stay.left_at <= started_at < ended_at:
        why = "Questioning there begins after they left, and ends after it began"
        raise RuleBroken(why, rule="PACE 1984 s.41(6)", field="ended_at")
    happened(actor, detention, QuestioningStart, started_at)
    happened(actor, detention, QuestioningEnd, ended_at)
    minutes = int((ended_at - started_at).total_seconds()) // 60
    log(actor, detention, started_at, f"Questioned at {stay.hospital} for {minutes} minutes", kind="hospital")
    return stay


def _held(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=S39_1.section)
    return detention


def _away(detention_id: uuid.UUID) -> HospitalStay:
    if stay := stay_now(detention_id):
        return stay
    raise RuleBroken("This person is not away at hospital", rule="PACE 1984 s.41(6)")
