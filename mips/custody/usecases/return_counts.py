"""Counting the yearly returns: for each, the rows of its file in the order of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from statistics import median
from typing import Any, Final

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from mips.access.visibility import UNSEEN_TOO
from mips.core import clock, db
from mips.custody.model.bail import BailGiven
from mips.custody.model.detention import Detention, DetentionFact
from mips.custody.model.incident import Complaint, Incident
from mips.custody.model.people import AdultDecision, Attendance
from mips.custody.rules.arrivals import OTHERWISE, ArrivalKind
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.limits import counted_until
from mips.custody.rules.people import AdultBecause, Helper
from mips.custody.rules.returns import BEFORE_WHOM, DAYS_UNDER_INVESTIGATION, DEFINITIONS, HOURS_USED, Return
from mips.custody.rules.returns_of_time import minutes_on_warrant, nights_held, over_24_band
from mips.custody.rules.sources_of_papers import S50
from mips.custody.usecases.clocks import story_of
from mips.custody.usecases.cohort import DETAINEE, Cohort, age_on_arrival, everything, seconds, who
from mips.custody.usecases.force_counted import forms_by_who, tactics_used
from mips.custody.usecases.searches_counted import intimate_searches, scans, strip_searches
from mips.record.model.case import Offence
from mips.returns.offered import Asked, Offered, Rows
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.rules.people import AGE_BANDS
from mips.returns.rules.periods import Span
from mips.returns.usecases.people import BY_WHOM, Who, by_who, who_of

_ADULT, _DAY = 18, 24 * 60 * 60
SECTION_136: Final = "Mental Health Act 1983 s.136"
_AUTHORISED: Final = (Detention.authorised_at.is_not(None), Detention.arrival.not_in(OTHERWISE))
_DECIDED: Final = ("wfd_issued", "wfd_extended", "wfd_refused")


def count_return(asked: Asked) -> Rows:
    """The rows of one return over a period, in a settled order."""
    return _COUNTED[Return(asked.which)](Cohort(first=asked.period.first, last=asked.period.last))


def _detained(cohort: Cohort, *columns: Any) -> Select[Any]:
    """Of detentions that were authorised: whoever is held on a warrant or another power is accepted without that."""
    found = select(*columns).select_from(Detention).outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
    return found.where(*cohort.among, *_AUTHORISED)


def _detentions(cohort: Cohort) -> Rows:
    first = (
        select(Offence.id)
        .where(Offence.detention_id == Detention.id)
        .order_by(Offence.sequence, Offence.created_at, Offence.id)
        .limit(1)
        .correlate(Detention)
        .scalar_subquery()
    )
    held_for = aliased(Offence)
    code = func.coalesce(held_for.code, NOT_RECORDED).label("code")
    title = func.coalesce(held_for.title, NOT_RECORDED).label("title")
    counted = _detained(cohort, *who(), code, title, func.count().label("count")).outerjoin(
        held_for, held_for.id == first
    )
    found: Counter[tuple[str, ...]] = Counter()
    for row in everything(counted.group_by(*BY_WHOM, "code", "title")):
        found[(*who_of(row), row.code, row.title)] += row.count
    return _rows(found)


def _vulnerable_adults(cohort: Cohort) -> Rows:
    latest = _latest_decision()
    counted = _detained(cohort, latest.label("because"), func.count()).where(age_on_arrival() >= _ADULT)
    said = {AdultBecause.VULNERABLE: "yes", AdultBecause.NOT_NEEDED: "no"}
    found: Counter[str] = Counter()
    for because, count in everything(counted.group_by("because")):
        found[said.get(because, NOT_RECORDED)] += count
    return [(answer, found[answer]) for answer in ("yes", "no", NOT_RECORDED)]


def _latest_decision() -> Any:
    of_it = select(AdultDecision.because).where(AdultDecision.detention_id == Detention.id)
    ordered = of_it.order_by(AdultDecision.decided_at.desc(), AdultDecision.id.desc()).limit(1)
    return ordered.correlate(Detention).scalar_subquery()


def _appropriate_adults(cohort: Cohort) -> Rows:
    calls = (
        select(
            Attendance.detention_id,
            func.min(Attendance.requested_at).label("asked"),
            func.min(Attendance.arrived_at).label("came"),
        )
        .where(Attendance.helper == Helper.ADULT)
        .group_by(Attendance.detention_id)
        .subquery()
    )
    age, waited = age_on_arrival(), seconds(calls.c.came - calls.c.asked)
    groups = {
        "children": age < _ADULT,
        "vulnerable adults": and_(age >= _ADULT, _latest_decision() == AdultBecause.VULNERABLE),
    }
    figures = (
        func.count(),
        func.count(calls.c.asked),
        func.count(calls.c.came),
        func.percentile_cont(0.5).within_group(waited),
        func.max(waited),
    )
    found: Rows = []
    for name, condition in groups.items():
        counted = _detained(cohort, *figures).outerjoin(calls, calls.c.detention_id == Detention.id)
        ((all_of_them, called, came, middle, longest),) = everything(counted.where(condition))
        found.append((name, all_of_them, called, came, _minutes(middle), _minutes(longest)))
    return found


def _minutes(length: Any) -> object:
    return "" if length is None else int(length) // 60


def _children_overnight(cohort: Cohort) -> Rows:
    """The stretches of each child between releases on bail, counted by the rule."""
    columns = (Detention.id, Detention.arrived_at, Detention.released_at, Detention.charged_at)
    out = (BailGiven.released_at.label("out"), BailGiven.ended_at.label("back"))
    found = _detained(cohort, *who(), *columns, *out).outerjoin(BailGiven, BailGiven.detention_id == Detention.id)
    children = everything(
        found.where(age_on_arrival() < _ADULT, Detention.released_at.is_not(None)).order_by(Detention.id, "out")
    )
    before, after = Counter[Who](), Counter[Who]()
    for _, some in groupby(children, key=lambda row: row.id):
        rows = list(some)
        nights = nights_held(_presence(rows), rows[0].charged_at)
        before[who_of(rows[0])] += nights[0] > 0
        after[who_of(rows[0])] += nights[1] > 0
    return [(*key, before[key], after[key]) for key in sorted(before, key=_in_order) if before[key] or after[key]]


def _presence(rows: Sequence[Any]) -> Iterable[tuple[datetime, datetime]]:
    """From and until of each stretch in the suite, of the rows of one detention with one bail each."""
    since = rows[0].arrived_at
    for row in rows:
        if row.out is not None:
            yield since, row.out
            since = row.back
    if since is not None and since < rows[0].released_at:
        yield since, rows[0].released_at


def _strip_searches(cohort: Cohort) -> Rows:
    return _rows(strip_searches(cohort))


def _intimate_searches(cohort: Cohort) -> Rows:
    """Who was there at those by a constable from the second definition on."""
    said = {True: "yes", False: "no"}
    asked = cohort.last >= BEFORE_WHOM
    found: Counter[tuple[str, ...]] = Counter()
    for (drugs, by, there, seen), count in intimate_searches(cohort).items():
        found[said[drugs], by, *([said[there]] if asked else []), said[seen]] += count
    return [(*key, count) for key, count in sorted(found.items())]


def _over_24_hours(cohort: Cohort) -> Rows:
    """Whoever was here or under arrest that long at all, by what counted on the clock until they left."""
    began = func.least(Detention.arrested_at, Detention.arrived_at)
    found: Counter[str] = Counter()
    for held in _with_facts(cohort, Detention.charged_at.is_(None), seconds(Detention.released_at - began) > _DAY):
        assert held.released_at is not None  # noqa: S101 - the condition above
        found[over_24_band(counted_until(story_of(held), held.released_at) or 0) or ""] += 1
    return [(band, found[band]) for band in ("over 24 to 36 hours", "over 36 hours")]


def _with_facts(cohort: Cohort, *conditions: Any) -> Sequence[Detention]:
    found = select(Detention).where(*cohort.among, *_AUTHORISED, *conditions)
    whole = found.options(selectinload(Detention.facts)).order_by(Detention.id)
    return db.session.scalars(whole, execution_options=dict(UNSEEN_TOO)).all()


def _warrants(cohort: Cohort) -> Rows:
    left = func.coalesce(Detention.charged_at, Detention.released_at).label("ended")
    rulings = (
        select(
            *(DetentionFact.detention_id, DetentionFact.kind, DetentionFact.details, DetentionFact.at),
            *(Detention.charged_at, left),
        )
        .join(Detention, Detention.id == DetentionFact.detention_id)
        .where(*cohort.among, DetentionFact.replaced_at.is_(None), DetentionFact.kind.in_(_DECIDED))
        .order_by(DetentionFact.detention_id, DetentionFact.at)
    )
    rows = everything(rulings)
    granted = [row for row in rows if row.kind != "wfd_refused"]
    with_one = {row.detention_id: row.charged_at for row in granted}
    hours = sum(int(row.details.get("hours", 0)) for row in granted)
    charged = sum(1 for at in with_one.values() if at is not None)
    used = (_hours_used(granted),) if cohort.last >= HOURS_USED else ()
    return [(len(rows), len(granted), len(rows) - len(granted), hours, *used, len(with_one), charged)]


def _hours_used(granted: Sequence[Any]) -> float:
    """Of the rulings in order of detention and time; whoever is held on one now has used it until now."""
    minutes = 0
    for _, some in groupby(granted, key=lambda row: row.detention_id):
        rows = list(some)
        given = [(row.at, int(row.details.get("hours", 0))) for row in rows]
        minutes += minutes_on_warrant(given, rows[0].ended, clock.now())
    return round(minutes / 60, 1)


def _bail(cohort: Cohort) -> Rows:
    """By the day of the release, not of the arrival: a bail runs long after its year."""
    here = [] if cohort.suite_id is None else [Detention.suite_id == cohort.suite_id]
    given = (
        select(BailGiven.released_at, BailGiven.ended_at)
        .join(Detention, Detention.id == BailGiven.detention_id)
        .where(BailGiven.released_at >= cohort.begins, BailGiven.released_at < cohort.ends, *here)
    )
    released = everything(given)
    days = [(row.ended_at - row.released_at).days for row in released if row.ended_at]
    longest = (median(days), max(days)) if days else ("", "")
    without = select(Detention.released_at, Detention.investigation_ended_at).where(
        Detention.disposal == Disposal.UNDER_INVESTIGATION,
        Detention.released_at >= cohort.begins,
        Detention.released_at < cohort.ends,
        *here,
    )
    investigated = everything(without)
    return [
        ("bail before charge", len(released), len(days), *longest),
        ("released under investigation", len(investigated), *_days_under(investigated, cohort)),
    ]


def _days_under(rows: Sequence[Any], cohort: Cohort) -> tuple[object, ...]:
    """How many have ended, half within how many days, the longest; not recorded in the first definition."""
    if cohort.last < DAYS_UNDER_INVESTIGATION:
        return (NOT_RECORDED,) * 3
    days = [(row.investigation_ended_at - row.released_at).days for row in rows if row.investigation_ended_at]
    return (len(days), median(days), max(days)) if days else (0, "", "")


def _scans(cohort: Cohort) -> Rows:
    said = {True: "yes", False: "no"}
    return [(scan, said[seen], count) for (scan, seen), count in sorted(scans(cohort).items())]


def _section_136(cohort: Cohort) -> Rows:
    brought = select(*who(), func.count().label("count")).select_from(Detention)
    of_them = brought.outerjoin(DETAINEE, DETAINEE.id == Detention.person_id).where(
        *cohort.among,
        or_(Detention.arrest_power == SECTION_136, Detention.arrival == ArrivalKind.PLACE_OF_SAFETY),
    )
    return _rows(by_who(everything(of_them.group_by(*BY_WHOM))))


def _force(cohort: Cohort) -> Rows:
    found = forms_by_who(cohort)
    keys = sorted(found, key=lambda key: (key[0], *_in_order(key[1:])))
    return [(*key, *found[key]) for key in keys]


def _force_tactics(cohort: Cohort) -> Rows:
    return [(where, tactic, count) for (where, tactic), count in sorted(tactics_used(cohort).items())]


def _offences(cohort: Cohort) -> Rows:
    counted = _detained(cohort, Offence.code, Offence.title, func.count(Detention.id.distinct()))
    held_for = counted.join(Offence, Offence.detention_id == Detention.id).group_by(Offence.code, Offence.title)
    return sorted(tuple(row) for row in everything(held_for))


def _incidents(cohort: Cohort) -> Rows:
    referred = func.count(Incident.referred_at)
    late = func.count().filter(Incident.referred_at > Incident.referral_due_at)
    counted = select(Incident.kind, func.count(), referred, late).join(Detention, Detention.id == Incident.detention_id)
    found: Rows = [
        (kind.label, *rest) for kind, *rest in everything(counted.where(*cohort.among).group_by(Incident.kind))
    ]
    said = {True: "Complaint alleging an assault", False: "Complaint of treatment"}
    complained = select(Complaint.assault, func.count()).join(Detention, Detention.id == Complaint.detention_id)
    made = everything(complained.where(*cohort.among).group_by(Complaint.assault))
    return sorted([*found, *((said[assault], count, "", "") for assault, count in made)], key=lambda row: str(row[0]))


def _rows(found: Mapping[Any, int]) -> Rows:
    return [(*key, found[key]) for key in sorted(found, key=_in_order)]


def _in_order(key: Sequence[Any]) -> tuple[object, ...]:
    """Youngest first, then by the other words."""
    return AGE_BANDS.index(key[0]), *key[1:]


_COUNTED: Final[Mapping[Return, Callable[[Cohort], Rows]]] = {
    Return.DETENTIONS: _detentions,
    Return.VULNERABLE_ADULTS: _vulnerable_adults,
    Return.APPROPRIATE_ADULTS: _appropriate_adults,
    Return.CHILDREN_OVERNIGHT: _children_overnight,
    Return.STRIP_SEARCHES: _strip_searches,
    Return.INTIMATE_SEARCHES: _intimate_searches,
    Return.SCANS: _scans,
    Return.OVER_24_HOURS: _over_24_hours,
    Return.WARRANTS: _warrants,
    Return.BAIL: _bail,
    Return.SECTION_136: _section_136,
    Return.FORCE: _force,
    Return.FORCE_TACTICS: _force_tactics,
    Return.OFFENCES: _offences,
    Return.INCIDENTS: _incidents,
}

RETURNS: Final = Offered(
    key="custody",
    title="Custody and use of force",
    rule=S50.section,
    spans=frozenset({Span.FINANCIAL_YEAR}),
    definitions={which.value: versions for which, versions in DEFINITIONS.items()},
    count=count_return,
)
"""Offered for the whole force and for years that end on 31 March, as PACE 1984 s.50 has them."""
