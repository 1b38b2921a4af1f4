"""How crimes were done, those alike, and series, for other programs."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.series import CrimeSeries, SeriesCrime
from mips.investigation.schemas.series import (
    AddToSeriesIn,
    ModusIn,
    ModusOut,
    NewSeriesIn,
    SeriesAsked,
    SeriesCrimeOut,
    SeriesOut,
    SeriesPageOut,
    SeriesShownOut,
    TakeOutIn,
)
from mips.investigation.usecases import series as does
from mips.investigation.usecases.modus import Modus, read_modus, say_how_it_was_done
from mips.web.endpoints import current_actor
from mips.web.keyset import Page

_CRIME = "/crimes/<uuid:crime_id>"


@resources.operation(f"{_CRIME}/modus", does=read_modus)
@resources.response(200, ModusOut)
def get_modus(crime_id: uuid.UUID) -> Modus:
    """Read how a crime was done, and which were done like it"""
    return read_modus(current_actor(), crime_id=crime_id)


@resources.operation(f"{_CRIME}/modus", does=say_how_it_was_done, methods=["PUT"])
@resources.arguments(ModusIn)
@resources.response(200, ModusOut)
def put_modus(fields: dict[str, Any], crime_id: uuid.UUID) -> Modus:
    """Say how a crime was done"""
    words = fields.pop("words", None)
    return say_how_it_was_done(current_actor(), crime_id=crime_id, words=words, chosen=fields)


@resources.operation("/series", does=does.list_series)
@resources.arguments(SeriesAsked, location="query")
@resources.response(200, SeriesPageOut)
def get_all_series(where: dict[str, Any]) -> Page[CrimeSeries]:
    """List series of crimes"""
    return does.list_series(current_actor(), after=where["after"])


@resources.operation("/series/<uuid:series_id>", does=does.read_series)
@resources.response(200, SeriesShownOut)
def get_series(series_id: uuid.UUID) -> does.SeriesShown:
    """Read a series of crimes"""
    return does.read_series(current_actor(), series_id=series_id)


@resources.operation(f"{_CRIME}/series", does=does.open_series, methods=["POST"])
@resources.arguments(NewSeriesIn)
@resources.response(201, SeriesOut)
def post_series(fields: dict[str, Any], crime_id: uuid.UUID) -> CrimeSeries:
    """Open a series with a crime"""
    return does.open_series(current_actor(), crime_id=crime_id, **fields)


@resources.operation(f"{_CRIME}/series/crimes", does=does.add_to_series, methods=["POST"])
@resources.arguments(AddToSeriesIn)
@resources.response(201, SeriesCrimeOut)
def post_series_crime(fields: dict[str, Any], crime_id: uuid.UUID) -> SeriesCrime:
    """Put a crime into a series"""
    return does.add_to_series(current_actor(), crime_id=crime_id, **fields)


@resources.operation(f"{_CRIME}/series/<uuid:series_id>/removal", does=does.take_out_of_series, methods=["POST"])
@resources.arguments(TakeOutIn)
@resources.response(200, SeriesCrimeOut)
def post_series_removal(fields: dict[str, Any], crime_id: uuid.UUID, series_id: uuid.UUID) -> SeriesCrime:
    """Take a crime out of a series"""
    return does.take_out_of_series(current_actor(), crime_id=crime_id, series_id=series_id, **fields)
