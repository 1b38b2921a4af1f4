"""The people that returns count: victims of crime, and those who were stopped and searched (INV-12, INV-14)."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from mips.access.model import Team
from mips.investigation.model.line import CrimeLine
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules.stop_search import SearchType
from mips.investigation.usecases.returned import Lines, within
from mips.investigation.usecases.returned_crimes import CRIME, crimes_counted
from mips.investigation.usecases.units import of_unit
from mips.record.model.event import Involvement, Part
from mips.record.model.person import Person
from mips.returns.offered import Asked
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.rules.people import WHO
from mips.returns.usecases.people import who

_VICTIM: Final = aliased(Person, flat=True)
_SEARCH: Final = aliased(StopSearch, flat=True)


def victims(asked: Asked) -> Lines:
    """A line for each victim of each crime; it leads to the crime."""
    theirs = sa.and_(
        Involvement.event_id == CrimeLine.id, Involvement.part == Part.VICTIM, Involvement.ended_at.is_(None)
    )
    source = crimes_counted(asked).join(Involvement, theirs).join(_VICTIM, _VICTIM.id == Involvement.party_id)
    by = dict(zip(WHO, who(_VICTIM, CRIME.occurred_from), strict=True))
    return Lines(source=source, by=by, record=CrimeLine.id, line=Involvement.id)


def searches(asked: Asked) -> Lines:
    return _searches(asked, power=_SEARCH.legislation, object=_SEARCH.searched_for, outcome=_SEARCH.outcome)


def people_searched(asked: Asked) -> Lines:
    who_they_are = {"age_range": _SEARCH.age_range, "sex": _SEARCH.gender}
    return _searches(asked, **who_they_are, self_defined_ethnicity=_SEARCH.self_defined_ethnicity)


def _searches(asked: Asked, **by: Any) -> Lines:
    found = sa.select().select_from(_SEARCH).where(_SEARCH.search_type != SearchType.STOP)
    found = found.where(*within(_SEARCH.occurred_from, asked))
    if asked.unit:
        found = found.outerjoin(Team, Team.id == _SEARCH.team_id).where(of_unit == asked.unit)
    said = {name: sa.func.coalesce(sa.func.nullif(column, ""), NOT_RECORDED) for name, column in by.items()}
    return Lines(source=found, by=said, record=_SEARCH.id)
