"""A statement, its signature, and what a witness needs, as they are told and shown."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema, post_load
from marshmallow import fields as plain

from mips.investigation.rules import statements as rules
from mips.investigation.rules.statements import StatementKind
from mips.record.reference.lookup import choices
from mips.record.schemas.signing import SignatureOut, signature_part
from mips.web import fields

PARTICULARS: Final = (
    "age",
    "occupation",
    "cannot_read",
    "read_by",
    "interpreter",
    "language",
    "interpreted_by",
    "taken_where",
)


class GoOnStatementIn(Schema):
    text = fields.LongText(
        "What they say, in their own words",
        required=True,
        max=60_000,
        hint="First person, in the order it happened. Name exhibits like JS/1. No address or telephone of theirs",
        thing="what they say",
    )
    over_18 = fields.YesNo("Are they 18 or over?", required=True, thing="whether they are 18 or over")
    age = fields.Whole("Their age", least=1, most=120, width=3, shown_when="over_18=no", needed="under 18")
    occupation = fields.Text("Occupation", max=200)
    cannot_read = fields.YesNo("Is it read to them, since they cannot read it?")
    read_by = fields.Text("Who reads it to them", max=200, shown_when="cannot_read=yes", needed="where they cannot")
    interpreter = fields.YesNo("Is there an interpreter?")
    language = fields.Text("Language", max=100, shown_when="interpreter=yes", needed="where there is one")
    interpreted_by = fields.Text("Interpreter", max=200, shown_when="interpreter=yes", needed="where there is one")
    taken_where = fields.Text("Where it is taken", max=300)
    version = fields.Version(required=False, load_default=None)

    @post_load
    def _together(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        particulars = {name: given.pop(name) for name in PARTICULARS if name in given}
        return given | {"particulars": particulars}


class WriteStatementIn(GoOnStatementIn):
    kind = fields.Choice("Kind", StatementKind, load_default=StatementKind.WITNESS)

    class Meta:
        exclude = ("version",)


class SignStatementIn(Schema):
    read_over = fields.Tick(
        "They have read all of it, or it was read to them, and it says what they mean", required=True
    )
    signature = signature_part("under the declaration and on each page", required=True)
    version = fields.Version(required=False, load_default=None)


class CorrectStatementIn(Schema):
    why = fields.LongText("What is wrong in it", required=True, max=1000, thing="what is wrong in it")


class PrepareForCourtIn(Schema):
    vulnerable = fields.Choices("Why special measures may be given", choices(rules.VULNERABLE))
    dates_to_avoid = fields.LongText(
        "Dates they cannot come", max=2000, hint="In the next six months, each with why: 3 to 17 August, abroad"
    )
    version = fields.Version(required=False, load_default=None)


class OfferPersonalStatementIn(Schema):
    offered_on = fields.Day("Day it was offered", required=True, past=True, hint="Like today or 12/1/2026")
    wanted = fields.YesNo("Do they want to make one?", hint="Leave blank while they have not answered")
    aloud = fields.Choice("How it is to be heard", choices(rules.ALOUD), widget="radios", shown_when="wanted=yes")
    version = fields.Version(required=False, load_default=None)


class WitnessStatementOut(Schema):
    id = fields.EntityRef()
    version = fields.Version()
    crime_id = fields.EntityRef()
    party_id = fields.EntityRef()
    kind = fields.Choice("", StatementKind)
    edition = plain.Integer()
    corrects_id = fields.EntityRef()
    corrects_why = fields.Text()
    text = fields.Text()
    age = fields.Text(attribute="age_said")
    occupation = fields.Text()
    cannot_read = plain.Boolean()
    read_by = fields.Text()
    interpreter = plain.Boolean()
    language = fields.Text()
    interpreted_by = fields.Text()
    taken_where = fields.Text()
    begun_at = fields.Moment()
    signed_at = fields.Moment()
    signatures = plain.List(plain.Nested(SignatureOut))


class ReadStatementOut(Schema):
    statement = plain.Nested(WitnessStatementOut)
    unknown_marks = plain.List(
        plain.String(),
        attribute="unknown",
        metadata={"description": "Marks it names that are no exhibit of the crime"},
    )


class WitnessCareOut(Schema):
    version = fields.Version()
    vulnerable = plain.List(plain.String())
    dates_to_avoid = fields.Text()
    dates_asked_at = fields.Moment()
    statement_asked_at = fields.Moment()
    vps_offered_on = plain.Date(allow_none=True)
    vps_wanted = plain.Boolean(allow_none=True)
    vps_aloud = fields.Text()
