"""The interviews that were held about offences, in custody and of volunteers, for whoever investigates them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.access.visibility import UNSEEN_TOO
from mips.between.questions import InterviewTold
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.interview import Interview
from mips.custody.model.volunteer import Volunteer, VolunteerInterview, VolunteerOffence
from mips.record.model.case import Offence


def interviews_about(offence_ids: Sequence[uuid.UUID]) -> Sequence[InterviewTold]:
    """In the order they were held. Whoever investigates needs them whether or not the records are theirs to read."""
    found = [*_in_custody(offence_ids), *_of_volunteers(offence_ids)]
    return sorted(found, key=lambda each: each.began_at)


def _in_custody(offence_ids: Sequence[uuid.UUID]) -> list[InterviewTold]:
    of_them = select(Offence.detention_id).where(Offence.id.in_(offence_ids), Offence.detention_id.is_not(None))
    held = [each for each in db.session.scalars(of_them.execution_options(**UNSEEN_TOO)) if each]
    people = select(Detention.id, Detention.person_id).where(Detention.id.in_(held))
    who = {row.id: row.person_id for row in db.session.execute(people, execution_options=UNSEEN_TOO)}
    interviews = select(Interview).where(Interview.detention_id.in_(held)).execution_options(**UNSEEN_TOO)
    return [
        InterviewTold(
            interview_id=each.id,
            person_id=who[each.detention_id],
            voluntary=False,
            number=each.number,
            began_at=each.started_at,
            ended_at=each.ended_at,
            where=each.where,
            present=each.present,
            recording=each.recording or each.not_recorded_why,
            special_warning=each.special_warning,
        )
        for each in db.session.scalars(interviews)
        if who.get(each.detention_id)
    ]


def _of_volunteers(offence_ids: Sequence[uuid.UUID]) -> list[InterviewTold]:
    about = select(VolunteerOffence.volunteer_id).where(VolunteerOffence.offence_id.in_(offence_ids))
    ids = set(db.session.scalars(about.execution_options(**UNSEEN_TOO)))
    whole = select(Volunteer).where(Volunteer.id.in_(ids)).options(joinedload(Volunteer.suite))
    came = {each.id: each for each in db.session.scalars(whole.execution_options(**UNSEEN_TOO))}
    interviews = select(VolunteerInterview).where(VolunteerInterview.volunteer_id.in_(ids))
    return [
        InterviewTold(
            interview_id=each.id,
            person_id=came[each.volunteer_id].person_id,
            voluntary=True,
            number=each.number,
            began_at=each.started_at,
            ended_at=each.ended_at,
            where=_where(came[each.volunteer_id]),
            present=each.present,
            recording=each.recording,
            special_warning="",
        )
        for each in db.session.scalars(interviews.execution_options(**UNSEEN_TOO))
    ]


def _where(volunteer: Volunteer) -> str:
    return volunteer.suite.name if volunteer.suite else volunteer.place
