"""Which of the reports that wait are listed, and how the forecast is shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules.breaches import Breach
from mips.investigation.schemas.shown_incidents import IncidentPageOut
from mips.web import fields


class WaitingFilters(Schema):
    unit = fields.Text("Unit", width=20, max=200)
    breach = fields.Choice("Breaches", Breach, widget="select")
    hours = fields.Whole("Hours ahead", least=2, most=24, width=3, hint="8 where left blank")


class WaitingWhereIn(WaitingFilters):
    """The same as a machine gives them, and where in the list to begin."""

    breach = fields.Choice("Breaches", Breach, allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class UnitForecastOut(Schema):
    unit = fields.Text()
    counts = plain.Function(
        lambda each: {breach.value: number for breach, number in each.counts.items()},
        metadata={"type": "object", "description": "How many breach when: late, soon, ahead, later"},
    )
    total = plain.Integer()


class WaitingOut(IncidentPageOut):
    """A page of the list and the forecast over all of it."""

    units = plain.List(plain.Nested(UnitForecastOut))
    hours = plain.Integer()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        return super().get_attribute(obj if attr in ("units", "hours") else obj.page, attr, default)
