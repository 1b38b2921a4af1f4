"""Releases under investigation are looked at again: no bail period drives them, so a task does (CUS-18)."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.disposals import Disposal, InvestigationEnd, check_investigation_ended
from mips.custody.rules.sources_of_bail import S37_7_C
from mips.custody.usecases.offences import officer_in_case
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.model.case import Stage
from mips.record.usecases.tasks import raise_task
from mips.usecase import usecase

_MORNING = time(9, 0)


def look_again(actor: Actor, detention: Detention) -> None:
    """Set the day on which a release under investigation is looked at next, and ask the officer in the case to."""
    day = clock.now().astimezone(LONDON).date() + timedelta(days=settings().rui_review_days)
    detention.review_on = day
    raise_task(
        actor,
        title=f"Review the release under investigation of {detention.detainee}",
        detail=f"Custody record {detention.reference}",
        entity_id=detention.id,
        assignee_id=officer_in_case(detention),
        due_at=datetime.combine(day, _MORNING, tzinfo=LONDON),
    )


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def review_release(actor: Actor, *, detention_id: uuid.UUID, reason: str) -> Detention:
    """Look again at a release under investigation that goes on: why, and when it is looked at next."""
    detention = detention_with(detention_id)
    if detention.disposal is not Disposal.UNDER_INVESTIGATION or detention.investigation_ended_at:
        raise RuleBroken("This person is not released under investigation", rule=S37_7_C.section)
    log(actor, detention, clock.now(), f"Release under investigation reviewed: it goes on. {reason}", kind="review")
    look_again(actor, detention)
    return detention


@usecase(Permission.CUSTODY_BAIL_EXTENSION_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_investigation(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    end: InvestigationEnd,
    reason: str,
    notice_given: bool = False,
    at: datetime | None = None,
) -> Detention:
    """Say what became of somebody released under investigation: from then on nobody looks again (CUS-18)."""
    detention, when = detention_with(detention_id), moment_of(at)
    going_on = detention.disposal is Disposal.UNDER_INVESTIGATION and detention.investigation_ended_at is None
    check_investigation_ended(
        end,
        under_investigation=going_on,
        released_at=detention.released_at,
        at=when,
        notice_given=notice_given,
    )
    detention.investigation_ended_at, detention.investigation_ended = when, end.value
    detention.review_on = None
    if end is InvestigationEnd.NO_ACTION:
        detention.notice_given = notice_given
        for offence in detention.offences:
            offence.stage = Stage.ENDED
    log(actor, detention, when, f"Release under investigation has ended. {end.label}. {reason}", kind="release")
    return detention
