"""A longer bail period: asked for by the officer in the case, decided on by rank or court, paused by the prosecutor."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.custody.model.bail import BailGiven, BailLonger, BailPause
from mips.custody.model.detention import Detention
from mips.custody.rules.bail_extension import (
    Decider,
    PauseKind,
    check_asked,
    check_conditions_a_to_d,
    check_extended_elsewhere,
    check_heard,
    check_longer,
    next_stage,
)
from mips.custody.rules.facts import AbpExtensionRequest
from mips.custody.rules.sources_of_bail import S47ZL, S47ZM_4
from mips.custody.usecases.bailing import pauses_of, standing_bail, work_out
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the senior officer decided, after whom they told and what they heard. PACE 1984 s.47ZD(3)-(5)."""

    granted: bool
    reason: str
    told: str
    representations: str
    result_told: str = ""


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def ask_for_longer(
    actor: Actor, *, detention_id: uuid.UUID, suspects_guilt: str, more_time: str, diligent: str, necessary: str
) -> BailLonger:
    """Ask for the next extension, with how conditions A to D are met. PACE 1984 s.47ZC, s.47ZD, s.47ZDA."""
    detention, now = detention_with(detention_id), clock.now()
    bail = _worked_out(detention)
    stage = next_stage(bail.months, agency=bail.case.agency)
    to_months = stage.to_months or 0
    check_asked(to_months, months=bail.months, end=bail.period_ends, at=now, agency=bail.case.agency)
    check_conditions_a_to_d([suspects_guilt, more_time, diligent, necessary])
    if _waiting(detention):
        raise RuleBroken("An extension has been asked for already and waits for a decision", rule="PACE 1984 s.47ZD")
    asked = BailLonger(
        detention_id=detention.id,
        decider=stage.decider,
        to_months=to_months,
        asked_at=now,
        asked_by_id=actor.id,
        suspects_guilt=suspects_guilt,
        more_time=more_time,
        diligent=diligent,
        necessary=necessary,
    )
    db.session.add(asked)
    log(actor, detention, now, f"Extension of bail to {to_months} months asked for", kind="bail")
    return asked


