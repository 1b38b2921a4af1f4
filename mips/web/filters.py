"""How values are said on a page: Europe/London times without seconds, '6h 12m left', names, ages, money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from flask import Flask
from markupsafe import Markup

from mips.access.policy import Marking
from mips.core import clock
from mips.core.values import dialled
from mips.web.field.choice import words
from mips.web.spoken import PartialDate, in_london

NONE = "\u2013"


def day(value: date | datetime | PartialDate | None) -> str:
    """'12 Jan 2026'; of an instant, its day in London; of a partial date, what is known."""
    if value is None:
        return NONE
    if isinstance(value, PartialDate):
        return str(value)
    local = in_london(value) if isinstance(value, datetime) else value
    return f"{local.day} {local:%b %Y}"


def time(value: datetime | None) -> str:
    """'14:20', with GMT or BST in the hour that comes twice."""
    if value is None:
        return NONE
    local = in_london(value)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%H:%M} {local:%Z}" if twice else f"{local:%H:%M}"


def moment(value: datetime | None) -> str:
    """'Mon 12 Jan 2026 14:20'."""
    return NONE if value is None else f"{in_london(value):%a} {day(value)} {time(value)}"


def as_known(value: datetime | date | None, precision: str = "minute") -> str:
    """A time said as exactly as it is known: 'Mon 12 Jan 2026 14:20', or of less '12 Jan 2026', 'March 2026'."""
    if value is None:
        return NONE
    if isinstance(value, datetime) and precision == "minute":
        return moment(value)
    known = in_london(value).date() if isinstance(value, datetime) else value
    if precision == "month":
        return f"{known:%B %Y}"
    return day(known) if precision in ("minute", "day") else str(PartialDate.known_to(known, precision))


def iso(value: datetime | date | None) -> str:
    """For the datetime attribute of <time>."""
    if isinstance(value, datetime):
        return in_london(value).isoformat(timespec="minutes")
    return value.isoformat() if value else ""


def duration(span: timedelta) -> str:
    """'38m', '6h 12m', '2d 3h'; whole minutes, cut off."""
    minutes = int(abs(span).total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days}d {hours}h" if hours else f"{days}d"
    return f"{hours}h {minutes % 60}m" if hours else f"{minutes}m"


def left(until: datetime | None, *, now: datetime | None = None) -> str:
    """'6h 12m left', 'due now', or '6m OVERDUE' once past."""
    if until is None:
        return NONE
    span = until - (now or clock.now())
    if abs(span) < timedelta(minutes=1):
        return "due now"
    return f"{duration(span)} left" if span >= timedelta(0) else f"{duration(span)} OVERDUE"


def since(start: datetime | None, *, now: datetime | None = None) -> str:
    """'9h 12m': how long ago; 'in 38m' for what is still to come, and '0m' within this minute."""
    if start is None:
        return NONE
    span = (now or clock.now()) - start
    return duration(span) if span > -timedelta(minutes=1) else f"in {duration(span)}"


def urgency(until: datetime | None, *, soon: int = 60, now: datetime | None = None) -> str:
    """The tag of a due time: 'late', 'soon' (within so many minutes) or 'running'; 'waiting' where there is none."""
    if until is None:
        return "waiting"
    span = until - (now or clock.now())
    if span < timedelta(0):
        return "late"
    return "soon" if span <= timedelta(minutes=soon) else "running"


def age(born: date | PartialDate | None, precision: str = "day", *, on: date | None = None) -> str:
    """'17', 'about 40' or '33 or 34': as exact as the date of birth allows."""
    if born is None:
        return NONE
    on = on or in_london(clock.now()).date()
    known = born if isinstance(born, PartialDate) else PartialDate.known_to(born, precision)
    most = _years(known.year, known.month or 1, known.day or 1, on)
    least = _years(known.year, known.month or 12, known.day or 31, on)
    if known.circa:
        return f"about {most}"
    return str(most) if most == least else f"{max(least, 0)} or {most}"


def _years(year: int, month: int, day_: int, on: date) -> int:
    return on.year - year - ((on.month, on.day) < (month, day_))


def telephone(number: str | None) -> str:
    """'020 7946 0000': stored in E.164, read and dialled the national way."""
    return dialled(number or "")


def person_name(person: Any) -> str:
    """'SMITH, John Paul' from anything with `surname` and `forenames`; its `name` or text otherwise."""
    if person is None:
        return "Name not known"
    surname, forenames = getattr(person, "surname", ""), getattr(person, "forenames", "")
    if surname or forenames:
        return ", ".join(part for part in ((surname or "").upper(), forenames) if part)
    return str(getattr(person, "name", person) or "Name not known")


def money(amount: Decimal | float | None) -> str:
    """Pounds: '£1,234.50', whole pounds without pence."""
    if amount is None:
        return NONE
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 person', '1,204 people'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def marking(value: Any) -> str:
    """'OFFICIAL-SENSITIVE', from the enum of markings, what a record keeps of it, or its text."""
    text = Marking(value).name if isinstance(value, int) else str(value)
    return text.replace("_", "-").upper()


def said(value: Any) -> str:
    """Any value as a page shows it."""
    if isinstance(value, Markup):
        return value
    if value is None or value == "":
        return NONE
    for kind, say in _SAYINGS:
        if isinstance(value, kind):
            return say(value)
    return str(value)


_SAYINGS: list[tuple[type, Callable[[Any], str]]] = [
    (bool, lambda value: "Yes" if value else "No"),
    (Enum, words),
    (datetime, moment),
    (date, day),
    (timedelta, duration),
    (list, lambda value: ", ".join(said(each) for each in value)),
]

FILTERS: dict[str, Callable[..., str]] = {
    f.__name__: f
    for f in (
        *(age, as_known, day, duration, iso, left, marking, moment, money, person_name, said, since, telephone, time),
        urgency,
    )
}


def register(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["plural"] = plural
    app.jinja_env.globals["now"] = clock.now
