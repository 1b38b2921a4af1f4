"""Use of force, counted by the day it was used: forms on custody records, and officers' own of anywhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from mips.custody.model.detention import Detention
from mips.custody.model.force_report import ForceReport
from mips.custody.model.incident import ForceForm
from mips.custody.usecases.cohort import DETAINEE, Cohort, everything, who
from mips.record.reference.lookup import ever_listed
from mips.returns.usecases.people import BY_WHOM, Who, by_who, who_of

Figures = tuple[int, ...]
"""Forms, of them those in which force did not serve its purpose, a person and an officer was injured."""
_FIGURES: Final = ("forms", "not_effective", "person_injured", "officer_injured")


def forms_by_who(cohort: Cohort) -> Mapping[tuple[str, str, str, str], Figures]:
    """By where, age group, sex and ethnicity. Of one suite only what was used in custody there."""
    found: defaultdict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    for where, kind, counted in [*_in_custody(cohort), *_elsewhere(cohort)]:
        grouped = counted.add_columns(*who(kind.at), *_figures(kind)).group_by(*BY_WHOM)
        for row in everything(grouped):
            found[where, *who_of(row)].update({name: getattr(row, name) for name in _FIGURES})
    return {key: tuple(each[name] for name in _FIGURES) for key, each in found.items()}


def tactics_used(cohort: Cohort) -> Counter[tuple[str, str]]:
    """Forms by where and tactic, in words."""
    titles = {each.code: each.title for each in ever_listed("force-tactic")}
    found: Counter[tuple[str, str]] = Counter()
    for where, kind, counted in [*_in_custody(cohort), *_elsewhere(cohort)]:
        each = counted.add_columns(kind.id, func.unnest(kind.tactics).label("tactic")).distinct().subquery()
        for tactic, forms in everything(select(each.c.tactic, func.count()).group_by(each.c.tactic)):
            found[where, titles.get(tactic, tactic)] += forms
    return found


def force_elsewhere(cohort: Cohort) -> Counter[Who] | None:
    """Forms about what officers used outside custody, by whom on; None of one suite, for it belongs to none."""
    found: Counter[Who] | None = None
    for _, kind, counted in _elsewhere(cohort):
        columns = (*who(kind.at), func.count().label("count"))
        found = by_who(everything(counted.add_columns(*columns).group_by(*BY_WHOM)))
    return found


Source = tuple[str, Any, Select[Any]]
"""Where, the kind of form, and a statement over those of the period with the person joined."""


def _in_custody(cohort: Cohort) -> Iterator[Source]:
    here = [] if cohort.suite_id is None else [Detention.suite_id == cohort.suite_id]
    held = select().select_from(ForceForm).join(Detention, Detention.id == ForceForm.detention_id)
    held = held.outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
    yield "in custody", ForceForm, held.where(*_within(ForceForm, cohort), *here)


def _elsewhere(cohort: Cohort) -> Iterator[Source]:
    """Nothing of one suite."""
    if cohort.suite_id is None:
        own = select().select_from(ForceReport).outerjoin(DETAINEE, DETAINEE.id == ForceReport.person_id)
        yield "elsewhere", ForceReport, own.where(*_within(ForceReport, cohort))


def _within(kind: Any, cohort: Cohort) -> tuple[ColumnElement[bool], ...]:
    return kind.at >= cohort.begins, kind.at < cohort.ends


def _figures(kind: Any) -> tuple[ColumnElement[Any], ...]:
    return (
        func.count().label("forms"),
        func.count().filter(kind.effective.is_(False)).label("not_effective"),
        func.count().filter(kind.subject_injury != "").label("person_injured"),
        func.count().filter(kind.officer_injury != "").label("officer_injured"),
    )
