"""Looking again at somebody held on another power, and saying on the board when that is due."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.settings import settings
from mips.custody.model.detention import Detention
from mips.custody.model.other_hold import HoldCheck
from mips.custody.rules.authority import check_custody_officer
from mips.custody.rules.hold_checks import HoldCheckKind, asked_of, check_hold_check, next_hold_check
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.usecase import usecase

TOPIC: Final = "hold"


@usecase(Permission.CUSTODY_RISK_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def check_welfare(
    actor: Actor, *, detention_id: uuid.UUID, found: str, professional: str = "", at: datetime | None = None
) -> HoldCheck:
    """A nurse or doctor checked somebody in a place of safety. SI 2017/1036 reg 4.

    A healthcare professional who records it is the one who checked; anybody else says who did.
    """
    if actor.may(Permission.CUSTODY_HEALTH_CREATE):
        professional = professional or actor.name
    return _check(actor, detention_id, HoldCheckKind.WELFARE, at, professional=professional, found=found)


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def review_peace(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    goes_on: bool,
    found: str,
    no_sergeant_why: str = "",
    at: datetime | None = None,
) -> HoldCheck:
    """The custody officer asks whether a breach of the peace is likely still: a practice, no review under s.40.

    Where none is they are released now. McGrogan [2002] EWCA Civ 86.
    """
    check_custody_officer(actor.rank_at(moment_of(at)), no_sergeant_why)
    return _check(actor, detention_id, HoldCheckKind.PEACE, at, found=found, goes_on=goes_on)


def say_hold(detention: Detention) -> None:
    """Put on the board when it is to be looked at next; nothing of those of whom nothing is asked."""
    kind = asked_of(detention.arrival)
    if kind is None or not detention.held:
        return
    done = _checks(detention.id)
    say_on_board(detention.id, TOPIC, [_mention(kind, _due(detention, kind, done), done)])


def _check(
    actor: Actor,
    detention_id: uuid.UUID,
    kind: HoldCheckKind,
    when: datetime | None,
    *,
    found: str,
    professional: str = "",
    goes_on: bool = True,
) -> HoldCheck:
    detention, at = detention_with(detention_id), moment_of(when)
    done = _checks(detention.id)
    last = done[-1].at if done else _since(detention)
    check_hold_check(
        kind, detention.arrival, held=detention.held, at=at, last=last, professional=professional, found=found
    )
    check = HoldCheck(
        detention_id=detention.id,
        kind=kind,
        at=at,
        due_at=_due(detention, kind, done),
        by_id=actor.id,
        professional=professional,
        found=found,
        goes_on=goes_on,
    )
    db.session.add(check)
    db.session.flush()
    log(actor, detention, at, _said(check), kind="health" if kind is HoldCheckKind.WELFARE else "review")
    say_hold(detention)
    return check


def _checks(detention_id: uuid.UUID) -> Sequence[HoldCheck]:
    return db.session.scalars(
        select(HoldCheck).where(HoldCheck.detention_id == detention_id).order_by(HoldCheck.at)
    ).all()


def _since(detention: Detention) -> datetime:
    """A place of safety is one from arriving; the custody officer answers for the peace from accepting them."""
    if asked_of(detention.arrival) is HoldCheckKind.WELFARE:
        return detention.arrived_at
    return detention.authorised_at or detention.arrived_at


def _due(detention: Detention, kind: HoldCheckKind, done: Sequence[HoldCheck]) -> datetime:
    every = settings().safety_check_minutes
    return next_hold_check(kind, since=_since(detention), held=[each.at for each in done], every_minutes=every)


def _mention(kind: HoldCheckKind, due: datetime, done: Sequence[HoldCheck]) -> Mention:
    if kind is HoldCheckKind.WELFARE:
        words, page, todo = "Nurse or doctor", "custody.hold_welfare", "Record their check"
    elif done and not done[-1].goes_on:
        due, words, page, todo = done[-1].at, "Danger past: release", "custody.release", "Release now"
    else:
        words, page, todo = "Danger to the peace", "custody.hold_peace", "Look at it again"
    return Mention(column=Column.NEEDS, words=words, tone=Tone.SOON, due_at=due, page=page, todo=todo)


def _said(check: HoldCheck) -> str:
    if check.kind is HoldCheckKind.WELFARE:
        return f"Checked by {check.professional}: {check.found}"
    goes_on = "A breach of the peace is likely still" if check.goes_on else "The danger is past: to be released now"
    return f"{goes_on}. {check.found}"
