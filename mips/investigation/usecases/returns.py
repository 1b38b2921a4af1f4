"""The returns of investigation, as they are offered: each with the lines that it counts (INV-14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from mips.access.permissions import Permission
from mips.investigation.rules.outcomes import LIST
from mips.investigation.rules.returns import DEFINITIONS, NONE_YET, SPANS, STANDINGS, CrimeReturn, percent_of_known
from mips.investigation.usecases import returned_crimes as crimes
from mips.investigation.usecases import returned_people as people
from mips.investigation.usecases.returned import Figures, Lines, Order, Select, grouped, listed
from mips.investigation.usecases.units import units
from mips.record.reference.lookup import ever_listed
from mips.returns.offered import Asked, Offered, Rows
from mips.returns.rules.definition import NOT_RECORDED
from mips.returns.rules.people import AGE_BANDS
from mips.returns.rules.periods import Span

LINES: Final[Mapping[str, Callable[[Asked], Lines]]] = {
    CrimeReturn.RECORDED: crimes.recorded,
    CrimeReturn.BY_MONTH: crimes.recorded_by_month,
    CrimeReturn.OUTCOMES: crimes.outcomes_of_recorded,
    CrimeReturn.OUTCOMES_GIVEN: crimes.outcomes_given,
    CrimeReturn.DAYS_TO_OUTCOME: crimes.days_to_outcome,
    CrimeReturn.MEDIAN_DAYS: crimes.median_days,
    CrimeReturn.IN_TIME: crimes.recorded_in_time,
    CrimeReturn.HATE: crimes.hate,
    CrimeReturn.DOMESTIC: crimes.domestic,
    CrimeReturn.KNIFE: crimes.knife,
    CrimeReturn.FLAGS: crimes.other_flags,
    CrimeReturn.VICTIMS: people.victims,
    CrimeReturn.SEARCHES: people.searches,
    CrimeReturn.SEARCHED: people.people_searched,
}
_FIGURES: Final[Mapping[str, Figures]] = {CrimeReturn.MEDIAN_DAYS: crimes.median_and_longest}


def count_return(asked: Asked) -> Rows:
    """The rows of one return."""
    rows = grouped(LINES[asked.which](asked), order=_order(asked.which), figures=_FIGURES.get(asked.which))
    return _with_percent(rows) if asked.which == CrimeReturn.IN_TIME else rows


def lines_of_return(asked: Asked, of: Sequence[str]) -> Select:
    """What the rows that begin with these values count."""
    return listed(LINES[asked.which](asked), of)


def _order(which: str) -> Order:
    order = {
        "age_group": AGE_BANDS,
        "days_taken": SPANS,
        "standing": STANDINGS,
        "within_24_hours": ("yes", "no", NOT_RECORDED),
    }
    if which in {CrimeReturn.OUTCOMES, CrimeReturn.OUTCOMES_GIVEN}:
        order["outcome"] = (*(each.code for each in ever_listed(LIST)), NOT_RECORDED, NONE_YET)
    return order


def _with_percent(rows: Rows) -> Rows:
    """With how many in a hundred of the group's known ones each row has; blank of those not known."""
    known: Counter[object] = Counter()
    for group, answer, count in rows:
        known[group] += 0 if answer == NOT_RECORDED else int(str(count))
    return [(*row, "" if row[1] == NOT_RECORDED else percent_of_known(int(str(row[2])), known[row[0]])) for row in rows]


def _reads(which: CrimeReturn) -> Permission:
    searches = {CrimeReturn.SEARCHES, CrimeReturn.SEARCHED}
    return Permission.INVESTIGATION_STOP_SEARCH_READ if which in searches else Permission.INVESTIGATION_CRIME_READ


RETURNS: Final = Offered(
    key="investigation",
    title="Crime, victims and stop and search",
    rule="INV-14",
    spans=frozenset(Span),
    definitions={which.value: versions for which, versions in DEFINITIONS.items()},
    count=count_return,
    lines=lines_of_return,
    reads={which: _reads(which) for which in CrimeReturn},
    units=units,
)
