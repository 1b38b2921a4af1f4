"""What is counted of searches in custody (CUS-13): strip searches by group and place, intimate ones by maker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from mips.custody.model.detention import Detention
from mips.custody.model.search import Search
from mips.custody.rules.searches import SearchKind
from mips.custody.usecases.cohort import DETAINEE, Cohort, everything, who
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.usecases.people import BY_WHOM, Who, by_who


def strip_searches(cohort: Cohort) -> Counter[Who]:
    """Strip searches by age group, sex and ethnicity."""
    counted = _of_kind(SearchKind.STRIP, cohort, *who(), func.count().label("count"))
    joined = counted.outerjoin(DETAINEE, DETAINEE.id == Detention.person_id)
    return by_who(everything(joined.group_by(*BY_WHOM)))


def strip_search_places(cohort: Cohort) -> Sequence[tuple[str, int]]:
    """Where strip searches were made, the place with the most first."""
    place = func.trim(Search.location).label("place")
    counted = _of_kind(SearchKind.STRIP, cohort, place, func.count().label("count"))
    return everything(counted.group_by(place).order_by(func.count().desc(), place))


def intimate_searches(cohort: Cohort) -> Counter[tuple[bool, str, bool, bool]]:
    """Intimate searches by whether for drugs, who made them, who was there, and whether anything was found.

    Who was there: a doctor or nurse, at a search by a constable. PACE 1984 s.55(15)(c).
    """
    of_them = (Search.drugs, Search.done_by, Search.hcp_there, Search.item_found)
    rows = everything(_of_kind(SearchKind.INTIMATE, cohort, *of_them, func.count()).group_by(*of_them))
    return Counter({(drugs, by.value if by else NOT_RECORDED, *rest): count for drugs, by, *rest, count in rows})


def scans(cohort: Cohort) -> Counter[tuple[str, bool]]:
    """X-rays and ultrasound scans, by which of the two, and whether anything was found. PACE 1984 s.55A(8)."""
    of_them = (Search.scan, Search.item_found)
    rows = everything(_of_kind(SearchKind.XRAY, cohort, *of_them, func.count()).group_by(*of_them))
    return Counter({(scan.value if scan else NOT_RECORDED, seen): count for scan, seen, count in rows})


def _of_kind(kind: SearchKind, cohort: Cohort, *columns: Any) -> Select[Any]:
    found = select(*columns).select_from(Search).join(Detention, Detention.id == Search.detention_id)
    return found.where(Search.kind == kind, *cohort.among)
