"""What cases tell of somebody's life: that a prosecution was opened, when its court sits, how each charge ended."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from mips.access.policy import Actor
from mips.between.timeline import Line, Stretch, midday
from mips.cases.case_file import printed_urn
from mips.core import db
from mips.record.model.case import Case, Defendant, Offence


def lines_of(actor: Actor, person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    """Of every case somebody is a defendant in: its opening, their first hearing where bailed to it, each result."""
    yield from _opened(person_id, stretch)
    yield from _hearings(person_id, stretch)
    yield from _results(person_id, stretch)


def _opened(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    cases = sa.select(Case).join(Defendant, Defendant.case_id == Case.id).where(Defendant.person_id == person_id)
    for case, at in db.session.execute(stretch.of(cases, Case.opened_at, Case.id)):
        yield Line(
            id=case.id,
            at=at,
            title=f"Case opened: {case.label}",
            row=case,
            entered_at=case.created_at,
            tag=f"Case {printed_urn(case.urn)}",
        )


def _hearings(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    appearing = (
        sa.select(Defendant)
        .join(Defendant.case)
        .where(Defendant.person_id == person_id, Defendant.bailed_to.is_not(None))
        .options(contains_eager(Defendant.case))
    )
    for each, at in db.session.execute(stretch.of(appearing, Defendant.bailed_to, Defendant.id)):
        yield Line(
            id=each.id,
            at=at,
            title=f"First hearing at {each.court or 'a court not known'}, to which they were bailed",
            row=each.case,
            entered_at=each.created_at,
            tag=f"Case {printed_urn(each.case.urn)}",
        )


def _results(person_id: uuid.UUID, stretch: Stretch) -> Iterator[Line]:
    resulted = (
        sa.select(Offence)
        .join(Offence.case)
        .where(Offence.person_id == person_id, Offence.resulted_on.is_not(None))
        .options(contains_eager(Offence.case))
    )
    for offence, at in db.session.execute(stretch.of(resulted, midday(Offence.resulted_on), Offence.id)):
        yield Line(
            id=offence.id,
            at=at,
            title=f"{offence.title}: {offence.result or 'result not said'}",
            row=offence.case,
            precision="day",
            tag=f"Case {printed_urn(offence.case.urn)}",
        )
