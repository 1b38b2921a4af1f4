"""From one suite of the force to another: the record and its clock go with the person."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, RuleBroken
from mips.custody.model.release import Move
from mips.custody.rules.checks import check_release
from mips.custody.rules.escort import Destination
from mips.custody.rules.facts import ArriveStation, DepartStation
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.arrival import picked_suite
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.escort_records import check_moved, end_escort
from mips.custody.usecases.places import end_stays
from mips.custody.usecases.station import say_station
from mips.custody.usecases.writing import detention_with, happened, log, moment_of
from mips.usecase import usecase

TOPIC = "move"


@usecase(Permission.CUSTODY_DETENTION_APPROVE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def send_to_suite(
    actor: Actor,
    *,
    detention_id: uuid.UUID,
    suite_id: uuid.UUID,
    why: str,
    escort: str,
    left_at: datetime | None = None,
) -> Move:
    """Somebody leaves for another suite of the force. The time on the way counts (CK-9)."""
    detention, at, to = detention_with(detention_id), moment_of(left_at), picked_suite(suite_id)
    check_release(at, relevant_time=detention.here_since, released_at=detention.released_at)
    if to.id == detention.suite_id:
        raise InputInvalid({"suite_id": ["Select another suite"]})
    if to.force != detention.suite.force:
        other = "That suite is another force's. Release them to it: the clock goes on there from its own rules"
        raise RuleBroken(other, rule="PACE 1984 s.41(5)", field="suite_id")
    if on_the_way(detention_id):
        raise RuleBroken("They are on the way already", rule=S39_1.section)
    check_moved(detention, to.id)
    happened(actor, detention, DepartStation, at, area=detention.suite.force, to_area=to.force)
    move = Move(
        detention_id=detention.id,
        from_suite_id=detention.suite_id,
        to_suite_id=to.id,
        why=why,
        escort=escort,
        left_at=at,
        by_id=actor.id,
    )
    db.session.add(move)
    end_stays(detention, at)
    log(actor, detention, at, f"Left for {to.name} with {escort}. {why}", kind="move")
    waits = Mention(
        column=Column.FLAG,
        words=f"On the way to {to.name}",
        tone=Tone.SOON,
        since=at,
        page="custody.receive",
        todo="Receive",
    )
    say_on_board(detention.id, TOPIC, [waits])
    return move


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def receive_from_suite(
    actor: Actor, *, detention_id: uuid.UUID, condition: str, arrived_at: datetime | None = None
) -> Move:
    """Somebody who left another suite is here: the same record stands on this suite's board now."""
    detention, at = detention_with(detention_id), moment_of(arrived_at)
    move = on_the_way(detention_id)
    if move is None:
        raise RuleBroken("Nobody is on the way with this record", rule=S39_1.section)
    if at < move.left_at:
        raise RuleBroken("The arrival cannot be before they left", rule=S39_1.section, field="arrived_at")
    suite = move.to_suite
    happened(actor, detention, ArriveStation, at, area=suite.force, after_arrest=True, designated=suite.designated)
    move.arrived_at, move.received_by_id = at, actor.id
    detention.suite = suite
    say_station(detention)
    log(actor, detention, at, f"Received from {move.from_suite.name}. {condition}", kind="move")
    say_on_board(detention.id, TOPIC, [])
    end_escort(detention, Destination.SUITE, at, by=suite.name, condition=condition)
    return move


def on_the_way(detention_id: uuid.UUID) -> Move | None:
    """The move between suites that somebody is on."""
    found = select(Move).where(Move.detention_id == detention_id, Move.arrived_at.is_(None))
    return db.session.scalars(found.options(joinedload(Move.to_suite), joinedload(Move.from_suite))).one_or_none()
