"""What was proposed of crimes and what waits to be decided, for those who decide and those who read a crime."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.db import Base
from mips.investigation.model.changes import Cancellation, CrimeRegistrar, Reclassification
from mips.investigation.model.crime import Crime
from mips.investigation.usecases.cancelling import registrar
from mips.record.lookup import fetch
from mips.usecase import usecase

SHOWN: Final = 100
CLASSES: Final = (Permission.INVESTIGATION_CLASSIFICATION_READ, Permission.INVESTIGATION_CLASSIFICATION_CREATE)
CANCELLATIONS: Final = (Permission.INVESTIGATION_CANCELLATION_READ, Permission.INVESTIGATION_CANCELLATION_CREATE)
"""Any of which shows what was proposed: who may propose sees what became of it."""
Kind = TypeVar("Kind", Reclassification, Cancellation)


@dataclass(frozen=True)
class Changes:
    """What was proposed; None for those whose role does not show that."""

    reclassifications: Sequence[Reclassification] | None
    cancellations: Sequence[Cancellation] | None

    def shown(self) -> Iterable[Base]:
        return [*(self.reclassifications or ()), *(self.cancellations or ())]

    @property
    def cancelled(self) -> Cancellation | None:
        """The cancellation that was approved."""
        return next((each for each in self.cancellations or () if each.approved), None)

    def waiting(self) -> Sequence[Reclassification | Cancellation]:
        """Those that nobody has decided on."""
        proposed: list[Reclassification | Cancellation] = [*(self.reclassifications or ()), *(self.cancellations or ())]
        return [each for each in proposed if not each.decided_at]


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def read_changes(actor: Actor, *, crime_id: uuid.UUID) -> Changes:
    """Everything that was proposed of a crime, the newest first, as far as the role shows it (ROL-3)."""
    crime = fetch(Crime, crime_id)
    classes, cancellations = (any(map(actor.may, each)) for each in (CLASSES, CANCELLATIONS))
    return Changes(
        _of(Reclassification, crime) if classes else None, _of(Cancellation, crime) if cancellations else None
    )


@usecase(Permission.INVESTIGATION_CLASSIFICATION_APPROVE, verb=Verb.CONSULTED)
def list_proposals(actor: Actor) -> Changes:
    """What waits to be decided, the oldest first: changes of class, and cancellations for whoever may read those."""
    may = actor.may(Permission.INVESTIGATION_CANCELLATION_READ)
    return Changes(_waiting(Reclassification), _waiting(Cancellation) if may else [])


@usecase(Permission.ACCOUNTS_CONFIGURATION_READ, verb=Verb.CONSULTED, recorded=False)
def read_registrar(_actor: Actor) -> CrimeRegistrar | None:
    """Who is the force crime registrar in person."""
    return registrar()


def _of(kind: type[Kind], crime: Crime) -> Sequence[Kind]:
    return db.session.scalars(_with_people(kind).where(kind.crime_id == crime.id).order_by(kind.id.desc())).all()


def _waiting(kind: type[Kind]) -> Sequence[Kind]:
    waiting = _with_people(kind).options(joinedload(kind.crime)).where(kind.decided_at.is_(None))
    return db.session.scalars(waiting.order_by(kind.id).limit(SHOWN)).all()


def _with_people(kind: type[Kind]) -> Any:
    return sa.select(kind).options(joinedload(kind.proposed_by), joinedload(kind.decided_by))
