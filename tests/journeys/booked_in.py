"""Somebody booked in as the pages of booking-in leave them, for journeys that begin after it."""

from __future__ import annotations

import itertools
import uuid
from datetime import datetime, timedelta

from mips.access.permissions import Rank, Role
from mips.access.policy import Actor
from mips.custody.model.care import RightKind
from mips.custody.model.detention import Grounds
from mips.custody.model.entitlements import Notice
from mips.custody.usecases.arrival import record_arrest, record_arrival
from mips.custody.usecases.care import give_rights, put_in_cell
from mips.custody.usecases.decision import authorise_detention
from mips.custody.usecases.telling import RightGiven
from tests.journeys.detainee import GROUNDS, Detainee
from tests.journeys.town import Town

_TOLD = (RightKind.SOMEONE_INFORMED, RightKind.LEGAL_ADVICE, RightKind.CODES, RightKind.TELEPHONE)
_numbers = itertools.count(1)


def booked_in(town: Town, who: Detainee, ago: int, *, by: str = "") -> None:
    """Arrested, detained, told their rights and in a cell, within a quarter of an hour of arriving `ago` minutes ago.

    `by` is the collar number of whoever arrested them.
    """
    cell = _one(town, "custody_cell", "name", who.cell)
    desk = detained(town, who, ago, by=by)
    held = uuid.UUID(who.record.rpartition("/")[2])
    with town.building():
        told = [RightGiven(kind=kind, wanted=False) for kind in _TOLD]
        give_rights(desk, detention_id=held, given=told, notice=Notice.GIVEN, offered_at=_before(who, ago - 12))
        put_in_cell(desk, detention_id=held, cell_id=cell, from_at=_before(who, ago - 15))


def detained(town: Town, who: Detainee, ago: int, *, by: str = "") -> Actor:
    """Arrested, brought in `ago` minutes ago and detained ten minutes later. Gives the custody officer."""
    suite, offence = _one(town, "custody_suite", "name", who.suite), _one(town, "offence", "person_id", who.person_id)
    officer = by and _one(town, '"user"', "collar_number", by)
    with town.building() as build:
        number = f"B{next(_numbers):03}"
        desk = build.actor(Role.CUSTODY_OFFICER, rank=int(Rank.SERGEANT), name="Pat Lowe", collar_number=number)
        arrived = _before(who, ago)
        held = record_arrival(desk, person_id=uuid.UUID(who.person_id), suite_id=suite, arrived_at=arrived).id
        who.record = f"/custody/{held}"
        record_arrest(
            desk,
            detention_id=held,
            arrested_at=_before(who, ago + 20),
            arrest_place="Station Road",
            arrest_reason="Seen with the cycle",
            necessity=["investigation"],
            arrested_by_id=officer,
            offence_ids=[offence],
        )
        authorise_detention(
            desk,
            detention_id=held,
            grounds=[Grounds.OBTAIN],
            grounds_reason=GROUNDS,
            present=True,
            authorised_at=_before(who, ago - 10),
        )
    return desk


def _before(who: Detainee, minutes: int) -> datetime:
    return who.began - timedelta(minutes=minutes)


def _one(town: Town, table: str, column: str, value: str) -> uuid.UUID:
    found = town.rows(f"SELECT id FROM {table} WHERE {column} = :value", value=value)  # noqa: S608 - of the code above
    return uuid.UUID(str(found[0].id))
