"""Who has a detainee at this moment, the interview that goes on, and what the board says of both."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.healthcare import CareInstruction
from mips.custody.model.interview import HandOver, Interview, InterviewBreak
from mips.custody.rules.healthcare import Fitness
from mips.custody.rules.interviews import break_due
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.sources_of_investigation import C_12_1
from mips.custody.usecases.board_line import say_on_board


def say_interview(detention_id: uuid.UUID) -> None:
    """Put on the board who has them, since when they are in interview, and when a break is due."""
    db.session.flush()
    say_on_board(detention_id, "interview", _said(detention_id))


def _said(detention_id: uuid.UUID) -> Iterator[Mention]:
    out, interview = out_now(detention_id), running_interview(detention_id)
    page = "custody.interviews"
    if interview is None:
        if out is not None:
            yield Mention(
                column=Column.NEEDS, words=f"With {out.officer.name}", since=out.handed_at, page=page, todo="Take back"
            )
        return
    if pause := open_break(interview):
        yield Mention(column=Column.NEEDS, words="Interview paused", since=pause.began_at, page=page, todo="Resume")
        return
    yield Mention(column=Column.NEEDS, words="In interview", since=interview.started_at, page=page)
    if due := break_due_in(interview):
        yield Mention(column=Column.NEEDS, words="Interview break", tone=Tone.SOON, due_at=due, page=page)


def out_now(detention_id: uuid.UUID) -> HandOver | None:
    """Whoever has them now."""
    out = select(HandOver).where(HandOver.detention_id == detention_id, HandOver.returned_at.is_(None))
    return db.session.scalars(out.options(joinedload(HandOver.officer))).one_or_none()


def running_interview(detention_id: uuid.UUID) -> Interview | None:
    """The interview that goes on."""
    now = select(Interview).where(Interview.detention_id == detention_id, Interview.ended_at.is_(None))
    return db.session.scalars(now).one_or_none()


def interview_that_runs(detention_id: uuid.UUID) -> Interview:
    """The same, where there must be one. Code C 12.1."""
    interview = running_interview(detention_id)
    if interview is None:
        raise RuleBroken("No interview goes on", rule=C_12_1.section)
    return interview


def last_interview(hand_over_id: uuid.UUID) -> Interview | None:
    """The latest while they were handed over."""
    of_it = select(Interview).where(Interview.hand_over_id == hand_over_id)
    return db.session.scalars(of_it.order_by(Interview.started_at.desc())).first()


def _breaks(interview: Interview) -> Sequence[InterviewBreak]:
    of_it = select(InterviewBreak).where(InterviewBreak.interview_id == interview.id)
    return db.session.scalars(of_it.order_by(InterviewBreak.began_at)).all()


def open_break(interview: Interview) -> InterviewBreak | None:
    """The break that goes on."""
    return next((each for each in _breaks(interview) if each.resumed_at is None), None)


def last_moment(interview: Interview) -> datetime:
    """The latest thing that was said to have happened in it."""
    times = [time for each in _breaks(interview) for time in (each.began_at, each.resumed_at) if time]
    return max([interview.started_at, *times])


def break_due_in(interview: Interview) -> datetime | None:
    """When a break is due next, about. Code C 12.8."""
    return break_due(interview.started_at, [(each.began_at, each.resumed_at) for each in _breaks(interview)])


def hcp_says_of_interview(detention_id: uuid.UUID) -> Fitness | None:
    """What a healthcare professional said last of being interviewed."""
    told = select(CareInstruction).where(CareInstruction.detention_id == detention_id)
    said = db.session.scalars(told.order_by(CareInstruction.at.desc(), CareInstruction.id.desc()))
    return next((found for each in said if (found := each.fitness("interview"))), None)
