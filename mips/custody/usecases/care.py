"""What is done for a detainee between decisions: rights, a cell, the log."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import NotFound, RuleBroken
from mips.custody.model.care import Right, RightAction, RightKind
from mips.custody.model.detention import Detention
from mips.custody.model.entitlements import Notice, RightsTold
from mips.custody.rules.arrivals import check_cell_for
from mips.custody.rules.booking_in import Block
from mips.custody.rules.checks import check_here_then
from mips.custody.rules.incidents import check_correctable
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.around import solicitor_called
from mips.custody.usecases.blocks import block_done
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.places import take_place
from mips.custody.usecases.signing import keep_signature
from mips.custody.usecases.telling import RightGiven as RightGiven
from mips.custody.usecases.telling import owed_on_board
from mips.custody.usecases.writing import detention_with, log, moment_of, said
from mips.record.logbook import correct_entry
from mips.record.lookup import fetch
from mips.record.model.work import LogEntry
from mips.usecase import usecase


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def give_rights(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    given: Sequence[RightGiven],
    language: str = "",
    interpreter: bool = False,
    adult_present: bool = False,
    notice: Notice | None = None,
    signature: Mapping[str, Any] | None = None,
    offered_at: datetime | None = None,
) -> Detention:
    """Tell a detainee their rights and write down each answer. Told again, they stand beside the first (CUS-10).

    `notice`: what became of the written notice; `signature` as SignatureIn gives it; `adult_present`: an appropriate
    adult heard it.
    """
    detention, at = detention_held(detention_id), moment_of(offered_at)
    check_here_then(at, since=detention.here_since, field="offered_at")
    signed = keep_signature(actor, detention, signature, what="rights", at=at)
    db.session.add(
        RightsTold(
            detention_id=detention.id,
            told_at=at,
            by_id=actor.id,
            language=language,
            interpreter=interpreter,
            adult_present=adult_present,
            notice=notice,
            signature_id=signed.id if signed else None,
        )
    )
    for each in given:
        db.session.add(
            Right(
                detention_id=detention.id,
                kind=each.kind,
                offered_at=at,
                offered_by_id=actor.id,
                wanted=each.wanted,
                detail=each.detail,
                reason=each.reason,
                language=language,
            )
        )
        log(actor, detention, at, _answered(each), kind="rights")
    detention.rights_given_at = at
    block_done(actor, detention, Block.RIGHTS)
    say_rights(detention)
    return detention


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.COLLECTED, also=[Verb.ALTERED])
def act_on_right(
    actor: Actor, *, right_id: uuid.UUID, text: str, met: bool = False, at: datetime | None = None
) -> RightAction:
    """Write down a step taken to meet a right; `met` when it has been had."""
    right, when = fetch(Right, right_id), moment_of(at)
    detention = detention_with(right.detention_id)
    action = RightAction(detention_id=detention.id, right_id=right.id, at=when, text=text, by_id=actor.id)
    db.session.add(action)
    if met:
        right.met_at, right.outcome = when, text
    log(actor, detention, when, f"{right.kind.label}: {text}", kind="rights")
    say_rights(detention)
    return action


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def put_in_cell(
    actor: Actor, *, detention_id: uuid.UUID, cell_id: uuid.UUID, why: str = "", from_at: datetime | None = None
) -> Detention:
    """Put a detainee in a cell, or move them to another: into its lowest free place (CUS-9 RS-6).

    `why` is asked where they are to share, for a child in a cell, beside somebody to be kept apart from.
    """
    detention, at = detention_held(detention_id), moment_of(from_at)
    check_here_then(at, since=detention.here_since, field="from_at")
    check_cell_for(detention.arrival)
    moved = detention.cell_id is not None
    cell = take_place(detention, cell_id, at, why=why)
    more = f": {why}" if why else ""
    log(actor, detention, at, f"{'Moved to' if moved else 'Put in'} {cell.name}{more}", kind="cell")
    if cell.camera_out and cell.camera_out_at:
        out = f"{cell.camera_out.label} in {cell.name} since {said(cell.camera_out_at)}: {cell.camera_why}"
        log(actor, detention, at, out, kind="cell")
    return detention


@usecase(Permission.CUSTODY_LOG_CREATE, verb=Verb.COLLECTED)
def add_to_log(actor: Actor, *, detention_id: uuid.UUID, text: str, at: datetime | None = None) -> LogEntry:
    """Write in the log: what happened, when it happened, and by whom and when it was written."""
    return log(actor, detention_with(detention_id), moment_of(at), text)


@usecase(Permission.CUSTODY_LOG_UPDATE, verb=Verb.COLLECTED)
def correct_in_log(actor: Actor, *, detention_id: uuid.UUID, entry_id: uuid.UUID, text: str) -> LogEntry:
    """Put an entry right by a later one; nothing is rubbed out."""
    detention = detention_with(detention_id)
    if fetch(LogEntry, entry_id).entity_id != detention.id:
        raise NotFound("No such entry in this log")
    check_correctable(locked=detention.locked_at is not None)
    return correct_entry(actor, entry_id=entry_id, text=text)


def say_rights(detention: Detention) -> None:
    """Rights that were asked for and not had, or could not be answered, stand on the board.

    Once a solicitor has been called, the topic of people says how that stands.
    """
    db.session.flush()
    asked = select(Right).where(Right.detention_id == detention.id).order_by(Right.offered_at, Right.created_at)
    latest = {right.kind: right for right in db.session.scalars(asked)}
    advice = latest.get(RightKind.LEGAL_ADVICE)
    if advice and advice.wanted is not False and solicitor_called(detention.id):
        latest.pop(RightKind.LEGAL_ADVICE, None)
    say_on_board(detention.id, "rights", [*wanted_on_board(latest), *owed_on_board(detention, latest)])


def wanted_on_board(latest: Mapping[RightKind, Right]) -> Iterator[Mention]:
    """What the board says of rights, given the last time each was told."""
    for kind, words in _WANTED.items():
        right = latest.get(kind)
        if right and right.wanted and right.met_at is None:
            yield Mention(column=Column.NEEDS, words=words, since=right.offered_at, page="custody.record")
        elif right and right.wanted is None:
            yield Mention(column=Column.NEEDS, words=f"{words}? Ask again", tone=Tone.SOON, page="custody.rights")


_WANTED = {
    RightKind.LEGAL_ADVICE: "Solicitor",
    RightKind.SOMEONE_INFORMED: "Someone to be informed",
    RightKind.CONSULATE: "Consulate",
    RightKind.WELFARE: "Parent or carer to be told",
    RightKind.SUPERVISOR: "Youth offending team to be told",
    RightKind.TELEPHONE: "Phone call",
}


def detention_held(detention_id: uuid.UUID) -> Detention:
    """The custody record of somebody who is here. Raises RuleBroken once they have left."""
    detention = detention_with(detention_id)
    if not detention.held:
        raise RuleBroken("This person is no longer in custody. Add what is left to say to the log", rule=S39_1.section)
    return detention


def _answered(right: RightGiven) -> str:
    answer = {True: "wanted", False: right.kind.declined.lower(), None: "not answered"}[right.wanted]
    more = ". ".join(part for part in (right.detail, right.reason) if part)
    return f"{right.kind.label}: {answer}" + (f". {more}" if more else "")
