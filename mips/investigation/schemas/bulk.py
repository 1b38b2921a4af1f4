"""What is asked when many crimes are changed at once, and how that is shown (F26)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, validates_schema
from marshmallow import fields as plain

from mips.accounts.usecases.users import team_options
from mips.investigation.rules import flags
from mips.investigation.rules.bulk import CHOSEN, BulkKind, Verdict
from mips.investigation.rules.statuses import BY_HAND
from mips.investigation.schemas.allocation import Team, Ticked
from mips.investigation.schemas.crime_filters import CrimesCountedIn
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import OneOf

STATUSES: Final = [(each, each.replace("-", " ").capitalize().replace("cps", "CPS")) for each in BY_HAND]


class _Kind(fields.Choice):
    """What is done to each; an undo is not picked."""

    def one_of(self, value: Any) -> BulkKind:
        return BulkKind(super().one_of(value))


class BulkChangeIn(Schema):
    """One change, with what its kind needs. No name is that of a filter: those stand on the same page."""

    what = _Kind(
        "What to do with them",
        [(each.value, each.label) for each in CHOSEN],
        required=True,
        thing="what to do with them",
        widget="radios",
    )
    officer_id = fields.EntityRef("Officer", "user", shown_when="what=allocate")
    team_id = Team("Or a team, whose supervisor chooses", team_options, widget="select", shown_when="what=allocate")
    despite = fields.LongText(
        "Why they take one without the accreditation that it needs",
        max=2000,
        needed="inspectors and above",
        shown_when="what=allocate",
    )
    which_flag = fields.Choice("Flag", choices(flags.LIST), shown_when="what=set-flag|end-flag")
    to_status = fields.Choice("Status", STATUSES, widget="select", shown_when="what=status")
    series_id = OneOf("Series", shown_when="what=series")
    other_number = fields.Text("Number of the other crime", max=20, width=20, shown_when="what=related")
    why = fields.LongText("Why", required=True, thing="why", max=2000)

    @validates_schema(skip_on_field_errors=False)
    def _what_its_kind_needs(self, given: dict[str, Any], **_: Any) -> None:
        name, wanted = _NEEDS.get(given.get("what", ""), ("", ""))
        if name and not given.get(name):
            raise ValidationError(wanted, name)


_NEEDS: Final[Mapping[str, tuple[str, str]]] = {
    BulkKind.SET_FLAG: ("which_flag", "Select the flag"),
    BulkKind.END_FLAG: ("which_flag", "Select the flag"),
    BulkKind.STATUS: ("to_status", "Select the status"),
    BulkKind.SERIES: ("series_id", "Select the series"),
    BulkKind.RELATED: ("other_number", "Enter the number of the other crime"),
}


class BulkIn(BulkChangeIn):
    """The same on a page: with the crimes ticked, or all that the list shows."""

    crime_ids = Ticked("Crimes")
    everything = fields.Tick("All that the list shows")

    @validates_schema(skip_on_field_errors=False)
    def _some_are_picked(self, given: dict[str, Any], **_: Any) -> None:
        if not (given.get("crime_ids") or given.get("everything")):
            raise ValidationError("Select at least one crime, or all that the list shows", "crime_ids")


class BulkPreviewIn(BulkChangeIn):
    """The same as a machine gives it."""

    crime_ids = Ticked("Crimes", hint="Or `where`")
    where = plain.Nested(CrimesCountedIn, load_default=None, allow_none=True)


class _Seen(fields.Text):
    """`id:word` of each crime, parted by blanks: what the preview showed."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        pairs = [each.partition(":") for each in str(value).split()]
        try:
            return {uuid.UUID(crime_id): seen for crime_id, _, seen in pairs}
        except ValueError as malformed:
            raise ValidationError("Ask again what would change") from malformed


class BulkSeenIn(BulkChangeIn):
    """The change as it was previewed, and what was seen."""

    seen = _Seen("What was shown", required=True, widget="hidden")


class SeenIn(Schema):
    crime_id = fields.EntityRef("Crime", required=True)
    seen = fields.Text("What its preview gave as `seen`", required=True, max=40)


class BulkBeginIn(BulkChangeIn):
    crimes = plain.List(plain.Nested(SeenIn), required=True)


class ForeseenOut(Schema):
    crime_id = fields.EntityRef()
    reference = fields.Text(attribute="crime.reference")
    verdict = plain.Enum(Verdict, by_value=True)
    said = fields.Text()
    seen = fields.Text()


class BulkPreviewOut(Schema):
    said = fields.Text()
    rows = plain.List(plain.Nested(ForeseenOut))


class CrimeBulkOut(Schema):
    id = fields.EntityRef()
    reference = fields.Text()
    kind = plain.Enum(BulkKind, by_value=True)
    said = fields.Text()
    why = fields.Text()
    asked = plain.Integer(metadata={"description": "How many crimes were chosen"})
    by_id = fields.EntityRef()
    begun_at = fields.Moment()
    ended_at = fields.Moment()
    undoes_id = fields.EntityRef()


class CrimeBulkPageOut(Schema):
    rows = plain.List(plain.Nested(CrimeBulkOut))
    next = plain.String(attribute="next_cursor", allow_none=True)
    previous = plain.String(attribute="previous_cursor", allow_none=True)


class BulkLineOut(Schema):
    crime_id = fields.EntityRef()
    reference = fields.Text(attribute="crime.reference")
    verdict = plain.Enum(Verdict, by_value=True)
    said = fields.Text()


class BulkLineFilters(Schema):
    verdict = fields.Choice("What became of them", Verdict, widget="select")


class BulksWhereIn(Schema):
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)


class BulkLinesWhereIn(BulksWhereIn):
    verdict = fields.Choice("What became of them", Verdict, allow_none=False)


class CrimeBulkShownOut(Schema):
    bulk = plain.Nested(CrimeBulkOut)
    counts = plain.Dict(keys=plain.Enum(Verdict, by_value=True), values=plain.Integer())
    rows = plain.List(plain.Nested(BulkLineOut), attribute="page.rows")
    next = plain.String(attribute="page.next_cursor", allow_none=True)
    previous = plain.String(attribute="page.previous_cursor", allow_none=True)
    not_undone = fields.Text(metadata={"description": "Why it is not undone in one step; empty: it may be"})


class MoveStatusIn(Schema):
    status = fields.Choice("Status", STATUSES, required=True, thing="the status", widget="radios")
    why = fields.LongText("Why", required=True, thing="why", max=2000)


class RelateIn(Schema):
    number = fields.Text("Number of the other crime", required=True, thing="its number", max=20, width=20)
    why = fields.LongText("What links them", required=True, thing="what links them", max=2000)


class PartIn(Schema):
    why = fields.LongText("Why they are not linked", required=True, thing="why", max=2000)


class RelatedOut(Schema):
    id = fields.EntityRef()
    from_id = fields.EntityRef()
    to_id = fields.EntityRef()
    from_at = fields.Moment()
    until_at = fields.Moment()
