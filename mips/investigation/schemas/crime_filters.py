"""What lists, boards and maps of crimes are narrowed to, on pages and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from marshmallow import Schema, pre_load

from mips.investigation.model.crime import CrimeStatus
from mips.investigation.rules import flags, grouping, outcomes
from mips.investigation.rules.ages import Age
from mips.investigation.usecases.crime_filters import NOT_KNOWN
from mips.investigation.usecases.units import units
from mips.record.reference.lookup import choices, ever_listed
from mips.web import fields

_MORE: Final = "More filters"


def _kinds() -> Iterator[tuple[str, str]]:
    for item in ever_listed(grouping.KINDS):
        yield item.title, item.title
    yield NOT_KNOWN, "Not known"


def _outcomes() -> Iterator[tuple[str, str]]:
    """By number; as published where the number of it is not known; or none."""
    yield NOT_KNOWN, "None yet"
    for item in ever_listed(outcomes.LIST):
        yield item.code, f"{item.code} {item.title}"
    for item in ever_listed("published-outcome"):
        if not (item.extra.get("outcome") or item.extra.get("open")):
            yield item.title, item.title


def _units() -> Iterator[tuple[str, str]]:
    return ((each, each) for each in units())


class CrimeFilters(Schema):
    """The first are those asked most; the rest are folded away until one of them is used."""

    number = fields.Text("Crime number", width=10, max=20)
    kind = fields.Said("Kind of crime", _kinds)
    status = fields.Choice("Status", CrimeStatus, widget="select")
    unit = fields.Said("Unit", _units)
    since = fields.Day("Happened from", width=10)
    until = fields.Day("Until", width=10)
    mine = fields.Tick("Mine only")
    outcome = fields.Said("Outcome", _outcomes, group=_MORE)
    flag = fields.Choice("Flag", choices(flags.LIST), group=_MORE)
    age = fields.Choice("Age since recorded", Age, widget="select", group=_MORE)
    recorded_from = fields.Day("Recorded from", width=10, group=_MORE)
    recorded_until = fields.Day("Recorded until", width=10, group=_MORE)
    area = fields.Text("Area", width=10, max=20, hint="LSOA code, like E01000914", group=_MORE)
    place = fields.EntityRef("Place", "place", hint="Street or postcode", group=_MORE)
    officer = fields.EntityRef("Officer in the case", "user", hint="Name or collar number", group=_MORE)
    positive = fields.Tick("Positive outcomes only", group=_MORE)
    counted = fields.Tick("Counted in statistics only", group=_MORE)

    @pre_load
    def _area_in_capitals(self, given: Any, **_: Any) -> Any:
        area = given.get("area") if isinstance(given, Mapping) else None
        return {**given, "area": area.strip().upper()} if isinstance(area, str) else given


class LogPageIn(Schema):
    after = fields.Text("Cursor", max=2000, hint="`log_next` of the page before", load_default=None)


class CrimesCountedIn(CrimeFilters):
    """The filters as a machine gives them, each only when it is meant."""

    status = fields.Choice("Status", CrimeStatus, allow_none=False)
    age = fields.Choice("Age since recorded", Age, allow_none=False)
    place = fields.EntityRef("Place", "place", allow_none=False)
    officer = fields.EntityRef("Officer in the case", "user", allow_none=False)
    since = fields.Day("Happened from", allow_none=False)
    until = fields.Day("Until", allow_none=False)
    recorded_from = fields.Day("Recorded from", allow_none=False)
    recorded_until = fields.Day("Recorded until", allow_none=False)


class CrimesWhereIn(CrimesCountedIn):
    """The same, and where in the list to begin."""

    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)
