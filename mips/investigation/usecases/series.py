"""Series: crimes that somebody holds to be by the same hand, put together and taken apart with reasons (F42)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.audit.model import Verb
from mips.core import clock, db
from mips.core.errors import RuleBroken
from mips.investigation.model.crime import Crime
from mips.investigation.model.series import CrimeSeries, SeriesCrime
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch, picked
from mips.usecase import usecase
from mips.web.keyset import Page, paged


@dataclass(frozen=True)
class SeriesShown:
    """A series with the crimes in it that may be seen, and those that were taken out."""

    series: CrimeSeries

    @property
    def within(self) -> Sequence[SeriesCrime]:
        return [each for each in self.series.crimes if each.removed_at is None and each.crime]

    @property
    def removed(self) -> Sequence[SeriesCrime]:
        return [each for each in self.series.crimes if each.removed_at is not None and each.crime]

    def shown(self) -> Iterable[Crime]:
        return {each.crime.id: each.crime for each in (*self.within, *self.removed)}.values()


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def open_series(actor: Actor, *, crime_id: uuid.UUID, name: str, why: str) -> CrimeSeries:
    """A new series that begins with one crime. Its name is nobody else's."""
    crime = fetch(Crime, crime_id)
    if db.session.scalar(sa.select(CrimeSeries.id).where(sa.func.lower(CrimeSeries.name) == name.lower())):
        raise RuleBroken(f"There is a series {name} already. Add the crime to it", rule="INV-11", field="name")
    series = CrimeSeries(name=name, why=why, opened_at=clock.now(), opened_by_id=actor.id)
    db.session.add(series)
    db.session.flush()
    _put(actor, series, crime, why)
    return series


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.COLLECTED)
def add_to_series(actor: Actor, *, crime_id: uuid.UUID, series_id: uuid.UUID, why: str) -> SeriesCrime:
    """Put a crime into a series, with what speaks for it."""
    crime, series = fetch(Crime, crime_id), picked(CrimeSeries, series_id, field="series_id")
    if _in(series, crime) is not None:
        raise RuleBroken(f"It is in {series.name} already", rule="INV-11", field="series_id")
    return _put(actor, series, crime, why)


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED])
def take_out_of_series(actor: Actor, *, crime_id: uuid.UUID, series_id: uuid.UUID, why: str) -> SeriesCrime:
    """Take a crime out of a series, with what speaks against it. That it was in it stays on the record."""
    crime, series = fetch(Crime, crime_id), fetch(CrimeSeries, series_id)
    row = _in(series, crime)
    if row is None:
        raise RuleBroken("It is not in this series", rule="INV-11")
    row.removed_at, row.removed_by_id, row.removed_why = clock.now(), actor.id, why
    log(actor.id, crime, clock.now(), f"Taken out of the series {series.name}. {why}", kind="decision")
    return row


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def read_series(actor: Actor, *, series_id: uuid.UUID) -> SeriesShown:
    """One series, with the crimes in it and those taken out."""
    crimes = selectinload(CrimeSeries.crimes)
    who = (joinedload(SeriesCrime.added_by), joinedload(SeriesCrime.removed_by), joinedload(SeriesCrime.crime))
    return SeriesShown(fetch(CrimeSeries, series_id, crimes.options(*who), joinedload(CrimeSeries.opened_by)))


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def list_series(actor: Actor, *, after: str | None = None) -> Page[CrimeSeries]:
    """The series in which there is a crime that may be seen, the last opened first."""
    seen = sa.select(SeriesCrime.id).where(SeriesCrime.series_id == CrimeSeries.id).exists()
    found = sa.select(CrimeSeries).where(seen).options(selectinload(CrimeSeries.crimes))
    return paged(db.session, found, by=(CrimeSeries.opened_at.desc(), CrimeSeries.id.desc()), after=after)


def series_of(crime_id: uuid.UUID) -> Sequence[CrimeSeries]:
    """The series that a crime is in."""
    here = SeriesCrime.crime_id == crime_id, SeriesCrime.removed_at.is_(None)
    found = sa.select(CrimeSeries).join(SeriesCrime, SeriesCrime.series_id == CrimeSeries.id).where(*here)
    return db.session.scalars(found.order_by(CrimeSeries.name)).all()


def all_series() -> Sequence[CrimeSeries]:
    """For choosing one: those that list_series shows."""
    seen = sa.select(SeriesCrime.id).where(SeriesCrime.series_id == CrimeSeries.id).exists()
    return db.session.scalars(sa.select(CrimeSeries).where(seen).order_by(CrimeSeries.name)).all()


def _put(actor: Actor, series: CrimeSeries, crime: Crime, why: str) -> SeriesCrime:
    row = SeriesCrime(series_id=series.id, crime_id=crime.id, why=why, added_at=clock.now(), added_by_id=actor.id)
    db.session.add(row)
    log(actor.id, crime, clock.now(), f"Put into the series {series.name}. {why}", kind="decision")
    return row


def _in(series: CrimeSeries, crime: Crime) -> SeriesCrime | None:
    here = SeriesCrime.series_id == series.id, SeriesCrime.crime_id == crime.id, SeriesCrime.removed_at.is_(None)
    return db.session.scalars(sa.select(SeriesCrime).where(*here)).one_or_none()
