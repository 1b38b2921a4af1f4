"""The statements behind the sergeant's board: open crimes as their reader may see them, and what presses of each.

What hangs on a crime that is seen counts whoever it concerns: a victim who is hidden from the sergeant is owed word all
the same. Figures and rows are made of one subquery, so that a figure is a list of exactly so many.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from mips.access.visibility import UNSEEN_TOO
from mips.investigation.model.allocation import CrimeAllocation
from mips.investigation.model.assessment import Assessment, AssessmentKind
from mips.investigation.model.crime import Crime, CrimeFlag, still_open
from mips.investigation.model.exhibit import Exhibit
from mips.investigation.model.forensic import ForensicSubmission
from mips.investigation.model.plan import EnquiryAction
from mips.investigation.model.supervision import CrimeWait, SupervisorReview
from mips.investigation.model.victim import VictimContact, VictimPromise
from mips.investigation.rules import silence
from mips.investigation.rules.assessment import DOMESTIC_ABUSE
from mips.investigation.rules.forensics import Standing as LabStanding
from mips.investigation.rules.pressing import Pressing
from mips.investigation.rules.silence import Doing
from mips.record.model.work import LogEntry, Task

WITH_CPS, AT_LAB, STATED = "cps", "lab", "wait:"
"""What a crime waits for outside: what is stated goes before the laboratory."""
_AT: Final = sa.DateTime(timezone=True)
_GIVEN: Final[Mapping[str, Any]] = {
    "id": sa.Uuid(),
    "officer_id": sa.Uuid(),
    "since": _AT,
    "with_cps": sa.Boolean(),
    "file_due_at": _AT,
}
"""What is handed from the first statement to the second, as `these_id` and so on."""


def _ids(name: str) -> Any:
    return sa.any_(sa.bindparam(name, type_=ARRAY(sa.Uuid())))


@cache
def waiting() -> Any:
    """The crimes that wait with `teams` for somebody to have them, seen or unseen; some may be closed."""
    rows = sa.select(CrimeAllocation.crime_id).where(
        CrimeAllocation.until.is_(None),
        CrimeAllocation.officer_id.is_(None),
        CrimeAllocation.team_id == _ids("teams"),
    )
    return rows.execution_options(**UNSEEN_TOO)


@cache
def open_crimes() -> Any:
    """Those of `officers` and of `waiting`, as whoever asks may see them, the oldest first."""
    recorded = sa.func.coalesce(Crime.recorded_at, Crime.created_at)
    officer = Crime.officer_in_case_id.label("officer_id")
    return (
        sa.select(Crime.id, Crime.reference, Crime.label, Crime.status, officer, recorded.label("since"))
        .where(sa.or_(Crime.officer_in_case_id == _ids("officers"), Crime.id == _ids("waiting")), still_open(Crime))
        .order_by(recorded, Crime.id)
    )


@cache
def rows() -> Any:
    """Each of these crimes with what is due of it, and whether it presses in each way, under the way's name."""
    due = _due()
    return sa.select(due, *(applies.label(what.name) for what, applies in _presses(due).items())).execution_options(
        **UNSEEN_TOO
    )


@cache
def counts() -> Any:
    """Of each officer, of nobody and of all: how many press in each way, then when the oldest of each was recorded."""
    due = _due()
    presses = _presses(due).values()
    return (
        sa.select(
            due.c.officer_id,
            sa.func.grouping(due.c.officer_id),
            *(sa.func.count().filter(applies) for applies in presses),
            *(sa.func.min(due.c.since).filter(applies) for applies in presses),
        )
        .group_by(sa.func.grouping_sets(sa.tuple_(due.c.officer_id), sa.tuple_()))
        .execution_options(**UNSEEN_TOO)
    )


def _presses(due: sa.Subquery) -> Mapping[Pressing, sa.ColumnElement[bool]]:
    has_officer, last = due.c.officer_id.is_not(None), due.c.last_at
    quiet = sa.or_(last.is_(None), last <= sa.bindparam("silent_since", type_=_AT))
    tonight = sa.bindparam("tonight", type_=_AT)
    found: Mapping[Pressing, sa.ColumnElement[bool]] = {
        Pressing.ALL: has_officer,
        Pressing.SILENT: sa.and_(has_officer, due.c.waits == "", quiet),
        Pressing.VICTIMS: due.c.victim_due_on < sa.bindparam("today"),
        Pressing.REVIEWS: due.c.review_due_at < tonight,
        Pressing.FILES: due.c.file_due_at < tonight,
        Pressing.ACTIONS: due.c.actions_overdue > 0,
        Pressing.CAME_IN: due.c.since >= sa.bindparam("yesterday", type_=_AT),
        Pressing.UNALLOCATED: due.c.officer_id.is_(None),
        Pressing.UNASSESSED: due.c.unassessed,
    }
    return {what: found[what] for what in Pressing}


