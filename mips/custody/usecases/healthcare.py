"""Healthcare in custody: called, come, gone; what they found for themselves alone, and what staff are to do (RL-7)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.healthcare import CareInstruction, HealthcareCall, HealthNote
from mips.custody.model.medication import Prescription
from mips.custody.model.observation import CarePlan
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.healthcare import CallPurpose, Fitness, check_instruction, check_visit
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources_of_care import C_9_15
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.caring import CareRecord, care_of
from mips.custody.usecases.medication import prescriptions_of
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase

COMPLAINT = "complaint"
"""Topic of the board under which an alleged assault waits for a healthcare professional to be called. Code C 9.2."""


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED)
def call_hcp(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    purposes: Sequence[CallPurpose],
    reason: str = "",
    urgent: bool = False,
    called: str = "",
    called_at: datetime | None = None,
) -> HealthcareCall:
    """Write down that a healthcare professional was called, and for what. Code C 9.5, 9.15."""
    detention, at = detention_with(detention_id), moment_of(called_at)
    call = HealthcareCall(
        detention_id=detention.id,
        purposes=[each.value for each in purposes],
        reason=reason,
        urgent=urgent or CallPurpose.EMERGENCY in purposes,
        called=called,
        called_at=at,
        called_by_id=actor.id,
    )
    db.session.add(call)
    how = "Healthcare professional called urgently" if call.urgent else "Healthcare professional called"
    log(actor, detention, at, f"{how}: {call.why}" + (f". {reason}" if reason else ""), kind="health")
    say_health(detention.id)
    say_on_board(detention.id, COMPLAINT, [])
    return call


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def note_visit(
    actor: Actor,
    *,
    call_id: uuid.UUID,
    arrived_at: datetime | None = None,
    seen_at: datetime | None = None,
    left_at: datetime | None = None,
) -> HealthcareCall:
    """Write down when who was called came, saw the detainee and left. Code C 9.15."""
    call = fetch(HealthcareCall, call_id)
    detention = detention_with(call.detention_id)
    times = {
        "arrived_at": arrived_at or call.arrived_at,
        "seen_at": seen_at or call.seen_at,
        "left_at": left_at or call.left_at,
    }
    check_visit(called_at=call.called_at, **times)
    for (name, at), word in zip(times.items(), ("arrived", "saw the detainee", "left"), strict=True):
        if at is not None and getattr(call, name) != at:
            setattr(call, name, at)
            log(actor, detention, at, f"Healthcare professional {word}", kind="health")
    say_health(detention.id)
    return call


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What somebody is fit for; None where it was not asked."""

    detained: Fitness | None = None
    interview: Fitness | None = None
    charge: Fitness | None = None
    release: Fitness | None = None
    conditions: str = ""

    def said(self) -> Iterator[str]:
        named = [("be detained", self.detained), ("be interviewed", self.interview)]
        named += [("be charged", self.charge), ("be released", self.release)]
        yield from (f"{each.label} to {what}" for what, each in named if each)
        if self.conditions:
            yield f"conditions: {self.conditions}"


