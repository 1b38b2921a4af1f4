"""Which of what is owed to victims is listed, and how the lists are shown to machines."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from marshmallow import Schema, ValidationError, validates, validates_schema
from marshmallow import fields as plain

from mips.core import clock
from mips.core.england import day_of
from mips.investigation.rules.promises import RIGHTS
from mips.investigation.schemas.victims import VictimPromiseOut
from mips.investigation.usecases.owed import NOBODY, Whose
from mips.investigation.usecases.units import units
from mips.record.reference.lookup import choices
from mips.web import fields

USUAL_DAYS = 28
"""The period that is looked at unless another is said."""


class _Right(fields.Choice):
    """One of the twelve rights; gives its number."""

    def one_of(self, value: Any) -> int:
        return int(super().one_of(value))


def _units() -> Iterator[tuple[str, str]]:
    return ((each, each) for each in units())


class OwedFilters(Schema):
    whose = fields.Choice("Whose", Whose, widget="select", load_default=Whose.ALL)
    right = _Right("Right", choices(RIGHTS), widget="select")
    unit = fields.Choice("Unit", _units, widget="select")


class OwedWhereIn(OwedFilters):
    """The same as a machine gives them, and where in the list to begin."""

    whose = fields.Choice("Whose", Whose, load_default=Whose.ALL, allow_none=False)
    right = _Right("Right", choices(RIGHTS), allow_none=False)
    unit = fields.Choice("Unit", _units, allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class MissedFilters(OwedFilters):
    since = fields.Day("Due from", width=10)
    until = fields.Day("Until", width=10)
    officer = fields.Text("Officer", widget="hidden", max=36)

    @validates("officer")
    def _an_officer(self, value: str | None, **_: Any) -> None:
        try:
            uuid.UUID(value if value and value != NOBODY else str(uuid.UUID(int=0)))
        except ValueError:
            raise ValidationError(f"Enter the id of an officer, or {NOBODY}") from None

    @validates_schema
    def _in_order(self, given: dict[str, Any], **_: Any) -> None:
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            raise ValidationError("The period must not end before it begins", "until")


class MissedWhereIn(MissedFilters):
    """The same as a machine gives them, and where in the list to begin."""

    whose = fields.Choice("Whose", Whose, load_default=Whose.ALL, allow_none=False)
    right = _Right("Right", choices(RIGHTS), allow_none=False)
    unit = fields.Choice("Unit", _units, allow_none=False)
    since = fields.Day("Due from", allow_none=False)
    until = fields.Day("Until", allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


def in_a_period(asked: dict[str, Any]) -> dict[str, Any]:
    """With the last four weeks where the ends of the period were not said."""
    until = asked.get("until") or day_of(clock.now())
    return asked | {"until": until, "since": asked.get("since") or until - timedelta(days=USUAL_DAYS)}


class OwedOut(Schema):
    rows = plain.List(plain.Nested(VictimPromiseOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)
    total = plain.Integer()
    late = plain.Integer()


class MissedCountOut(Schema):
    key = fields.Text()
    title = fields.Text()
    missed = plain.Integer()


class MissedOut(Schema):
    rows = plain.List(plain.Nested(VictimPromiseOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)
    officers = plain.List(plain.Nested(MissedCountOut))
    rights = plain.List(plain.Nested(MissedCountOut))
    total = plain.Integer()
    since = plain.Date()
    until = plain.Date()
