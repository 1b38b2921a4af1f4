"""How each open crime of some officers stands: what of it is late, due or silent. Two statements, however many.

The first reads the crimes, as whoever asks may see them; the second when each last saw work, whoever did it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.core.england import day_of
from mips.core.settings import settings
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime, CrimeFlag, CrimeStatus, still_open
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.forensic import ForensicSubmission
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.model.supervision import CrimeWait, SupervisorReview
from mips.investigation.model.victim import VictimContact, VictimPromise
from mips.investigation.rules import silence
from mips.investigation.rules.assessment import DOMESTIC_ABUSE
from mips.investigation.rules.forensics import Standing as LabStanding
from mips.investigation.rules.silence import Doing, Last
from mips.record.model.work import LogEntry, Task
from mips.record.reference.lookup import title_of

CPS: Final = "the Crown Prosecution Service"
LAB: Final = "the laboratory"
_AT_LAB, _STATED = "lab", "wait:"
_WORK: Final = (
    (LogEntry.entity_id, Doing.LOG, LogEntry.at, LogEntry.kind.in_(silence.BY_PEOPLE)),
    (VictimContact.crime_id, Doing.CONTACT, VictimContact.at, sa.true()),
    (Exhibit.crime_id, Doing.EXHIBIT, Exhibit.moved_at, sa.true()),
    (SupervisorReview.crime_id, Doing.REVIEW, SupervisorReview.at, sa.true()),
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One open crime, and what of it presses."""

    id: uuid.UUID
    reference: str | None
    label: str
    status: CrimeStatus
    officer_id: uuid.UUID | None
    since: datetime
    """When it was recorded."""
    review_due_at: datetime | None
    victim_due_on: date | None
    """The last day of the promise to a victim that is due first; None: nothing is owed."""
    victims_overdue: bool
    victims_due: bool
    """That day is today or has passed."""
    actions_overdue: int
    unassessed: bool
    """Domestic abuse that nobody has assessed."""
    silent: str
    """Why it is silent; empty: it is not."""
    waits: str
    """What it waits for; empty: nothing outside."""


def standings(officers: Sequence[uuid.UUID], waiting: Sequence[uuid.UUID] = ()) -> list[Standing]:
    """The open crimes that these officers have, and those of `waiting` that are open, the oldest first.

    Ids and not selects of them: so the server begins at the index of open crimes, whatever the force has.
    """
    theirs = Crime.officer_in_case_id == _any(officers)
    whose = sa.or_(theirs, Crime.id == _any(waiting)) if waiting else theirs
    rows = db.session.execute(_crimes(whose)).all()
    work, waits = _work([row.id for row in rows])
    now, days = clock.now(), settings().silent_days
    return [_stands(row, work[row.id], waits.get(row.id, ""), now, days) for row in rows]


def waiting_with(teams: Sequence[uuid.UUID]) -> Sequence[uuid.UUID]:
    """The crimes that wait with these teams for somebody to have them; some may be closed."""
    rows = sa.select(CrimeAllocation.crime_id).where(
        CrimeAllocation.until.is_(None), CrimeAllocation.officer_id.is_(None), CrimeAllocation.team_id == _any(teams)
    )
    return db.session.scalars(rows).all()


def _any(ids: Sequence[uuid.UUID]) -> Any:
    return sa.any_(sa.literal(list(ids), ARRAY(sa.Uuid())))


def _crimes(whose: sa.ColumnElement[bool]) -> sa.Select[Any]:
    now = clock.now()
    recorded = sa.func.coalesce(Crime.recorded_at, Crime.created_at)
    first_promise = sa.select(sa.func.min(VictimPromise.due_on)).where(
        VictimPromise.crime_id == Crime.id, VictimPromise.ended_at.is_(None)
    )
    late_action = sa.select(sa.func.count(EnquiryAction.id)).join(EnquiryAction.task)
    late_action = late_action.where(EnquiryAction.crime_id == Crime.id, Task.done_at.is_(None), Task.due_at < now)
    now_with = sa.and_(CrimeAllocation.crime_id == Crime.id, CrimeAllocation.until.is_(None))
    return (
        sa.select(
            Crime.id,
            Crime.reference,
            Crime.label,
            Crime.status,
            Crime.officer_in_case_id.label("officer_id"),
            recorded.label("since"),
            CrimeAllocation.review_due_at,
            CrimeAllocation.since.label("given_at"),
            first_promise.scalar_subquery().label("victim_due_on"),
            late_action.scalar_subquery().label("actions_overdue"),
            _unassessed().label("unassessed"),
        )
        .outerjoin(CrimeAllocation, now_with)
        .where(whose, still_open(Crime))
        .order_by(recorded, Crime.id)
    )


