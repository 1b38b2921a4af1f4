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
    """The latest lines of the log, whoever wrote them: the decision that stands is the first of them."""
    record = read_custody_record(current_actor(), detention_id=detention_id)
    lines = [(each.at, each.author.name if each.author else "", each.text) for each in record.entries.rows[:_SHOWN]]
    return Meanwhile(href=url_for("custody.record", detention_id=detention_id), lines=lines)


tell_of("detention_id", meanwhile)
