"""What the whiteboard says of a handover that is not complete."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from mips.access.model import User
from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.model.handover import HandedOver, Handover


@dataclass(frozen=True)
class HandoverLine:
    """From whom to whom, and how many signatures are still wanted of each."""

    outgoing: str
    incoming: str
    to_give: int
    to_take: int

    @property
    def said(self) -> str:
        """'from Pat Lowe to Lee Ward: 2 to hand over, 5 to take over'."""
        to = f" to {self.incoming}" if self.incoming else ""
        return f"from {self.outgoing}{to}: {self.to_give} to hand over, {self.to_take} to take over"


def handing_over(suite_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """Whether a handover is under way in a suite, to stand inside another select."""
    return exists(select(Handover.id).where(Handover.suite_id == suite_id, Handover.ended_at.is_(None)))


def handover_line(suite_id: uuid.UUID) -> HandoverLine | None:
    """None where all is signed for. Those held are counted whoever they are."""
    outgoing, incoming = aliased(User), aliased(User)
    row = and_(HandedOver.handover_id == Handover.id, HandedOver.detention_id == Detention.id)
    held = and_(Detention.suite_id == Handover.suite_id, Detention.released_at.is_(None))
    counts = (func.count(Detention.id), func.count(HandedOver.given_at), func.count(HandedOver.taken_at))
    open_ = select(outgoing.name, incoming.name, *counts).select_from(Handover).join(Detention, held)
    named = open_.outerjoin(HandedOver, row).join(outgoing, outgoing.id == Handover.from_id)
    found = named.outerjoin(incoming, incoming.id == Handover.to_id).where(
        Handover.suite_id == suite_id, Handover.ended_at.is_(None)
    )
    grouped = found.group_by(outgoing.name, incoming.name).execution_options(**UNSEEN_TOO)
    line = db.session.execute(grouped).one_or_none()
    if line is None or line[2] == line[4]:
        return None
    return HandoverLine(line[0], line[1] or "", line[2] - line[3], line[2] - line[4])
