"""The blocks of booking-in that nothing else of the story needs, done as for anybody."""

from __future__ import annotations

import uuid

from mips.access.policy import Actor
from mips.custody.rules.known import Known
from mips.custody.usecases.contacts import name_contacts
from mips.custody.usecases.identity import confirm_who
from mips.custody.usecases.property import record_property
from mips.custody.usecases.searches import need_no_search
from mips.record.model.signing import SignedHow

BELONGINGS = ("Mobile telephone, black", "Set of three keys")


def complete_booking_in(by: Actor, detention_id: uuid.UUID, *, seal: str) -> None:
    """Who they are, what they have with them, no search, nobody to be told."""
    confirm_who(by, detention_id=detention_id, confirmed=list(Known), told={"self_defined_ethnicity": "W1"})
    record_property(
        by,
        detention_id=detention_id,
        items=[{"description": each, "quantity": 1} for each in BELONGINGS],
        seal=seal,
        location="Store 1",
        signature={"how": SignedHow.ON_PAPER, "drawn": "", "why": ""},
    )
    need_no_search(by, detention_id=detention_id)
    name_contacts(by, detention_id=detention_id, nobody=True)
