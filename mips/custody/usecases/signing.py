"""Keeping a signature: any topic that asks for one keeps it in the use case it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mips.access.policy import Actor
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.signing import Signature
from mips.custody.usecases.writing import log


def keep_signature(
    actor: Actor, detention: Detention, signed: Mapping[str, Any] | None, *, what: str, at: datetime
) -> Signature | None:
    """Keep what SignatureIn gave (how, drawn, why), with a line in the log. None where no signature was asked for."""
    if signed is None:
        return None
    row = Signature(id=db.new_id(), detention_id=detention.id, what=what, signed_at=at, by_id=actor.id, **signed)
    db.session.add(row)
    more = f": {row.why}" if row.why else ""
    log(actor, detention, at, f"{row.how.label} for {what}{more}", kind="signature")
    return row
