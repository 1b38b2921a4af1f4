"""What fell due in a suite while the server was gone and stands nowhere, for each who was there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.core.errors import InputInvalid
from mips.custody.model.detention import Detention
from mips.custody.model.hospital import HospitalStay
from mips.custody.model.medication import Dose
from mips.custody.model.observation import CarePlan, CellCheck
from mips.custody.rules.arithmetic import Interval
from mips.custody.rules.gaps import Stretch, missed_checks, missed_doses, missed_reviews, still_owed
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.debts import Debt, DebtKind, debts_in
from mips.record.usecases.holds import holds_on
from mips.usecase import usecase

LONGEST: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One thing that was due and of which nothing is written. `kind`: check, review, medicine, or a kind of debt."""

    detention_id: uuid.UUID
    custody_number: str
    detainee: str
    kind: str
    what: str
    due_at: datetime


@dataclass(frozen=True)
class Gaps:
    """The gaps of a suite in a stretch, by detainee and time; `looked_at` is everybody who was there."""

    found: Sequence[Gap]
    looked_at: Sequence[Detention]

    def shown(self) -> Iterable[Base]:
        return self.looked_at


@usecase(Permission.CUSTODY_LOG_READ, verb=Verb.CONSULTED, limited=Limited.REFUSED)
def read_gaps(actor: Actor, *, suite_id: uuid.UUID, since: datetime, until: datetime) -> Gaps:
    """Checks, reviews and medicine that fell due in the stretch and have no entry, of everybody in the suite then.

    With them what is owed here of whoever it is: what was taken unlawfully and not destroyed (PACE 1984 s.63D(2)), an
    inspector who was not told who acts as custody officer (s.36(9)), an emergency charge that was not ratified (s.37A).
    """
    if not timedelta(0) < until - since <= LONGEST:
        raise InputInvalid({"until": ["Enter a time after the first, at most seven days later"]})
    of = Stretch(since, until)
    there = [each for each in _there(suite_id, of) if actor.sees_all_of(Permission.CUSTODY_LOG_READ, each)]
    found = [gap for each in there for gap in sorted(_gaps(each, of), key=lambda gap: gap.due_at)]
    owing = [
        (each, gaps)
        for each, debts in debts_in(suite_id).items()
        if actor.sees_all_of(Permission.CUSTODY_LOG_READ, each) and (gaps := list(_owed(each, debts, of)))
    ]
    found += [gap for _, gaps in owing for gap in gaps]
    return Gaps(found, list(dict.fromkeys((*there, *(each for each, _ in owing)))))


def _there(suite_id: uuid.UUID, of: Stretch) -> Sequence[Detention]:
    here = select(Detention).where(
        Detention.suite_id == suite_id,
        Detention.refused_at.is_(None),
        Detention.arrived_at <= of.until,
        or_(Detention.released_at.is_(None), Detention.released_at >= of.since),
    )
    whole = (joinedload(Detention.person), selectinload(Detention.facts))
    return db.session.scalars(here.options(*whole).order_by(Detention.arrived_at)).unique().all()


def _gaps(detention: Detention, of: Stretch) -> Iterator[Gap]:
    until = min(of.until, detention.released_at or of.until)
    while_here = Stretch(of.since, until)
    for name, due in _checks(detention, while_here):
        yield _gap(detention, "check", name, due)
    for review in missed_reviews(standing_of(detention, until).reviews, of=while_here):
        assert isinstance(review.due, datetime)  # noqa: S101 - the rule gives no others
        yield _gap(detention, "review", f"Review {review.number}", review.due)
    waits = select(Dose).where(Dose.detention_id == detention.id, Dose.outcome.is_(None))
    doses = db.session.scalars(waits.options(joinedload(Dose.prescription)))
    open_ones = [(each.prescription.name, each.due_at) for each in doses if each.prescription.stopped_at is None]
    for name, due in missed_doses(open_ones, of=while_here):
        yield _gap(detention, "medicine", name, due)


def _checks(detention: Detention, of: Stretch) -> Iterator[tuple[str, datetime]]:
    plans = db.session.scalars(select(CarePlan).where(CarePlan.detention_id == detention.id))
    seen = db.session.scalars(select(CellCheck.at).where(CellCheck.detention_id == detention.id)).all()
    stays = db.session.scalars(select(HospitalStay).where(HospitalStay.detention_id == detention.id))
    away = [Interval(each.left_at, each.returned_at or of.until) for each in stays]
    for plan in plans:
        end = min(of.until, plan.until_at or of.until)
        in_force = Stretch(max(of.since, plan.set_at), end)
        for due in missed_checks(seen, since=plan.set_at, every_minutes=plan.every_minutes, of=in_force, away=away):
            yield plan.name, due


def _owed(detention: Detention, debts: Iterable[Debt], of: Stretch) -> Iterator[Gap]:
    """What is owed of whoever it is, and was by the end of the stretch; what is kept for a claim is not destroyed."""
    kept = holds_on(detention.id)
    for kind in DebtKind:
        of_kind = [(each.what, each.since) for each in debts if each.kind is kind]
        if of_kind and not (kept and kind is DebtKind.SAMPLE):
            for what, at in still_owed(of_kind, of=of):
                yield _gap(detention, kind.value, what, at)


def _gap(detention: Detention, kind: str, what: str, due_at: datetime) -> Gap:
    return Gap(
        detention_id=detention.id,
        custody_number=detention.reference or "",
        detainee=detention.detainee,
        kind=kind,
        what=what,
        due_at=due_at,
    )
