"""Back from pre-charge bail: answered, arrested for breaking it, and detention authorised again on the same record."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.errors import RuleBroken
from mips.custody.model.bail import BailEnd, BailGiven
from mips.custody.model.detention import Detention, Grounds
from mips.custody.rules.acting import Acting, Decided
from mips.custody.rules.authority import check_grounds
from mips.custody.rules.bail_release import check_breach
from mips.custody.rules.checks import check_authorisation, check_release
from mips.custody.rules.facts import AnswerBail, ArrestS46A, ArriveStation, DetentionAuthorised
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources_of_bail import S34_7, S46A_2
from mips.custody.usecases.acting import check_decider, note_acting
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.bailing import finish, standing_bail
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.departure import come_back
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.usecase import usecase

TOPIC = "bail"


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def answer_bail(
    actor: Actor, *, detention_id: uuid.UUID, suite_id: uuid.UUID, arrived_at: datetime | None = None
) -> Detention:
    """Somebody came to answer bail: the same record and the same clock go on. PACE 1984 s.34(7), s.47(6)."""
    detention, at = detention_with(detention_id), moment_of(arrived_at)
    bail = standing_bail(detention)
    _check_after(bail, at)
    happened(actor, detention, AnswerBail, at)
    finish(bail, BailEnd.ANSWERED, at)
    come_back(detention, at, picked_suite(suite_id))
    log(actor, detention, at, f"Answered bail, due {said(bail.return_at)}", kind="arrival")
    _wait_for_decision(detention, at)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def arrest_on_bail(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    because: BailEnd,
    reason: str,
    arrested_at: datetime,
    arrest_place: str,
    suite_id: uuid.UUID,
    arrived_at: datetime | None = None,
    elsewhere_why: str = "",
) -> Detention:
    """Arrested for not answering bail or breaking its conditions, and brought in. PACE 1984 s.46A, s.47(6A).

    The three hours from arrival do not count; then the clock goes on where it stood.
    """
    detention, at = detention_with(detention_id), moment_of(arrived_at)
    bail, suite = standing_bail(detention), picked_suite(suite_id)
    _check_after(bail, arrested_at)
    failed = because is BailEnd.NOT_ANSWERED
    terms = str(bail.terms)
    check_breach(arrested_at, return_at=bail.return_at, failed_to_answer=failed, conditions=terms)
    if at < arrested_at:
        raise RuleBroken("The arrival cannot be before the arrest", rule=S46A_2.section, field="arrived_at")
    if suite.id != bail.return_suite_id and not elsewhere_why:
        appointed = f"They are taken to {bail.return_suite.name}, where they were to surrender. Say why they were not"
        raise RuleBroken(appointed, rule=S46A_2.section, field="elsewhere_why")
    happened(actor, detention, ArrestS46A, arrested_at, reason=because.value)
    happened(actor, detention, ArriveStation, at, area=suite.force, after_arrest=True, designated=suite.designated)
    finish(bail, because, arrested_at, reason)
    come_back(detention, at, suite)
    log(actor, detention, arrested_at, f"{because.label}, at {arrest_place}. {reason}", kind="arrest")
    log(actor, detention, at, "At the station. Three hours do not count (s.47(6A))", kind="arrival")
    _wait_for_decision(detention, at)
    return detention


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def authorise_again(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    grounds: Sequence[Grounds],
    grounds_reason: str,
    detainee_comments: str = "",
    authorised_at: datetime | None = None,
    no_sergeant_why: str = "",
    acting: Acting | None = None,
) -> Detention:
    """Authorise the detention of somebody who is back from bail. PACE 1984 s.34(7), s.37."""
    detention, at = detention_with(detention_id), moment_of(authorised_at)
    if detention.returned_at is None or not detention.held or detention.reauthorised_at is not None:
        raise RuleBroken("Nobody waits here for that decision after bail", rule=S34_7.section)
    barred = check_decider(actor, detention, at, acting, no_sergeant_why)
    check_grounds(grounds)
    check_authorisation(
        at,
        relevant_time=detention.returned_at,
        grounds=grounds_reason,
        involved_in_investigation=barred,
    )
    happened(actor, detention, DetentionAuthorised, at, area=detention.suite.force)
    detention.reauthorised_at = at
    detention.grounds, detention.grounds_reason = [each.value for each in grounds], grounds_reason
    log(actor, detention, at, f"Detention authorised again. {grounds_reason}", kind="authorised")
    if detainee_comments:
        log(actor, detention, at, f"The detainee said: {detainee_comments}", kind="comment")
    note_acting(actor, detention, at, acting, Decided.AGAIN)
    say_on_board(detention.id, TOPIC, [])
    return detention


def _check_after(bail: BailGiven, at: datetime) -> None:
    check_release(at, relevant_time=bail.released_at)


def _wait_for_decision(detention: Detention, at: datetime) -> None:
    """On the board until the custody officer has decided."""
    waits = Mention(
        column=Column.NEEDS,
        words="Back on bail: decision",
        tone=Tone.SOON,
        since=at,
        page="custody.authorise_again_page",
        todo="Authorise again",
    )
    say_on_board(detention.id, TOPIC, [waits])
