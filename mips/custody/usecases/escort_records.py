"""The person escort records of a detention as they stand: which is open, who may not leave without one, the board."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.core import db
from mips.core.errors import RuleBroken
from mips.core.settings import settings
from mips.custody.model.detention import Detention
from mips.custody.model.escort import EscortHappening, EscortRecord
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.escort import (
    GOES_TO,
    Destination,
    EscortNow,
    EscortStage,
    check_goes_with_record,
    due_before,
    leaves_for,
    said_of_escort,
)
from mips.custody.rules.sources import S39_1
from mips.custody.usecases.board_line import say_on_board
from mips.custody.usecases.caring import stay_now
from mips.custody.usecases.departure import Hindrance
from mips.custody.usecases.fallen_charges import fallen_charge_of
from mips.custody.usecases.writing import detention_with

TOPIC = "escort"


def escorts_of(detention_id: uuid.UUID) -> Sequence[EscortRecord]:
    """Every person escort record of a detention, the latest first, with all that belongs to each."""
    found = select(EscortRecord).where(EscortRecord.detention_id == detention_id)
    people = (EscortRecord.made_by, EscortRecord.signed_by, EscortRecord.handed_by, EscortRecord.to_suite)
    whole = (
        *(joinedload(each) for each in people),
        joinedload(EscortRecord.signature),
        selectinload(EscortRecord.risks),
        selectinload(EscortRecord.happenings).joinedload(EscortHappening.by),
    )
    return db.session.scalars(found.options(*whole).order_by(EscortRecord.made_at.desc(), EscortRecord.id.desc())).all()


def open_record(detention_id: uuid.UUID) -> EscortRecord | None:
    """The one that is made ready: the escort has not signed yet."""
    return next((each for each in escorts_of(detention_id) if each.stage in _OPEN), None)


def under_way(detention_id: uuid.UUID) -> EscortRecord | None:
    """The one that an escort has taken somebody with, until they are received."""
    return next((each for each in escorts_of(detention_id) if each.stage is EscortStage.HANDED), None)


def latest(detention_id: uuid.UUID) -> EscortRecord | None:
    """The last one that was not cancelled."""
    return next((each for each in escorts_of(detention_id) if each.stage is not EscortStage.CANCELLED), None)


def the_open_record(detention_id: uuid.UUID) -> EscortRecord:
    """The one that is made ready. Raises RuleBroken where there is none."""
    if record := open_record(detention_id):
        return record
    raise RuleBroken("No person escort record is open. Make one first", rule=S39_1.section)


def check_here(detention: Detention) -> None:
    """Only whoever is in custody is escorted from it. Raises RuleBroken."""
    if not detention.held:
        raise RuleBroken("This person is no longer in custody", rule=S39_1.section)


def check_escorted(detention: Detention, ending: Disposal) -> None:
    """A way out that is an escort needs its record, signed by both. Raises RuleBroken."""
    if ending in GOES_TO:
        check_goes_with_record(_ready(detention, escorts_of(detention.id)), GOES_TO[ending])


def why_escort_hinders(detention_id: uuid.UUID) -> list[Hindrance]:
    """Of everything that is done before somebody leaves: who is kept for court goes with an escort and its record."""
    detention = detention_with(detention_id)
    if not _kept(detention):
        return []
    try:
        check_escorted(detention, Disposal.CHARGED_KEPT)
    except RuleBroken:
        return [Hindrance("make the person escort record, sign it, hand over to the escort", "custody.escort_record")]
    return []


def check_moved(detention: Detention, suite_id: uuid.UUID) -> None:
    """A move to another suite needs the record for that suite."""
    found = [each for each in escorts_of(detention.id) if each.to_suite_id == suite_id]
    check_goes_with_record(_ready(detention, found), (Destination.SUITE,))


def say_escort(detention: Detention) -> None:
    """Say on the board that an escort record is due, to be signed or to be handed over. Whenever that changes."""
    db.session.flush()
    say_on_board(detention.id, TOPIC, said_of_escort(_now(detention)) if detention.held else [])


def end_escort(detention: Detention, destination: Destination, at: datetime, *, by: str, condition: str = "") -> None:
    """An escort to `destination` is over, because whoever writes now has them: the record says so."""
    record = under_way(detention.id)
    if record is not None and record.destination is destination:
        record.received_at, record.received_by, record.condition = at, by, condition
    say_escort(detention)


def _ready(detention: Detention, records: Sequence[EscortRecord]) -> dict[EscortStage, list[Destination]]:
    """The records of this stay by how far they have come."""
    ready: dict[EscortStage, list[Destination]] = {}
    for each in records:
        if each.made_at >= detention.here_since:
            ready.setdefault(each.stage, []).append(each.destination)
    return ready


def _now(detention: Detention) -> EscortNow:
    open_one, going = open_record(detention.id), under_way(detention.id)
    record = open_one or going
    if record is not None:
        due = record.due_at or (detention.court_at if record.destination is Destination.COURT else None)
        return EscortNow(destination=record.destination, stage=record.stage, due_at=_due(due))
    if stay := stay_now(detention.id):
        return EscortNow(destination=Destination.HOSPITAL, due_at=stay.left_at, away=True)
    return EscortNow(destination=goes_to(detention), due_at=_due(must_be_there(detention)))


def goes_to(detention: Detention) -> Destination | None:
    """Where they are to be taken, as far as the record knows: nobody leaves before they were accepted."""
    if detention.authorised_at is None:
        return None
    return leaves_for(detention.arrival, charged_and_kept=_kept(detention))


def must_be_there(detention: Detention) -> datetime | None:
    """When they must be where they are taken: the sitting after a charge, or the end of the power they are held on."""
    return detention.court_at if _kept(detention) else detention.held_until


def _kept(detention: Detention) -> bool:
    """For court; not on a charge that the prosecutor did not ratify. PACE 1984 s.37A."""
    kept = detention.charged_at is not None and detention.bailed is False
    return kept and fallen_charge_of(detention.id) is None


def _due(must_be_there: datetime | None) -> datetime | None:
    return due_before(must_be_there, settings().custody_escort_minutes)


_OPEN = (EscortStage.MADE, EscortStage.SIGNED)
