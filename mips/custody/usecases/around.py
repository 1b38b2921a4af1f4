"""How it stands with the people around a detainee: read in one go, said on the whiteboard after every change."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import selectinload

from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.people import AdultDecision, Attendance
from mips.custody.rules.people import Helper
from mips.custody.rules.people_board import Expected, PeopleNow, said_of_people
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.reading import is_child

TOPIC = "people"


def say_people(detention: Detention) -> None:
    """Say on the board who is waited for and who is here. To be called whenever that changes."""
    db.session.flush()
    say_on_board(detention.id, TOPIC, said_of_people(_people_now(detention)) if detention.held else [])


def attendances_of(detention_id: uuid.UUID) -> Sequence[Attendance]:
    """Everybody who was ever asked for, in order, with attempts and consultations."""
    return db.session.scalars(_attendances(), {"detention_id": detention_id}).all()


@cache
def _attendances() -> Select[Attendance]:
    found = select(Attendance).where(Attendance.detention_id == bindparam("detention_id"))
    whole = (selectinload(Attendance.attempts), selectinload(Attendance.consultations))
    return found.options(*whole).order_by(Attendance.requested_at, Attendance.id)


def adult_decision(detention_id: uuid.UUID) -> AdultDecision | None:
    """The decision about an appropriate adult that counts: the latest."""
    return db.session.scalars(_decisions(), {"detention_id": detention_id}).first()


@cache
def _decisions() -> Select[AdultDecision]:
    found = select(AdultDecision).where(AdultDecision.detention_id == bindparam("detention_id"))
    return found.order_by(AdultDecision.decided_at.desc(), AdultDecision.id.desc()).limit(1)


def solicitor_called(detention_id: uuid.UUID) -> bool:
    """A solicitor has been asked for and not stood down: the topic of people says how that stands."""
    here = select(Attendance.id).where(
        Attendance.detention_id == detention_id,
        Attendance.helper == Helper.SOLICITOR,
        Attendance.stood_down_at.is_(None),
    )
    return db.session.scalars(here.limit(1)).first() is not None


def _people_now(detention: Detention) -> PeopleNow:
    attended, decision = attendances_of(detention.id), adult_decision(detention.id)
    return PeopleNow(
        open=[_expected(each) for each in attended if each.here or each.awaited],
        child=is_child(detention.person, detention.arrived_at),
        authorised=detention.authorised_at is not None,
        adult=decision.because if decision else None,
        adult_came=any(each.helper is Helper.ADULT and each.arrived_at for each in attended),
    )


def _expected(each: Attendance) -> Expected:
    return Expected(
        helper=each.helper,
        requested_at=each.requested_at,
        expected_at=each.expected_at,
        arrived_at=each.arrived_at,
        consulting=each.consulting is not None,
    )
