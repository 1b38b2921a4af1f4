"""The next number of a yearly series: unique, never reused, given inside the transaction that needs it."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from mips.core import db
from mips.record.model.work import NumberSeries


def next_number(series: str, year: int, *, block: int = 1) -> int:
    """Take `block` numbers; returns the first of them. Others who want one of this series wait for our commit."""
    taken = insert(NumberSeries).values(id=db.new_id(), version=1, series=series, year=year, last=block)
    last: int = db.session.execute(
        taken.on_conflict_do_update(
            index_elements=[NumberSeries.series, NumberSeries.year], set_={"last": NumberSeries.last + block}
        ).returning(NumberSeries.last)
    ).scalar_one()
    return last - block + 1
