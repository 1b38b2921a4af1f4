"""What stays owed of somebody from the moment it arose, whether they are here still or have left."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from mips.core import db
from mips.custody.model.acting import ActingOfficer
from mips.custody.model.care import OfDetention
from mips.custody.model.detention import Detention
from mips.custody.model.emergency_charge import EmergencyCharge
from mips.custody.model.sample import Sample
from mips.custody.rules.acting import ActingAs
from mips.custody.rules.emergency_charge import Ratified


class DebtKind(StrEnum):
    """What is owed."""

    SAMPLE = "sample"
    """What was taken unlawfully, to be destroyed. PACE 1984 s.63D(2)."""
    INSPECTOR = "inspector"
    """To be told that the officer who brought them acts as custody officer. PACE 1984 s.36(9)."""
    CHARGE = "charge"
    """Of an emergency: to be ratified, or not ratified and still standing. PACE 1984 s.37A."""


@dataclass(frozen=True)
class Debt:
    """One thing owed, in words, and since when."""

    kind: DebtKind
    what: str
    since: datetime


def debts_in(suite_id: uuid.UUID) -> Mapping[Detention, Sequence[Debt]]:
    """What is owed of everybody whose record is at this suite, by record."""
    found: dict[Detention, list[Debt]] = defaultdict(list)
    for detention, debt in (*_samples(suite_id), *_inspectors(suite_id), *_charges(suite_id)):
        found[detention].append(debt)
    return found


def _samples(suite_id: uuid.UUID) -> Iterator[tuple[Detention, Debt]]:
    owed = _of(Sample, suite_id).where(Sample.unlawful.is_not(None), Sample.destroyed_at.is_(None))
    for each, detention in db.session.execute(owed.order_by(Sample.at)):
        if each.unlawful_at:
            yield (
                detention,
                Debt(DebtKind.SAMPLE, f"{each.kind.label} found unlawful, to be destroyed", each.unlawful_at),
            )


def _inspectors(suite_id: uuid.UUID) -> Iterator[tuple[Detention, Debt]]:
    owed = _of(ActingOfficer, suite_id).where(ActingOfficer.role == ActingAs.BROUGHT, ActingOfficer.told_at.is_(None))
    for each, detention in db.session.execute(owed.order_by(ActingOfficer.at)):
        yield (
            detention,
            Debt(DebtKind.INSPECTOR, f"to be told who acts as custody officer. {each.decided.label}", each.at),
        )


def _charges(suite_id: uuid.UUID) -> Iterator[tuple[Detention, Debt]]:
    waits, fell = EmergencyCharge.decided_at.is_(None), EmergencyCharge.outcome != Ratified.YES
    owed = _of(EmergencyCharge, suite_id).where(or_(waits, fell), EmergencyCharge.followed_at.is_(None))
    for each, detention in db.session.execute(owed.order_by(EmergencyCharge.at)):
        what = "not ratified, and nothing done about it" if each.stands else "to be ratified by the prosecutor"
        yield detention, Debt(DebtKind.CHARGE, what, each.decided_at or each.at)


def _of(kind: type[OfDetention], suite_id: uuid.UUID) -> Any:
    both = select(kind, Detention).join(Detention, Detention.id == kind.detention_id)
    return both.where(Detention.suite_id == suite_id).options(joinedload(Detention.person))
