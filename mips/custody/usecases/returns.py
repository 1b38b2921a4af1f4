"""The yearly returns: drawn up by those who compile them, read by those who approve and audit them (ROL-3)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.db import Base
from mips.custody.rules.returns import Definition, Return, definition_of, year_ending
from mips.custody.usecases.cohort import Cohort
from mips.custody.usecases.return_counts import count_return
from mips.usecase import usecase

_BEFORE = ("return", "version", "from", "until")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One return as counted: its definition and rows in the order of its columns. It names nobody."""

    which: Return
    first: date
    last: date
    definition: Definition
    rows: Sequence[tuple[object, ...]]

    def shown(self) -> Iterable[Base]:
        return []

    @property
    def file_name(self) -> str:
        return f"custody-{self.which.value}-{self.first:%Y%m%d}-{self.last:%Y%m%d}-v{self.definition.version}.csv"

    @property
    def csv(self) -> str:
        """RFC 4180, with the return, its version and the period in front of each row."""
        written = io.StringIO()
        out = csv.writer(written)
        out.writerow((*_BEFORE, *self.definition.columns))
        said = (self.which.value, self.definition.version, self.first.isoformat(), self.last.isoformat())
        out.writerows((*said, *row) for row in self.rows)
        return written.getvalue()


@dataclass(frozen=True)
class ReturnsOfYear:
    """What there is to draw up for a year that ends on 31 March: each return with the definition that counts."""

    year: int
    first: date
    last: date
    definitions: Sequence[tuple[Return, Definition]]

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.CONSULTED)
def list_returns_to_draw_up(actor: Actor, *, year: int) -> ReturnsOfYear:
    """The returns of a year, for those who compile them."""
    return _of_year(year)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def list_returns(actor: Actor, *, year: int) -> ReturnsOfYear:
    """The returns of a year, for those who approve and audit them."""
    return _of_year(year)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.DISCLOSED)
def draw_up_return(actor: Actor, *, which: Return, year: int) -> Drawn:
    """Count one return, to be handed on."""
    return drawn_now(which, year)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.DISCLOSED)
def read_return(actor: Actor, *, which: Return, year: int) -> Drawn:
    """The same figures, for those who approve and audit them."""
    return drawn_now(which, year)


def definitions_csv(drawn: Iterable[Drawn]) -> str:
    """What each file counts, in which version since when."""
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(("return", "title", "version", "in_force_from", "counts", "source", "columns"))
    for each in drawn:
        of_it = each.definition
        said = (of_it.version, of_it.since.isoformat(), of_it.counts, of_it.source, " ".join(of_it.columns))
        out.writerow((each.which.value, of_it.title, *said))
    return written.getvalue()


def _of_year(year: int) -> ReturnsOfYear:
    first, last = year_ending(year)
    return ReturnsOfYear(year, first, last, [(each, definition_of(each, last)) for each in Return])


def drawn_now(which: Return, year: int) -> Drawn:
    """One return as it is counted now, for a use case that says who may have it."""
    first, last = year_ending(year)
    rows = count_return(which, Cohort(first=first, last=last))
    return Drawn(which=which, first=first, last=last, definition=definition_of(which, last), rows=rows)
