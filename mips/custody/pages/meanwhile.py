"""What others wrote on a custody record while somebody decided about the same detainee and came second."""

from __future__ import annotations

import uuid
from typing import Final

from flask import url_for

from mips.custody.usecases.reading import read_custody_record
from mips.web.conflict import Meanwhile, tell_of
from mips.web.endpoints import current_actor

_SHOWN: Final = 4


def meanwhile(detention_id: uuid.UUID) -> Meanwhile:
    """The lines that were written last, whenever what they say happened: the decision that stands is among them."""
    record = read_custody_record(current_actor(), detention_id=detention_id)
    last = sorted(record.entries.rows, key=lambda each: each.created_at, reverse=True)[:_SHOWN]
    lines = [(each.at, each.author.name, each.text) for each in last]
    return Meanwhile(href=url_for("custody.record", detention_id=detention_id), lines=lines)


tell_of("detention_id", meanwhile)
