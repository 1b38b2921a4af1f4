"""What codes mean, for pages that are drawn at every look: kept in each process for a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Final

import sqlalchemy as sa
from cachetools import TTLCache
from sqlalchemy.dialects.postgresql import ARRAY

from mips.core import db
from mips.record.reference.model import ReferenceItem

KEPT: Final = 60.0
"""Seconds: lists change with a load, some times a year; a page may say the older title for so long after it."""

_texts: Final = ARRAY(sa.Text())
_TITLES: Final = (
    sa.select(ReferenceItem.list_name, ReferenceItem.code, ReferenceItem.title)
    .where(
        ReferenceItem.list_name == sa.bindparam("lists", type_=_texts).any_(),
        ReferenceItem.code == sa.bindparam("codes", type_=_texts).any_(),
    )
    .order_by(ReferenceItem.valid_from.asc().nulls_first())
)

_kept: Final[TTLCache[tuple[str, str], str]] = TTLCache(maxsize=10_000, ttl=KEPT)
_one_at_a_time: Final = Lock()


def titles_of(coded: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """(list, code) to its title, the newest of an item that has changed. What no list has is left out.

    At most one query, for what this process has not said within KEPT seconds.
    """
    with _one_at_a_time:
        known = {each: title for each in coded if (title := _kept.get(each)) is not None}
    if len(known) == len(set(coded)):
        return known
    found = _read([each for each in coded if each not in known])
    with _one_at_a_time:
        _kept.update(found)
    return known | found


def forget_titles() -> None:
    """After a load: this process says the new titles at once."""
    with _one_at_a_time:
        _kept.clear()


def _read(wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    lists, codes = (sorted(set(each)) for each in zip(*wanted, strict=True))
    return {(name, code): title for name, code, title in db.session.execute(_TITLES, {"lists": lists, "codes": codes})}
