"""Somebody who is kept only for a drug test: who is now, how it begins and ends, and what the board says of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.policy import Actor
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.sample import DrugHold, DrugTest
from mips.custody.rules.drug_tests import DrugResult, basis_of, trigger_of
from mips.custody.rules.mentions import Column, Mention
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.writing import log
from mips.record.reference.lookup import listed, title_of

TOPIC: Final = "drug-hold"


def hold_now(detention_id: uuid.UUID) -> DrugHold | None:
    """The hold that goes on, if there is one."""
    of_it = select(DrugHold).where(DrugHold.detention_id == detention_id, DrugHold.ended_at.is_(None))
    return db.session.scalars(of_it.options(joinedload(DrugHold.authority))).first()


def asked_on(asked: DrugTest | DrugHold) -> str:
    """'Trigger offence: Theft', or by whose authority and why: as the log, every page and the paper say it."""
    at = asked.at if isinstance(asked, DrugTest) else asked.since
    trigger = title_of("drug-test-trigger", asked.trigger) if asked.trigger else ""
    rank = asked.authority.rank_at(at) if asked.authority else None
    said = basis_of(after_charge=asked.after_charge, trigger=trigger, authority=rank)
    return said if trigger or not asked.authority else f"{said}: {asked.authority.name}. {asked.authority_why}"


def begin_hold(actor: Actor, detention: Detention, hold: DrugHold, said: str) -> DrugHold:
    """Keep them, say so in the log, and on the board until when at the latest."""
    db.session.add(hold)
    log(actor, detention, hold.since, said, kind="sample")
    words = "Kept only for drug sample"
    kept = Mention(
        column=Column.NEEDS, words=words, due_at=hold.until, page="custody.drug_test", todo="Take the drug sample"
    )
    say_on_board(detention.id, TOPIC, [kept])
    return hold


def end_hold(detention_id: uuid.UUID, at: datetime, why: str) -> None:
    """A sample was asked for, or they have left: nothing keeps them any more."""
    hold = hold_now(detention_id)
    if hold is not None:
        hold.ended_at, hold.ended_why = at, why
        say_on_board(detention_id, TOPIC, [])


def tests_count_on_charge(actor: Actor, detention: Detention, titles: Iterable[str], at: datetime) -> None:
    """A sample given after arrest counts as given on charge once a trigger offence is charged. PACE 1984 s.63B(5B)."""
    words = {each.code: each.extra.get("words", []) for each in listed("drug-test-trigger")}
    code = trigger_of(titles, words)
    given = select(DrugTest).where(
        DrugTest.detention_id == detention.id,
        DrugTest.after_charge.is_(False),
        DrugTest.counts_on_charge_from.is_(None),
        DrugTest.result != DrugResult.REFUSED,
    )
    for test in db.session.scalars(given) if code else ():
        test.counts_on_charge_from = at
        said = "Drug test given after arrest counts from now as given on charge (PACE 1984 s.63B(5B))"
        log(actor, detention, at, said, kind="sample")
