"""Entering what was written on paper: each row through the use case of the act, for the person who did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.accounts.usecases.users import user_by_collar
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, NotFound
from mips.custody.model.detention import Detention
from mips.custody.model.medication import Prescription
from mips.custody.model.paper import PaperEntry
from mips.custody.model.suite import Cell
from mips.custody.rules.medication import DoseOutcome
from mips.custody.rules.observation import Finding
from mips.custody.rules.paper import PaperKind, check_on_paper, heard_on_paper, name_of_row
from mips.custody.rules.representations import Heard
from mips.custody.rules.welfare import ProvisionKind
from mips.custody.usecases.care import add_to_log, put_in_cell
from mips.custody.usecases.medication import administer_dose, prescriptions_of, record_dose
from mips.custody.usecases.observation import record_check
from mips.custody.usecases.provisions import provide
from mips.custody.usecases.reviews import hold_review, review_after_charge
from mips.custody.usecases.writing import off_paper
from mips.usecase import usecase


@usecase(Permission.CUSTODY_LOG_UPDATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def reenter(
    actor: Actor,
    *,
    custody_number: str,
    at: datetime,
    kind: PaperKind,
    by: str,
    what: str = "",
    outcome: str = "",
    text: str = "",
    witness: str = "",
) -> PaperEntry:
    """Enter one row of paper, acting for whoever did it (`by`, a collar number) with all that binds them.

    The custody officer who types it stands beside them in the log and in the journal. A row entered before is handed
    back as `repeated`, and nothing is done. Code C 2.6.
    """
    key = name_of_row(custody_number, at, kind, what, outcome, text, by, witness)
    if before := db.session.scalars(select(PaperEntry).where(PaperEntry.key == key)).one_or_none():
        before.repeated = True  # type: ignore[misc]
        return before
    detention, colleague = _numbered(custody_number), _colleague(actor, by)
    check_on_paper(at, arrived_at=detention.arrived_at, left_at=detention.released_at or detention.refused_at)
    row = _Row(detention, at, what.strip(), outcome.strip().lower(), text.strip(), witness.strip())
    with off_paper(f"{actor.collar} {actor.name}".strip()):
        _ACTS[kind](colleague, row)
    entry = PaperEntry(
        detention_id=detention.id,
        key=key,
        at=at,
        kind=kind,
        what=what,
        outcome=outcome,
        text=text,
        by_id=colleague.id,
        typed_by_id=actor.id,
    )
    db.session.add(entry)
    return entry


@dataclass(frozen=True)
class _Row:
    """A row of paper, on the record it is about."""

    detention: Detention
    at: datetime
    what: str
    outcome: str
    text: str
    witness: str


def _check(colleague: Actor, row: _Row) -> None:
    finding = _one_of(Finding, row.what, "what")
    tests: dict[str, bool] = {}
    if finding is Finding.ROUSED:
        tests = dict.fromkeys(("wakes", "answers", "obeys"), True)
    elif finding is Finding.NOT_ROUSED:  # outcome names the tests that were passed
        tests = {each: each in row.outcome for each in ("wakes", "answers", "obeys")}
    record_check(colleague, detention_id=row.detention.id, finding=finding, text=row.text, at=row.at, **tests)


def _meal(colleague: Actor, row: _Row) -> None:
    kind = _one_of(ProvisionKind, row.what, "what")
    how = "declined" if row.outcome == "declined" else "given"
    provide(colleague, detention_id=row.detention.id, note=row.text, at=row.at, **{how: [kind]})


def _medicine(colleague: Actor, row: _Row) -> None:
    witness = user_by_collar(row.witness) if row.witness else None
    if row.witness and witness is None:
        raise InputInvalid({"witness": [f"Nobody has the collar number {row.witness}"]})
    deal = administer_dose if colleague.may(Permission.CUSTODY_PRESCRIPTION_CREATE) else record_dose
    deal(
        colleague,
        prescription_id=_prescribed(row).id,
        outcome=_one_of(DoseOutcome, row.outcome, "outcome"),
        witness_id=witness.id if witness else None,
        reason=row.text,
        at=row.at,
    )


def _cell(colleague: Actor, row: _Row) -> None:
    cells = select(Cell).where(Cell.suite_id == row.detention.suite_id)
    found = next((each for each in db.session.scalars(cells) if each.name.casefold() == row.what.casefold()), None)
    if found is None:
        raise InputInvalid({"what": [f"The suite has no cell {row.what}"]})
    put_in_cell(colleague, detention_id=row.detention.id, cell_id=found.id, why=row.text, from_at=row.at)


def _review(colleague: Actor, row: _Row) -> None:
    hold = hold_review if row.detention.charged_at is None else review_after_charge
    reminded, heard = heard_on_paper(row.outcome)
    unfit = heard is Heard.UNFIT
    hold(
        colleague,
        detention_id=row.detention.id,
        reason=row.text,
        reminded=reminded,
        detainee_heard=heard,
        detainee_said="" if unfit else row.what,
        unfit_why=row.what if unfit else "",
        held_at=row.at,
    )


def _log(colleague: Actor, row: _Row) -> None:
    said = ". ".join(part for part in (row.what, row.outcome, row.text) if part)
    if not said:
        raise InputInvalid({"text": ["Enter what was written"]})
    add_to_log(colleague, detention_id=row.detention.id, text=said, at=row.at)


_ACTS: dict[PaperKind, Callable[[Actor, _Row], None]] = {
    PaperKind.CHECK: _check,
    PaperKind.MEAL: _meal,
    PaperKind.MEDICINE: _medicine,
    PaperKind.CELL: _cell,
    PaperKind.REVIEW: _review,
    PaperKind.LOG: _log,
}


def _numbered(custody_number: str) -> Detention:
    plain = custody_number.strip().upper()
    found = db.session.scalars(select(Detention).where(Detention.reference == plain)).one_or_none()
    if found is None:
        raise NotFound(f"No custody record has the number {plain}")
    return found


def _colleague(actor: Actor, collar: str) -> Actor:
    user = user_by_collar(collar.strip())
    if user is None or not user.is_active:
        raise InputInvalid({"by": [f"Nobody with an account has the collar number {collar}"]})
    reason = f"Written on paper; typed in by {actor.collar} {actor.name}. {actor.reason}".strip()
    return user.as_actor(reason=reason, origin=actor.origin, request=actor.request)


def _prescribed(row: _Row) -> Prescription:
    wanted, going_on = row.what.casefold(), [e for e in prescriptions_of(row.detention.id) if e.stopped_at is None]
    found = [each for each in going_on if wanted and wanted in (each.drug.casefold(), each.name.casefold())]
    if len(found) != 1:
        names = ", ".join(each.name for each in going_on) or "none"
        raise InputInvalid({"what": [f"Name one medicine that is directed for them: {names}"]})
    return found[0]


def _one_of(kinds: Any, typed: str, field: str) -> Any:
    plain = typed.strip().casefold()
    for each in kinds:
        if plain in (each.value, each.label.casefold()):
            return each
    known = ", ".join(each.value for each in kinds)
    raise InputInvalid({field: [f"Enter one of {known}"]})