@usecase(Permission.CUSTODY_HEALTH_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def examine(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    findings: str,
    todo: str,
    call_id: uuid.UUID | None = None,
    injuries: str = "",
    forensic: str = "",
    call_again: str = "",
    fit: Fit | None = None,
    appropriate_adult: bool = False,
    hospital: bool = False,
    at: datetime | None = None,
) -> CareInstruction:
    """Keep what a healthcare professional found, for them alone, and tell custody staff what to do. Code C 9.13, 9.15.

    The note is a record of its own that only healthcare professionals may read; the instruction says nothing of it.
    """
    detention, when, fitness = detention_with(detention_id), moment_of(at), fit or Fit()
    check_here_then(when, since=detention.arrived_at, field="at", source=C_9_15)
    check_instruction(todo)
    call = _call_of(detention, call_id)
    db.session.add(
        HealthNote(
            detention_id=detention.id,
            call_id=call and call.id,
            at=when,
            by_id=actor.id,
            findings=findings,
            injuries=injuries,
            forensic=forensic,
            force=detention.force,
            label=f"Health note of {when:%Y-%m-%d}",
        )
    )
    told = CareInstruction(
        detention_id=detention.id,
        call_id=call and call.id,
        at=when,
        by_id=actor.id,
        todo=todo,
        call_again=call_again,
        fit={name: each.value for name, each in vars(fitness).items() if isinstance(each, Fitness)},
        conditions=fitness.conditions,
        appropriate_adult=appropriate_adult,
        hospital=hospital,
    )
    db.session.add(told)
    if call is not None and call.seen_at is None:
        call.arrived_at, call.seen_at = call.arrived_at or when, when
    log(actor, detention, when, _told(told, fitness), kind="health")
    say_health(detention.id)
    return told


@dataclass(frozen=True, kw_only=True)
class HealthRecord:
    """The health of a detainee as somebody may see it: notes for healthcare professionals only."""

    care: CareRecord
    calls: Sequence[HealthcareCall]
    instructions: Sequence[CareInstruction]
    medicines: Sequence[Prescription]
    notes: Sequence[HealthNote]
    whole: bool

    @property
    def detention(self) -> Detention:
        return self.care.detention

    def shown(self) -> Iterable[Base]:
        return [self.care.detention, *self.notes]


@usecase(Permission.CUSTODY_HEALTH_READ, verb=Verb.CONSULTED, limited=Limited.MASKED)
def read_health(actor: Actor, *, detention_id: uuid.UUID) -> HealthRecord:
    """Calls, instructions and medicine; what was found only to healthcare professionals (RL-7)."""
    whole = actor.sees_all_of(Permission.CUSTODY_HEALTH_READ)
    care = care_of(detention_id)
    return HealthRecord(
        care=care,
        calls=_calls(detention_id),
        instructions=_instructions(detention_id),
        medicines=prescriptions_of(detention_id),
        notes=_notes(detention_id) if whole else [],
        whole=whole,
    )


@dataclass(frozen=True)
class Patient:
    """One line of the list a healthcare professional works from."""

    detention: Detention
    plan: CarePlan | None
    call: HealthcareCall | None


@usecase(Permission.CUSTODY_HEALTH_CREATE, verb=Verb.CONSULTED)
def list_patients(actor: Actor) -> list[Patient]:
    """Everybody in custody, those with a call that waits first: who and where, nothing of what they are held for."""
    held = select(Detention).where(Detention.released_at.is_(None), Detention.refused_at.is_(None))
    whole = (joinedload(Detention.person), joinedload(Detention.cell), joinedload(Detention.suite))
    here = db.session.scalars(held.options(*whole).order_by(Detention.arrived_at)).unique().all()
    ids = [each.id for each in here]
    plans = select(CarePlan).where(CarePlan.detention_id.in_(ids), CarePlan.until_at.is_(None))
    calls = select(HealthcareCall).where(HealthcareCall.detention_id.in_(ids), HealthcareCall.left_at.is_(None))
    by_plan = {each.detention_id: each for each in db.session.scalars(plans)}
    by_call = {each.detention_id: each for each in db.session.scalars(calls.order_by(HealthcareCall.called_at.desc()))}
    found = [Patient(each, by_plan.get(each.id), by_call.get(each.id)) for each in here]
    return sorted(found, key=lambda each: (each.call is None, not (each.call and each.call.urgent)))


def say_health(detention_id: uuid.UUID) -> None:
    """Put on the board who was called and has not left, and what staff were told to do about hospital."""
    db.session.flush()
    say_on_board(detention_id, "health", _health_said(detention_id))


def _health_said(detention_id: uuid.UUID) -> Iterator[Mention]:
    for call in _calls(detention_id):
        if call.left_at is None:
            here = call.arrived_at is not None
            yield Mention(
                column=Column.NEEDS,
                words="HCP here" if here else "HCP called urgently" if call.urgent else "HCP called",
                tone=Tone.RUNNING if here else Tone.LATE if call.urgent else Tone.WAITING,
                since=call.arrived_at or call.called_at,
                page="custody.health",
                todo="Chase HCP",
            )
    if (told := next(iter(_instructions(detention_id)), None)) and told.hospital:
        yield Mention(
            column=Column.FLAG, words="HCP: to hospital", tone=Tone.LATE, since=told.at, page="custody.hospital"
        )
    if told and Fitness.NOT_FIT in (told.fitness("detained"), told.fitness("interview")):
        what = "Not fit to detain" if told.fitness("detained") is Fitness.NOT_FIT else "Not fit for interview"
        yield Mention(column=Column.FLAG, words=what, tone=Tone.SOON, page="custody.health")


def _calls(detention_id: uuid.UUID) -> Sequence[HealthcareCall]:
    of_it = select(HealthcareCall).where(HealthcareCall.detention_id == detention_id)
    who = joinedload(HealthcareCall.called_by)
    return db.session.scalars(of_it.options(who).order_by(HealthcareCall.called_at.desc())).all()


def _instructions(detention_id: uuid.UUID) -> Sequence[CareInstruction]:
    of_it = select(CareInstruction).where(CareInstruction.detention_id == detention_id)
    who = joinedload(CareInstruction.by)
    return db.session.scalars(of_it.options(who).order_by(CareInstruction.at.desc(), CareInstruction.id.desc())).all()


def _notes(detention_id: uuid.UUID) -> Sequence[HealthNote]:
    of_it = select(HealthNote).where(HealthNote.detention_id == detention_id).options(joinedload(HealthNote.by))
    return db.session.scalars(of_it.order_by(HealthNote.at.desc())).all()


def _call_of(detention: Detention, call_id: uuid.UUID | None) -> HealthcareCall | None:
    """The call that was answered; where none is named, the latest that nobody has answered."""
    if call_id is None:
        return next((each for each in _calls(detention.id) if each.left_at is None), None)
    call = fetch(HealthcareCall, call_id)
    if call.detention_id != detention.id:
        raise RuleBroken("This call was for somebody else", rule=C_9_15.section)
    return call


def _told(told: CareInstruction, fit: Fit) -> str:
    parts = [f"Healthcare professional directs: {told.todo}", *fit.said()]
    parts += [f"call again: {told.call_again}"] if told.call_again else []
    parts += ["an appropriate adult is advised"] if told.appropriate_adult else []
    parts += ["to hospital"] if told.hospital else []
    return ". ".join(parts)
