"""The charge of somebody that an inspector authorised, and whether it stands although it was not ratified."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mips.core import db
from mips.custody.model.emergency_charge import EmergencyCharge


def emergency_charge_of(detention_id: uuid.UUID) -> EmergencyCharge | None:
    """The charge of somebody that an inspector authorised, if one did."""
    found = select(EmergencyCharge).where(EmergencyCharge.detention_id == detention_id)
    both = (joinedload(getattr(EmergencyCharge, each)) for each in ("inspector", "noted_by", "followed_by"))
    return db.session.scalars(found.options(*both).order_by(EmergencyCharge.at.desc()).limit(1)).first()


def fallen_charge_of(detention_id: uuid.UUID) -> EmergencyCharge | None:
    """The charge that the prosecutor did not ratify and about which nothing has been done."""
    found = emergency_charge_of(detention_id)
    return found if found and found.stands else None
