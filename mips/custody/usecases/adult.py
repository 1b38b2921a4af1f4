"""The decision about an appropriate adult."""

from __future__ import annotations

import uuid
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.people import AdultDecision
from mips.custody.rules.people import AdultBecause, check_adult_decision, check_in_order
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.around import say_people
from mips.custody.usecases.care import say_rights
from mips.custody.usecases.reading import is_child
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def decide_adult(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    because: AdultBecause,
    reason: str = "",
    decided_at: datetime | None = None,
) -> AdultDecision:
    """Decide, as custody officer, whether the detainee needs an appropriate adult. Code C 3.5(c)."""
    detention, at = detention_with(detention_id), moment_of(decided_at)
    if not detention.held:
        raise refused("This person is no longer in custody", S39_1)
    check_in_order(at, after=detention.arrived_at, what="That is before they arrived", field="decided_at")
    check_adult_decision(because, child=is_child(detention.person, detention.arrived_at), reason=reason)
    decision = AdultDecision(detention_id=detention.id, because=because, reason=reason, decided_at=at, by_id=actor.id)
    db.session.add(decision)
    what = ". ".join(part for part in (because.label, reason) if part)
    log(actor, detention, at, f"Appropriate adult: {what[:1].lower()}{what[1:]}", kind="people")
    say_people(detention)
    say_rights(detention)
    return decision
