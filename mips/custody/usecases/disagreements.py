"""A higher officer's directions at odds with a decision: put to a superintendent at once, who settles it."""

from __future__ import annotations

import uuid
from datetime import datetime

from mips.access.model import User
from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, NotFound
from mips.custody.model.authority import Disagreement
from mips.custody.rules.people import check_in_order
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources_of_people import S39_6
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.writing import detention_with, log, moment_of, said
from mips.record.lookup import fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_REVIEW_READ, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def refer_disagreement(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    higher_officer_id: uuid.UUID,
    directions: str,
    at_odds_with: str,
    at: datetime | None = None,
) -> Disagreement:
    """Refer a higher officer's directions to a superintendent at once. PACE 1984 s.39(6), s.40(11)."""
    detention, when = detention_with(detention_id), moment_of(at)
    try:
        higher = fetch(User, higher_officer_id)
    except NotFound:
        raise InputInvalid({"higher_officer_id": ["Select an officer"]}) from None
    if higher.rank_at(when) <= actor.rank_at(when):
        raise refused("They are of no higher rank than you", S39_6, instead="Decide", field="higher_officer_id")
    row = Disagreement(
        detention_id=detention.id,
        at=when,
        by_id=actor.id,
        higher_officer_id=higher.id,
        directions=directions,
        at_odds_with=at_odds_with,
    )
    db.session.add(row)
    log(
        actor, detention, when, f"Referred to a superintendent (s.39(6)). {higher.name}: {directions}", kind="authority"
    )
    say_authority(detention)
    return row


@usecase(Permission.CUSTODY_EXTENSION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def settle_disagreement(
    actor: Actor, *, disagreement_id: uuid.UUID, decision: str, at: datetime | None = None
) -> Disagreement:
    """Settle it, as the superintendent responsible for the station. PACE 1984 s.39(6)."""
    row, when = fetch(Disagreement, disagreement_id), moment_of(at)
    detention = detention_with(row.detention_id)
    if row.decided_at is not None:
        raise refused(f"It was settled at {said(row.decided_at)}", S39_6)
    if actor.rank_at(when) < Rank.SUPERINTENDENT:
        raise refused("It is for a superintendent", S39_6, instead="Ask the superintendent on call")
    if actor.id in {row.by_id, row.higher_officer_id}:
        raise refused("Whoever disagrees does not settle it", S39_6, instead="Ask another superintendent")
    check_in_order(when, after=row.at, what="That is before it was referred", field="at")
    row.decided_at, row.decided_by_id, row.decision = when, actor.id, decision
    log(actor, detention, when, f"Settled by a superintendent (s.39(6)): {decision}", kind="authority")
    say_authority(detention)
    return row
