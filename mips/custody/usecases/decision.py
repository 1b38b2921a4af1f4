"""The custody officer's first decision: detention authorised, or refused."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.settings import settings
from mips.custody.model.detention import Detention, Grounds
from mips.custody.rules.acting import Acting, Decided
from mips.custody.rules.arrivals import check_pace
from mips.custody.rules.authority import check_grounds, check_ready_for_decision
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_authorisation
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.entitlements import AbsentBecause, check_presence
from mips.custody.rules.facts import DetentionAuthorised
from mips.custody.rules.facts import Released as ReleasedFact
from mips.custody.rules.waiting import Patience, check_wait_explained
from mips.custody.usecases.acting import check_decider, note_acting
from mips.custody.usecases.around import say_people
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.clocks import standing_of
from mips.custody.usecases.departure import leave
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.usecase import usecase


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def authorise_detention(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    grounds: Sequence[Grounds],
    grounds_reason: str,
    authorised_at: datetime | None = None,
    detainee_comments: str = "",
    present: bool | None = None,
    absent_why: AbsentBecause | None = None,
    unfit_why: str = "",
    wait_reason: str = "",
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> Detention:
    """Authorise detention without charge, on grounds written down in the detainee's presence. PACE 1984 s.37.

    `wait_reason` is asked for where they waited longer than the force allows (s.37(10)), `absent_why` where they were
    not `present` (s.37(6)), `unfit_why` where the decision on charge waits for them to be fit for it (s.37(9)), and
    `acting` where the station is not designated (s.36(7)).
    """
    detention, at = _ready(detention_id), moment_of(authorised_at)
    check_pace(detention.arrival, "they are accepted into custody, and detention is not authorised under s.37")
    barred = check_decider(actor, detention, at, acting, no_sergeant_why)
    check_grounds(grounds)
    check_presence(present=present, why=absent_why)
    _check_wait(detention, at, wait_reason)
    check_authorisation(
        at,
        relevant_time=_began(detention),
        grounds=grounds_reason,
        involved_in_investigation=barred,
    )
    happened(actor, detention, DetentionAuthorised, at, area=detention.force)
    detention.authorised_at, detention.authorised_by_id = at, actor.id
    detention.grounds, detention.grounds_reason = [each.value for each in grounds], grounds_reason
    detention.detainee_comments, detention.no_sergeant_why = detainee_comments, no_sergeant_why
    detention.decided_in_presence, detention.absent_why = present, absent_why.value if absent_why else ""
    detention.unfit_why, detention.wait_reason = unfit_why, wait_reason
    why = " and ".join(each.label[:1].lower() + each.label[1:] for each in grounds)
    log(actor, detention, at, f"Detention authorised {why}. {grounds_reason}", kind="authorised")
    block_done(actor, detention, Block.DECISION)
    say_people(detention)
    note_acting(actor, detention, at, acting, Decided.DETENTION)
    _log_how_it_was_decided(actor, detention, at)
    return detention


def _log_how_it_was_decided(actor: Actor, detention: Detention, at: datetime) -> None:
    """What stands beside the decision in the log, each where there is something to say."""
    absent = AbsentBecause(detention.absent_why).label.lower() if detention.absent_why else ""
    for words, text, kind in (
        ("The detainee said", detention.detainee_comments, "comment"),
        ("Decided out of their presence", absent, "authorised"),
        ("Not in a fit state for the decision on charge", detention.unfit_why, "authorised"),
        ("Waited for the decision", detention.wait_reason, "authorised"),
    ):
        if text:
            log(actor, detention, at, f"{words}: {text}", kind=kind)


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def refuse_detention(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    refused_why: str,
    refused_at: datetime | None = None,
    wait_reason: str = "",
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> Detention:
    """Refuse to authorise detention: the person is released at once. PACE 1984 s.37(2)."""
    detention, at = _ready(detention_id), moment_of(refused_at)
    barred = check_decider(actor, detention, at, acting, no_sergeant_why)
    check_authorisation(
        at,
        relevant_time=_began(detention),
        grounds=refused_why,
        involved_in_investigation=barred,
    )
    _check_wait(detention, at, wait_reason)
    happened(actor, detention, ReleasedFact, at)
    detention.refused_at, detention.refused_why, detention.no_sergeant_why = at, refused_why, no_sergeant_why
    detention.wait_reason = wait_reason
    log(actor, detention, at, f"Detention refused and the person released. {refused_why}", kind="refused")
    note_acting(actor, detention, at, acting, Decided.REFUSAL)
    leave(actor, detention, at, Disposal.REFUSED, reason=refused_why)
    return detention


def _check_wait(detention: Detention, at: datetime, why: str) -> None:
    given = settings()
    patience = Patience(given.custody_wait_amber_minutes, given.custody_wait_red_minutes)
    check_wait_explained(_began(detention), at, why, patience)


def _ready(detention_id: uuid.UUID) -> Detention:
    detention = detention_with(detention_id)
    arrested = detention.arrested_at is not None or not detention.arrival.pace
    check_ready_for_decision(arrest_recorded=arrested, already=_decided(detention))
    return detention


def _decided(detention: Detention) -> str:
    if detention.authorised_at:
        by = f" by {detention.authorised_by.name}" if detention.authorised_by else ""
        return f"Detention was authorised already, at {said(detention.authorised_at)}{by}"
    return f"This person left at {said(detention.released_at)}" if detention.released_at else ""


def _began(detention: Detention) -> datetime:
    """When the person was there under arrest; the arrest has been recorded, so there is such a moment."""
    began = standing_of(detention).began
    return began.at if began else detention.arrived_at
