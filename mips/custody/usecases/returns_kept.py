"""Signing off the yearly returns: what was counted is kept as it is, and what changes later is named (CUS-23)."""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.errors import InputInvalid
from mips.custody.model.returned import ReturnKept
from mips.custody.rules.returns import Return, check_may_be_signed_off, differences
from mips.custody.usecases.returns import Drawn, drawn_now
from mips.record.lookup import fetch
from mips.usecase import usecase

_BEFORE = 4
"""Columns in front of those of the definition: return, version, from, until."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One return as it would be signed off now. `differs` is from `latest`; all of it where nothing is kept yet."""

    drawn: Drawn
    latest: ReturnKept | None
    differs: Sequence[str]

    @property
    def changed(self) -> bool:
        return self.latest is None or bool(self.differs)


@dataclass(frozen=True)
class YearCompared:
    """Every return of a year beside what was signed off last."""

    year: int
    returns: Sequence[Compared]

    @property
    def changed(self) -> bool:
        return any(each.changed for each in self.returns)

    @property
    def kept_before(self) -> bool:
        return any(each.latest for each in self.returns)

    def shown(self) -> Iterable[Base]:
        return []


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_APPROVE, verb=Verb.CONSULTED)
def compare_year(actor: Actor, *, year: int) -> YearCompared:
    """Count every return of a year and say what is otherwise than in the edition signed off last."""
    return _compared(year)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_APPROVE, verb=Verb.COLLECTED, also=[Verb.DISCLOSED])
def sign_off_year(actor: Actor, *, year: int, why: str = "") -> list[ReturnKept]:
    """Keep every return of a year that is new or has changed, as it is counted now. PACE 1984 s.50."""
    found = _compared(year)
    check_may_be_signed_off(year, day_of(clock.now()), changed=found.changed)
    if found.kept_before and not why.strip():
        raise InputInvalid({"why": ["Say why figures that were signed off have changed"]})
    rows = [_kept(actor, each, why) for each in found.returns if each.changed]
    db.session.add_all(rows)
    db.session.flush()
    return rows


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def list_returns_kept(actor: Actor, *, year: int) -> Sequence[ReturnKept]:
    """What was signed off for a year, each return with its latest edition first."""
    order = (ReturnKept.which, ReturnKept.edition.desc())
    of_year = select(ReturnKept).where(ReturnKept.year == year).order_by(*order)
    return db.session.scalars(of_year.options(joinedload(ReturnKept.by), defer(ReturnKept.content))).all()


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.DISCLOSED)
def read_return_kept(actor: Actor, *, kept_id: uuid.UUID) -> ReturnKept:
    """One file as it was signed off."""
    return fetch(ReturnKept, kept_id)


def _compared(year: int) -> YearCompared:
    latest: dict[Return, ReturnKept] = {}
    for row in db.session.scalars(select(ReturnKept).where(ReturnKept.year == year).order_by(ReturnKept.edition)):
        latest[row.which] = row
    return YearCompared(year, [_compare(drawn_now(which, year), latest.get(which)) for which in Return])


def _compare(drawn: Drawn, latest: ReturnKept | None) -> Compared:
    before = _rows(latest.content) if latest else []
    return Compared(drawn=drawn, latest=latest, differs=differences(drawn.definition.columns, before, _rows(drawn.csv)))


def _rows(content: str) -> list[list[str]]:
    """The rows of a file under its heading, without what stands in front of each."""
    return [row[_BEFORE:] for row in list(csv.reader(io.StringIO(content)))[1:]]


def _kept(actor: Actor, each: Compared, why: str) -> ReturnKept:
    content, before = each.drawn.csv, each.latest
    return ReturnKept(
        year=each.drawn.last.year,
        which=each.drawn.which,
        edition=before.edition + 1 if before else 1,
        definition_version=each.drawn.definition.version,
        file_name=each.drawn.file_name,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        differs=list(each.differs) if before else [],
        why=why if before else "",
        signed_at=clock.now(),
        by_id=actor.id,
    )
