"""Returns over a period: drawn up by those who compile them, read by those who approve and audit them (ROL-3)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core.db import Base
from mips.core.errors import InputInvalid
from mips.returns.offered import Asked, Offered, period_in, set_of
from mips.returns.rules.definition import Definition, definition_of
from mips.returns.rules.periods import Period
from mips.usecase import usecase

BEFORE = ("return", "version", "from", "until")
"""Columns in front of those of the definition."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One return as counted: its definition and rows in the order of its columns. It names nobody."""

    about: Offered
    asked: Asked
    definition: Definition
    rows: Sequence[tuple[object, ...]]

    def shown(self) -> Iterable[Base]:
        return []

    @property
    def which(self) -> str:
        return self.asked.which

    @property
    def file_name(self) -> str:
        period, unit = self.asked.period, "".join(f"-{word}" for word in self.asked.unit.split())
        days = f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"
        return f"{self.about.key}-{self.which}-{days}{unit}-v{self.definition.version}.csv".replace("/", "-")

    @property
    def csv(self) -> str:
        """RFC 4180, with the return, its version and the period in front of each row."""
        written = io.StringIO()
        out = csv.writer(written)
        out.writerow((*BEFORE, *self.definition.columns))
        period = self.asked.period
        said = (self.which, self.definition.version, period.first.isoformat(), period.last.isoformat())
        out.writerows((*said, *row) for row in self.rows)
        return written.getvalue()


@dataclass(frozen=True)
class ReturnsOfPeriod:
    """What there is to draw up of a set: each return with the definition that counts."""

    about: Offered
    period: Period
    definitions: Sequence[tuple[str, Definition]]

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.CONSULTED)
def list_returns_to_draw_up(actor: Actor, *, about: str, period: str) -> ReturnsOfPeriod:
    """The returns of a set over a period, for those who compile them."""
    return _of_period(about, period)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def list_returns(actor: Actor, *, about: str, period: str) -> ReturnsOfPeriod:
    """The returns of a set over a period, for those who approve and audit them."""
    return _of_period(about, period)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_CREATE, verb=Verb.DISCLOSED)
def draw_up_return(actor: Actor, *, about: str, which: str, period: str, unit: str | None = None) -> Drawn:
    """Count one return, to be handed on."""
    return drawn_now(*asked_for(about, which, period, unit))


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.DISCLOSED)
def read_return(actor: Actor, *, about: str, which: str, period: str, unit: str | None = None) -> Drawn:
    """The same figures, for those who approve and audit them."""
    return drawn_now(*asked_for(about, which, period, unit))


def asked_for(about: str, which: str, period: str, unit: str | None) -> tuple[Offered, Asked]:
    """What is asked, checked. Raises NotFound, or InputInvalid for a unit where the set is not narrowed to one."""
    offered = set_of(about)
    if unit and offered.units is None:
        raise InputInvalid({"unit": ["These returns are of the whole force"]})
    return offered, Asked(which=which, period=period_in(offered, period), unit=unit or "")


def drawn_now(offered: Offered, asked: Asked) -> Drawn:
    """One return as it is counted now, for a use case that says who may have it."""
    definition = offered.definition(asked)
    return Drawn(about=offered, asked=asked, definition=definition, rows=offered.count(asked))


def definitions_csv(drawn: Iterable[Drawn]) -> str:
    """What each file counts, in which version since when."""
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(("return", "title", "version", "in_force_from", "counts", "source", "columns"))
    for each in drawn:
        of_it = each.definition
        said = (of_it.version, of_it.since.isoformat(), of_it.counts, of_it.source, " ".join(of_it.columns))
        out.writerow((each.which, of_it.title, *said))
    return written.getvalue()


def _of_period(about: str, key: str) -> ReturnsOfPeriod:
    offered = set_of(about)
    period = period_in(offered, key)
    of_each = [(which, definition_of(versions, period.last)) for which, versions in offered.definitions.items()]
    return ReturnsOfPeriod(offered, period, of_each)
