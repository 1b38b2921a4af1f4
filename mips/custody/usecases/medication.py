"""Medicine in custody: directed by a healthcare professional, given or not, and what is due."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mips.access.model import User
from mips.access.permissions import Permission, Role
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.medication import Dose, Prescription
from mips.custody.rules.medication import (
    DoseOutcome,
    MedicineSource,
    Schedule,
    check_controlled,
    check_dose,
    check_schedule,
    next_dose,
    times_of,
)
from mips.custody.rules.mentions import Column, Mention
from mips.custody.rules.sources_of_care import C_9_9
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_PRESCRIPTION_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def prescribe(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    drug: str,
    dose: str,
    route: str,
    source: MedicineSource = MedicineSource.PRESCRIBED,
    verified: str = "",
    controlled: bool = False,
    first_at: datetime | None = None,
    every_minutes: int | None = None,
    times: str = "",
    window_minutes: int = 60,
    most_in_24h: int | None = None,
    instructions: str = "",
) -> Prescription:
    """Direct that a medicine be given, prescribed here or their own once it has been checked. Code C 9.9."""
    detention, now = _still_here(detention_id), moment_of(None)
    if source is MedicineSource.OWN and not verified:
        raise RuleBroken("Say how their own medicine was checked", rule=C_9_9.section, field="verified")
    schedule = Schedule(
        first_at=first_at or now, every_minutes=every_minutes, times=times_of(times), most_in_24h=most_in_24h
    )
    check_schedule(schedule)
    made = Prescription(
        detention_id=detention.id,
        drug=drug,
        dose=dose,
        route=route,
        source=source,
        verified=verified,
        controlled=controlled,
        first_at=schedule.first_at,
        every_minutes=every_minutes,
        times=times,
        window_minutes=window_minutes,
        most_in_24h=most_in_24h,
        instructions=instructions,
        prescribed_at=now,
        prescribed_by_id=actor.id,
    )
    made.doses = [Dose(detention_id=detention.id, due_at=next_dose(schedule))]
    db.session.add(made)
    log(actor, detention, now, f"Medicine directed: {made.name}, {route}{_more(instructions)}", kind="medication")
    say_medication(detention.id)
    return made


@usecase(Permission.CUSTODY_PRESCRIPTION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def stop_prescription(actor: Actor, *, prescription_id: uuid.UUID, why: str) -> Prescription:
    """Direct that a medicine be given no more. Code C 9.9."""
    stopped = _prescription(prescription_id)
    detention, now = detention_with(stopped.detention_id), moment_of(None)
    _check_goes_on(stopped)
    stopped.stopped_at, stopped.stopped_why = now, why
    log(actor, detention, now, f"Medicine stopped: {stopped.name}: {why}", kind="medication")
    say_medication(detention.id)
    return stopped


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def record_dose(
    actor: Actor,
    *,
    prescription_id: uuid.UUID,
    outcome: DoseOutcome,
    witness_id: uuid.UUID | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Dose:
    """Custody staff write down that a dose was given, refused or missed. Code C 9.16."""
    return _dealt_with(actor, prescription_id, outcome, witness_id, reason, moment_of(at))


@usecase(Permission.CUSTODY_PRESCRIPTION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def administer_dose(
    actor: Actor,
    *,
    prescription_id: uuid.UUID,
    outcome: DoseOutcome,
    witness_id: uuid.UUID | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Dose:
    """A healthcare professional writes down that a dose was given, refused or missed. Code C 9.10, 9.16."""
    return _dealt_with(actor, prescription_id, outcome, witness_id, reason, moment_of(at))


@dataclass(frozen=True)
class DoseDue:
    """A dose that waits: what a board, a pack or a nurse's list says of it. `due_at` None: when needed."""

    prescription_id: uuid.UUID
    drug: str
    dose: str
    route: str
    due_at: datetime | None
    window_minutes: int
    controlled: bool
    instructions: str


def medication_due(detention_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[DoseDue]]:
    """The next dose of each medicine of these detainees, the nearest first; none for whoever has left."""
    waits = select(Dose).join(Dose.prescription).join(Detention, Detention.id == Dose.detention_id)
    open_doses = waits.where(
        Dose.detention_id.in_(detention_ids),
        Dose.outcome.is_(None),
        Prescription.stopped_at.is_(None),
        Detention.released_at.is_(None),
    )
    rows = db.session.scalars(
        open_doses.options(contains_eager(Dose.prescription)).order_by(Dose.due_at.asc().nulls_last())
    )
    found: dict[uuid.UUID, list[DoseDue]] = {}
    for row in rows:
        found.setdefault(row.detention_id, []).append(_due(row.prescription, row.due_at))
    return found


