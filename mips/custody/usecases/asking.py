"""Asking a senior officer for an authority, and the answer no; the answer yes is the authority itself."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select

from mips.access.permissions import Permission, Rank
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.authority import AuthorityRequest, Wanted
from mips.custody.model.detention import Detention
from mips.custody.rules.people import check_in_order
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S39_1, S42_1
from mips.custody.rules.sources_of_people import S56_2
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.writing import detention_with, log, moment_of, said
from mips.record.lookup import fetch
from mips.usecase import usecase


@usecase(Permission.CUSTODY_AUTHORITY_REQUEST_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def ask_authority(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    wanted: Wanted,
    reason: str,
    progress: str = "",
    until: datetime | None = None,
    asked_at: datetime | None = None,
) -> AuthorityRequest:
    """Ask for an extension or for a right to be put off, as custody officer or investigator. PACE 1984 s.42, s.56."""
    detention, at = detention_with(detention_id), moment_of(asked_at)
    if not detention.held or detention.authorised_at is None or detention.charged_at is not None:
        raise refused("Only for somebody held without charge", S39_1)
    check_in_order(at, after=detention.authorised_at, what="That is before detention was authorised", field="asked_at")
    if waiting := open_request(detention.id, wanted):
        raise refused(f"It was asked at {said(waiting.asked_at)} and waits for an answer", S42_1)
    request = AuthorityRequest(
        detention_id=detention.id,
        wanted=wanted,
        asked_at=at,
        asked_by_id=actor.id,
        reason=reason,
        progress=progress,
        until=until,
    )
    db.session.add(request)
    log(actor, detention, at, f"Asked: {wanted.label}. {reason}", kind="authority")
    say_authority(detention)
    return request


@usecase(Permission.CUSTODY_REVIEW_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def refuse_request(actor: Actor, *, request_id: uuid.UUID, why: str, at: datetime | None = None) -> AuthorityRequest:
    """Say no, with the reason, as an officer who could have said yes. PACE 1984 s.42(1), s.56(2), s.58(6)."""
    request, when = fetch(AuthorityRequest, request_id), moment_of(at)
    detention = detention_with(request.detention_id)
    least = Rank.INSPECTOR if request.wanted is Wanted.DELAY_INFORMED else Rank.SUPERINTENDENT
    source = S56_2 if least is Rank.INSPECTOR else S42_1
    if actor.rank_at(when) < least:
        raise refused(f"It is for {'an inspector' if least is Rank.INSPECTOR else 'a superintendent'}", source)
    if request.answered_at is not None:
        raise refused(f"It was answered at {said(request.answered_at)}", source)
    check_in_order(when, after=request.asked_at, what="That is before it was asked", field="at")
    answer(actor, detention, request.wanted, when, refused_why=why)
    log(actor, detention, when, f"Refused: {request.wanted.label}. {why}", kind="authority")
    say_authority(detention)
    return request


def open_request(detention_id: uuid.UUID, wanted: Wanted) -> AuthorityRequest | None:
    """What was asked and waits for an answer."""
    found = select(AuthorityRequest).where(
        AuthorityRequest.detention_id == detention_id,
        AuthorityRequest.wanted == wanted,
        AuthorityRequest.answered_at.is_(None),
    )
    return db.session.scalars(found).one_or_none()


def answer(actor: Actor, detention: Detention, wanted: Wanted, at: datetime, *, refused_why: str = "") -> None:
    """Close the question, where one was put."""
    if request := open_request(detention.id, wanted):
        request.answered_at, request.answered_by_id = at, actor.id
        request.granted, request.refused_why = not refused_why, refused_why


def asked_it(actor: Actor, detention: Detention, wanted: Wanted) -> bool:
    """Whether this officer put the question that waits: nobody answers their own (RL-1)."""
    request = open_request(detention.id, wanted)
    return request is not None and request.asked_by_id == actor.id
