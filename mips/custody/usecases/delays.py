"""Putting a right off, and what follows: in writing, told to the detainee, ended as soon as its reason ends."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.custody.model.authority import RightDelay, Wanted
from mips.custody.model.care import RightKind
from mips.custody.model.detention import Detention
from mips.custody.rules.delaying import DelayGround, check_delay, check_delay_time
from mips.custody.rules.facts import S56DelayAuthorised, S58DelayAuthorised
from mips.custody.rules.people import check_in_order
from mips.custody.rules.refusing import refused
from mips.custody.rules.relevant_time import relevant_time
from mips.custody.rules.rights_delay import latest_end
from mips.custody.rules.sources_of_people import S56_4, S56_6, S58_11
from mips.custody.rules.story import OffenceClass
from mips.custody.usecases.asking import answer, asked_it
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.offences import gravest_class, investigators
from mips.custody.usecases.writing import detention_with, happened, log, moment_of, said
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class _Given:
    grounds: Sequence[DelayGround]
    reason: str
    oral: bool
    told: bool


_OF: dict[int, tuple[RightKind, Wanted, type[S56DelayAuthorised] | type[S58DelayAuthorised]]] = {
    56: (RightKind.SOMEONE_INFORMED, Wanted.DELAY_INFORMED, S56DelayAuthorised),
    58: (RightKind.LEGAL_ADVICE, Wanted.DELAY_ADVICE, S58DelayAuthorised),
}


@usecase(Permission.CUSTODY_DELAY_S56_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def delay_informing(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    grounds: Sequence[DelayGround],
    reason: str,
    oral: bool = False,
    told: bool = False,
    authorised_at: datetime | None = None,
) -> RightDelay:
    """Put off having somebody informed, as an inspector or above. PACE 1984 s.56(2)."""
    given = _Given(grounds=grounds, reason=reason, oral=oral, told=told)
    return _delay(actor, 56, detention_with(detention_id), moment_of(authorised_at), given)


@usecase(Permission.CUSTODY_DELAY_S58_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def delay_advice(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    grounds: Sequence[DelayGround],
    reason: str,
    oral: bool = False,
    told: bool = False,
    authorised_at: datetime | None = None,
) -> RightDelay:
    """Put off legal advice, as a superintendent or above. PACE 1984 s.58(6)."""
    given = _Given(grounds=grounds, reason=reason, oral=oral, told=told)
    return _delay(actor, 58, detention_with(detention_id), moment_of(authorised_at), given)


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def confirm_delay(actor: Actor, *, delay_id: uuid.UUID, at: datetime | None = None) -> RightDelay:
    """The authority given by word of mouth is here in writing. PACE 1984 s.56(4), s.58(7)."""
    delay, detention, when = *_of(delay_id), moment_of(at)
    if not delay.oral or delay.written_at is not None:
        raise refused("It is in writing already", S56_4)
    check_in_order(when, after=delay.authorised_at, what="That is before it was given", field="at")
    delay.written_at = when
    return noted(actor, detention, delay, when, "confirmed in writing")


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_delay(actor: Actor, *, delay_id: uuid.UUID, at: datetime | None = None) -> RightDelay:
    """The detainee was told that the right is put off, and why. PACE 1984 s.56(6), s.58(9)."""
    delay, detention, when = *_of(delay_id), moment_of(at)
    if delay.told_at is not None:
        raise refused(f"They were told at {said(delay.told_at)}", S56_6)
    check_in_order(when, after=delay.authorised_at, what="That is before it was given", field="at")
    delay.told_at = when
    return noted(actor, detention, delay, when, "told to the detainee with the reason")


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def end_delay(actor: Actor, *, delay_id: uuid.UUID, why: str, at: datetime | None = None) -> RightDelay:
    """The reason has ended, and the delay with it: the right is to be allowed now. PACE 1984 s.56(9), s.58(11)."""
    delay, detention, when = *_of(delay_id), moment_of(at)
    if delay.ended_at is not None:
        raise refused(f"It ended at {said(delay.ended_at)}", S58_11)
    check_in_order(when, after=delay.authorised_at, what="That is before it was given", field="at")
    delay.ended_at, delay.ended_why = min(when, delay.latest_end), why
    return noted(actor, detention, delay, when, f"ended: {why}. Ask the detainee again")


def delays_of(detention_id: uuid.UUID) -> Sequence[RightDelay]:
    """Every delay of a right, the latest first."""
    found = select(RightDelay).where(RightDelay.detention_id == detention_id)
    return db.session.scalars(found.order_by(RightDelay.authorised_at.desc())).all()


def _delay(actor: Actor, section: int, detention: Detention, at: datetime, given: _Given) -> RightDelay:
    kind, wanted, fact = _OF[section]
    began = relevant_time(story_of(detention))
    latest = latest_end(began.at) if began else None
    check_delay_time(section, at, authorised_at=detention.authorised_at, latest=latest)
    rank = actor.rank_at(at)
    check_delay(
        section,
        rank=rank,
        involved=actor.id in investigators(detention),
        asked_for_it=asked_it(actor, detention, wanted),
        only_summary=gravest_class(detention) is OffenceClass.SUMMARY_ONLY,
        grounds=given.grounds,
        reason=given.reason,
    )
    end_running(detention, kind, at)
    delay = RightDelay(
        detention_id=detention.id,
        kind=kind,
        authorised_at=at,
        by_id=actor.id,
        rank=int(rank),
        grounds=[each.value for each in given.grounds],
        reason=given.reason,
        latest_end=latest,
        oral=given.oral,
        written_at=None if given.oral else at,
        told_at=at if given.told else None,
    )
    db.session.add(delay)
    happened(actor, detention, fact, at, rank=rank.name.lower())
    answer(actor, detention, wanted, at)
    until = f"authorised until {said(delay.latest_end)} at the latest"
    return noted(actor, detention, delay, at, f"{until}. {given.reason}")


def end_running(detention: Detention, kind: RightKind, at: datetime) -> None:
    """One at a time: a new authority takes the place of the one before, or of one that ran out."""
    running = select(RightDelay).where(
        RightDelay.detention_id == detention.id, RightDelay.kind == kind, RightDelay.ended_at.is_(None)
    )
    for earlier in db.session.scalars(running):
        earlier.ended_at, earlier.ended_why = min(at, earlier.latest_end), "Authorised anew"
    db.session.flush()


def _of(delay_id: uuid.UUID) -> tuple[RightDelay, Detention]:
    delay = fetch(RightDelay, delay_id)
    return delay, detention_with(delay.detention_id)


def _right(delay: RightDelay) -> str:
    """How the log names it."""
    if delay.covers:
        return f"{delay.what}:"
    return f"Delay of the right \u2018{delay.kind.label.lower()}\u2019"


def noted(actor: Actor, detention: Detention, delay: RightDelay, at: datetime, what: str) -> RightDelay:
    """Write a delay into the log, and say on the board how it stands."""
    log(actor, detention, at, f"{_right(delay)} {what}", kind="authority")
    say_authority(detention)
    return delay
