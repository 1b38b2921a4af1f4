"""Dates and times, asked the way people say them and checked against what is sensible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import ValidationError, fields

from mips.core import clock
from mips.web import spoken
from mips.web.field.asked import Asked

LONGEST = 60  # no date or time takes more characters to say


def _today() -> date:
    return spoken.in_london(clock.now()).date()


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise spoken.NotUnderstood("Enter a date, like 12/1/2026, 12 Jan 2026 or yesterday")
    return value


class Day(Asked, fields.Date):
    """A calendar day: 2026-01-12, 12/1/2026, 12 Jan 2026, today, yesterday.

    `past` refuses days after today, `future` days before it; `earliest` and `latest` bound it otherwise.
    """

    widget = "date"

    def __init__(
        self,
        label: str = "",
        *,
        past: bool = False,
        future: bool = False,
        earliest: date = spoken.EARLIEST,
        latest: date = spoken.LATEST,
        **rest: Any,
    ) -> None:
        self.past, self.future, self.earliest, self.latest = past, future, earliest, latest
        super().__init__(label, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if value == "":
            raise ValidationError(self.wanted)
        try:
            day = spoken.read_day(_text(value), today=_today())
        except spoken.NotUnderstood as problem:
            raise ValidationError(str(problem)) from problem
        self._bounded(day)
        return day

    def _bounded(self, day: date) -> None:
        if self.past and day > _today():
            raise ValidationError(f"{self.name_in_messages} must be today or in the past")
        if self.future and day < _today():
            raise ValidationError(f"{self.name_in_messages} must be today or in the future")
        if not self.earliest <= day <= self.latest:
            raise ValidationError(
                f"{self.name_in_messages} must be between {_said(self.earliest)} and {_said(self.latest)}"
            )

    def typed(self, value: Any) -> str:
        return "" if value is None else f"{value.day}/{value.month}/{value.year}"

    def understood(self, text: str) -> str:
        return _reading(lambda: _said(spoken.read_day(_text(text), today=_today()), form="%A {} %B %Y"))


class PartialDay(Asked, fields.String):
    """A date of which perhaps only the month or year is known, or that is an estimate. Gives a PartialDate."""

    widget = "date"

    def __init__(self, label: str = "", *, past: bool = False, **rest: Any) -> None:
        self.past = past
        rest.setdefault("hint", "Like 12/1/1984, Jan 1984, 1984 or about 1984")
        super().__init__(label, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if value == "":
            raise ValidationError(self.wanted)
        try:
            partial = spoken.read_partial(_text(value), today=_today())
        except spoken.NotUnderstood as problem:
            raise ValidationError(str(problem)) from problem
        if self.past and partial.starts > _today():
            raise ValidationError(f"{self.name_in_messages} must be in the past")
        return partial

    def understood(self, text: str) -> str:
        return _reading(lambda: str(spoken.read_partial(_text(text), today=_today())))


class Moment(Asked, fields.AwareDateTime):
    """An instant: now, 14:20, yesterday 23:10, 12/1/2026 14:20, or ISO 8601. Gives aware UTC.

    `past` refuses what has not happened yet, `future` what has; what names no offset is Europe/London time. A text for
    `past` is the section by which what has happened is written down: the refusal names it.
    """

    widget = "datetime"

    def __init__(self, label: str = "", *, past: bool | str = False, future: bool = False, **rest: Any) -> None:
        self.past, self.future = past, future
        super().__init__(label, **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value == "" and self.allow_none:
            return None
        if value == "":
            raise ValidationError(self.wanted)
        now = clock.now()
        try:
            moment = spoken.read_moment(_text(value), now=now)
        except spoken.NotUnderstood as problem:
            raise ValidationError(str(problem)) from problem
        if self.past and moment > now:
            law = f" ({self.past})" if isinstance(self.past, str) else ""
            raise ValidationError(f"{_when(moment)} is in the future{law}. Enter a time that has passed")
        if self.future and moment < now:
            raise ValidationError(f"{_when(moment)} is in the past. Enter a time still to come")
        return moment

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return value.astimezone(UTC).isoformat() if value is not None else None

    def typed(self, value: Any) -> str:
        """A text is what an address said, and stays as it is."""
        return "" if value is None else value if isinstance(value, str) else spoken.as_typed(value)

    def understood(self, text: str) -> str:
        if readings := self.readings(text):
            return f"Came twice that night: {' or '.join(readings)}?"
        return _reading(lambda: _when(spoken.read_moment(_text(text), now=clock.now())))

    def readings(self, text: str) -> tuple[str, ...]:
        """The ways to say which one, where the time came twice; otherwise none."""
        try:
            spoken.read_moment(_text(text), now=clock.now())
        except spoken.HappenedTwice as twice:
            return twice.readings
        except spoken.NotUnderstood:
            return ()
        return ()


def _said(day: date, *, form: str = "{} %b %Y") -> str:
    return day.strftime(form).format(day.day)


def _when(moment: datetime) -> str:
    local = spoken.in_london(moment)
    return f"{_said(local.date(), form='%a {} %b %Y')} {local:%H:%M}"


def _reading(read: Callable[[], str]) -> str:
    try:
        return read()
    except spoken.NotUnderstood:
        return ""