def _unassessed() -> sa.ColumnElement[bool]:
    today = day_of(clock.now())
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= today)
    flagged = sa.select(CrimeFlag.id).where(CrimeFlag.crime_id == Crime.id, CrimeFlag.flag == DOMESTIC_ABUSE, running)
    kinds = (AssessmentKind.DASH, AssessmentKind.DARA)
    assessed = sa.select(Assessment.id).where(Assessment.crime_id == Crime.id, Assessment.kind.in_(kinds))
    return sa.and_(flagged.exists(), sa.not_(assessed.exists()))


Work = tuple[Mapping[uuid.UUID, list[Last]], Mapping[uuid.UUID, str]]


def _work(ids: Sequence[uuid.UUID]) -> Work:
    """Of each crime what was last done of each kind, and what it waits for."""
    done: defaultdict[uuid.UUID, list[Last]] = defaultdict(list)
    waits: dict[uuid.UUID, str] = {}
    if not ids:
        return done, waits
    for crime_id, what, at in db.session.execute(_last_work(ids).execution_options(**UNSEEN_TOO)):
        if what == _AT_LAB:
            waits.setdefault(crime_id, LAB)
        elif what.startswith(_STATED):
            waits[crime_id] = title_of(silence.WAITS_FOR, what.removeprefix(_STATED))
        else:
            done[crime_id].append(Last(Doing(what), at))
    return done, waits


def _last_work(ids: Sequence[uuid.UUID]) -> Any:
    these = sa.any_(sa.bindparam("these", list(ids), type_=ARRAY(sa.Uuid())))
    parts = [
        sa.select(crime.label("crime"), sa.literal(what.value).label("what"), sa.func.max(at).label("at"))
        .where(crime == these, further)
        .group_by(crime)
        for crime, what, at, further in _WORK
    ]
    resulted = (
        sa.select(EnquiryAction.crime_id, sa.literal(Doing.ACTION.value), sa.func.max(Task.done_at))
        .join(EnquiryAction.task)
        .where(EnquiryAction.crime_id == these, Task.done_at.is_not(None))
        .group_by(EnquiryAction.crime_id)
    )
    lab = sa.select(ForensicSubmission.crime_id, sa.literal(_AT_LAB), ForensicSubmission.asked_at).where(
        ForensicSubmission.crime_id == these,
        ForensicSubmission.standing.in_((LabStanding.SENT, LabStanding.RECEIVED)),
    )
    stated = sa.select(CrimeWait.crime_id, sa.literal(_STATED) + CrimeWait.on, CrimeWait.at).where(
        CrimeWait.crime_id == these, CrimeWait.ended_at.is_(None), CrimeWait.until_on >= day_of(clock.now())
    )
    return sa.union_all(*parts, resulted, lab, stated)


def _stands(row: Any, work: Iterable[Last], waits: str, now: datetime, days: int) -> Standing:
    given = [Last(Doing.GIVEN, row.given_at)] if row.given_at else []
    awaited = waits or (CPS if row.status is CrimeStatus.WITH_CPS else "")
    silent = silence.why_silent(silence.last_of([*work, *given]), now=now, days=days, waits=awaited)
    owed, today = row.victim_due_on, day_of(now)
    return Standing(
        id=row.id,
        reference=row.reference,
        label=row.label,
        status=row.status,
        officer_id=row.officer_id,
        since=row.since,
        review_due_at=row.review_due_at,
        victim_due_on=owed,
        victims_overdue=owed is not None and owed < today,
        victims_due=owed is not None and owed <= today,
        actions_overdue=row.actions_overdue,
        unassessed=row.unassessed,
        silent=silent if row.officer_id else "",
        waits=awaited,
    )
