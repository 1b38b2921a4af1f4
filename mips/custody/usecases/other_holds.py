"""What somebody is held on otherwise than for an offence, read for those who show it or work its limit out."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from mips.core import db
from mips.custody.model.other_hold import HoldCheck, OtherHold


def hold_of(detention_id: uuid.UUID) -> OtherHold | None:
    """The warrant, order or power somebody is held on; None of somebody arrested for an offence."""
    found = select(OtherHold).where(OtherHold.detention_id == detention_id)
    checks = selectinload(OtherHold.checks).joinedload(HoldCheck.by)
    whole = (joinedload(OtherHold.inspector), joinedload(OtherHold.extended_by), checks)
    return db.session.scalars(found.options(*whole)).one_or_none()