def prescriptions_of(detention_id: uuid.UUID) -> Sequence[Prescription]:
    """Every medicine of a detention with its doses, those that go on first."""
    of_it = select(Prescription).where(Prescription.detention_id == detention_id)
    people = selectinload(Prescription.doses).options(joinedload(Dose.by), joinedload(Dose.witness))
    newest = (Prescription.stopped_at.is_not(None), Prescription.prescribed_at)
    return db.session.scalars(of_it.options(people, joinedload(Prescription.prescribed_by)).order_by(*newest)).all()


def say_medication(detention_id: uuid.UUID) -> None:
    """Put on the board when medicine is due; what it is stands on its page, not on the wall."""
    db.session.flush()
    say_on_board(detention_id, "medication", _said(medication_due([detention_id]).get(detention_id, ())))


def end_medication(detention_id: uuid.UUID, at: datetime) -> None:
    """Nothing is due from somebody who has left."""
    for each in prescriptions_of(detention_id):
        if each.stopped_at is None:
            each.stopped_at, each.stopped_why = at, "Left the suite"


def _said(due: Sequence[DoseDue]) -> Iterator[Mention]:
    for each in due:
        if each.due_at:
            yield Mention(
                column=Column.NEEDS,
                words="Medicine",
                due_at=each.due_at,
                page="custody.medication",
                todo="Give medicine",
            )


def _dealt_with(
    actor: Actor,
    prescription_id: uuid.UUID,
    outcome: DoseOutcome,
    witness_id: uuid.UUID | None,
    reason: str,
    at: datetime,
) -> Dose:
    medicine = _prescription(prescription_id)
    detention = _still_here(medicine.detention_id)
    _check_goes_on(medicine)
    waiting = next(each for each in medicine.doses if each.outcome is None)
    check_dose(
        outcome,
        at,
        schedule=medicine.schedule,
        given=[each.at for each in medicine.doses if each.outcome is DoseOutcome.GIVEN and each.at],
        due_at=waiting.due_at,
        window_minutes=medicine.window_minutes,
        reason=reason,
    )
    people = [each for each in (actor.id, witness_id) if each]
    present = actor.may(Permission.CUSTODY_PRESCRIPTION_CREATE) or _is_hcp(witness_id, at)
    check_controlled(outcome, controlled=medicine.controlled, people=people, hcp_present=present)
    waiting.outcome, waiting.at, waiting.by_id = outcome, at, actor.id
    waiting.witness_id, waiting.reason = witness_id, reason
    db.session.flush()
    after = at if outcome is DoseOutcome.GIVEN else waiting.due_at or at
    medicine.doses.append(Dose(detention_id=detention.id, due_at=next_dose(medicine.schedule, after=after)))
    log(actor, detention, at, f"{medicine.name} {outcome.value}{_more(reason)}", kind="medication")
    say_medication(detention.id)
    return waiting


def _is_hcp(user_id: uuid.UUID | None, at: datetime) -> bool:
    return user_id is not None and Role.HEALTHCARE_PROFESSIONAL in fetch(User, user_id).roles_at(at)


def _prescription(prescription_id: uuid.UUID) -> Prescription:
    return fetch(Prescription, prescription_id, selectinload(Prescription.doses))


def _check_goes_on(medicine: Prescription) -> None:
    if medicine.stopped_at is not None:
        raise RuleBroken(f"{medicine.name} was stopped: {medicine.stopped_why}", rule=C_9_9.section)


def _still_here(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=C_9_9.section)
    return detention


def _due(medicine: Prescription, due_at: datetime | None) -> DoseDue:
    return DoseDue(
        prescription_id=medicine.id,
        drug=medicine.drug,
        dose=medicine.dose,
        route=medicine.route,
        due_at=due_at,
        window_minutes=medicine.window_minutes,
        controlled=medicine.controlled,
        instructions=medicine.instructions,
    )


def _more(text: str) -> str:
    return f". {text}" if text else ""