def _due() -> sa.Subquery:
    """What is due of each crime, what was last done on it and what it waits for."""
    given = [sa.bindparam(f"these_{name}", type_=ARRAY(kind)) for name, kind in _GIVEN.items()]
    columns = [sa.column(name, kind) for name, kind in _GIVEN.items()]
    these = sa.func.unnest(*given).table_valued(*columns, name="these").render_derived()
    last, outside, given_at = _last_work(), _outside(), CrimeAllocation.since
    now_with = sa.and_(CrimeAllocation.crime_id == these.c.id, CrimeAllocation.until.is_(None))
    return (
        sa.select(
            these.c.id,
            these.c.officer_id,
            these.c.since,
            these.c.file_due_at,
            CrimeAllocation.review_due_at,
            _promised(these.c.id).label("victim_due_on"),
            _late_actions(these.c.id).label("actions_overdue"),
            _unassessed(these.c.id).label("unassessed"),
            sa.case((sa.or_(last.c.at.is_(None), given_at > last.c.at), Doing.GIVEN.value), else_=last.c.what).label(
                "last_what"
            ),
            sa.func.greatest(last.c.at, given_at).label("last_at"),
            sa.func.coalesce(outside.c.what, sa.case((these.c.with_cps, WITH_CPS), else_="")).label("waits"),
        )
        .select_from(these)
        .outerjoin(CrimeAllocation, now_with)
        .outerjoin(last, last.c.crime == these.c.id)
        .outerjoin(outside, outside.c.crime == these.c.id)
        .subquery("due")
    )


def _promised(crime_id: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    first = sa.select(sa.func.min(VictimPromise.due_on))
    return first.where(VictimPromise.crime_id == crime_id, VictimPromise.ended_at.is_(None)).scalar_subquery()


def _late_actions(crime_id: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    late = sa.select(sa.func.count(EnquiryAction.id)).join(EnquiryAction.task)
    overdue = (Task.done_at.is_(None), Task.due_at < sa.bindparam("now", type_=_AT))
    return late.where(EnquiryAction.crime_id == crime_id, *overdue).scalar_subquery()


def _unassessed(crime_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    running = sa.or_(CrimeFlag.until_on.is_(None), CrimeFlag.until_on >= sa.bindparam("today"))
    flagged = sa.select(CrimeFlag.id).where(CrimeFlag.crime_id == crime_id, CrimeFlag.flag == DOMESTIC_ABUSE, running)
    kinds = (AssessmentKind.DASH, AssessmentKind.DARA)
    assessed = sa.select(Assessment.id).where(Assessment.crime_id == crime_id, Assessment.kind.in_(kinds))
    return sa.and_(flagged.exists(), sa.not_(assessed.exists()))


_WORK: Final = (
    (LogEntry.entity_id, Doing.LOG, LogEntry.at, LogEntry.kind.in_(silence.BY_PEOPLE)),
    (VictimContact.crime_id, Doing.CONTACT, VictimContact.at, sa.true()),
    (Exhibit.crime_id, Doing.EXHIBIT, Exhibit.moved_at, sa.true()),
    (SupervisorReview.crime_id, Doing.REVIEW, SupervisorReview.at, sa.true()),
)


def _last_work() -> sa.Subquery:
    """What was last done on each, whoever did it. Its allocation, which counts too, says for itself when it was."""
    these = _ids("these_id")
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
    each = sa.union_all(*parts, resulted).subquery()
    latest = sa.select(each).ext(distinct_on(each.c.crime)).order_by(each.c.crime, each.c.at.desc())
    return latest.subquery("last")


def _outside() -> sa.Subquery:
    these = _ids("these_id")
    lab = sa.select(ForensicSubmission.crime_id.label("crime"), sa.literal(AT_LAB).label("what")).where(
        ForensicSubmission.crime_id == these,
        ForensicSubmission.standing.in_((LabStanding.SENT, LabStanding.RECEIVED)),
    )
    stated = sa.select(CrimeWait.crime_id, sa.literal(STATED) + CrimeWait.on).where(
        CrimeWait.crime_id == these, CrimeWait.ended_at.is_(None), CrimeWait.until_on >= sa.bindparam("today")
    )
    each = sa.union_all(lab, stated).subquery()
    return sa.select(each.c.crime, sa.func.max(each.c.what).label("what")).group_by(each.c.crime).subquery("outside")
