"""Signing off returns: what was counted is kept as it is, and what changes later is named (CUS-23, INV-14)."""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.db import Base
from mips.core.england import day_of
from mips.core.errors import InputInvalid
from mips.record.lookup import fetch
from mips.returns.model import ReturnKept
from mips.returns.offered import Asked, Offered, period_in, set_of
from mips.returns.rules.definition import check_may_be_signed_off, differences
from mips.returns.rules.periods import Period
from mips.returns.usecases.drawing import BEFORE, Drawn, drawn_now
from mips.usecase import usecase


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
class PeriodCompared:
    """Every return of a period, of the whole force, beside what was signed off last."""

    about: Offered
    period: Period
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
def compare_period(actor: Actor, *, about: str, period: str) -> PeriodCompared:
    """Count every return of a period and say what is otherwise than in the edition signed off last."""
    return _compared(about, period)


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_APPROVE, verb=Verb.COLLECTED, also=[Verb.DISCLOSED])
def sign_off_period(actor: Actor, *, about: str, period: str, why: str = "") -> list[ReturnKept]:
    """Keep every return of a period that is new or has changed, as it is counted now. PACE 1984 s.50, INV-14."""
    found = _compared(about, period)
    check_may_be_signed_off(found.period, day_of(clock.now()), changed=found.changed, rule=found.about.rule)
    if found.kept_before and not why.strip():
        raise InputInvalid({"why": ["Say why figures that were signed off have changed"]})
    rows = [_kept(actor, each, why) for each in found.returns if each.changed]
    db.session.add_all(rows)
    db.session.flush()
    return rows


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.CONSULTED)
def list_returns_kept(actor: Actor, *, about: str, period: str) -> Sequence[ReturnKept]:
    """What was signed off for a period: the returns in the order of their set, each with its latest edition first."""
    offered = set_of(about)
    kept = _kept_of(offered, period_in(offered, period).key).order_by(ReturnKept.which, ReturnKept.edition.desc())
    found = db.session.scalars(kept.options(joinedload(ReturnKept.by), defer(ReturnKept.content))).all()
    places = {which: place for place, which in enumerate(offered.definitions)}
    return sorted(found, key=lambda each: places.get(each.which, len(places)))


@usecase(Permission.INVESTIGATION_STATUTORY_RETURN_READ, verb=Verb.DISCLOSED)
def read_return_kept(actor: Actor, *, kept_id: uuid.UUID) -> ReturnKept:
    """One file as it was signed off."""
    return fetch(ReturnKept, kept_id)


def _compared(about: str, key: str) -> PeriodCompared:
    offered = set_of(about)
    period = period_in(offered, key)
    latest = {row.which: row for row in db.session.scalars(_kept_of(offered, key).order_by(ReturnKept.edition))}
    drawn = [drawn_now(offered, Asked(which=which, period=period)) for which in offered.definitions]
    return PeriodCompared(offered, period, [_compare(each, latest.get(each.which)) for each in drawn])


def _kept_of(offered: Offered, key: str) -> Select[ReturnKept]:
    return select(ReturnKept).where(ReturnKept.about == offered.key, ReturnKept.period == key)


def _compare(drawn: Drawn, latest: ReturnKept | None) -> Compared:
    before = _rows(latest.content) if latest else []
    return Compared(drawn=drawn, latest=latest, differs=differences(drawn.definition, before, _rows(drawn.csv)))


def _rows(content: str) -> list[list[str]]:
    """The rows of a file under its heading, without what stands in front of each."""
    return [row[len(BEFORE) :] for row in list(csv.reader(io.StringIO(content)))[1:]]


def _kept(actor: Actor, each: Compared, why: str) -> ReturnKept:
    content, before = each.drawn.csv, each.latest
    return ReturnKept(
        about=each.drawn.about.key,
        period=each.drawn.asked.period.key,
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