@usecase(Permission.CUSTODY_BAIL_EXTENSION_TO_6_MONTHS_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_on_6_months(actor: Actor, *, extension_id: uuid.UUID, decision: Decision) -> BailLonger:
    """An inspector or above decides on six months. PACE 1984 s.47ZD."""
    return _decide(actor, extension_id, decision, to_months=6)


@usecase(Permission.CUSTODY_BAIL_EXTENSION_TO_9_MONTHS_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_on_9_months(actor: Actor, *, extension_id: uuid.UUID, decision: Decision) -> BailLonger:
    """A superintendent or above decides on nine months. PACE 1984 s.47ZDA."""
    return _decide(actor, extension_id, decision, to_months=9)


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def record_longer(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    decider: Decider,
    decided_by: str,
    granted: bool,
    decided_at: datetime,
    until: date | None = None,
    reason: str = "",
) -> BailLonger:
    """What a magistrates' court, or a commander in a designated case, decided. PACE 1984 s.47ZE to s.47ZG."""
    detention = detention_with(detention_id)
    bail = _worked_out(detention)
    if granted:
        check_extended_elsewhere(
            until or date.min,
            decider=decider,
            months=bail.months,
            start=bail.start_on,
            end=bail.period_ends,
            at=decided_at,
            agency=bail.case.agency,
        )
        if decider is Decider.AGENCY:
            bail.months = 12
        bail.court_until = until
        work_out(bail)
    row = BailLonger(
        detention_id=detention.id,
        decider=decider,
        until=until if granted else None,
        asked_at=decided_at,
        asked_by_id=actor.id,
        decided_at=decided_at,
        decided_by_name=decided_by,
        granted=granted,
        reason=reason,
    )
    db.session.add(row)
    result = f"extended the bail period to {until:%-d %b %Y}" if granted and until else "refused a longer bail period"
    log(actor, detention, decided_at, f"{decided_by} {result}. {reason}", kind="bail")
    return row


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def prosecutor_asks(
    actor: Actor, *, detention_id: uuid.UUID, asked_on: date, items: str, no_sergeant_why: str = ""
) -> BailGiven:
    """The prosecutor wants more before deciding: the period runs again from that day. PACE 1984 s.47ZL."""
    detention, bail, pauses = _with_pauses(detention_id)
    standing = next((each for each in pauses if each.kind is PauseKind.PROSECUTOR and each.last is None), None)
    if standing is None:
        raise RuleBroken("Bail does not wait for a prosecutor's decision now", rule=S47ZL.section)
    if asked_on < standing.first:
        raise RuleBroken("That was before the case was referred", rule=S47ZL.section, field="asked_on")
    standing.last, standing.requested, standing.items = asked_on - timedelta(days=1), True, items
    db.session.flush()
    work_out(bail)
    ends = f"{bail.period_ends:%-d %b %Y}" if bail.period_ends else ""
    log(actor, detention, clock.now(), f"Prosecutor asked for more: {items}. Period runs, to {ends}", kind="bail")
    return bail


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def prosecutor_has_it(actor: Actor, *, detention_id: uuid.UUID, met_on: date) -> BailGiven:
    """What the prosecutor asked for has been supplied: the period stands still again. PACE 1984 s.47ZL."""
    detention, bail, pauses = _with_pauses(detention_id)
    asked = [each for each in pauses if each.kind is PauseKind.PROSECUTOR]
    last = asked[-1].last if asked else None
    if last is None or not asked[-1].requested:
        raise RuleBroken("The prosecutor has asked for nothing that is not supplied", rule=S47ZL.section)
    if met_on <= last:
        raise RuleBroken("That was before the prosecutor asked", rule=S47ZL.section, field="met_on")
    db.session.add(BailPause(detention_id=detention.id, kind=PauseKind.PROSECUTOR, first=met_on))
    db.session.flush()
    work_out(bail)
    log(actor, detention, clock.now(), "Prosecutor has what was asked for: the bail period stands still", kind="bail")
    return bail


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_in_patient(
    actor: Actor, *, detention_id: uuid.UUID, admitted_on: date, hospital: str, discharged_on: date | None = None
) -> BailGiven:
    """Days as a hospital in-patient, which may move the end of the period. PACE 1984 s.47ZM(4)-(5)."""
    detention, bail, pauses = _with_pauses(detention_id)
    if discharged_on is not None and discharged_on < admitted_on:
        raise RuleBroken("Discharge cannot be before admission", rule=S47ZM_4.section, field="discharged_on")
    same = next((each for each in pauses if (each.kind, each.first) == (PauseKind.IN_PATIENT, admitted_on)), None)
    stay = same or BailPause(detention_id=detention.id, kind=PauseKind.IN_PATIENT, first=admitted_on)
    stay.last, stay.items = discharged_on, hospital
    db.session.add(stay)
    db.session.flush()
    work_out(bail)
    until = f" to {discharged_on:%-d %b %Y}" if discharged_on else ", not yet discharged"
    text = f"In-patient at {hospital} from {admitted_on:%-d %b %Y}{until}"
    log(actor, detention, clock.now(), text, kind="bail")
    return bail


def extensions_of(detention_id: uuid.UUID) -> list[BailLonger]:
    """Every extension asked for or decided, the first first."""
    found = select(BailLonger).where(BailLonger.detention_id == detention_id)
    return list(db.session.scalars(found.order_by(BailLonger.asked_at)))


def _waiting(detention: Detention) -> bool:
    return any(each.decided_at is None for each in extensions_of(detention.id))


def _worked_out(detention: Detention) -> BailGiven:
    bail = standing_bail(detention)
    work_out(bail)
    return bail


def _with_pauses(detention_id: uuid.UUID) -> tuple[Detention, BailGiven, list[BailPause]]:
    detention = detention_with(detention_id)
    return detention, standing_bail(detention), pauses_of(detention_id)


def _decide(actor: Actor, extension_id: uuid.UUID, decision: Decision, *, to_months: int) -> BailLonger:
    asked = fetch(BailLonger, extension_id)
    if asked.to_months != to_months or asked.decided_at is not None:
        raise RuleBroken(f"No extension to {to_months} months waits for a decision here", rule="PACE 1984 s.47ZD")
    detention, now = detention_with(asked.detention_id), moment_of(None)
    bail, rank = _worked_out(detention), actor.rank_at(now)
    check_heard(told=decision.told, said=decision.representations)
    check_longer(
        to_months,
        months=bail.months,
        end=bail.period_ends,
        at=now,
        rank=rank,
        own_request=asked.asked_by_id == actor.id,
    )
    for name in ("granted", "reason", "told", "representations", "result_told"):
        setattr(asked, name, getattr(decision, name))
    asked.decided_at, asked.decided_by_id, asked.rank = now, actor.id, int(rank)
    if decision.granted:
        happened(actor, detention, AbpExtensionRequest, now, rank=rank.name.lower(), to=f"{to_months}_months")
        bail.months = to_months
        work_out(bail)
    result = "granted" if decision.granted else "refused"
    text = f"Extension of bail to {to_months} months {result}. {decision.reason}. Heard: {decision.representations}"
    log(actor, detention, now, text, kind="bail")
    return asked
