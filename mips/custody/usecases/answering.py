"""What custody answers when other domains ask."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from mips.access.visibility import UNSEEN_TOO
from mips.between.questions import ChargeFacts, Held
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.suite import Suite
from mips.custody.usecases.clocks import standing_of
from mips.record.model.case import Offence


def where_held(person_id: uuid.UUID) -> Held | None:
    """Where somebody is in custody now, as the person asking may see it."""
    held = db.session.execute(_newest_stay(), {"person_id": person_id}).one_or_none()
    return Held(detention_id=held.id, suite=held.name, since=held.arrived_at) if held else None


@cache
def _newest_stay() -> Select[uuid.UUID, str, datetime]:
    """Made once, and no more than is told of it: every person page asks."""
    told = select(Detention.id, Suite.name, Detention.arrived_at).select_from(Detention).join(Detention.suite)
    there = told.where(Detention.person_id == bindparam("person_id"), Detention.released_at.is_(None))
    return there.order_by(Detention.arrived_at.desc()).limit(1)


def facts_of_charges(offence_ids: Sequence[uuid.UUID]) -> Sequence[ChargeFacts]:
    """What is known of the charges on these offences, one for each detention.

    Whoever builds the case file needs it whether or not custody records are theirs to read.
    """
    on = select(Offence.detention_id).where(Offence.id.in_(offence_ids)).execution_options(**UNSEEN_TOO)
    found = select(Detention).where(Detention.id.in_([each for each in db.session.scalars(on) if each]))
    whole = (joinedload(Detention.suite), joinedload(Detention.charged_by), selectinload(Detention.facts))
    rows = db.session.scalars(found.options(*whole).execution_options(**UNSEEN_TOO)).unique()
    return [_facts(detention) for detention in rows if detention.charged_at]


def _facts(detention: Detention) -> ChargeFacts:
    began = standing_of(detention).began
    offences = select(Offence.reply).where(Offence.detention_id == detention.id).execution_options(**UNSEEN_TOO)
    return ChargeFacts(
        detention_id=detention.id,
        custody_number=detention.reference or "",
        arrested_at=detention.arrested_at,
        relevant_time=began.at if began else None,
        charged_at=detention.charged_at,
        charged_by=detention.charged_by.name if detention.charged_by else "",
        reply=next((reply for reply in db.session.scalars(offences) if reply), ""),
        asn=detention.asn,
        bailed_to=detention.court_at if detention.bailed else None,
        court=detention.court,
        suite=detention.suite.name,
    )
