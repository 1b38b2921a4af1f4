"""An inspector denies or delays telephone calls and letters. Code C 5.6."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.authority import RightDelay
from mips.custody.model.care import RightKind
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import to_minute
from mips.custody.rules.calls import Limit, Privilege, check_end_of_limit, check_limit_on_calls
from mips.custody.rules.delaying import DelayGround
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.rights_delay import latest_end
from mips.custody.rules.story import OffenceClass
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.delays import end_running, noted
from mips.custody.usecases.offences import gravest_class, investigators
from mips.custody.usecases.writing import detention_with, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_DELAY_S56_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def limit_calls(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    limit: Limit,
    covers: Sequence[Privilege],
    grounds: Sequence[DelayGround],
    reason: str,
    until: datetime,
    told: bool = False,
    authorised_at: datetime | None = None,
) -> RightDelay:
    """Deny or delay telephone calls, letters or both, as an inspector or above, until an instant. Code C 5.6, 5.7A."""
    detention, at = detention_with(detention_id), moment_of(authorised_at)
    began = relevant_time(story_of(detention))
    latest = latest_end(began.at) if began else None
    check_end_of_limit(until, at=at, authorised_at=detention.authorised_at, latest=latest)
    rank = actor.rank_at(at)
    check_limit_on_calls(
        covers,
        rank=rank,
        involved=actor.id in investigators(detention),
        only_summary=gravest_class(detention) is OffenceClass.SUMMARY_ONLY,
        grounds=grounds,
        reason=reason,
    )
    end_running(detention, RightKind.TELEPHONE, at)
    return _limited(
        actor,
        detention,
        RightDelay(
            detention_id=detention.id,
            kind=RightKind.TELEPHONE,
            covers=[each.value for each in Privilege if each in covers],
            denied=limit is Limit.DENIED,
            authorised_at=at,
            by_id=actor.id,
            rank=int(rank),
            grounds=[each.value for each in grounds],
            reason=reason,
            latest_end=to_minute(until),
            written_at=at,
            told_at=at if told else None,
        ),
    )


def _limited(actor: Actor, detention: Detention, limit: RightDelay) -> RightDelay:
    db.session.add(limit)
    what = f"authorised until {said(limit.latest_end)} at the latest. {limit.reason}"
    return noted(actor, detention, limit, limit.authorised_at, what)
