"""Who is due back on bail, to be looked at again, or to be interviewed: told to whoever asks about their crimes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.visibility import UNSEEN_TOO
from mips.between import questions
from mips.between.questions import PersonDue
from mips.core import db
from mips.core.england import LONDON, day_of
from mips.custody.model.bail import BailGiven
from mips.custody.model.detention import Detention
from mips.custody.model.volunteer import Volunteer, VolunteerOffence
from mips.custody.usecases.interviews_told import interviews_about
from mips.record.model.case import Offence


def answer_about_suspects() -> None:
    """What custody tells to whoever investigates: who is due, and which interviews were held."""
    questions.people_due.answered_by(people_due)
    questions.interviews_about.answered_by(interviews_about)


def people_due(until: date) -> Sequence[PersonDue]:
    """Everybody due by the end of that day, those who are late among them.

    Whoever asks shows only those who are in crimes that their reader may see.
    """
    return [*_on_bail(until), *_to_look_at(until), *_to_interview(until)]


def _on_bail(until: date) -> Iterator[PersonDue]:
    found = select(BailGiven).where(BailGiven.ended_at.is_(None), BailGiven.return_at < _end_of(until))
    whole = (joinedload(BailGiven.detention), joinedload(BailGiven.return_suite))
    rows = db.session.scalars(found.options(*whole).execution_options(**UNSEEN_TOO)).all()
    crimes = _crimes([each.detention_id for each in rows])
    for each in rows:
        if each.detention.person_id:
            yield PersonDue(
                person_id=each.detention.person_id,
                what="Returns on bail",
                on=day_of(each.return_at),
                at=each.return_at,
                where=each.return_suite.name,
                crime_ids=crimes.get(each.detention_id, ()),
            )


def _to_look_at(until: date) -> Iterator[PersonDue]:
    found = select(Detention).where(Detention.review_on <= until, Detention.person_id.is_not(None))
    rows = db.session.scalars(found.execution_options(**UNSEEN_TOO)).all()
    crimes = _crimes([each.id for each in rows])
    for each in rows:
        if each.person_id and each.review_on:
            yield PersonDue(
                person_id=each.person_id,
                what="Released under investigation: look again",
                on=each.review_on,
                at=None,
                where="",
                crime_ids=crimes.get(each.id, ()),
            )


def _to_interview(until: date) -> Iterator[PersonDue]:
    planned = (Volunteer.planned_at < _end_of(until), Volunteer.began_at.is_(None), Volunteer.decided_at.is_(None))
    rows = db.session.scalars(select(Volunteer).where(*planned).execution_options(**UNSEEN_TOO)).all()
    about = select(VolunteerOffence.volunteer_id, Offence.crime_id).join(
        Offence, Offence.id == VolunteerOffence.offence_id
    )
    crimes = _together(about.where(VolunteerOffence.volunteer_id.in_([each.id for each in rows])))
    for each in rows:
        if each.planned_at:
            yield PersonDue(
                person_id=each.person_id,
                what="Voluntary interview planned",
                on=day_of(each.planned_at),
                at=each.planned_at,
                where=each.place,
                crime_ids=crimes.get(each.id, ()),
            )


def _crimes(detention_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, tuple[uuid.UUID, ...]]:
    """Custody record -> the crimes that its offences are of."""
    return _together(select(Offence.detention_id, Offence.crime_id).where(Offence.detention_id.in_(detention_ids)))


def _together(pairs: Any) -> dict[uuid.UUID, tuple[uuid.UUID, ...]]:
    found: dict[uuid.UUID, tuple[uuid.UUID, ...]] = {}
    for key, crime_id in db.session.execute(pairs.order_by(Offence.sequence, Offence.id), execution_options=UNSEEN_TOO):
        if crime_id and crime_id not in found.get(key, ()):
            found[key] = (*found.get(key, ()), crime_id)
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON)
