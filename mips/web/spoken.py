"""Dates and times as people type them, read in Europe/London: 'now', '14:20', 'yesterday 23:10', '12 Jan 2026'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from mips.core.england import LONDON as LONDON

EARLIEST = date(1850, 1, 1)
LATEST = date(2199, 12, 31)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_MONTH = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_FORMS = [
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\s*[/.\-\s]\s*(?P<m>\d{1,2})\s*[/.\-\s]\s*(?P<y>\d{4})", re.ASCII),
    re.compile(rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-]*{_MONTH}[\s\-,]*(?P<y>\d{{4}})", re.ASCII),
]
_PART_FORMS = [
    re.compile(r"(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<m>\d{1,2})\s*[/.\-\s]\s*(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})", re.ASCII),
    re.compile(rf"{_MONTH}[\s\-,]*(?P<y>\d{{4}})", re.ASCII),
]
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[/.\-\s]\s*\d{1,2}\s*[/.\-\s]\s*\d{2}", re.ASCII)
_CIRCA = re.compile(r"(?:circa|about|approx(?:imately)?|around|c\.?|~)\s*", re.ASCII)
_TIME = re.compile(r"(?P<h>\d{1,2})(?:[:.]?(?P<min>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?P<half>am|pm)?", re.ASCII)
_NAMED_ZONE = re.compile(r"(?<![a-z])(bst|gmt|utc)\b|(?<=\d)z$", re.ASCII)
_OFFSET = re.compile(
    r"(?P<rest>.*\d:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?P<sign>[+-])(?P<h>\d{2}):?(?P<min>[0-5]\d)", re.ASCII
)


class NotUnderstood(ValueError):
    """The text is no date or time. The message says what would be."""


class HappenedTwice(NotUnderstood):
    """A local time in the hour that is repeated when clocks go back; `readings` are the two ways to say which."""

    def __init__(self, local: datetime) -> None:
        self.readings = (f"{local:%H:%M} BST", f"{local:%H:%M} GMT")
        super().__init__(
            f"The clocks went back that night and {local:%H:%M} came twice (Summer Time Act 1972 s.1). "
            f"Say which: {self.readings[0]} (the first) or {self.readings[1]} (an hour later)"
        )


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, the month or only the year; `circa` when even that is an estimate."""

    year: int
    month: int | None = None
    day: int | None = None
    circa: bool = False

    @property
    def starts(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> str:
        """'day', 'month' or 'year': what is known; 'circa' for an estimate."""
        if self.circa:
            return "circa"
        return "day" if self.day else "month" if self.month else "year"

    @classmethod
    def known_to(cls, day: date, precision: str) -> PartialDate:
        """From a date as it is stored, with how exactly it is known."""
        month = day.month if precision in ("day", "month") else None
        return cls(day.year, month, day.day if precision == "day" else None, precision == "circa")

    def __str__(self) -> str:
        parts = [str(self.day or ""), MONTHS[self.month - 1].capitalize() if self.month else "", str(self.year)]
        return " ".join(["about"] * self.circa + [part for part in parts if part])


def midnight(day: date | None) -> datetime | None:
    """The instant in UTC at which a day begins in London."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC) if day else None


def read_day(text: str, *, today: date) -> date:
    """A date from its text. Raises NotUnderstood."""
    plain = _plain(text)
    if plain in _RELATIVE:
        return today + timedelta(days=_RELATIVE[plain])
    for form in _DAY_FORMS:
        if found := form.fullmatch(plain):
            return _a_date(found)
    if _SHORT_YEAR.fullmatch(plain):
        raise NotUnderstood("Enter the year in full, like 12/1/2026")
    raise NotUnderstood("Enter a date, like 12/1/2026, 12 Jan 2026 or yesterday")


def read_partial(text: str, *, today: date) -> PartialDate:
    """A date of which only the month or the year may be known. Raises NotUnderstood."""
    plain = _plain(text)
    bare = _CIRCA.sub("", plain, count=1) if _CIRCA.match(plain) else plain
    circa = bare != plain
    for form in _PART_FORMS:
        if found := form.fullmatch(bare):
            month = _month(found) if len(found.groupdict()) > 1 else None
            return PartialDate(_year(found), month, None, circa)
    try:
        day = read_day(bare, today=today)
    except NotUnderstood as problem:
        raise NotUnderstood("Enter a date, or what is known of it, like 12/1/1984, Jan 1984 or about 1984") from problem
    return PartialDate(day.year, day.month, day.day, circa)


def read_moment(text: str, *, now: datetime) -> datetime:
    """An instant, in UTC, from its text; what names no offset is Europe/London time.

    Raises HappenedTwice for a time that came twice (CUS-5.6) and NotUnderstood for one that never came.
    """
    plain = _plain(text)
    if plain == "now":
        return now.astimezone(UTC)
    offset, plain = _offset_of(plain)
    local = _local(plain, today=now.astimezone(LONDON).date())
    if offset is not None:
        return local.replace(tzinfo=timezone(offset)).astimezone(UTC)
    return _placed(local)


def in_london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def as_typed(moment: datetime) -> str:
    """The text that reads back as this minute, also in the hour that comes twice: '25 Oct 2026 01:30 BST'."""
    local = in_london(moment)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local.day} {local:%b %Y %H:%M}" + (f" {local:%Z}" if twice else "")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\u2013", "-").replace("\u2019", "'").split())


def _offset_of(plain: str) -> tuple[timedelta | None, str]:
    """What the text says of its offset from UTC, and the text without it."""
    if named := _NAMED_ZONE.search(plain):
        rest = f"{plain[: named.start()]} {plain[named.end() :]}"
        return timedelta(hours=1 if named[0] == "bst" else 0), " ".join(rest.split())
    if found := _OFFSET.fullmatch(plain):
        offset = timedelta(hours=int(found["h"]), minutes=int(found["min"]))
        if offset > timedelta(hours=14):
            raise NotUnderstood("Enter an offset from UTC between -14:00 and +14:00")
        return (-offset if found["sign"] == "-" else offset), found["rest"]
    return None, plain


def _local(plain: str, *, today: date) -> datetime:
    """The wall-clock reading, without an offset."""
    problem = NotUnderstood("Enter a date and time, like now, 14:20, yesterday 23:10 or 12/1/2026 14:20")
    for day_text, time_text in _ways_to_split(plain):
        try:
            if (at := _a_time(time_text)) is not None:
                return datetime.combine(read_day(day_text, today=today) if day_text else today, at)
        except NotUnderstood as wrong:  # the year of '14:20 12 Jan 2026' could be a time too
            problem = wrong
    raise problem


def _ways_to_split(plain: str) -> list[tuple[str, str]]:
    """(day, time) readings of the text, likeliest first."""
    plain = re.sub(r"^(\d{4}-\d{1,2}-\d{1,2})t(?=\d)", r"\1 ", plain)
    plain = re.sub(r",? at |, ", " ", plain)
    plain = re.sub(r"(?<=\d)\s+(?=[ap]m$)", "", plain)
    ways = [("", plain)]
    if " " in plain:
        head, _, last = plain.rpartition(" ")
        first, _, tail = plain.partition(" ")
        ways += [(head, last), (tail, first)]
    return ways


def _a_time(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if not found or not (found["min"] or found["half"]):
        return None
    hour, minute = int(found["h"]), int(found["min"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise NotUnderstood("Enter a time between 00:00 and 23:59")
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise NotUnderstood("Enter a time between 00:00 and 23:59")
    return time(hour, minute)


def _placed(local: datetime) -> datetime:
    """The UTC instant of a wall-clock reading in London, when there is exactly one."""
    first, second = (local.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(LONDON).replace(tzinfo=None) != local:
        raise NotUnderstood(f"{local:%H:%M} did not exist that night: the clocks went forward from 01:00 to 02:00")
    raise HappenedTwice(local)


def _a_date(found: re.Match[str]) -> date:
    year, month = _year(found), _month(found)
    try:
        return date(year, month, int(found["d"]))
    except ValueError as problem:
        raise NotUnderstood("Enter a date that exists") from problem


def _year(found: re.Match[str]) -> int:
    year = int(found["y"])
    if not EARLIEST.year <= year <= LATEST.year:
        raise NotUnderstood(f"Enter a year between {EARLIEST.year} and {LATEST.year}")
    return year


def _month(found: re.Match[str]) -> int:
    parts = found.groupdict()
    month = MONTHS.index(parts["word"]) + 1 if parts.get("word") else int(parts["m"])
    if not 1 <= month <= 12:
        raise NotUnderstood("Enter a month between 1 and 12")
    return month
