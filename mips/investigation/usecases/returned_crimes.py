"""The crimes that returns count: by group of offence, outcome, flag, and how long things took (INV-14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.core.england import LONDON
from mips.investigation.model.changes import Cancellation
from mips.investigation.model.crime import Crime, CrimeStatus
from mips.investigation.model.line import NO_FLAG, CrimeLine
from mips.investigation.rules import flags
from mips.investigation.rules.cancelling import TRANSFERRED
from mips.investigation.rules.grouping import GROUPS, group_of
from mips.investigation.rules.outcomes import LIST
from mips.investigation.rules.recording import TIME_ALLOWED
from mips.investigation.rules.returns import LESS_THAN, LONGER, NO_OUTCOME, NONE_YET
from mips.investigation.usecases.returned import Lines, Select, within
from mips.record.reference.lookup import ever_listed
from mips.returns.offered import Asked
from mips.returns.rules.definition import NOT_RECORDED

CRIME: Final = aliased(Crime, flat=True)
_TEXT: Final = sa.Text()


def recorded(asked: Asked) -> Lines:
    source, group, subgroup = _by_group(_standing(asked))
    ho_class = sa.func.coalesce(sa.func.nullif(CRIME.ho_class, ""), NOT_RECORDED)
    return _lines(
        source, offence_group=group, offence_subgroup=subgroup, home_office_class=ho_class, standing=_stands()
    )


def recorded_by_month(asked: Asked) -> Lines:
    source, group, _ = _by_group(_standing(asked))
    month = sa.func.to_char(sa.func.timezone(str(LONDON), CrimeLine.listed_at), sa.literal("YYYY-MM", _TEXT))
    return _lines(source, month=month, offence_group=group, standing=_stands())


def outcomes_of_recorded(asked: Asked) -> Lines:
    return _outcomes(_counted(asked))


def outcomes_given(asked: Asked) -> Lines:
    return _outcomes(_given(asked))


def days_to_outcome(asked: Asked) -> Lines:
    source, group, _ = _by_group(_given(asked))
    days = _days()
    spans: list[Any] = [(days < number, title) for number, title in LESS_THAN]
    return _lines(source, offence_group=group, days_taken=sa.case((days.is_(None), NOT_RECORDED), *spans, else_=LONGER))


def median_days(asked: Asked) -> Lines:
    source, group, _ = _by_group(_given(asked))
    return Lines(source=source, by={"offence_group": group}, record=CrimeLine.id, measured=_days())


def median_and_longest(each: sa.Subquery) -> Sequence[Any]:
    """Of the days that are known; blank where none is."""
    middle = sa.func.percentile_cont(0.5).within_group(each.c.measured)
    return [sa.func.coalesce(sa.cast(figure, _TEXT), "") for figure in (middle, sa.func.max(each.c.measured))]


def recorded_in_time(asked: Asked) -> Lines:
    source, group, _ = _by_group(_counted(asked))
    took = CRIME.recorded_at - CRIME.reported_at
    in_time = sa.case((took.is_(None), NOT_RECORDED), (took <= TIME_ALLOWED, "yes"), else_="no")
    return _lines(source, offence_group=group, within_24_hours=in_time)


_HATE: Final = "hate-"
_APART: Final = ("domestic-abuse", "knife")


def hate(asked: Asked) -> Lines:
    return _flagged(asked, "strand", CrimeLine.flag.startswith(_HATE))


def other_flags(asked: Asked) -> Lines:
    others = (CrimeLine.flag != NO_FLAG, CrimeLine.flag.not_in(_APART), ~CrimeLine.flag.startswith(_HATE))
    return _flagged(asked, "flag", sa.and_(*others))


def domestic(asked: Asked) -> Lines:
    return _with_flag(asked, "domestic-abuse")


def knife(asked: Asked) -> Lines:
    return _with_flag(asked, "knife")


def _with_flag(asked: Asked, flag: str) -> Lines:
    source, group, subgroup = _by_group(_counted(asked, CrimeLine.flag == flag))
    return _lines(source, offence_group=group, offence_subgroup=subgroup)


def _flagged(asked: Asked, name: str, which: sa.ColumnElement[bool]) -> Lines:
    """A line for each of the flags that a crime has."""
    source, group, _ = _by_group(_counted(asked, which))
    titles = {each.code: each.title for each in ever_listed(flags.LIST)}
    flag = sa.case(titles, value=CrimeLine.flag, else_=CrimeLine.flag)
    return Lines(source=source, by={name: flag, "offence_group": group}, record=CrimeLine.id, line=CrimeLine.flag)


def _outcomes(crimes: Select) -> Lines:
    source, group, _ = _by_group(crimes)
    titles = {each.code: each.title for each in ever_listed(LIST)}
    number = sa.case(
        (CrimeLine.outcome == "", NONE_YET), (CRIME.outcome_code == "", NOT_RECORDED), else_=CRIME.outcome_code
    )
    title = sa.case({"": NO_OUTCOME} | titles, value=CrimeLine.outcome, else_=CrimeLine.outcome)
    return _lines(source, offence_group=group, outcome=number, title=title)


def _days() -> Any:
    """Whole days from that of recording to that of the outcome; None where either is not known."""
    return CRIME.outcome_on - sa.cast(sa.func.timezone(str(LONDON), CRIME.recorded_at), sa.Date())


def crimes_counted(asked: Asked, *columns: Any) -> Select:
    """Crimes that statistics count, recorded in the period, under a line each (INV-4)."""
    return _counted(asked).add_columns(*columns)


def _counted(asked: Asked, flagged: sa.ColumnElement[bool] | None = None) -> Select:
    under = CrimeLine.flag == NO_FLAG if flagged is None else flagged
    return _crimes(asked).where(under, CrimeLine.counted, *within(CrimeLine.listed_at, asked))


def _given(asked: Asked) -> Select:
    """Those whose present outcome was decided in the period, whenever they were recorded."""
    on = (CRIME.outcome_on >= asked.period.first, CRIME.outcome_on <= asked.period.last)
    return _crimes(asked).where(CrimeLine.flag == NO_FLAG, CrimeLine.counted, CrimeLine.outcome != "", *on)


def _standing(asked: Asked) -> Select:
    """Every notifiable crime recorded in the period, with the approved cancellation of it, where there is one."""
    approved = sa.and_(Cancellation.crime_id == CrimeLine.id, Cancellation.approved.is_(True))
    found = _crimes(asked).outerjoin(Cancellation, approved)
    return found.where(CrimeLine.flag == NO_FLAG, CRIME.notifiable, *within(CrimeLine.listed_at, asked))


def _stands() -> Any:
    gone = CRIME.status == CrimeStatus.CANCELLED
    transferred = sa.and_(gone, Cancellation.code == TRANSFERRED)
    return sa.case((transferred, "transferred"), (gone, "cancelled"), else_="counted")


def _crimes(asked: Asked) -> Select:
    found = sa.select().select_from(CrimeLine).join(CRIME, CRIME.id == CrimeLine.id)
    return found.where(CrimeLine.unit == asked.unit) if asked.unit else found


def _by_group(crimes: Select) -> tuple[Select, Any, Any]:
    """The same with the group and the subgroup of each: those of the classes that there are."""
    there = crimes.add_columns(CRIME.ho_class).distinct()
    classes = db.session.scalars(there, execution_options=dict(UNSEEN_TOO)).all()
    groups = [(each.extra["group"], each.title, each.extra.get("classes", ())) for each in ever_listed(GROUPS)]
    rows = [(each, *(group_of(each, groups) or (NOT_RECORDED, NOT_RECORDED))) for each in classes]
    columns = (sa.column(name, _TEXT) for name in ("ho_class", "offence_group", "offence_subgroup"))
    of_class = sa.values(*columns, name="of_class").data(rows or [("", NOT_RECORDED, NOT_RECORDED)])
    joined = crimes.join(of_class, of_class.c.ho_class == CRIME.ho_class)
    return joined, of_class.c.offence_group, of_class.c.offence_subgroup


def _lines(source: Select, **by: Any) -> Lines:
    return Lines(source=source, by=by, record=CrimeLine.id)
