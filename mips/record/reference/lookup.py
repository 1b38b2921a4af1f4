"""What forms and use cases ask of the code lists: what may be chosen today, what a code means, whether it exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from mips.core import clock, db
from mips.core.errors import InputInvalid
from mips.record.reference.model import ListedOffence, ReferenceItem
from mips.record.reference.titles import titles_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of a list."""

    code: str
    title: str
    extra: dict[str, Any]
    valid_from: date | None
    valid_until: date | None


def listed(name: str, *, on: date | None = None) -> Sequence[Listed]:
    """The items of a list that are in use on a day (today), in the list's order. An unknown list is empty.

    Asked once for each session: a form asks for its lists many times over.
    """
    day = on or clock.now().date()
    kept: dict[tuple[str, date], Sequence[Listed]] = db.session.info.setdefault("reference", {})
    if (name, day) not in kept:
        kept[name, day] = _read(name, in_use(ReferenceItem, day))
    return kept[name, day]


def read_together(*names: str) -> None:
    """Read lists that will be asked for in one exchange with the server, as they are in use today."""
    day = clock.now().date()
    kept: dict[tuple[str, date], Sequence[Listed]] = db.session.info.setdefault("reference", {})
    missing = [name for name in names if (name, day) not in kept]
    item, found = ReferenceItem, dict[str, list[Listed]]()
    wanted = _items(item.list_name).where(item.list_name.in_(missing), in_use(item, day))
    for name, *row in db.session.execute(wanted) if missing else ():
        found.setdefault(name, []).append(Listed(*row))
    kept.update({(name, day): found.get(name, []) for name in missing})


def ever_listed(name: str) -> Sequence[Listed]:
    """The items of a list whether or not they are in use: for what was recorded in other times."""
    return _read(name, true())


def _read(name: str, wanted: ColumnElement[bool]) -> Sequence[Listed]:
    found = _items().where(ReferenceItem.list_name == name, wanted)
    return [Listed(*row) for row in db.session.execute(found)]


def _items(*before: Any) -> Select[Any]:
    """What an item says, in the list's order."""
    item = ReferenceItem
    said = select(*before, item.code, item.title, item.extra, item.valid_from, item.valid_until)
    return said.order_by(item.position, item.title, item.code)


def in_use(item: type[ReferenceItem] | type[ListedOffence], day: date) -> ColumnElement[bool]:
    """Whether an item counts on a day; what nobody knows the dates of, counts."""
    begun = or_(item.valid_from.is_(None), item.valid_from <= day)
    return and_(begun, or_(item.valid_until.is_(None), item.valid_until >= day))


def choices(name: str) -> Callable[[], Iterable[tuple[str, str]]]:
    """Options for `fields.Choice` from a list, as it is when the form is drawn or checked."""

    def offered() -> Iterable[tuple[str, str]]:
        with db.reader():
            return [(item.code, item.title) for item in listed(name)]

    return offered


def title_of(name: str, code: str) -> str:
    """What a code means, whether or not it is still in use; the code itself when the list has never had it."""
    return titles_of([(name, code)]).get((name, code), code)


def require_item(name: str, code: str, *, field: str, on: date | None = None) -> Listed:
    """The item, or InputInvalid beside `field` when the list has no such code on that day."""
    for item in listed(name, on=on):
        if item.code == code:
            return item
    raise InputInvalid({field: [f"There is no {code} in the list on that day"]})


def require_offence_code(code: str, *, field: str = "offence_code", on: date | None = None) -> ListedOffence:
    """The offence code as it stands on a day (today), or InputInvalid beside `field`."""
    offence = ListedOffence
    day = on or clock.now().date()
    newest = offence.valid_from.desc().nulls_last()
    wanted = select(offence).where(offence.code == code, in_use(offence, day)).order_by(newest).limit(1)
    if (found := db.session.scalar(wanted)) is None:
        raise InputInvalid({field: [f"There is no offence {code} in the list on that day"]})
    return found


def require_offence_codes(codes: Sequence[str], *, fields: Sequence[str]) -> list[ListedOffence]:
    """Several offence codes as they stand today, in one exchange; InputInvalid beside the field of each unknown."""
    offence, day = ListedOffence, clock.now().date()
    oldest_first = offence.valid_from.asc().nulls_first()
    wanted = select(offence).where(offence.code.in_(codes), in_use(offence, day)).order_by(oldest_first)
    found = {each.code: each for each in db.session.scalars(wanted)}
    unknown = [(field, code) for field, code in zip(fields, codes, strict=True) if code not in found]
    if unknown:
        raise InputInvalid({field: [f"There is no offence {code} in the list on that day"] for field, code in unknown})
    return [found[code] for code in codes]
