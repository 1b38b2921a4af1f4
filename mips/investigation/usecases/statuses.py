"""Moving the status of a crime on by hand, where nothing else that is done to it does (INV-5)."""

from __future__ import annotations

import uuid

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.rules.statuses import check_move
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.usecase import usecase
from mips.web.field.choice import words


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def move_status(actor: Actor, *, crime_id: uuid.UUID, status: CrimeStatus, why: str) -> Crime:
    """Say that a crime went to the CPS, came back, or waits for the court."""
    crime = fetch(Crime, crime_id)
    check_move(crime.status, status)
    set_status(actor.id, crime, status, why)
    return crime


def set_status(actor_id: uuid.UUID, crime: Crime, status: CrimeStatus, why: str) -> None:
    """Set it with a line of the log."""
    said = f"Status: from {said_status(crime.status)} to {said_status(status)}. {why}"
    crime.status = status
    log(actor_id, crime, clock.now(), said, kind="decision")


def said_status(status: CrimeStatus) -> str:
    """'with CPS'."""
    return words(status).lower().replace("cps", "CPS")
