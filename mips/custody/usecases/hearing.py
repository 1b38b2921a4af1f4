"""Who was heard before a decision, put on the row of that decision; and the detainee told of it once awake."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mips.access.model import User
from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import db
from mips.core.errors import InputInvalid, NotFound
from mips.custody.model.authority import Extension
from mips.custody.model.care import Representations, Review
from mips.custody.model.detention import Detention
from mips.custody.rules.people import check_in_order
from mips.custody.rules.refusing import refused
from mips.custody.rules.representations import Heard, check_heard, check_record_made, heard_as
from mips.custody.rules.sources_of_people import S40_8A
from mips.custody.usecases.authority_board import say_authority
from mips.custody.usecases.writing import detention_with, log, moment_of
from mips.record.lookup import fetch
from mips.usecase import usecase


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """How each was heard and what they said; what is None follows from the words."""

    detainee_heard: Heard | None = None
    detainee_said: str = ""
    solicitor_heard: Heard | None = None
    solicitor_said: str = ""
    adult_heard: Heard | None = None
    adult_said: str = ""
    unfit_why: str = ""
    outcome: str = ""

    @property
    def detainee(self) -> Heard:
        return heard_as(self.detainee_heard, self.detainee_said, else_=Heard.NOTHING)


def put_hearing(row: Representations, heard: Hearing, at: datetime) -> None:
    """Write down how each was heard. Raises RuleBroken where the detainee was not, without a lawful cause."""
    check_heard(detainee=heard.detainee, said=heard.detainee_said, unfit_why=heard.unfit_why)
    row.detainee_heard, row.detainee_said = heard.detainee, heard.detainee_said
    row.solicitor_heard = heard_as(heard.solicitor_heard, heard.solicitor_said, else_=Heard.ABSENT)
    row.solicitor_said = heard.solicitor_said
    row.adult_heard = heard_as(heard.adult_heard, heard.adult_said, else_=Heard.ABSENT)
    row.adult_said, row.unfit_why, row.outcome = heard.adult_said, heard.unfit_why, heard.outcome
    row.told_at = None if heard.detainee is Heard.ASLEEP else at


def recorder(recorded_by_id: uuid.UUID | None, *, remote: bool) -> uuid.UUID | None:
    """Who at the station made the record of a decision taken from elsewhere; nobody else for one taken there."""
    check_record_made(remote=remote, recorded_at_station=recorded_by_id is not None)
    if recorded_by_id is None or not remote:
        return None
    try:
        return fetch(User, recorded_by_id).id
    except NotFound:
        raise InputInvalid({"recorded_by_id": ["Select an officer"]}) from None


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def tell_of_decisions(actor: Actor, *, detention_id: uuid.UUID, at: datetime | None = None) -> Detention:
    """Tell a detainee who was asleep what was decided meanwhile, and why. PACE 1984 s.40(8A), s.42(9)."""
    detention, when = detention_with(detention_id), moment_of(at)
    rows = untold(detention.id)
    if not rows:
        raise refused("There is nothing that they have not been told", S40_8A)
    for row in rows:
        decided = row.held_at if isinstance(row, Review) else row.authorised_at
        check_in_order(when, after=decided, what="That is before it was decided", field="at")
        row.told_at = when
        what = f"review {row.number}" if isinstance(row, Review) else "the extension of detention"
        log(actor, detention, when, f"Told of {what} and the reason: {row.reason}", kind="review")
    say_authority(detention)
    return detention


def untold(detention_id: uuid.UUID) -> Sequence[Review | Extension]:
    """Decisions taken while the detainee slept, of which they have not been told."""
    reviews = select(Review).where(Review.detention_id == detention_id, Review.detainee_heard == Heard.ASLEEP)
    extensions = select(Extension).where(
        Extension.detention_id == detention_id, Extension.detainee_heard == Heard.ASLEEP
    )
    return [
        *db.session.scalars(reviews.where(Review.told_at.is_(None))),
        *db.session.scalars(extensions.where(Extension.told_at.is_(None))),
    ]
