"""How each open crime of some officers stands: what of it is late, due or silent. Three statements, however many.

The first reads the crimes, as whoever asks may see them; the others what is due of each and when it last saw work,
whoever that concerns. Each is made once: what it is asked for are parameters.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

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


class Standing(NamedTuple):
    """One open crime, and what of it presses. A tuple, for a board makes hundreds of them."""

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
    is_silent: bool
    last: Last | None
    """What was last done on it, by the time `at`."""
    at: datetime
    waits: str
    """What it waits for; empty: nothing outside."""

    @property
    def silent(self) -> str:
        """Why it is silent; empty: it is not."""
        return silence.why_silent(self.last, now=self.at) if self.is_silent else ""


def standings(officers: Sequence[uuid.UUID], waiting: Sequence[uuid.UUID] = ()) -> list[Standing]:
    """The open crimes that these officers have, and those of `waiting` that are open, the oldest first.

    Ids and not selects of them: so the server begins at the index of open crimes, whatever the force has.
    """
    crimes = db.session.execute(_crimes(), {"officers": list(officers), "waiting": list(waiting)}).all()
    ids = [crime.id for crime in crimes]
    if not ids:
        return []
    asked = {"these": ids, "now": (now := clock.now()), "today": (today := day_of(now))}
    due = {each.id: each for each in db.session.execute(_due(), asked)}
    work, waits = _work(asked)
    days = settings().silent_days
    return [_stands(each, due[each.id], work[each.id], waits.get(each.id, ""), (now, today, days)) for each in crimes]


def waiting_with(teams: Sequence[uuid.UUID]) -> Sequence[uuid.UUID]:
    """The crimes that wait with these teams for somebody to have them, seen or unseen; some may be closed."""
    return db.session.scalars(_waiting(), {"teams": list(teams)}).all()


_IDS: Final = ARRAY(sa.Uuid())


@cache
def _waiting() -> sa.Select[Any]:
    rows = sa.select(CrimeAllocation.crime_id).where(
        CrimeAllocation.until.is_(None),
        CrimeAllocation.officer_id.is_(None),
        CrimeAllocation.team_id == sa.any_(sa.bindparam("teams", type_=_IDS)),
    )
    return rows.execution_options(**UNSEEN_TOO)


@cache
def _crimes() -> Any:
    """Of `officers` and `waiting`, as whoever asks may see them."""
    recorded = sa.func.coalesce(Crime.recorded_at, Crime.created_at)
    officers, waiting = (sa.any_(sa.bindparam(name, type_=_IDS)) for name in ("officers", "waiting"))
    return (
        sa.select(
            Crime.id,
            Crime.reference,
            Crime.label,
            Crime.status,
            Crime.officer_in_case_id.label("officer_id"),
            recorded.label("since"),
        )
        .where(sa.or_(Crime.officer_in_case_id == officers, Crime.id == waiting), still_open(Crime))
        .order_by(recorded, Crime.id)
    )


@cache
def _due() -> Any:
    """What is due of `these` crimes at `now`, on the day `today`."""
    these = sa.func.unnest(sa.bindparam("these", type_=_IDS)).table_valued(sa.column("id", sa.Uuid()), name="these")
    crime_id = these.render_derived().c.id
    promised = sa.select(sa.func.min(VictimPromise.due_on)).where(
        VictimPromise.crime_id == crime_id, VictimPromise.ended_at.is_(None)
    )
    late = sa.select(sa.func.count(EnquiryAction.id)).join(EnquiryAction.task)
    late = late.where(EnquiryAction.crime_id == crime_id, Task.done_at.is_(None), Task.due_at < sa.bindparam("now"))
    return (
        sa.select(
            crime_id,
            CrimeAllocation.review_due_at,
            CrimeAllocation.since.label("given_at"),
            promised.scalar_subquery().label("victim_due_on"),
            late.scalar_subquery().label("actions_overdue"),
            _unassessed(crime_id).label("unassessed"),
        )
        .outerjoin(CrimeAllocation, sa.and_(CrimeAllocation.crime_id == crime_id, CrimeAllocation.until.is_(None)))
        .execution_options(**UNSEEN_TOO)
    )


def _unassessed(crime_id: sa.ColumnElement[uuid.UUID]) -> sa.ColumnElement[bool]:
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= sa.bindparam("today"))
    flagged = sa.select(CrimeFlag.id).where(CrimeFlag.crime_id == crime_id, CrimeFlag.flag == DOMESTIC_ABUSE, running)
    kinds = (AssessmentKind.DASH, AssessmentKind.DARA)
    assessed = sa.select(Assessment.id).where(Assessment.crime_id == crime_id, Assessment.kind.in_(kinds))
    return sa.and_(flagged.exists(), sa.not_(assessed.exists()))


Work = tuple[Mapping[uuid.UUID, list[Last]], Mapping[uuid.UUID, str]]


def _work(asked: Mapping[str, Any]) -> Work:
    """Of each crime what was last done of each kind, and what it waits for."""
    done: defaultdict[uuid.UUID, list[Last]] = defaultdict(list)
    waits: dict[uuid.UUID, str] = {}
    for crime_id, what, at in db.session.execute(_last_work(), asked):
        if what == _AT_LAB:
            waits.setdefault(crime_id, LAB)
        elif what.startswith(_STATED):
            waits[crime_id] = title_of(silence.WAITS_FOR, what.removeprefix(_STATED))
        else:
            done[crime_id].append(Last(Doing(what), at))
    return done, waits


@cache
def _last_work() -> Any:
    these = sa.any_(sa.bindparam("these", type_=_IDS))
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
        CrimeWait.crime_id == these, CrimeWait.ended_at.is_(None), CrimeWait.until_on >= sa.bindparam("today")
    )
    return sa.union_all(*parts, resulted, lab, stated).execution_options(**UNSEEN_TOO)


def _stands(crime: Any, due: Any, work: Iterable[Last], waits: str, when: tuple[datetime, date, int]) -> Standing:
    now, today, days = when
    given = [Last(Doing.GIVEN, due.given_at)] if due.given_at else []
    awaited = waits or (CPS if crime.status is CrimeStatus.WITH_CPS else "")
    last, owed = silence.last_of([*work, *given]), due.victim_due_on
    return Standing(
        id=crime.id,
        reference=crime.reference,
        label=crime.label,
        status=crime.status,
        officer_id=crime.officer_id,
        since=crime.since,
        review_due_at=due.review_due_at,
        victim_due_on=owed,
        victims_overdue=owed is not None and owed < today,
        victims_due=owed is not None and owed <= today,
        actions_overdue=due.actions_overdue,
        unassessed=due.unassessed,
        is_silent=crime.officer_id is not None and silence.is_silent(last, now=now, days=days, waits=awaited),
        last=last,
        at=now,
        waits=awaited,
    )
